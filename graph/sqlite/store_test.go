package sqlite_test

import (
	"path/filepath"
	"testing"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/graph/sqlite"
)

func TestStore(t *testing.T) {
	graphtest.Run(t, func(t *testing.T, m *graph.Model) graph.Store {
		s, err := sqlite.Open(t.Context(), m, filepath.Join(t.TempDir(), "parley.db"))
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}
