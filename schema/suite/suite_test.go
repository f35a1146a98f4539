package suite

import (
	"path/filepath"
	"testing"

	"parley/graph"
	"parley/graph/memory"
	"parley/graph/sqlite"
)

func TestMemory(t *testing.T) { Run(t, inMemory) }

func TestSQLite(t *testing.T) { Run(t, inFile) }

// TestIDs holds that the questions have ids of their own, and that every way to
// answer is that of a question.
func TestIDs(t *testing.T) {
	known := ids(t)
	if n := len(Questions(t)); len(known) != n {
		t.Errorf("%d questions have %d ids", n, len(known))
	}
	var ways map[string]way
	decode(t, "testdata/parley.yaml", &ways)
	for id := range ways {
		if !known[id] {
			t.Errorf("parley.yaml answers %q, which is no question", id)
		}
	}
	for name := range byCase(Questions(t)) {
		for id := range statements(t, name) {
			if !known[id] {
				t.Errorf("%s.cypher answers %q, which is no question", name, id)
			}
		}
	}
}

func ids(t *testing.T) map[string]bool {
	known := map[string]bool{}
	for _, q := range Questions(t) {
		known[q.ID] = true
	}
	return known
}

func inMemory(_ *testing.T, m *graph.Model) graph.Store { return memory.New(m) }

func inFile(t *testing.T, m *graph.Model) graph.Store {
	s, err := sqlite.Open(t.Context(), m, filepath.Join(t.TempDir(), "parley.db"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}
