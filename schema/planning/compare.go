package planning

import (
	"context"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/graph/explore"
	"parley/schema/gate"
)

// comparison is a compare in the making: its list of positions, and who counts
// on each side.
type comparison struct {
	edge  *graph.Edge
	of    graph.Choice
	sides [2]func(vars *[]graph.Var) graph.Filter
	slots []int // of the stances
}

// Compare plans a compare as one list of positions, with the stances of both
// sides below each.
func Compare(e *graph.Edge) RootPlan {
	return func(p *Planner, f *ast.Field, args map[string]any, of graph.Plan) (Root, error) {
		l := NewList(graph.From{Kinds: e.ToKinds()}, e.ToKinds())
		l.Rows, l.Page.Limit = true, graph.MaxPage
		with, _ := args["includeRepresentatives"].(bool)
		c := comparison{edge: e, of: graph.Choice{Verification: gate.TextsOf(args[e.Verification().Name])}}
		x := explore.Explorer{Model: p.Model}
		var both graph.And
		var ids [2]string
		for i, name := range []string{"a", "b"} {
			id, _ := args[name].(string)
			ids[i] = id
			if err := x.CheckID("compare", name, id, e.FromKinds()); err != nil {
				return nil, err
			}
			c.sides[i] = side(p.Model, id, with)
			some := &graph.Any{From: graph.From{Link: e.InLink()}, Vars: []graph.Var{{}}}
			some.Where = c.sides[i](&some.Vars)
			both = append(both, some)
		}
		l.Where = both
		s, err := p.object(spot{list: l, in: surroundings{compare: &c}}, f.Definition.Type.Name(), f.SelectionSet)
		list := newListRoot(l, of, func(rows *graph.Rows) (any, error) { return &cell{shape: s, rows: rows}, nil })
		list.ask = askCompare(p.Model, &c, ids)
		return list, err
	}
}

// askCompare asks for the positions, and where there is none, whether there are
// the two at all.
func askCompare(m *graph.Model, c *comparison, ids [2]string) func(context.Context, graph.Reader, *graph.Plan) (*graph.Rows, error) {
	return func(ctx context.Context, from graph.Reader, p *graph.Plan) (*graph.Rows, error) {
		rows, err := from.Select(ctx, p)
		switch {
		case err != nil:
			return nil, err
		case rows.Len == 0:
			x := explore.Explorer{Model: m, From: from, AsOf: p.AsOf}
			return rows, x.CheckExist(ctx, "compare", ids[:]...)
		case rows.More || c.more(rows):
			return nil, graph.Errorf(graph.TooLarge, "compare", "the two share more than %d positions, or one of these has as many holders", graph.MaxPage)
		}
		return rows, nil
	}
}

// more reports whether a position has more stances than were read.
func (c *comparison) more(rows *graph.Rows) bool {
	for i := range rows.Len {
		for _, slot := range c.slots {
			if side, ok := rows.Row(i)[slot].(*graph.Rows); ok && side.More {
				return true
			}
		}
	}
	return false
}

// side returns the filter on who holds a stance: the actor, or one who represents it.
func side(m *graph.Model, id string, representatives bool) func(*[]graph.Var) graph.Filter {
	return func(vars *[]graph.Var) graph.Filter {
		node := Variable(vars, 0, graph.NodeRef, nil)
		self := graph.Is{Field: graph.Field{Var: node, Get: graph.GetID}, Op: graph.Eq, Value: id}
		link := sharedLink(m, m.Actors, m.Represents.Name)
		if !representatives || link == nil {
			return self
		}
		inner := &graph.Any{From: graph.From{Link: link, Var: node}, Vars: []graph.Var{{}}}
		far := Variable(&inner.Vars, 0, graph.NodeRef, nil)
		inner.Where = graph.Is{Field: graph.Field{Var: far, Get: graph.GetID}, Op: graph.Eq, Value: id}
		return graph.Or{self, inner}
	}
}

// Comparison plans the positions on which the sides relate in one way.
func Comparison(of *graph.Derived) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		r := &compareReader{model: p.Model, of: of, strengths: p.Model.Strengths(of.Pair, at.in.compare.of)}
		for i := range r.sides {
			r.sides[i] = newSide(at, i, of)
		}
		var err error
		r.shape, err = p.object(spot{list: at.list, in: surroundings{pairs: r}}, "PositionComparison", f.SelectionSet)
		return r, err
	}
}

// sideList is the list of one side's stances on a position, with the slots that
// pairing them needs.
type sideList struct {
	list *List
	slot int

	actor, on, periods, verification int
}

