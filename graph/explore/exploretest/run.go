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

// graphs is how many random graphs a run makes.
const graphs = 12

// Run shows that what is explored over stores made by newStore is what textbook
// searches find. The constructor gives an empty store of the model, and clears
// up after itself.
func Run(t *testing.T, newStore func(t *testing.T, m *graph.Model) graph.Store) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	seed := graphtest.Seed(t)
	n := uint64(graphs)
	if testing.Short() {
		n = 3
	}
	for i := range n {
		t.Run(fmt.Sprint("graph ", i), func(t *testing.T) {
			store := newStore(t, m)
			if _, err := store.Apply(context.Background(), Made(m, seed+i)); err != nil {
				t.Fatal(err)
			}
			ask(t, m, store, rand.New(rand.NewPCG(seed+i, 9)))
		})
	}
}

// ask asks about one graph, as it is and as it was on a day.
func ask(t *testing.T, m *graph.Model, store graph.Store, rng *rand.Rand) {
	day := graph.MakeDay(2025, 1, 20)
	for name, asOf := range map[string]graph.AsOf{"now": {}, "as of": {Set: true, Day: day}, "certain": {Set: true, Day: day, Certain: true}} {
		x := &explore.Explorer{Model: m, From: store.Snapshot(), AsOf: asOf}
		t.Run(name, func(t *testing.T) {
			w := readWorld(t, x)
			t.Run("subgraph", func(t *testing.T) { w.testSubgraph(t, x, rng) })
			t.Run("paths", func(t *testing.T) { w.testPaths(t, x, rng) })
			t.Run("network", func(t *testing.T) { w.testNetwork(t, x) })
			t.Run("timeline", func(t *testing.T) { w.testTimeline(t, x, rng) })
			if !asOf.Set {
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
