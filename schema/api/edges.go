package api

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/planning"
)

// EdgeInterface names the interface of all edges that stand alone.
const EdgeInterface = "Edge"

// DefineEdge defines the type of an edge that stands alone, with both its ends.
func (d *Definer) DefineEdge(e *graph.Edge) string {
	name := planning.EdgeTypeName(e)
	def, fresh := d.Define(ast.Object, name, e.Doc)
	if !fresh {
		return name
	}
	d.defineEdgeInterface()
	def.Interfaces = []string{EdgeInterface}
	d.fillEdge(def, planning.End(graph.FromRef, e.FromKinds()), planning.End(graph.ToRef, e.ToKinds()))
	if from, to := d.typeOf(e.FromKinds()), d.typeOf(e.ToKinds()); from != to {
		d.Field(def, LowerFirst(from), from+"!", "Where the edge comes from.", planning.End(graph.FromRef, e.FromKinds()))
		d.Field(def, LowerFirst(to), to+"!", "Where the edge leads to.", planning.End(graph.ToRef, e.ToKinds()))
	}
	for _, p := range e.Props() {
		d.fieldProp(def, p, p.Doc)
	}
	d.fieldReasons(def, e.Props(), e)
	return name
}

// defineEdgeInterface defines what all edges share, once.
func (d *Definer) defineEdgeInterface() {
	def, fresh := d.Define(ast.Interface, EdgeInterface, "An edge of any type, with both its ends.")
	if fresh {
		d.fillEdge(def, planning.RowEnd(graph.FromRef, (*graph.Edge).FromKinds), planning.RowEnd(graph.ToRef, (*graph.Edge).ToKinds))
	}
}

// fillEdge adds to a type the fields that all edges have.
func (d *Definer) fillEdge(def *ast.Definition, from, to planning.FieldPlan) {
	d.Field(def, "id", "ID!", "The edge's id.", planning.Scalar(graph.Field{Get: graph.GetID}))
	d.fieldSnapshot(def)
	d.Field(def, "kind", edgeTypeEnum+"!", "The edge's type.", planning.Scalar(graph.Field{Get: graph.GetKind}))
	d.fieldVersion(def)
	d.Field(def, "from", "Entity!", "Where the edge comes from.", from)
	d.Field(def, "to", "Entity!", "Where the edge leads to.", to)
	d.fieldEvidence(def)
}
