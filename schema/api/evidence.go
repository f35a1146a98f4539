package api

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/planning"
)

// defineEvidence defines what supports a fact, and the fact as seen from there.
func (d *Definer) defineEvidence() {
	fact, _ := d.Define(ast.Object, "Fact", "A node or an edge, in short.")
	d.Field(fact, "id", "ID!", "Its id.", planning.FactField(graph.GetID, graph.GetFactID))
	d.fieldSnapshot(fact)
	d.Field(fact, "kind", factKindEnum+"!", "A node's kind, or an edge's type.", planning.FactField(graph.GetKind, graph.GetFactKind))
	d.Field(fact, "label", "String!", "A node's name; an edge as a line: "+lineDoc, planning.FactField(graph.GetLabel, graph.GetFactLabel))

	says, _ := d.Define(ast.Object, "Says", "A value that a piece of evidence supports.")
	d.Field(says, "property", "String!", "The property.", planning.ItemField(func(s graph.Said) any { return s.Property }))
	d.Field(says, "value", "String!", "Its value as text.", planning.ItemField(func(s graph.Said) any { return graph.Print(s.Value) }))

	def, _ := d.Define(ast.Object, "Evidence", "Words that support a fact (W3C PROV, Web Annotation).")
	d.Field(def, "id", "ID!", "Its id.", planning.Scalar(graph.Field{Get: graph.GetID}))
	d.fieldSnapshot(def)
	for _, p := range d.Model.Evidence {
		d.fieldProp(def, p, p.Doc)
	}
	d.defineContext(def)
	d.Field(def, "correctedBy", "Evidence", "The last evidence that counts and corrects it.", planning.CorrectedBy)
	d.Field(def, "says", "[Says!]!", "The property values that it supports.", planning.Says)
	d.Field(def, "fact", "Fact!", "What it is for.", planning.Fact)
}
