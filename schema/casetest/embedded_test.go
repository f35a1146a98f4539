package casetest

import (
	"path/filepath"
	"testing"

	"parley/graph"
	"parley/graph/memory"
	"parley/graph/sqlite"
)

func TestMemory(t *testing.T) {
	Run(t, func(_ *testing.T, m *graph.Model) graph.Store { return memory.New(m) })
}

func TestSQLite(t *testing.T) {
	Run(t, func(t *testing.T, m *graph.Model) graph.Store {
		s, err := sqlite.Open(t.Context(), m, filepath.Join(t.TempDir(), "parley.db"))
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}
