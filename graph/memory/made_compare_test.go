package memory_test

import (
	"context"
	"testing"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/graph/memory"
)

// TestMadePlans asks random questions of two stores that came to hold the same
// graph in different ways.
func TestMadePlans(t *testing.T) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	seed := graphtest.Seed(t)
	changes := graphtest.MadeGraph(m, seed)
	whole, pieces := memory.New(m), memory.New(m)
	if _, err := whole.Apply(context.Background(), changes); err != nil {
		t.Fatal(err)
	}
	for _, c := range changes {
		if _, err := pieces.Apply(context.Background(), []graph.Change{c}); err != nil {
			t.Fatal(err)
		}
	}
	graphtest.Compare(t, m, seed, 300, 3, whole, pieces)
}
