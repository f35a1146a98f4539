package editor

import (
	"os"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/memory"
	"parley/seed"
	"parley/seed/table"
)

func standard(t testing.TB) *graph.Model {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// read loads a folder into a store and returns the warnings on it.
func read(t *testing.T, m *graph.Model, store graph.Store, f seed.Folder) []string {
	t.Helper()
	c, err := seed.Load(t.Context(), m, f, store.Snapshot())
	if err != nil {
		t.Fatalf("%s is refused:\n%v", f.Name, err)
	}
	warnings := lines(t, m, c, store.Snapshot())
	if _, err := seed.Apply(t.Context(), store, c); err != nil {
		t.Fatal(err)
	}
	return warnings
}

func lines(t *testing.T, m *graph.Model, data seed.Data, known graph.Reader) []string {
	t.Helper()
	warnings, err := Read(t.Context(), m, data, known)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, w := range warnings {
		list = append(list, w.String())
	}
	return list
}

// explained returns the warnings that a file lists, each with a line below that
// begins with "because" and says why it stays.
func explained(t *testing.T, file string) []string {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	why := true
	for line := range strings.Lines(string(raw)) {
		switch line = strings.TrimSpace(line); {
		case line == "", strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "because "):
			why = true
		case !why:
			t.Errorf("%s does not say why there is: %s", file, list[len(list)-1])
		default:
			list, why = append(list, line), false
		}
	}
	if !why {
		t.Errorf("%s does not say why there is: %s", file, list[len(list)-1])
	}
	return list
}

// withoutPlace returns a warning without the place in its file: facts above it may come
// and go.
func withoutPlace(warning string) string {
	file, rest, _ := strings.Cut(warning, ":")
	_, message, _ := strings.Cut(rest, ": ")
	return file + ": " + message
}

// No warning on what Parley ships goes without a reason.
func TestShippedSources(t *testing.T) {
	m := standard(t)
	store := memory.New(m)
	got := read(t, m, store, seed.Shipped())
	got = append(got, read(t, m, store, seed.Dir("../testdata/aftermath"))...)
	tables, err := table.Open(m, seed.Dir("../historyatstate"), "mapping.yaml")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, lines(t, m, tables, store.Snapshot())...)
	for i, line := range got {
		got[i] = withoutPlace(line)
	}
	want := explained(t, "testdata/shipped.txt")
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("warnings:\n%s\ntestdata/shipped.txt explains:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
