package apitest

import (
	"flag"
	"testing"

	"parley/graph"
	"parley/graph/neo4j/neo4jtest"
	"parley/graph/neo4j/storetest"
	"parley/schema/storytest"
)

var stories = flag.Int("stories", 5, "how many random stories are told to Neo4j")

// TestStories tells random stories, and holds what is shown of them against what it
// must be.
func TestStories(t *testing.T) {
	neo4jtest.Start(t) // or skip all of it
	storytest.Run(t, *stories, func(t testing.TB, m *graph.Model) graph.Store { return storetest.Open(t, m) })
}
