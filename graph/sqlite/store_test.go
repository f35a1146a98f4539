package sqlite_test

import (
	"path/filepath"
	"testing"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/graph/sqlite"
)

// open returns an empty store in a file of its own.
func open(t *testing.T, m *graph.Model) graph.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), m, filepath.Join(t.TempDir(), "parley.db"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestStore(t *testing.T) { graphtest.Run(t, open) }
