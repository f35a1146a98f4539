package apitest

import (
	"testing"

	"parley/graph"
	"parley/graph/neo4j/neo4jtest"
	"parley/graph/neo4j/storetest"
	"parley/schema/casetest"
)

// TestCases asks the questions of the cases that every store answers alike.
func TestCases(t *testing.T) {
	neo4jtest.Start(t) // or skip all of it
	casetest.Run(t, func(t *testing.T, m *graph.Model) graph.Store { return storetest.Open(t, m) })
}
