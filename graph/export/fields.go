package export

import (
	"strings"

	"parley/graph"
	"parley/graph/explore"
)

// field is one thing to say of a node or an edge. Its value is a string, a ref,
// an int64, a bool, a []string or a []ref.
type field struct {
	name  string
	value any
}

// ref is the id of a node.
type ref string

// nodeFields says all of a node beyond its id and label.
func nodeFields(n *explore.Node) []field {
	out := []field{{"kind", n.Kind.Name}, {"degree", int64(n.Degree)}}
	return append(out, detailFields(&n.Details)...)
}

// edgeFields says all of an edge beyond its id, ends and label.
func edgeFields(e *explore.Edge) []field {
	out := []field{{"kind", e.Kind}}
	if e.Weight > 0 {
		out = append(out, field{"weight", int64(e.Weight)})
	}
	if len(e.RestsOn) > 0 {
		out = append(out, field{"restsOn", refs(e.RestsOn)})
	}
	if e.During != nil {
		out = appendText(appendDays(out, e.During), "whenBasis", e.During.Basis)
	}
	return append(out, detailFields(&e.Details)...)
}

// worded is what is drawn at an edge: its type with the label value of it.
func worded(e *explore.Edge) string { return graph.Worded(e.Kind, e.LabelValue) }

// detailFields says the attributes, the days between which the date lies, and
// the words of a source; of both whether they are stated or inferred.
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
			out = append(out, field{name, identifiers(v)})
		case string:
			if a.Property.Type == graph.Reference {
				out = append(out, field{name, ref(v)})
			} else {
				out = append(out, field{name, v})
			}
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

func refs(ids []string) []ref {
	out := make([]ref, len(ids))
	for i, id := range ids {
		out[i] = ref(id)
	}
	return out
}

func identifiers(list []graph.Identifier) []string {
	out := make([]string, len(list))
	for i, id := range list {
		out[i] = id.Scheme + ":" + id.Value
	}
	return out
}

// graphFields says what a graph lacks.
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

// columns gathers fields by name, in the order in which they come first.
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

func nodeColumns(g *explore.Graph) *columns {
	c := &columns{at: map[string]int{}}
	for i := range g.Nodes {
		c.add(nodeFields(&g.Nodes[i]))
	}
	return c
}

func edgeColumns(g *explore.Graph) *columns {
	c := &columns{at: map[string]int{}}
	for i := range g.Edges {
		c.add(edgeFields(&g.Edges[i]))
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
		texts := make([]string, len(v))
		for i, id := range v {
			texts[i] = string(id)
		}
		return strings.Join(texts, listed)
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
