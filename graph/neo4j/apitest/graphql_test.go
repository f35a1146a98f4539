package apitest

import (
	"testing"

	"parley/graph"
	"parley/graph/neo4j/storetest"
	"parley/schema/schematest"
)

func TestGraphQL(t *testing.T) {
	schematest.Run(t, func(t *testing.T, m *graph.Model) graph.Store { return storetest.Open(t, m) })
}
