package storetest

import (
	"testing"
	"time"

	"parley/graph"
	"parley/graph/neo4j"
	"parley/graph/neo4j/neo4jtest"
)

// Model returns the standard model.
func Model(t testing.TB) *graph.Model {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Open returns an empty store on the Neo4j that a package's tests share.
func Open(t testing.TB, m *graph.Model) *neo4j.Store {
	t.Helper()
	server := neo4jtest.Start(t)
	server.Clear(t)
	return Connect(t, m, server)
}

// Connect returns a store on a server, whose indexes are there.
func Connect(t testing.TB, m *graph.Model, server neo4jtest.Server) *neo4j.Store {
	t.Helper()
	store, err := neo4j.New(t.Context(), neo4j.Config{
		URI: server.URI, Username: server.Username, Password: server.Password, Database: server.Database, Model: m,
		ReadTimeout: 5 * time.Minute, // a busy machine plans a statement of many parts in a minute
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := store.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	return store
}
