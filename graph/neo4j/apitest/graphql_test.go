package neo4j_test

import (
	"testing"

	"parley/graph"
	"parley/schema/schematest"
)

func TestGraphQL(t *testing.T) {
	schematest.Run(t, func(t *testing.T, m *graph.Model) graph.Store { return open(t, m) })
}
