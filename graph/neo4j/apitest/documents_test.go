package apitest

import (
	"flag"
	"path/filepath"
	"testing"

	"parley/graph/neo4j/storetest"
	"parley/graph/sqlite"
	"parley/schema/schematest"
)

// How many random documents are held against SQLite: 5,000 by hand, in half an
// hour, with
//
//	go test ./graph/neo4j/apitest -run TestRandomDocuments -documents 5000 -timeout 2h
var documents = flag.Int("documents", 20, "how many random documents are held against SQLite")

// TestRandomDocuments asks SQLite and Neo4j the same random documents, and has
// them make the same random mutations.
func TestRandomDocuments(t *testing.T) {
	m := storetest.Model(t)
	file, err := sqlite.Open(t.Context(), m, filepath.Join(t.TempDir(), "parley.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	schematest.Agree(t, m, *documents, file, storetest.Open(t, m))
}
