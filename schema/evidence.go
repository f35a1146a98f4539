package schema

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// defineEvidence defines what supports a fact, and the fact as seen from there.
func (d *Definer) defineEvidence() {
	fact, _ := d.Define(ast.Object, "Fact", "A node or an edge, in short.")
	d.Field(fact, "id", "ID!", "Its id.", FactField(graph.GetID, graph.GetFactID))
	d.Field(fact, "kind", "String!", "A node's kind, or an edge's type.", FactField(graph.GetKind, graph.GetFactKind))
	d.Field(fact, "label", "String!", "A node's name; an edge as a line: "+lineDoc, FactField(graph.GetLabel, graph.GetFactLabel))

	says, _ := d.Define(ast.Object, "Says", "A value that a piece of evidence supports.")
	d.Field(says, "property", "String!", "The property.", SaidField(func(s graph.Said) any { return s.Property }))
	d.Field(says, "value", "String!", "Its value as text.", SaidField(func(s graph.Said) any { return graph.Print(s.Value) }))

	def, _ := d.Define(ast.Object, "Evidence", "Words that support a fact (W3C PROV, Web Annotation).")
	d.Field(def, "id", "ID!", "Its id.", Scalar(graph.Field{Get: graph.GetID}))
	for _, p := range d.Model.Evidence {
		d.fieldProp(def, p, p.Doc)
	}
	d.Field(def, "says", "[Says!]!", "The property values that it supports.", Says)
	d.Field(def, "fact", "Fact!", "What it is for.", Fact)
}
