package apitest

import (
	"testing"

	"parley/graph"
	"parley/graph/neo4j/neo4jtest"
	"parley/graph/neo4j/storetest"
	"parley/schema/suite"
)

// TestSuite asks what any tool may be asked.
func TestSuite(t *testing.T) {
	neo4jtest.Start(t) // or skip all of it
	suite.Run(t, func(t *testing.T, m *graph.Model) graph.Store { return storetest.Open(t, m) })
}
