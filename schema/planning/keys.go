package planning

import (
	"parley/graph"
)

// OrderField is a field that rows can be ordered by or grouped by.
type OrderField struct {
	Name  string
	Type  string // its input type in an order
	field graph.Field
	parts []ValuePart // it is ordered by one of these
}

// propFields lists the properties that one can order by.
func propFields(props []*graph.Property) []OrderField {
	var out []OrderField
	for _, p := range props {
		f := OrderField{Name: p.Name, Type: "Direction", field: graph.Field{Prop: p}, parts: PartsOf(p.Type)}
		switch p.Type {
		case graph.Date:
			f.Type = "WhenOrder"
		case graph.Tally:
			f.Type = "SupportOrder"
		case graph.TextList, graph.Identifiers, graph.Reference, graph.Spans, graph.Course:
			continue
		}
		out = append(out, f)
	}
	return out
}

// NodeFields lists what nodes of some kinds can be ordered by: id, their
// properties, how many rows their links have.
func NodeFields(m *graph.Model, kinds graph.KindSet) []OrderField {
	out := []OrderField{{Name: "id", Type: "Direction", field: graph.Field{Get: graph.GetID}}}
	list := m.KindsOf(kinds)
	var shared []*graph.Property
	for _, p := range list[0].Props() {
		if SharedProp(m, kinds, p.Name) == p {
			shared = append(shared, p)
		}
	}
	out = append(out, propFields(shared)...)
	for _, l := range append(SharedLinks(m, kinds), m.EvidenceOf) {
		out = append(out, countField(l))
	}
	return out
}

func countField(l *graph.Link) OrderField {
	return OrderField{Name: l.Name, Type: "CountOrder", field: graph.Field{Get: graph.GetLinkCount, Link: graph.From{Link: l}}}
}

// RowType is a sort of rows.
type RowType struct {
	From  graph.From
	Kinds graph.KindSet
}

// OrderFields lists what the rows themselves can be ordered by.
func (r RowType) OrderFields(m *graph.Model) []OrderField {
	id := OrderField{Name: "id", Type: "Direction", field: graph.Field{Get: graph.GetID}}
	switch {
	case isEvidence(r.From):
		return append([]OrderField{id}, propFields(m.Evidence)...)
	case rowIsNode(r.From):
		return NodeFields(m, r.Kinds)
	case r.From.Link.Kind == graph.EdgeLink:
		out := append([]OrderField{id}, propFields(r.From.Link.Edge.Props())...)
		return append(out, countField(m.EvidenceOf))
	}
	return PairFields(r.From.Link.Derived)
}

// PairFields lists what the rows of a derived relation can be ordered by.
func PairFields(of *graph.Derived) []OrderField {
	out := []OrderField{{Name: "count", Type: "Direction", field: graph.Field{Get: graph.GetPairCount}}}
	if of.Pair != nil && of.Pair.Side != "" {
		out = append(out, OrderField{Name: "sameSide", Type: "Direction", field: graph.Field{Get: graph.GetSameSide}})
	}
	return append(out, OrderField{Name: VerifiedField, Type: "Direction", field: graph.Field{Get: graph.GetVerified}})
}

// VerifiedField is the field with the verification of a derived edge.
const VerifiedField = "verification"

// Group is a field that rows can be grouped by, by its enum value.
type Group struct {
	Name, Doc string
	field     graph.Field
	onNode    bool
	ref       *graph.Property // of evidence: the field is that of the node that this names
}

// PublisherField is the field of evidence by whose publisher it is.
const PublisherField = "publisher"

// publisherOf returns who published a piece of evidence, as a group.
func publisherOf(m *graph.Model) Group {
	of := graph.Field{Prop: m.Publication.Prop(PublisherField)}
	return Group{Name: capitals(PublisherField), Doc: "By who published its source.", field: of, ref: m.EvidenceProp("source")}
}

// groupsOfEvidence lists the groups by the nodes that evidence names, and by its
// publisher.
func groupsOfEvidence(m *graph.Model) (out []Group) {
	for _, p := range m.Evidence {
		if p.Type == graph.Reference {
			out = append(out, Group{Name: capitals(p.Name), Doc: "By the id of its " + p.Name + ".", field: graph.Field{Get: graph.GetID}, ref: p})
		}
	}
	return append(out, publisherOf(m))
}

// Groups lists what rows can be grouped by: their own fields, and behind
// NODE_ those of the node that they lead to.
func (r RowType) Groups(m *graph.Model) []Group {
	out := groupsOf("", r.OrderFields(m))
	if isEvidence(r.From) {
		return append(out, groupsOfEvidence(m)...)
	}
	if !rowIsNode(r.From) {
		out = append(out, groupsOf("NODE_", NodeFields(m, r.Kinds))...)
	}
	if r.Kinds.Len() > 1 {
		prefix := "NODE_"
		if rowIsNode(r.From) {
			prefix = ""
		}
		out = append(out, Group{Name: prefix + "KIND", Doc: "What kind of node it is.", field: graph.Field{Get: graph.GetKind}, onNode: !rowIsNode(r.From)})
	}
	return out
}

func groupsOf(prefix string, fields []OrderField) []Group {
	var out []Group
	for _, f := range fields {
		g := Group{Name: prefix + capitals(f.Name), Doc: "By " + f.Name + ".", field: f.field, onNode: prefix != ""}
		switch {
		case f.field.Get == graph.GetLinkCount, f.field.Get == graph.GetID && prefix == "", f.Type == "SupportOrder":
			continue
		case f.parts != nil:
			g.Name, g.Doc = g.Name+"_YEAR", "By the year of "+f.Name+"."
			g.field.Part = graph.WhenYear
		}
		out = append(out, g)
	}
	return out
}
