package schema

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// defineEvidence defines what supports a fact, and the fact as seen from there.
func (d *definer) defineEvidence() {
	fact, _ := d.define(ast.Object, "Fact", "A node or an edge, in short.")
	d.field(fact, "id", "ID!", "Its id.", planFact(graph.GetID, graph.GetFactID))
	d.field(fact, "kind", "String!", "A node's kind, or an edge's type.", planFact(graph.GetKind, graph.GetFactKind))
	d.field(fact, "label", "String!", "A node's name; an edge as a line: "+lineDoc, planFact(graph.GetLabel, graph.GetFactLabel))

	says, _ := d.define(ast.Object, "Says", "A value that a piece of evidence supports.")
	d.field(says, "property", "String!", "The property.", planSaid(func(s graph.Said) any { return s.Property }))
	d.field(says, "value", "String!", "Its value as text.", planSaid(func(s graph.Said) any { return graph.Print(s.Value) }))

	def, _ := d.define(ast.Object, "Evidence", "Words that support a fact (W3C PROV, Web Annotation).")
	d.field(def, "id", "ID!", "Its id.", planScalar(graph.Field{Get: graph.GetID}))
	for _, p := range d.model.Evidence {
		d.fieldProp(def, p, p.Doc)
	}
	d.field(def, "says", "[Says!]!", "The property values that it supports.", planSays)
	d.field(def, "fact", "Fact!", "What it is for.", func(p *planner, at place, f *ast.Field) (reader, error) {
		at.fact = true
		present := at.slot(graph.Field{Get: graph.GetID})
		s, err := p.object(at, "Fact", f.SelectionSet)
		return sameRow{present, s}, err
	})
}

// planFact reads a fact of the edge that the place stands for, or of what the
// evidence there is for.
func planFact(ofEdge, ofEvidence graph.Getter) planField {
	return func(_ *planner, at place, _ *ast.Field) (reader, error) {
		if at.fact {
			return leaf{at.slot(graph.Field{Get: ofEvidence})}, nil
		}
		return leaf{at.slot(graph.Field{Get: ofEdge})}, nil
	}
}

func planSays(p *planner, at place, f *ast.Field) (reader, error) {
	slot := at.slot(graph.Field{Get: graph.GetSays})
	s, err := p.object(place{list: at.list}, "Says", f.SelectionSet)
	return values[graph.Said]{slot, s}, err
}

func planSaid(get func(graph.Said) any) planField {
	return func(*planner, place, *ast.Field) (reader, error) {
		return readFunc(func(c *cell) any { return get(*c.it.(*graph.Said)) }), nil
	}
}
