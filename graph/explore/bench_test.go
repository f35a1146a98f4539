package explore_test

import (
	"testing"

	"parley/graph"
	"parley/graph/explore/exploretest"
	"parley/graph/memory"
)

// BenchmarkLarge prints how many times as long as by hand exploring takes:
// go test -run=- -bench=Large ./graph/explore
func BenchmarkLarge(b *testing.B) {
	if testing.Short() {
		b.Skip("it makes a graph of a million edges")
	}
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		b.Fatal(err)
	}
	exploretest.Bench(b, m, memory.New(m))
}
