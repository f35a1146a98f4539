package explore_test

import (
	"context"
	"path/filepath"
	"testing"

	"parley/graph"
	"parley/graph/explore/exploretest"
	"parley/graph/memory"
	"parley/graph/neo4j"
	"parley/graph/neo4j/neo4jtest"
	"parley/graph/sqlite"
)

func TestMemory(t *testing.T) {
	exploretest.Run(t, func(t *testing.T, m *graph.Model) graph.Store { return memory.New(m) })
}

func TestSQLite(t *testing.T) {
	exploretest.Run(t, func(t *testing.T, m *graph.Model) graph.Store {
		store, err := sqlite.Open(context.Background(), m, filepath.Join(t.TempDir(), "parley.db"))
		return opened(t, store, err)
	})
}

func TestNeo4j(t *testing.T) {
	server := neo4jtest.Start(t)
	exploretest.Run(t, func(t *testing.T, m *graph.Model) graph.Store {
		server.Clear(t)
		store, err := neo4j.New(context.Background(), neo4j.Config{
			URI: server.URI, Username: server.Username, Password: server.Password, Database: server.Database, Model: m,
		})
		return opened(t, store, err)
	}, exploretest.Few)
}

// opened returns a store that was opened without an error, and closes it in the end.
func opened(t *testing.T, store graph.Store, err error) graph.Store {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}
