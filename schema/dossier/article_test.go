package dossier_test

import (
	"bytes"
	"testing"

	"parley/graph"
	"parley/schema"
	"parley/schema/dossier"
	"parley/schema/sampletest"
	"parley/server/web/questions"
)

// maker returns a maker of dossiers of the standard model.
func maker(t testing.TB) *dossier.Maker {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	return dossier.New(s)
}

// written returns the dossier of a question as a file.
func written(t testing.TB, m *dossier.Maker, store graph.Store, r schema.Request) []byte {
	t.Helper()
	d, err := m.Make(t.Context(), store, r)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := d.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestQuestions makes a dossier of each question that Parley was made for, and verifies
// it.
func TestQuestions(t *testing.T) {
	m := maker(t)
	store, _ := sampletest.Article(t, m.Model())
	for _, q := range questions.All() {
		t.Run(q.Name, func(t *testing.T) {
			file := written(t, m, store, q.Request())
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
