package planning

import (
	"context"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/gate"
)

// Payload is what is selected of a mutation's answer. It is planned before the
// mutation is made, and read from the graph as it is then.
type Payload struct {
	list   *List
	shape  *shape
	edge   *graph.Edge // the type of the edge that is put
	edges  *List       // where that edge is read
	pieces *List       // where the evidence that is put is read
}

// Payload plans what is selected of a mutation that puts an edge of a type, if it
// puts one.
func (p *Planner) Payload(f *ast.Field, edge *graph.Edge) (*Payload, error) {
	l := NewList(graph.From{Kinds: p.Model.All}, p.Model.All)
	out := &Payload{list: l, edge: edge}
	var err error
	out.shape, err = p.object(spot{list: l, in: surroundings{payload: out}}, f.Definition.Type.Name(), f.SelectionSet)
	return out, err
}

// Cost returns how many objects it may give of so many entities.
func (p *Payload) Cost(entities int) int {
	return gate.Times(min(entities, graph.MaxPage), p.list.each())
}

// Touched is what a mutation was about, by ids.
type Touched struct {
	Entities       []string
	Edge, Evidence string // what it has put
}

// Read reads what is selected of what a mutation has changed.
func (p *Payload) Read(ctx context.Context, store graph.Store, of Touched, applied graph.Applied, most int) (any, error) {
	out := &cell{shape: p.shape, it: applied}
	if !p.list.Rows {
		return out, nil
	}
	if p.edges != nil {
		p.edges.Where = graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.Eq, Value: of.Edge}
	}
	if p.pieces != nil {
		p.pieces.Where = graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.Eq, Value: of.Evidence}
	}
	p.list.Page.Limit = graph.MaxPage
	p.list.Where = graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.In, Value: Values(of.Entities)}
	var err error
	out.rows, err = store.Snapshot().Select(ctx, &graph.Plan{Op: "mutation", Root: p.list.List, Most: most})
	return out, err
}

// TouchedNode plans the one node that a mutation names.
func TouchedNode(kinds graph.KindSet) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		at.list.Rows = true
		s, err := p.object(spot{list: at.list, kinds: kinds}, f.Definition.Type.Name(), f.SelectionSet)
		return readFunc(func(c *cell) any {
			if c.rows.Len == 0 {
				return nil
			}
			return &cell{shape: s, row: c.rows.Row(0)}
		}), err
	}
}

// PutEdge plans the edge that a mutation puts, below the node that it comes
// from.
func PutEdge(p *Planner, at spot, f *ast.Field) (reader, error) {
	at.list.Rows = true
	e := at.in.payload.edge
	edges := NewList(graph.From{Link: e.OutLink()}, e.ToKinds())
	edges.Rows, at.in.payload.edges = true, edges
	s, err := p.object(spot{list: edges}, EdgeTypeName(e), f.SelectionSet)
	return firstBelow{at.list.Below(edges, e.FromKinds()), s}, err
}

// PutEvidence plans the evidence that a mutation puts, below its source.
func PutEvidence(p *Planner, at spot, f *ast.Field) (reader, error) {
	at.list.Rows = true
	pieces := NewList(graph.From{Link: SaysLink(p.Model)}, 0)
	pieces.Rows, at.in.payload.pieces = true, pieces
	s, err := p.object(spot{list: pieces}, f.Definition.Type.Name(), f.SelectionSet)
	return firstBelow{at.list.Below(pieces, graph.KindSet(0).With(p.Model.Publication)), s}, err
}

// firstBelow reads the one row that there is of a list below some row.
type firstBelow struct {
	slot  int
	shape *shape
}

func (r firstBelow) read(c *cell, to target) {
	for i := range c.rows.Len {
		if found, ok := c.rows.Row(i)[r.slot].(*graph.Rows); ok && found.Len > 0 {
			to.object(cell{shape: r.shape, row: found.Row(0)})
			return
		}
	}
	to.value(nil)
}

// Applied plans how much a mutation changed.
func Applied(p *Planner, at spot, f *ast.Field) (reader, error) {
	s, err := p.object(spot{list: at.list}, f.Definition.Type.Name(), f.SelectionSet)
	return readFunc(func(c *cell) any { return &cell{shape: s, it: c.it} }), err
}

// AppliedField plans a field of how much a mutation changed.
func AppliedField(get func(graph.Applied) int) FieldPlan {
	return func(*Planner, spot, *ast.Field) (reader, error) {
		return readFunc(func(c *cell) any { return get(c.it.(graph.Applied)) }), nil
	}
}
