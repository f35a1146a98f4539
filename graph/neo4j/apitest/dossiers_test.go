package apitest

import (
	"testing"

	"parley/graph"
	"parley/graph/memory"
	"parley/graph/neo4j/neo4jtest"
	"parley/graph/neo4j/storetest"
	"parley/schema/dossiertest"
)

// TestDossiers makes dossiers of random stories: they are byte for byte those of the
// store in memory.
func TestDossiers(t *testing.T) {
	inMemory := func(_ testing.TB, m *graph.Model) graph.Store { return memory.New(m) }
	inNeo4j := func(t testing.TB, m *graph.Model) graph.Store { return storetest.Open(t, m) }
	neo4jtest.Start(t) // or skip all of it
	dossiertest.New(t).Agree(t, *stories, inMemory, inNeo4j)
}
