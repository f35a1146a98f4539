package seedtest

import (
	"path/filepath"
	"testing"

	"parley/graph"
	"parley/graph/memory"
	"parley/graph/sqlite"
	"parley/seed"
)

func stores() []Store {
	return []Store{
		{"memory", func(_ *testing.T, m *graph.Model) graph.Store { return memory.New(m) }},
		{"sqlite", func(t *testing.T, m *graph.Model) graph.Store {
			s, err := sqlite.Open(t.Context(), m, filepath.Join(t.TempDir(), "parley.db"))
			if err != nil {
				t.Fatal(err)
			}
			return s
		}},
	}
}

func standard(t *testing.T) *graph.Model {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestAGraphMovesByItsExport(t *testing.T) {
	Move(t, standard(t), stores(), seed.Shipped(), seed.Dir("../testdata/aftermath"))
}

func TestAnImportThatIsBrokenOffIsMadeWhole(t *testing.T) {
	for _, s := range stores() {
		t.Run(s.Name, func(t *testing.T) { Interrupt(t, standard(t), s, 100) })
	}
}

func TestSourcesThatVanishGo(t *testing.T) {
	for _, s := range stores() {
		Vanish(t, standard(t), s)
	}
}
