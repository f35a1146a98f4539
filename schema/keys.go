package schema

import (
	"parley/graph"
)

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
func nodeFields(m *graph.Model, kinds graph.KindSet) []scalarField {
	out := []scalarField{{name: "id", typ: "Direction", field: graph.Field{Get: graph.GetID}}}
	list := m.KindsOf(kinds)
	var shared []*graph.Property
	for _, p := range list[0].Props() {
		if sharedProp(m, kinds, p.Name) == p {
			shared = append(shared, p)
		}
	}
	out = append(out, propFields(shared)...)
	for _, l := range append(sharedLinks(m, kinds), m.EvidenceOf) {
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
func (r rowType) row(m *graph.Model) []scalarField {
	id := scalarField{name: "id", typ: "Direction", field: graph.Field{Get: graph.GetID}}
	switch {
	case isEvidence(r.from):
		return append([]scalarField{id}, propFields(m.Evidence)...)
	case rowIsNode(r.from):
		return nodeFields(m, r.kinds)
	case r.from.Link.Kind == graph.EdgeLink:
		out := append([]scalarField{id}, propFields(r.from.Link.Edge.Props())...)
		return append(out, countField(m.EvidenceOf))
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

// groups lists what rows can be grouped by: their own fields, and behind
// NODE_ those of the node that they lead to.
func (r rowType) groups(m *graph.Model) []groupField {
	out := groupsOf("", r.row(m))
	if !rowIsNode(r.from) {
		out = append(out, groupsOf("NODE_", nodeFields(m, r.kinds))...)
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