func newSide(at spot, i int, of *graph.Derived) *sideList {
	e := at.in.compare.edge
	l := NewList(graph.From{Link: e.InLink()}, e.FromKinds())
	l.Rows, l.Page.Limit = true, graph.MaxPage
	l.Where = at.in.compare.sides[i](&l.Vars)
	read := func(p *graph.Property) int { return l.Slot(graph.Field{Prop: p}, 0) }
	s := &sideList{list: l, on: read(e.Prop(of.Pair.On)), periods: read(e.PeriodsProp()), verification: read(e.Verification())}
	s.actor = l.node().slot(graph.Field{Get: graph.GetID})
	s.slot = at.list.Below(l, 0)
	at.in.compare.slots = append(at.in.compare.slots, s.slot)
	return s
}

// compareReader reads the positions on which stances of both sides pair.
type compareReader struct {
	model     *graph.Model
	of        *graph.Derived
	strengths graph.Strengths // of the ties that are asked for
	sides     [2]*sideList
	shape     *shape
}

// compared are the stances on a position that have a counterpart on the other side,
// and the best of the pairs' strengths.
type compared struct {
	sides    [2][][]graph.Value
	strength graph.Strength
}

func (r *compareReader) read(c *cell, to target) { tell(to, r.positions(c)) }

// positions returns the positions on which the stances of both sides pair.
func (r *compareReader) positions(c *cell) []any {
	out := []any{}
	for i := range c.rows.Len {
		row := c.rows.Row(i)
		a, _ := row[r.sides[0].slot].(*graph.Rows)
		b, _ := row[r.sides[1].slot].(*graph.Rows)
		if kept := r.pairs(a, b); len(kept.sides[0]) > 0 {
			out = append(out, &cell{shape: r.shape, row: row, it: kept})
		}
	}
	return out
}

// pairs keeps the stances that have a counterpart on the other side.
func (r *compareReader) pairs(a, b *graph.Rows) (out compared) {
	keepB := make([]bool, b.Len)
	for i := range a.Len {
		kept := false
		for j := range b.Len {
			if strength, ok := r.pair(a.Row(i), b.Row(j)); ok {
				kept, keepB[j] = true, true
				out.strength = max(out.strength, strength)
			}
		}
		if kept {
			out.sides[0] = append(out.sides[0], a.Row(i))
		}
	}
	for j, keep := range keepB {
		if keep {
			out.sides[1] = append(out.sides[1], b.Row(j))
		}
	}
	return out
}

// pair returns the strength of two stances, that of the weaker, and reports whether
// they relate: of different actors, in values that go together, at times that can
// overlap, as well verified as is asked for.
func (r *compareReader) pair(a, b []graph.Value) (graph.Strength, bool) {
	mine, theirs := r.sides[0], r.sides[1]
	strength := min(r.model.Strength(a[mine.verification]), r.model.Strength(b[theirs.verification]))
	if a[mine.actor] == b[theirs.actor] || !overlap(a[mine.periods], b[theirs.periods]) || !r.strengths.Has(strength) {
		return 0, false
	}
	onA, _ := a[mine.on].(string)
	onB, _ := b[theirs.on].(string)
	return strength, slices.ContainsFunc(r.of.Pair.Combos, func(c graph.Combo) bool {
		return c.A.Has(onA) && c.B.Has(onB)
	})
}

// overlap reports whether two states may have held on one day.
func overlap(a, b graph.Value) bool {
	mine, _ := a.([]graph.Period)
	theirs, _ := b.([]graph.Period)
	return slices.ContainsFunc(mine, func(p graph.Period) bool {
		return slices.ContainsFunc(theirs, func(o graph.Period) bool { return p.Overlaps(o.Bounds) })
	})
}

// ComparedVerification plans the verification of the conflict or agreement.
func ComparedVerification(p *Planner, _ spot, _ *ast.Field) (reader, error) {
	return readFunc(func(c *cell) any { return p.Model.Verified(c.it.(compared).strength) }), nil
}

// ComparedPosition plans the position itself.
func ComparedPosition(p *Planner, at spot, f *ast.Field) (reader, error) {
	return p.one(at.list.node(), f)
}

// ComparedSide plans the stances of one side.
func ComparedSide(i int) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		side := at.in.pairs.sides[i]
		s, err := p.object(spot{list: side.list}, f.Definition.Type.Name(), f.SelectionSet)
		return readFunc(func(c *cell) any {
			out := []any{}
			for _, row := range c.it.(compared).sides[i] {
				out = append(out, &cell{shape: s, row: row})
			}
			return out
		}), err
	}
}
