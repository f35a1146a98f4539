package seedtest

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/graph/memory"
	"parley/graph/sqlite"
	"parley/seed"
)

// random is how many random graphs are moved.
var random = flag.Int("graphs", 3, "how many random graphs are moved")

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
	Move(t, standard(t), stores(), uint64(*random), seed.Shipped(), seed.Dir("../testdata/aftermath"))
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

// TestStoresOfTheFirstVersionAreRead opens what the first version of Parley
// wrote: a file of SQLite, and an export, which hold the same graph.
func TestStoresOfTheFirstVersionAreRead(t *testing.T) {
	m := standard(t)
	for _, v := range Version1Graphs(t) {
		t.Run(v.Name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "parley.db")
			if err := os.WriteFile(path, v.SQLite, 0o600); err != nil {
				t.Fatal(err)
			}
			kept, err := sqlite.Open(t.Context(), m, path)
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if err := kept.Close(); err != nil {
					t.Error(err)
				}
			}()
			same(t, v.Export, exported(t, m, kept))
			for _, s := range stores() {
				s.with(t, m, func(moved graph.Store) {
					mustImport(t, m, moved, file(m, v.Export))
					same(t, v.Export, exported(t, m, moved))
					same(t, graphtest.Dump(t, m, kept), graphtest.Dump(t, m, moved))
				})
			}
		})
	}
}
