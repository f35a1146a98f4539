package storetest

import (
	"testing"

	"parley/graph"
	"parley/graph/graphtest"
)

// TestStore holds Neo4j against the contract of stores.
func TestStore(t *testing.T) {
	graphtest.Run(t, func(t *testing.T, m *graph.Model) graph.Store { return Open(t, m) }, graphtest.ReadCommitted)
}
