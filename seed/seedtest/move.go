package seedtest

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/seed"
)

// moved is a graph that is moved: how it gets into an empty store, and what
// happens to it once it is where it was moved to.
type moved struct {
	name  string
	fill  func(*testing.T, graph.Store)
	later [][]graph.Change
}

// graphs are the graphs that are moved. What was told of a graph may show only
// later, when something is merged, unmerged or retracted; so the same happens to
// the graph and to what was made of its export.
func graphs(m *graph.Model, start, n uint64, folders []seed.Folder) []moved {
	all := []moved{
		{name: "nothing", fill: func(*testing.T, graph.Store) {}},
		{name: "what sources write", fill: func(t *testing.T, s graph.Store) {
			for _, f := range folders {
				corpus, err := seed.Load(t.Context(), m, f, s.Snapshot())
				if err != nil {
					t.Fatal(err)
				}
				mustImport(t, m, s, corpus.Import())
			}
		}},
	}
	for seed := start; seed < start+n; seed++ {
		made := graphtest.MadeGraph(m, seed)
		random := graphtest.NewRandom(m, seed)
		before, later := take(random, 30), take(random, 5)
		all = append(all,
			moved{name: fmt.Sprint("made ", seed), fill: func(t *testing.T, s graph.Store) { apply(t, s, made) }},
			moved{name: fmt.Sprint("come and gone ", seed), later: later, fill: func(t *testing.T, s graph.Store) {
				for _, changes := range before {
					apply(t, s, changes)
				}
			}})
	}
	return all
}

// take takes the changes of the next n Applies.
func take(random *graphtest.Random, n int) [][]graph.Change {
	all := make([][]graph.Change, n)
	for i := range all {
		all[i] = random.Next()
	}
	return all
}

// states returns what a store holds after each of the Applies that come later.
func (g moved) states(t *testing.T, m *graph.Model, s graph.Store) []string {
	t.Helper()
	all := make([]string, len(g.later))
	for i, changes := range g.later {
		apply(t, s, changes)
		all[i] = graphtest.Dump(t, m, s)
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
// the graph there is the same, its export byte for byte, importing it again
// changes nothing, and whatever happens later leads to the same. The folders are
// corpora, each knowing those before it; random graphs are moved.
func Move(t *testing.T, m *graph.Model, stores []Store, random uint64, folders ...seed.Folder) {
	for _, g := range graphs(m, graphtest.Seed(t), random, folders) {
		var first string
		for _, from := range stores {
			var was, export string
			var later []string
			t.Run(g.name+" from "+from.Name, func(t *testing.T) {
				from.with(t, m, func(s graph.Store) {
					g.fill(t, s)
					was, export = graphtest.Dump(t, m, s), exported(t, m, s)
					later = g.states(t, m, s)
				})
				if first == "" {
					first = export
				}
				same(t, first, export)
			})
			for _, to := range stores {
				t.Run(g.name+" from "+from.Name+" to "+to.Name, func(t *testing.T) {
					to.with(t, m, func(s graph.Store) {
						mustImport(t, m, s, file(m, export))
						same(t, was, graphtest.Dump(t, m, s))
						same(t, export, exported(t, m, s))
						mustImport(t, m, s, file(m, export))
						same(t, export, exported(t, m, s))
						for i, state := range g.states(t, m, s) {
							same(t, later[i], state)
						}
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
