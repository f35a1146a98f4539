package dossier_test

import (
	"path/filepath"
	"testing"

	"parley/graph"
	"parley/graph/memory"
	"parley/graph/sqlite"
	"parley/schema/dossiertest"
	"parley/schema/sampletest"
	"parley/server/web/questions"
)

// TestQuestions makes a dossier of each question that Parley was made for, and verifies
// it.
func TestQuestions(t *testing.T) {
	m := dossiertest.New(t)
	store, _ := sampletest.Article(t, m.Model())
	for _, q := range questions.All() {
		t.Run(q.Name, func(t *testing.T) {
			file := m.Written(t, store, q.Request())
			report, err := m.Verify(t.Context(), file)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range report.Problems {
				t.Error(p)
			}
			t.Logf("%d bytes, %d subjects, %d statements", len(file), len(report.Dossier.Subjects), len(report.Dossier.Statements))
		})
	}
}

// TestSQLite writes dossiers of random stories from a file: they are byte for byte those
// of the store in memory.
func TestSQLite(t *testing.T) {
	inMemory := func(_ testing.TB, m *graph.Model) graph.Store { return memory.New(m) }
	inFile := func(t testing.TB, m *graph.Model) graph.Store {
		s, err := sqlite.Open(t.Context(), m, filepath.Join(t.TempDir(), "parley.db"))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	dossiertest.New(t).Agree(t, *dossiers/4, inMemory, inFile)
}
