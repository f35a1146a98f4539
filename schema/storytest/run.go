package storytest

import (
	"fmt"
	"slices"
	"testing"

	"parley/graph"
	"parley/graph/graphtest"
)

// maxAttempts is how many stories are tried, at most, to find the least that differs.
const maxAttempts = 1000

// Run holds stores made by newStore, which are empty, against so many stories.
func Run(t *testing.T, stories int, newStore func(testing.TB, *graph.Model) graph.Store) {
	a := newAsker(t)
	r := &runner{asker: a, newStore: newStore}
	r.with(t, func(store graph.Store) { a.learnTypes(t, store) })
	if r.compared = a.comparisons(); len(r.compared) == 0 {
		t.Skip("the schema has nothing yet of what stories are held against")
	}
	seed := graphtest.Seed(t)
	for n := range uint64(stories) {
		story := Generate(seed+n, FeaturesOf(a.model))
		if r.differ(t, story) == "" {
			continue
		}
		attempts := 0
		story = Shrink(story, func(s Story) bool {
			attempts++
			return attempts < maxAttempts && r.differ(t, s) != ""
		})
		t.Fatalf("story %d of seed %d, PARLEY_TEST_SEED=%d alone; the least of it that differs:\n%s\n%s", n, seed, seed+n, story, r.differ(t, story))
	}
}

type runner struct {
	*asker
	newStore func(testing.TB, *graph.Model) graph.Store
	compared []Comparison
}

// with does something with a store of its own.
func (r *runner) with(t testing.TB, do func(graph.Store)) {
	t.Helper()
	store := r.newStore(t, r.model)
	do(store)
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
}

// differ returns the first view in which a store differs, and how.
func (r *runner) differ(t testing.TB, s Story) (difference string) {
	t.Helper()
	r.with(t, func(store graph.Store) {
		r.load(t, store, s)
		for _, v := range r.views(s) {
			if d := diff(Evaluate(s, v), r.ask(t, store, v), r.compared); d != "" {
				difference = fmt.Sprintf("%+v\n%s", v, d)
				return
			}
		}
	})
	return difference
}

// load loads a story, and merges.
func (r *runner) load(t testing.TB, store graph.Store, s Story) {
	t.Helper()
	for _, batch := range s.Changes(t, r.model) {
		if _, err := store.Apply(t.Context(), batch); err != nil {
			t.Fatalf("%v\n%s", err, s)
		}
	}
	for _, m := range s.Merges {
		r.do(t, store, fmt.Sprintf("mutation { merge(id: %q, into: %q) { __typename } }", m.ID, m.Into), new(any))
	}
}

// views lists what is asked of a story: all, on days on which something happens, and on
// days between them; as far as was known on some of these days.
func (r *runner) views(s Story) []View {
	days := s.Days()
	known := []string{""}
	if r.has("Query.meetings.knownOn") {
		known = append(known, thinned(days, 4)...)
	}
	var list []View
	for _, knownOn := range known {
		list = append(list, View{KnownOn: knownOn})
		for _, day := range thinned(days, 6) {
			list = append(list, View{knownOn, day, false}, View{knownOn, day, true})
		}
	}
	return list
}

// thinned returns at most n of some days.
func thinned(days []string, n int) (list []string) {
	for i := range min(n, len(days)) {
		list = append(list, days[i*len(days)/min(n, len(days))])
	}
	return list
}

// Days lists the bounds of all dates in a story, and the days beside them.
func (s *Story) Days() (days []string) {
	add := func(texts ...string) {
		for _, text := range texts {
			d := readDate(text)
			days = append(days, before(d.key()), d.key(), d.last(), after(d.last()))
		}
	}
	for _, source := range s.Sources {
		add(source.Published, source.Withdrawn)
		for _, x := range source.Statements {
			add(x.SaidOn, x.Says["when"])
		}
	}
	slices.Sort(days)
	days = slices.Compact(days)
	return slices.DeleteFunc(days, func(day string) bool { return day == "" })
}
