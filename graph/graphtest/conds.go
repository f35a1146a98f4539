package graphtest

import "parley/graph"

// cond is a condition, to be resolved in the scope of the rows it filters.
type cond func(*scope) graph.Filter

func and(conds ...cond) cond {
	return func(s *scope) graph.Filter {
		if len(conds) == 1 {
			return conds[0](s)
		}
		all := graph.And{}
		for _, c := range conds {
			all = append(all, c(s))
		}
		return all
	}
}

func or(conds ...cond) cond {
	return func(s *scope) graph.Filter {
		any := graph.Or{}
		for _, c := range conds {
			any = append(any, c(s))
		}
		return any
	}
}

func not(c cond) cond { return func(s *scope) graph.Filter { return graph.Not{Filter: c(s)} } }

// is compares a field: is("when.year", graph.Gte, "2025").
func is(path string, op graph.Op, v graph.Value) cond {
	return func(s *scope) graph.Filter { return graph.Is{Field: s.field(path), Op: op, Value: v} }
}

func eq(path string, v graph.Value) cond { return is(path, graph.Eq, v) }

func in(path string, vs ...graph.Value) cond { return is(path, graph.In, vs) }

func null(path string) cond { return is(path, graph.IsNull, true) }

// named asks for a name or an alias, folded, of the node at the path.
func named(path, name string) cond { return is(dotted(path, "name"), graph.Named, graph.Fold(name)) }

func some(link string, conds ...cond) cond   { return rows(graph.Some, link, conds) }
func all(link string, conds ...cond) cond    { return rows(graph.All, link, conds) }
func none(link string, conds ...cond) cond   { return rows(graph.None, link, conds) }
func single(link string, conds ...cond) cond { return rows(graph.Single, link, conds) }

func rows(q graph.Quantifier, link string, conds []cond) cond {
	return func(s *scope) graph.Filter {
		inner := s.linked(link)
		any := &graph.Any{Quantifier: q, From: inner.list.From}
		if len(conds) > 0 {
			any.Where = and(conds...)(inner)
		}
		any.Vars = inner.list.Vars
		return any
	}
}
