package planning

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/graph/explore"
)

// Found plans a scalar of an object that exploring has found.
func Found[T any](get func(T) any) FieldPlan {
	return func(*Planner, spot, *ast.Field) (reader, error) {
		return readFunc(func(c *cell) any { return get(c.it.(found).it.(T)) }), nil
	}
}

// FoundList plans a list of objects from one that was found.
func FoundList[T any](get func(T) []any) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		s, err := p.object(spot{list: at.list, in: at.in}, f.Definition.Type.Name(), f.SelectionSet)
		return readFunc(func(c *cell) any { return c.it.(found).cells(s, get(c.it.(found).it.(T))) }), err
	}
}

// FoundWhen plans a date of an object that was found, or null.
func FoundWhen[T any](get func(T) *graph.When) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		s, err := p.object(spot{list: at.list, in: at.in}, f.Definition.Type.Name(), f.SelectionSet)
		return readFunc(func(c *cell) any {
			if w := get(c.it.(found).it.(T)); w != nil {
				return &cell{shape: s, it: w}
			}
			return nil
		}), err
	}
}

// lookup plans what is selected of nodes that are yet to be found.
func (p *Planner) lookup(at spot, kinds graph.KindSet, f *ast.Field) (*lookup, *shape, error) {
	l := &lookup{list: NewList(graph.From{Kinds: kinds}, kinds), kinds: kinds}
	at.in.exploring.lookups = append(at.in.exploring.lookups, l)
	s, err := p.object(spot{list: l.list, kinds: kinds}, f.Definition.Type.Name(), f.SelectionSet)
	return l, s, err
}

// FoundNode plans the node of an id, or null.
func FoundNode[T any](kinds graph.KindSet, get func(T) string) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		l, s, err := p.lookup(at, kinds, f)
		return readFunc(func(c *cell) any {
			it := c.it.(found)
			if rows := it.in.rows[l][get(it.it.(T))]; rows != nil {
				return &cell{shape: s, row: rows.Row(0)}
			}
			return nil
		}), err
	}
}

// FoundNodes plans the nodes of some ids, in their order, without those of
// other kinds.
func FoundNodes[T any](kinds graph.KindSet, get func(T) []string) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		l, s, err := p.lookup(at, kinds, f)
		return foundRows(l, s, get), err
	}
}

// FoundEvidence plans the evidence for some edges.
func FoundEvidence[T any](get func(T) []string) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		l := &lookup{list: NewList(graph.From{Link: p.Model.EvidenceOf}, 0)}
		l.list.Rows, l.list.Page.Limit = true, graph.MaxPage
		at.in.exploring.lookups = append(at.in.exploring.lookups, l)
		s, err := p.object(spot{list: l.list}, f.Definition.Type.Name(), f.SelectionSet)
		return readFunc(func(c *cell) any {
			it := c.it.(found)
			out := []any{}
			for _, id := range get(it.it.(T)) {
				rows := it.in.rows[l][id]
				for i := 0; rows != nil && i < rows.Len; i++ {
					out = append(out, &cell{shape: s, row: rows.Row(i)})
				}
			}
			return out
		}), err
	}
}

// FoundStatements plans the evidence of some ids, in their order.
func FoundStatements[T any](get func(T) []string) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		l := &lookup{list: NewList(graph.From{Evidence: true}, 0), pieces: true}
		at.in.exploring.lookups = append(at.in.exploring.lookups, l)
		s, err := p.object(spot{list: l.list}, f.Definition.Type.Name(), f.SelectionSet)
		return foundRows(l, s, get), err
	}
}

// FoundObject plans an object that is a part of one that was found.
func FoundObject[T any](get func(T) any) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		s, err := p.object(spot{list: at.list, in: at.in}, f.Definition.Type.Name(), f.SelectionSet)
		return readFunc(func(c *cell) any {
			it := c.it.(found)
			return &cell{shape: s, it: found{get(it.it.(T)), it.in}}
		}), err
	}
}

// foundRows reads the first rows that were looked up for some ids, in their order,
// without those of which there are none.
func foundRows[T any](l *lookup, s *shape, get func(T) []string) reader {
	return readFunc(func(c *cell) any {
		it := c.it.(found)
		out := []any{}
		for _, id := range get(it.it.(T)) {
			if rows := it.in.rows[l][id]; rows != nil {
				out = append(out, &cell{shape: s, row: rows.Row(0)})
			}
		}
		return out
	})
}

// Detailed plans a field of a node or an edge that was found that needs some details.
func Detailed(want explore.Want, plan FieldPlan) FieldPlan {
	return Wanting(func(e *Exploration) { e.Details |= want }, plan)
}

// FoundPeriods plans when an edge that was found held.
func FoundPeriods[T any](get func(T) (edge string, periods []graph.Period)) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		of := &foundPeriods{}
		in := surroundings{exploring: at.in.exploring, periods: of}
		s, err := p.object(spot{list: at.list, in: in}, f.Definition.Type.Name(), f.SelectionSet)
		return readFunc(func(c *cell) any {
			it := c.it.(found)
			edge, periods := get(it.it.(T))
			list := make([]any, len(periods))
			for i := range periods {
				list[i] = &cell{shape: s, it: &periods[i], rows: it.in.rows[of.evidence][edge]}
			}
			return list
		}), err
	}
}

// foundPeriods are periods of edges that are yet to be found.
type foundPeriods struct {
	evidence *lookup // nil where it is not selected
}

// FoundCentrality plans how central a node is; number is which of its graph's
// nodes it is.
func FoundCentrality[T any](number func(T) int) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		args, err := p.Args(f)
		if err != nil {
			return nil, err
		}
		name, _ := args["measure"].(string)
		m, e := explore.Measure(name), at.in.exploring
		if !slices.Contains(e.measures, m) {
			e.measures = append(e.measures, m)
		}
		return readFunc(func(c *cell) any {
			it := c.it.(found)
			return it.in.centrality[m][number(it.it.(T))]
		}), nil
	}
}

// FoundCommunity plans the community of a node; number is which of its graph's
// nodes it is.
func FoundCommunity[T any](number func(T) int) FieldPlan {
	return func(_ *Planner, at spot, _ *ast.Field) (reader, error) {
		at.in.exploring.groups = true
		return readFunc(func(c *cell) any {
			it := c.it.(found)
			return int64(it.in.communities[number(it.it.(T))])
		}), nil
	}
}

// Wanting plans a field that has more explored than what is found anyway.
func Wanting(want func(*Exploration), plan FieldPlan) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		want(at.in.exploring)
		return plan(p, at, f)
	}
}

// FoundPage plans the page info of a page that was found.
func FoundPage(p *Planner, at spot, f *ast.Field) (reader, error) {
	s, err := p.object(at, f.Definition.Type.Name(), f.SelectionSet)
	return readFunc(func(c *cell) any { return &cell{shape: s, it: c.it.(found).it} }), err
}
