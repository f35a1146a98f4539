package sqlite

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/graphtest"
)

// TestVerifyLoops writes edges from a node to itself as an older Parley took them:
// those that their type cannot mean are hidden, and reported until they are
// retracted.
func TestVerifyLoops(t *testing.T) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "parley.db")
	opened := func(m *graph.Model, use func(*Store)) {
		t.Helper()
		store, err := Open(t.Context(), m, path)
		if err != nil {
			t.Fatal(err)
		}
		use(store)
		closed(t, store)
	}
	applied := func(m *graph.Model, changes ...graph.Change) {
		t.Helper()
		opened(m, func(store *Store) {
			if _, err := store.Apply(t.Context(), changes); err != nil {
				t.Error(err)
			}
		})
	}
	loops := func(want ...string) {
		t.Helper()
		report, err := Verify(t.Context(), m, path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, report.Loops); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	applied(graphtest.LooseModel(t), graphtest.LooseChanges()...)
	all := graphtest.Loops()
	loops(all...)
	opened(m, func(store *Store) { graphtest.HidesLoops(t, m, store) })
	applied(m, graph.Retract{ID: all[0]})
	loops(all[1])
	applied(m, graph.Retract{ID: all[1]})
	loops()
}
