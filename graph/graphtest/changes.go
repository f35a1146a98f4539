package graphtest

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

// testChanges shows that a store returns its graph as changes.
func (s *suite) testChanges(t *testing.T) {
	t.Run("they make the same graph", func(t *testing.T) {
		var applies [][]graph.Change
		for _, a := range sample() {
			applies = append(applies, a.changes(s.model))
		}
		s.roundTrip(t, applies...)
	})
	t.Run("also where words are kept that no source states", func(t *testing.T) {
		a, b := newArticle("source:a", ""), newArticle("source:b", "")
		a.node("person:p", props{"description": "by a"})
		a.node("source:c", props{"text": "Words."})
		b.fact("person:p", nil)
		c := newArticle("source:c", "").fact("source:c", nil, quote("Words."), func(e *graph.Evidence) { e.End = 6 }).facts[0]
		s.roundTrip(t, a.changes(s.model), b.changes(s.model), []graph.Change{c}, []graph.Change{graph.DropSource{Source: "source:a"}})
	})
	t.Run("and loads are told apart", func(t *testing.T) {
		a, b := visit("source:a", "HELD", "ATTENDED"), reloaded("source:a").node("person:w", nil)
		told := s.roundTrip(t, a.changes(s.model), b.nodesOnly())
		want := s.stateAfter(t, a.changes(s.model))
		f := s.empty(t)
		f.apply(told...)
		f.apply(graph.Sweep{Source: "source:a", Load: "1"})
		f.same(want, f.dumpNow())
	})
	s.onEmpty(t, "what is loaded is known by its load", func(f fixture) {
		a := visit("source:a", "HELD", "ATTENDED")
		f.apply(a.puts(f.model)...)
		f.loadedIs("source:a", "")
		f.apply(graph.Sweep{Source: "source:a", Load: "1"})
		f.loadedIs("source:a", "1")
		f.apply(graph.DropSource{Source: "source:a"})
		f.loadedIs("source:a", "")
		f.load(a)
		f.loadedIs("source:a", "1")
	})
	s.onEmpty(t, "a load that is not whole is none, nor is the one before it", func(f fixture) {
		a := visit("source:a", "HELD", "ATTENDED")
		f.load(a)
		a.load = ""
		f.apply(a.puts(f.model)...)
		f.loadedIs("source:a", "1")
		a.load = "2"
		f.apply(a.puts(f.model)...)
		f.loadedIs("source:a", "")
		f.apply(graph.Sweep{Source: "source:a", Load: "2"})
		f.loadedIs("source:a", "2")
	})
	s.onSample(t, "a context that has ended ends them", func(f fixture) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if _, err := collect(ctx, f.store); graph.CodeOf(err) != graph.Cancelled {
			f.Errorf("%v", err)
		}
	})
}

func (f fixture) loadedIs(source, want string) {
	f.Helper()
	if got, err := f.store.Snapshot().LastLoad(context.Background(), source); got != want || err != nil {
		f.Errorf("the load of %s is %q, not %q: %v", source, got, want, err)
	}
}

// collect returns a graph as changes.
func collect(ctx context.Context, s graph.Store) ([]graph.Change, error) {
	var all []graph.Change
	for c, err := range s.Snapshot().Changes(ctx) {
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

// roundTrip shows that the changes of the graph that some applies make lead to the
// same graph, and returns them.
func (s *suite) roundTrip(t *testing.T, applies ...[]graph.Change) []graph.Change {
	t.Helper()
	state, told := s.stateAndChanges(t, applies...)
	again, toldAgain := s.stateAndChanges(t, told)
	same(t, state, again)
	if diff := cmp.Diff(told, toldAgain); diff != "" {
		t.Errorf("told again (-first +again):\n%s", diff)
	}
	return told
}
