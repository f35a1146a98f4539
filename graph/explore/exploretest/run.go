package exploretest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"parley/graph"
	"parley/graph/explore"
	"parley/graph/graphtest"
)

// Option says how much a run asks.
type Option func(*run)

// Few is for a store that takes long over a question of a new shape: one graph,
// and a few questions of each sort about it, now and as of a day.
func Few(r *run) { r.graphs, r.views, r.questions = 1, 2, 2 }

// run is how much is asked, and where its random choices come from.
type run struct {
	graphs    uint64 // how many random graphs are made
	views     int    // in how many ways each is seen
	questions int    // how many questions of each sort are asked of each
	rng       *rand.Rand
}

// Run shows that exploring stores made by newStore finds what textbook searches
// find. The constructor returns an empty store of the model, and clears up after
// itself.
func Run(t *testing.T, newStore func(t *testing.T, m *graph.Model) graph.Store, options ...Option) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	r := run{graphs: 12, views: 3, questions: 30}
	if testing.Short() {
		r.graphs = 3
	}
	for _, o := range options {
		o(&r)
	}
	seed := graphtest.Seed(t)
	for i := range r.graphs {
		t.Run(fmt.Sprint("graph ", i), func(t *testing.T) {
			store := newStore(t, m)
			if _, err := store.Apply(context.Background(), Made(m, seed+i)); err != nil {
				t.Fatal(err)
			}
			r.rng = rand.New(rand.NewPCG(seed+i, 9))
			r.ask(t, m, store)
		})
	}
}

// ask asks about one graph, as it is and as it was on a day.
func (r *run) ask(t *testing.T, m *graph.Model, store graph.Store) {
	day := graph.MakeDay(2025, 1, 20)
	views := []struct {
		name string
		asOf graph.AsOf
	}{{"now", graph.AsOf{}}, {"as of", graph.AsOf{Set: true, Day: day}}, {"certain", graph.AsOf{Set: true, Day: day, Certain: true}}}
	for _, view := range views[:r.views] {
		x := &explore.Explorer{Model: m, From: store.Snapshot(), AsOf: view.asOf}
		t.Run(view.name, func(t *testing.T) {
			w := readWorld(t, x)
			t.Run("subgraph", func(t *testing.T) { w.testSubgraph(t, x, r) })
			t.Run("neighbours", func(t *testing.T) { w.testNeighbours(t, x, r) })
			t.Run("edges among nodes", func(t *testing.T) { w.testAmong(t, x, r) })
			t.Run("paths", func(t *testing.T) { w.testPaths(t, x, r) })
			t.Run("network", func(t *testing.T) { w.testNetwork(t, x, r) })
			t.Run("timeline", func(t *testing.T) { w.testTimeline(t, x, r) })
			if !view.asOf.Set {
				t.Run("changes", func(t *testing.T) { w.testChanges(t, x) })
			}
		})
	}
}

// some draws some of a list.
func some[T any](rng *rand.Rand, list []T, n int) []T {
	out := make([]T, n)
	for i := range out {
		out[i] = list[rng.IntN(len(list))]
	}
	return out
}

// counting counts the questions that reach a store.
type counting struct {
	graph.Reader
	selects, expands int
}

func (c *counting) Select(ctx context.Context, p *graph.Plan) (*graph.Rows, error) {
	c.selects++
	return c.Reader.Select(ctx, p)
}

func (c *counting) Expand(ctx context.Context, x *graph.Expansion) ([]graph.Neighbours, error) {
	c.expands++
	return c.Reader.Expand(ctx, x)
}
