package storetest

import (
	"context"
	"flag"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/graph/memory"
)

// How many random plans are compared: shapes cost Neo4j a planning each,
// fillings do not. 10,000 plans: -shapes 125 -fillings 80.
var (
	shapes   = flag.Int("shapes", 15, "how many shapes of random plans are compared with memory")
	fillings = flag.Int("fillings", 4, "how many plans of each shape")
)

// TestMadePlans asks memory and Neo4j, where somebody else has data too, the same
// random questions.
func TestMadePlans(t *testing.T) {
	m := Model(t)
	store := Open(t, m)
	Strangers(t, m)
	seed := graphtest.Seed(t)
	want := memory.New(m)
	apply := func(changes []graph.Change) {
		for _, s := range []graph.Store{want, store} {
			if _, err := s.Apply(context.Background(), changes); err != nil {
				t.Fatal(err)
			}
		}
	}
	apply(graphtest.MadeGraph(m, seed))
	random := graphtest.NewRandom(m, seed)
	for range 20 { // what comes and goes, merges and splits
		apply(random.Next())
	}
	if diff := cmp.Diff(graphtest.Dump(t, m, want), graphtest.Dump(t, m, store)); diff != "" {
		t.Errorf("(-memory +neo4j):\n%s", diff)
	}
	graphtest.Compare(t, m, seed, *shapes, *fillings, want, store)
}
