package schema

import (
	"strings"

	"parley/graph"
)

// setOrder reads the keys to order by.
func (p *planner) setOrder(l *listPlan, in []any) error {
	var words []string
	for _, item := range in {
		o, text, err := p.rowOrder(l, object(item))
		if err != nil {
			return err
		}
		l.Order = append(l.Order, o)
		words = append(words, text)
	}
	l.ordered = strings.Join(words, ",")
	return nil
}

// only returns the one key of an order object.
func only(in map[string]any) (name string, value any, err error) {
	if len(in) != 1 {
		return "", nil, graph.Errorf(graph.BadInput, "orderBy", "an object has one key, as in [{name: ASC}, {id: DESC}]; this one has %d", len(in))
	}
	for name, value = range in {
		if value == nil {
			return "", nil, graph.Errorf(graph.BadInput, "orderBy", "%s: null is no direction", name)
		}
	}
	return name, value, nil
}

func (p *planner) rowOrder(l *listPlan, in map[string]any) (graph.Order, string, error) {
	if rowIsNode(l.From) {
		return p.orderOf(0, rowType{l.From, l.kinds}.row(p.definer), in)
	}
	name, value, err := only(in)
	if err != nil {
		return graph.Order{}, "", err
	}
	v, of := 0, rowType{l.From, l.kinds}.row(p.definer)
	if name == "node" {
		v, of = l.node().v, p.nodeFields(l.kinds)
	}
	o, text, err := p.orderOf(v, of, object(value))
	return o, name + "." + text, err
}

// orderOf reads one key that orders by a field of a variable.
func (p *planner) orderOf(v int, of []scalarField, in map[string]any) (graph.Order, string, error) {
	name, value, err := only(in)
	if err != nil {
		return graph.Order{}, "", err
	}
	for _, f := range of {
		if f.name != name {
			continue
		}
		field := f.field
		field.Var, field.Link.Var = v, v
		inner, isObject := value.(map[string]any)
		if !isObject {
			return graph.Order{Field: field, Desc: value == "DESC"}, name + ":" + direction(value), nil
		}
		part, dir, err := only(inner)
		if err != nil {
			return graph.Order{}, "", err
		}
		for _, d := range dateParts() {
			if d.name == part && f.dated {
				field.Part = d.part
			}
		}
		return graph.Order{Field: field, Desc: dir == "DESC"}, name + "." + part + ":" + direction(dir), nil
	}
	return graph.Order{}, "", graph.Errorf(graph.Internal, "orderBy", "no order %s", name)
}

func direction(v any) string {
	s, _ := v.(string)
	return s
}

// scalarField is a field that rows can be ordered by or grouped by.
type scalarField struct {
	name  string
	typ   string // its input type in an order
	field graph.Field
	dated bool // a date: it is ordered by one of its parts
}

// propFields lists the properties that one can order by.
func propFields(props []*graph.Property) []scalarField {
	var out []scalarField
	for _, p := range props {
		f := scalarField{name: p.Name, typ: "Direction", field: graph.Field{Prop: p}}
		switch p.Type {
		case graph.Date:
			f.typ, f.dated = "WhenOrder", true
		case graph.TextList, graph.Identifiers, graph.Reference:
			continue
		}
		out = append(out, f)
	}
	return out
}

// nodeFields lists what nodes of some kinds can be ordered by: id, their
// properties, how many rows their links have.
func (d *definer) nodeFields(kinds graph.KindSet) []scalarField {
	out := []scalarField{{name: "id", typ: "Direction", field: graph.Field{Get: graph.GetID}}}
	list := d.model.KindsOf(kinds)
	var shared []*graph.Property
	for _, p := range list[0].Props() {
		if d.sharedProp(kinds, p.Name) == p {
			shared = append(shared, p)
		}
	}
	out = append(out, propFields(shared)...)
	for _, l := range append(d.sharedLinks(kinds), d.model.EvidenceOf) {
		out = append(out, countField(l))
	}
	return out
}

func countField(l *graph.Link) scalarField {
	return scalarField{name: l.Name, typ: "CountOrder", field: graph.Field{Get: graph.GetLinkCount, Link: graph.From{Link: l}}}
}

// rowType is a sort of rows.
type rowType struct {
	from  graph.From
	kinds graph.KindSet
}

// row lists what the rows themselves can be ordered by.
func (r rowType) row(d *definer) []scalarField {
	id := scalarField{name: "id", typ: "Direction", field: graph.Field{Get: graph.GetID}}
	switch {
	case isEvidence(r.from):
		return append([]scalarField{id}, propFields(d.model.Evidence)...)
	case rowIsNode(r.from):
		return d.nodeFields(r.kinds)
	case r.from.Link.Kind == graph.EdgeLink:
		out := append([]scalarField{id}, propFields(r.from.Link.Edge.Props())...)
		return append(out, countField(d.model.EvidenceOf))
	}
	return pairFields(r.from.Link.Derived)
}

func pairFields(of *graph.Derived) []scalarField {
	out := []scalarField{{name: "count", typ: "Direction", field: graph.Field{Get: graph.GetPairCount}}}
	if of.Pair != nil && of.Pair.Side != "" {
		out = append(out, scalarField{name: "sameSide", typ: "Direction", field: graph.Field{Get: graph.GetSameSide}})
	}
	return out
}

// groupField is a field that rows can be grouped by, by its enum value.
type groupField struct {
	name, doc string
	field     graph.Field
	onNode    bool
}

// groupFields lists what rows can be grouped by: their own fields, and behind
// NODE_ those of the node that they lead to.
func (d *definer) groupFields(r rowType) []groupField {
	out := groupsOf("", r.row(d))
	if !rowIsNode(r.from) {
		out = append(out, groupsOf("NODE_", d.nodeFields(r.kinds))...)
	}
	if r.kinds.Len() > 1 {
		prefix := "NODE_"
		if rowIsNode(r.from) {
			prefix = ""
		}
		out = append(out, groupField{prefix + "KIND", "What kind of node it is.", graph.Field{Get: graph.GetKind}, !rowIsNode(r.from)})
	}
	return out
}

func groupsOf(prefix string, fields []scalarField) []groupField {
	var out []groupField
	for _, f := range fields {
		g := groupField{prefix + capitals(f.name), "By " + f.name + ".", f.field, prefix != ""}
		switch {
		case f.field.Get == graph.GetLinkCount, f.field.Get == graph.GetID && prefix == "":
			continue
		case f.dated:
			g.name, g.doc = g.name+"_YEAR", "By the year of "+f.name+"."
			g.field.Part = graph.WhenYear
		}
		out = append(out, g)
	}
	return out
}
