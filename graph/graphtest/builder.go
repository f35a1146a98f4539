package graphtest

import (
	"fmt"
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
// A query is written down first and made into a plan for a model later. It
// panics on an unknown name: that is a fault of the test.
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
	return new(query).step(func(s *scope) {
		s.list.From.Kinds = kindSet(s.model, kinds)
		s.kind = nodeVar
	})
}

// nowhere starts a list of the nodes of no kind.
func nowhere() *query {
	return new(query).step(func(s *scope) { s.kind = nodeVar })
}

// facts starts a list of all evidence.
func facts() *query {
	return new(query).step(func(s *scope) {
		s.list.From.Evidence = true
		s.kind = factVar
	})
}

func kindSet(m *graph.Model, names []string) graph.KindSet {
	if len(names) == 0 {
		return m.All
	}
	var set graph.KindSet
	for _, name := range names {
		k := m.Kind(name)
		if k == nil {
			panic("no kind " + name)
		}
		set = set.With(k)
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

// on asks as of a day, "2025-06-01"; with a ! at the end for what is certain.
func (q *query) on(day string) *query {
	day, certain := strings.CutSuffix(day, "!")
	d, err := graph.ParseDay(day)
	if err != nil {
		panic(err)
	}
	q.asOf = graph.AsOf{Set: true, Day: d, Certain: certain}
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
	w, err := graph.NewWhen("", edtf, "")
	if err != nil {
		panic(fmt.Sprint("when ", edtf, ": ", err))
	}
	return w
}

func day(s string) graph.Day {
	d, err := graph.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}
