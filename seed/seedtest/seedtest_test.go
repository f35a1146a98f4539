package seedtest

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
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
// wrote: a file of SQLite, and an export, which become the same graph, with the same
// ids of evidence.
func TestStoresOfTheFirstVersionAreRead(t *testing.T) {
	m := standard(t)
	for _, v := range Version1Graphs(t) {
		t.Run(v.Name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "parley.db")
			if err := os.WriteFile(path, v.SQLite, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := sqlite.Verify(t.Context(), m, path); graph.CodeOf(err) != graph.BadInput || !strings.Contains(err.Error(), "is of version 1 of the format, which an older Parley wrote: a server of this one makes it version 3 when it starts, after a copy; verify it then") {
				t.Errorf("Verify: %v", err)
			}
			if err := sqlite.Backup(t.Context(), path, path+".backup"); err != nil {
				t.Errorf("Backup: %v", err)
			}
			export := exportedAnew(t, m, v.Export)
			kept, err := sqlite.Open(t.Context(), m, path)
			if err != nil {
				t.Fatal(err)
			}
			for _, copied := range []string{path + ".version1", path + ".backup"} {
				again, err := sqlite.Open(t.Context(), m, copied)
				if err != nil {
					t.Fatal(err)
				}
				same(t, export, exported(t, m, again))
				if err := again.Close(); err != nil {
					t.Error(err)
				}
			}
			defer func() {
				if err := kept.Close(); err != nil {
					t.Error(err)
				}
			}()
			same(t, export, exported(t, m, kept))
			for _, s := range stores() {
				s.with(t, m, func(moved graph.Store) {
					mustImport(t, m, moved, file(m, v.Export))
					same(t, export, exported(t, m, moved))
					same(t, graphtest.Dump(t, m, kept), graphtest.Dump(t, m, moved))
				})
			}
		})
	}
}

// exportedAnew returns the export of a store that an export was read into.
func exportedAnew(t *testing.T, m *graph.Model, export string) string {
	t.Helper()
	s := memory.New(m)
	mustImport(t, m, s, file(m, export))
	return exported(t, m, s)
}

// TestOldRetractionsAreErased opens what the first version wrote, which left
// standing in the file what was retracted.
func TestOldRetractionsAreErased(t *testing.T) {
	const retracted = "Bergh resigned as minister"
	m, stood := standard(t), false
	for _, v := range Version1Graphs(t) {
		path := filepath.Join(t.TempDir(), "parley.db")
		if err := os.WriteFile(path, v.SQLite, 0o600); err != nil {
			t.Fatal(err)
		}
		kept, err := sqlite.Open(t.Context(), m, path)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(v.Export, retracted) {
			t.Logf("%s says it still", v.Name)
		} else {
			stood = stood || strings.Contains(string(v.SQLite), retracted)
			gone(t, filepath.Dir(path), retracted)
		}
		if err := kept.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if !stood {
		t.Error("no file has what was retracted")
	}
}

// gone sees that no file of a folder has a text.
func gone(t *testing.T, folder, text string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if data, err := os.ReadFile(name); err != nil || strings.Contains(string(data), text) {
			t.Errorf("%s has it still, %v", name, err)
		}
	}
}
