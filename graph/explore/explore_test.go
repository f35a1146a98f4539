package explore_test

import (
	"testing"

	"parley/graph"
	"parley/graph/explore/exploretest"
	"parley/graph/memory"
)

func TestMemory(t *testing.T) {
	exploretest.Run(t, func(t *testing.T, m *graph.Model) graph.Store { return memory.New(m) })
}
