package seedtest

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/seed"
)

// graphs are the graphs that are moved: how each gets into an empty store.
func graphs(m *graph.Model, start uint64, folders []seed.Folder) map[string]func(*testing.T, graph.Store) {
	all := map[string]func(*testing.T, graph.Store){
		"nothing": func(*testing.T, graph.Store) {},
		"what sources write": func(t *testing.T, s graph.Store) {
			for _, f := range folders {
				corpus, err := seed.Load(t.Context(), m, f, s.Snapshot())
				if err != nil {
					t.Fatal(err)
				}
				mustImport(t, m, s, corpus.Import())
			}
		},
	}
	for seed := start; seed < start+3; seed++ {
		all[fmt.Sprint("made ", seed)] = func(t *testing.T, s graph.Store) { apply(t, s, graphtest.MadeGraph(m, seed)) }
		all[fmt.Sprint("come and gone ", seed)] = func(t *testing.T, s graph.Store) {
			random := graphtest.NewRandom(m, seed)
			for range 30 {
				apply(t, s, random.Next())
			}
		}
	}
	return all
}

func apply(t *testing.T, s graph.Store, changes []graph.Change) {
	t.Helper()
	if _, err := s.Apply(t.Context(), changes); err != nil {
		t.Fatal(err)
	}
}

// Move shows that a graph moves from each of some stores to each by its export:
// the graph there is the same, its export byte for byte, and importing it again
// changes nothing. The folders are corpora, each knowing those before it.
func Move(t *testing.T, m *graph.Model, stores []Store, folders ...seed.Folder) {
	start := graphtest.Seed(t)
	for name, fill := range graphs(m, start, folders) {
		var first string
		for _, from := range stores {
			var was, export string
			t.Run(name+" from "+from.Name, func(t *testing.T) {
				from.with(t, m, func(s graph.Store) {
					fill(t, s)
					was, export = graphtest.Dump(t, m, s), exported(t, m, s)
				})
				if first == "" {
					first = export
				}
				same(t, first, export)
			})
			for _, to := range stores {
				t.Run(name+" from "+from.Name+" to "+to.Name, func(t *testing.T) {
					to.with(t, m, func(s graph.Store) {
						mustImport(t, m, s, file(m, export))
						same(t, was, graphtest.Dump(t, m, s))
						same(t, export, exported(t, m, s))
						mustImport(t, m, s, file(m, export))
						same(t, export, exported(t, m, s))
					})
				})
			}
		}
	}
}

// same holds two texts against each other, line by line.
func same(t *testing.T, want, got string) {
	t.Helper()
	if want == got {
		return
	}
	t.Errorf("(-want +got):\n%s", cmp.Diff(want, got))
}
