package memory_test

import (
	"testing"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/graph/memory"
)

func TestStore(t *testing.T) {
	graphtest.Run(t, func(t *testing.T, m *graph.Model) graph.Store { return memory.New(m) })
}
