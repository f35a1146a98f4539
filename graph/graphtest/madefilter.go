package graphtest

import (
	"parley/graph"
)

// filter makes a filter, at most so many links deep.
func (p *planMaker) filter(r *rowSort, links int) graph.Filter {
	switch p.shape.IntN(8) {
	case 0:
		return graph.And{p.filter(r, links), p.filter(r, links)}
	case 1:
		return graph.Or{p.filter(r, links), p.filter(r, links)}
	case 2:
		return graph.Not{Filter: p.filter(r, links)}
	case 3, 4:
		if f, ok := p.quantified(r, links); ok {
			return f
		}
	case 5:
		if f, ok := p.special(r); ok {
			return f
		}
	}
	return p.compared(p.scalar(r))
}

// quantified asks about the rows of a link.
func (p *planMaker) quantified(r *rowSort, links int) (graph.Filter, bool) {
	from, kinds, ok := p.link(r)
	if !ok || links == 0 {
		return nil, false
	}
	f := &graph.Any{Quantifier: graph.Quantifier(p.shape.IntN(4)), From: from}
	inner := p.rowsOf(from, kinds)
	if !p.often(4) {
		f.Where = p.filter(&inner, links-1)
	}
	f.Vars = inner.vars
	return f, true
}

// special makes the comparisons that not every field has.
func (p *planMaker) special(r *rowSort) (graph.Filter, bool) {
	if r.node < 0 {
		return nil, false
	}
	field := func(name string) graph.Field { return graph.Field{Var: r.node, Prop: p.model.NodeProp(name)} }
	switch p.shape.IntN(5) {
	case 0:
		return graph.Is{Field: field("name"), Op: graph.Named, Value: graph.Fold(choose(p.rng, madeNames))}, true
	case 1:
		return graph.Is{Field: field("aliases"), Op: graph.Has, Value: choose(p.rng, madeTexts)}, true
	case 2:
		return graph.Is{Field: field("identifiers"), Op: graph.Has, Value: graph.Identifier{Scheme: "x", Value: choose(p.rng, madeTexts)}}, true
	}
	for _, k := range p.model.KindsOf(r.kinds) {
		if k.When() == nil {
			return nil, false
		}
	}
	b, _ := graph.ParseEDTF(choose(p.rng, []string{"2025-01", "2024-12", "2025-01-16"}))
	return graph.Is{Field: field("when"), Op: graph.Overlaps, Value: b}, true
}

// compared compares a field with a value that it could have.
func (p *planMaker) compared(f graph.Field) graph.Filter {
	ops := []graph.Op{graph.Eq, graph.Ne, graph.In, graph.IsNull}
	v := p.like(f)
	switch v.(type) {
	case graph.Day, int64:
		ops = append(ops, graph.Lt, graph.Lte, graph.Gt, graph.Gte)
	case string:
		if f.Get == graph.GetProp && (f.Part != graph.Whole || f.Prop.Type == graph.Text) {
			ops = append(ops, graph.Contains, graph.StartsWith, graph.EndsWith)
		}
	}
	op := choose(p.shape, ops)
	switch op {
	case graph.IsNull:
		return graph.Is{Field: f, Op: op, Value: p.often(2)}
	case graph.In:
		return graph.Is{Field: f, Op: op, Value: []graph.Value{v, p.like(f)}}
	}
	return graph.Is{Field: f, Op: op, Value: v}
}
