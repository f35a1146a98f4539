package export

import (
	"strings"

	"parley/graph"
	"parley/graph/explore"
)

// field is one value of a node or an edge, with its name. The value is a string, a
// ref, an int64, a bool, a []string or a []ref.
type field struct {
	name  string
	value any
}

// ref is the id of a node.
type ref string

// nodeFields returns all of a node beyond its id and label.
func nodeFields(n *explore.Node) []field {
	out := []field{{"kind", n.Kind.Name}, {"degree", int64(n.Degree)}}
	return append(out, detailFields(&n.Details)...)
}

// edgeFields returns all of an edge beyond its id, ends and label.
func edgeFields(e *explore.Edge) []field {
	out := []field{{"kind", e.Kind}}
	if e.Weight > 0 {
		out = appendText(append(out, field{"weight", int64(e.Weight)}), "verification", e.Verification)
	}
	if len(e.RestsOn) > 0 {
		out = append(out, field{"restsOn", mapped(e.RestsOn, func(id string) ref { return ref(id) })})
	}
	if e.During != nil {
		out = appendText(appendDays(out, e.During), "whenBasis", e.During.Basis)
	}
	return append(out, detailFields(&e.Details)...)
}

// worded is what is drawn at an edge: its type with its label value.
func worded(e *explore.Edge) string { return graph.Worded(e.Kind, e.LabelValue) }

// detailFields returns the attributes, the days between which the date lies, and the
// words of a source; and of both whether they are stated or inferred. Periods are
// the days on which a state possibly held.
func detailFields(d *explore.Details) []field {
	var out []field
	for _, a := range d.Attributes {
		name := a.Property.Name
		switch v := a.Value.(type) {
		case *graph.When:
			out = append(out, field{name, graph.Print(v)})
			if v.EDTF != "" && v.Text != "" {
				out = append(out, field{name + "Text", v.Text})
			}
			out = appendText(out, name+"Basis", v.Basis)
			if v == d.When() {
				out = appendDays(out, v)
			}
		case []graph.Identifier:
			out = append(out, field{name, mapped(v, func(id graph.Identifier) string { return id.Scheme + ":" + id.Value })})
		case string:
			if a.Property.Type == graph.Reference {
				out = append(out, field{name, ref(v)})
			} else {
				out = append(out, field{name, v})
			}
		case *graph.Support:
			out = append(out, field{name + "Affirmed", v.Affirmed}, field{name + "Denied", v.Denied}, field{name + "Silent", v.Silent}, field{name + "Publishers", v.Publishers})
		case []graph.Period:
			out = append(out, field{name, mapped(v, func(p graph.Period) string { return p.EDTF() })})
		case int64, bool, []string:
			out = append(out, field{name, v})
		default:
			out = append(out, field{name, graph.Print(v)})
		}
	}
	if w := d.Words; w != nil {
		out = appendText(out, "quote", w.Quote)
		out = appendText(out, "locator", w.Locator)
		out = appendText(out, "quoteSource", w.SourceTitle)
		out = appendText(out, "quoteSourceId", ref(w.Source))
		out = appendText(out, "act", w.Act)
		out = appendText(out, "basis", w.Basis)
		out = appendText(out, "saidBy", w.SaidByName)
		out = appendText(out, "saidById", ref(w.SaidBy))
		out = appendText(out, "saidFor", w.SaidForName)
		out = appendText(out, "saidForId", ref(w.SaidFor))
	}
	return out
}

func appendText[T ~string](list []field, name string, text T) []field {
	if text == "" {
		return list
	}
	return append(list, field{name, text})
}

// appendDays adds the days between which a date lies.
func appendDays(list []field, w *graph.When) []field {
	return appendText(appendText(list, "start", w.StartEarliest.String()), "end", w.EndLatest.String())
}

// mapped returns what f makes of each item of a list.
func mapped[T, U any](list []T, f func(T) U) []U {
	out := make([]U, len(list))
	for i, item := range list {
		out[i] = f(item)
	}
	return out
}

// graphFields returns whether and how much a graph was cut.
func graphFields(g *explore.Graph) []field {
	return []field{{"truncated", g.Truncated}, {"missingNodes", int64(g.MissingNodes)}, {"missingEdges", int64(g.MissingEdges)}}
}

// column is a field that some nodes or edges have.
type column struct {
	name string
	kind columnKind
}

type columnKind uint8

const (
	texts columnKind = iota
	numbers
	flags
	lists // of texts
)

func kindOf(value any) columnKind {
	switch value.(type) {
	case int64:
		return numbers
	case bool:
		return flags
	case []string, []ref:
		return lists
	}
	return texts
}

// columns are fields by name, in the order in which they come first.
type columns struct {
	list []column
	at   map[string]int
}

func (c *columns) add(fields []field) {
	for _, f := range fields {
		if _, known := c.at[f.name]; !known {
			c.at[f.name] = len(c.list)
			c.list = append(c.list, column{f.name, kindOf(f.value)})
		}
	}
}

// columnsOf returns the columns of nodes or edges.
func columnsOf[T any](items []T, fields func(*T) []field) *columns {
	c := &columns{at: map[string]int{}}
	for i := range items {
		c.add(fields(&items[i]))
	}
	return c
}

// listed joins a list for a format that has none.
const listed = "; "

// plain writes a value as one text.
func plain(value any) string {
	switch v := value.(type) {
	case ref:
		return string(v)
	case []string:
		return strings.Join(v, listed)
	case []ref:
		return strings.Join(mapped(v, func(id ref) string { return string(id) }), listed)
	}
	return graph.Print(value)
}

// valid makes UTF-8 of a text: U+FFFD for each byte that is none, as for JSON.
func valid(s string) string { return string([]rune(s)) }

// directed names what edges are.
func directed(g *explore.Graph, yes, no string) string {
	if g.Directed {
		return yes
	}
	return no
}
