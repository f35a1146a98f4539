package storytest

import (
	"flag"
	"path/filepath"
	"testing"

	"parley/graph"
	"parley/graph/memory"
	"parley/graph/sqlite"
)

var stories = flag.Int("stories", 50, "how many random stories are told to each store")

func TestMemory(t *testing.T) {
	Run(t, *stories, func(_ testing.TB, m *graph.Model) graph.Store { return memory.New(m) })
}

func TestSQLite(t *testing.T) {
	Run(t, *stories/5, func(t testing.TB, m *graph.Model) graph.Store {
		s, err := sqlite.Open(t.Context(), m, filepath.Join(t.TempDir(), "parley.db"))
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}
