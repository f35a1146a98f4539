package schema

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// edgeInterface names the interface of all edges that stand alone.
const edgeInterface = "Edge"

// defineEdge defines the type of an edge that stands alone, with both its ends.
func (d *definer) defineEdge(e *graph.Edge) string {
	name := edgeTypeName(e)
	def, fresh := d.define(ast.Object, name, e.Doc)
	if !fresh {
		return name
	}
	d.defineEdgeInterface()
	def.Interfaces = []string{edgeInterface}
	d.fillEdge(def, planEnd(graph.FromRef, e.FromKinds()), planEnd(graph.ToRef, e.ToKinds()))
	if from, to := d.typeOf(e.FromKinds()), d.typeOf(e.ToKinds()); from != to {
		d.field(def, lowerFirst(from), from+"!", "Where the edge comes from.", planEnd(graph.FromRef, e.FromKinds()))
		d.field(def, lowerFirst(to), to+"!", "Where the edge leads to.", planEnd(graph.ToRef, e.ToKinds()))
	}
	for _, p := range e.Props() {
		d.fieldProp(def, p, p.Doc)
	}
	return name
}

// defineEdgeInterface defines what all edges share, once.
func (d *definer) defineEdgeInterface() {
	def, fresh := d.define(ast.Interface, edgeInterface, "An edge of any type, with both its ends.")
	if fresh {
		d.fillEdge(def, planRowEnd(graph.FromRef, (*graph.Edge).FromKinds), planRowEnd(graph.ToRef, (*graph.Edge).ToKinds))
	}
}

// fillEdge adds to a type the fields that all edges have.
func (d *definer) fillEdge(def *ast.Definition, from, to planField) {
	d.field(def, "id", "ID!", "The edge's id.", planScalar(graph.Field{Get: graph.GetID}))
	d.field(def, "kind", "String!", "The edge's type: \"HOLDS\".", planScalar(graph.Field{Get: graph.GetKind}))
	d.fieldVersion(def)
	d.field(def, "from", "Entity!", "Where the edge comes from.", from)
	d.field(def, "to", "Entity!", "Where the edge leads to.", to)
	d.fieldEvidence(def)
}
