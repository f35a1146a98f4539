package apitest

import (
	"path/filepath"
	"testing"

	"parley/graph"
	"parley/graph/memory"
	"parley/graph/neo4j/neo4jtest"
	"parley/graph/neo4j/storetest"
	"parley/graph/sqlite"
	"parley/seed"
	"parley/seed/seedtest"
)

// onNeo4j is a store for tests of seed.
func onNeo4j() seedtest.Store {
	return seedtest.Store{Name: "neo4j", New: func(t *testing.T, m *graph.Model) graph.Store { return storetest.Open(t, m) }}
}

// TestMove moves graphs from the embedded stores to Neo4j and back.
func TestMove(t *testing.T) {
	neo4jtest.Start(t) // or skip all of it
	m := storetest.Model(t)
	stores := []seedtest.Store{
		{Name: "memory", New: func(_ *testing.T, m *graph.Model) graph.Store { return memory.New(m) }},
		onNeo4j(),
		{Name: "sqlite", New: func(t *testing.T, m *graph.Model) graph.Store {
			s, err := sqlite.Open(t.Context(), m, filepath.Join(t.TempDir(), "parley.db"))
			if err != nil {
				t.Fatal(err)
			}
			return s
		}},
	}
	seedtest.Move(t, m, stores, 1, seed.Shipped(), seed.Dir("../../../seed/testdata/aftermath"))
}

// TestInterruptedImports breaks an import off again and again.
func TestInterruptedImports(t *testing.T) {
	neo4jtest.Start(t) // or skip all of it
	seedtest.Interrupt(t, storetest.Model(t), onNeo4j(), 100)
}

// TestSourcesThatVanishGo imports a file of many sources that has fewer of them
// each time.
func TestSourcesThatVanishGo(t *testing.T) {
	neo4jtest.Start(t) // or skip all of it
	seedtest.Vanish(t, storetest.Model(t), onNeo4j())
}
