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
	d.field(def, "fact", "Fact!", "What it is for.", planFactOf)
}
