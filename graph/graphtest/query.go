package graphtest

import (
	"strings"

	"parley/graph"
)

// query writes a plan by hand, with names in place of the model's pointers:
//
//	nodes("Person").where(is("name", "ann")).order("name desc").first(3).get("id").
//		below("meetings", func(q *query) { q.get("node.id", "attendance") })
//
// A path goes from the row over references (node, from, to, a, b, capacity,
// source, saidBy, …) to a field: "node.when.year", "count(meetings)", "rank".
// A query becomes a plan for a model later. It panics on an unknown name, which is a
// fault of the test.
type query struct {
	steps []func(*scope)
	asOf  graph.AsOf
}

func (q *query) step(f func(*scope)) *query {
	q.steps = append(q.steps, f)
	return q
}

// nodes starts a list of all nodes of some kinds; of all if none is named.
func nodes(kinds ...string) *query {
	return new(query).step(func(s *scope) { s.list.From.Kinds = kindSet(s.model, kinds) })
}

// nowhere starts a list of the nodes of no kind.
func nowhere() *query { return new(query) }

// facts starts a list of all evidence.
func facts() *query {
	return new(query).step(func(s *scope) {
		s.list.From.Evidence = true
		s.kinds[0] = factVar
	})
}

func kindSet(m *graph.Model, names []string) graph.KindSet {
	if len(names) == 0 {
		return m.All
	}
	set := m.KindsNamed(names)
	if set.Len() != len(names) {
		panic("no kind " + strings.Join(names, " or "))
	}
	return set
}

// where keeps the rows for which all conditions hold.
func (q *query) where(conds ...cond) *query {
	return q.step(func(s *scope) { s.list.Where = and(conds...)(s) })
}

// order adds keys: "name" or "name desc".
func (q *query) order(keys ...string) *query {
	return q.step(func(s *scope) {
		for _, key := range keys {
			path, desc := strings.CutSuffix(key, " desc")
			s.list.Order = append(s.list.Order, graph.Order{Field: s.field(path), Desc: desc})
		}
	})
}

func (q *query) page(p graph.Page) *query { return q.step(func(s *scope) { s.list.Page = p }) }
func (q *query) first(n int) *query       { return q.step(func(s *scope) { s.list.Page.Limit = n }) }

// last asks for the last rows.
func (q *query) last(n int) *query {
	return q.step(func(s *scope) { s.list.Page.Limit, s.list.Page.Backward = n, true })
}

func (q *query) after(key ...graph.Value) *query {
	return q.step(func(s *scope) { s.list.Page.After = key })
}

func (q *query) before(key ...graph.Value) *query {
	return q.step(func(s *scope) { s.list.Page.Before = key })
}

func (q *query) count() *query { return q.step(func(s *scope) { s.list.Count = true }) }

// noRows asks for totals and groups alone.
func (q *query) noRows() *query { return q.step(func(s *scope) { s.list.Rows = false }) }

func (q *query) groupBy(paths ...string) *query {
	return q.step(func(s *scope) {
		for _, path := range paths {
			s.list.Groups = append(s.list.Groups, s.field(path))
		}
	})
}

// get reads fields of the row.
func (q *query) get(paths ...string) *query {
	return q.step(func(s *scope) {
		for _, path := range paths {
			s.list.Slots = append(s.list.Slots, graph.Slot{Field: s.field(path)})
		}
	})
}

// below hangs a list below the row: "meetings", "node.evidence", "met(SCHEDULED)".
func (q *query) below(path string, f func(*query)) *query {
	return q.step(func(s *scope) {
		var sub query
		f(&sub)
		inner := s.linked(path)
		inner.apply(&sub)
		s.list.Slots = append(s.list.Slots, graph.Slot{List: inner.list})
	})
}

// only restricts the last slot to some kinds.
func (q *query) only(kinds ...string) *query {
	return q.step(func(s *scope) { s.list.Slots[len(s.list.Slots)-1].Only = kindSet(s.model, kinds) })
}

// on asks as of a day, "2025-06-01", or, with a ! at the end, for what is certain.
func (q *query) on(text string) *query {
	text, certain := strings.CutSuffix(text, "!")
	q.asOf.Set, q.asOf.Day, q.asOf.Certain = true, day(text), certain
	return q
}

// known asks with what was known on a day.
func (q *query) known(on string) *query {
	q.asOf.Known, q.asOf.KnownOn = true, day(on)
	return q
}

// plan makes the query into a plan.
func (q *query) plan(m *graph.Model) *graph.Plan {
	s := newScope(m)
	s.apply(q)
	return &graph.Plan{Op: "test", Root: *s.list, AsOf: q.asOf}
}

// get is a step that only reads fields, for below.
func get(paths ...string) func(*query) { return func(q *query) { q.get(paths...) } }

// when makes a date from EDTF; "" is none.
func when(edtf string) *graph.When {
	if edtf == "" {
		return nil
	}
	return must(graph.NewWhen("", edtf, ""))
}

func day(s string) graph.Day { return must(graph.ParseDay(s)) }

func period(edtf string) graph.Bounds { return must(graph.ParseEDTF(edtf)) }

// must returns a value that a test has written, and panics if it is not valid.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// cond is a condition, to be resolved in the scope of the rows it filters.
type cond func(*scope) graph.Filter

func and(conds ...cond) cond {
	return func(s *scope) graph.Filter {
		if len(conds) == 1 {
			return conds[0](s)
		}
		return graph.And(s.filters(conds))
	}
}

func or(conds ...cond) cond {
	return func(s *scope) graph.Filter { return graph.Or(s.filters(conds)) }
}

func (s *scope) filters(conds []cond) []graph.Filter {
	out := make([]graph.Filter, len(conds))
	for i, c := range conds {
		out[i] = c(s)
	}
	return out
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
