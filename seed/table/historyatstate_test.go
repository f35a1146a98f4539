package table

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/seed"
)

var update = flag.Bool("update", false, "write golden files anew")

const sampleFolder = "../historyatstate"

func sample(t testing.TB) *Mapping {
	t.Helper()
	m, err := Open(standard(t), seed.Dir(sampleFolder), "mapping.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// full is the shipped mapping over the whole tables. It is skipped unless
// PARLEY_HISTORYATSTATE names the folder that has them.
func full(t *testing.T) *Mapping {
	t.Helper()
	dir := os.Getenv("PARLEY_HISTORYATSTATE")
	if dir == "" {
		t.Skip("PARLEY_HISTORYATSTATE does not name the folder of the whole tables")
	}
	files := fstest.MapFS{}
	for _, from := range []string{sampleFolder, dir} {
		names, err := filepath.Glob(filepath.Join(from, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files[filepath.Base(name)] = &fstest.MapFile{Data: data}
		}
	}
	m, err := Open(standard(t), seed.Folder{Name: "historyatstate", Files: files}, "mapping.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestTheSampleInWords holds what the first rows of each table say against a
// golden file.
func TestTheSampleInWords(t *testing.T) {
	const perTable = 12
	byTable := map[string][]seed.Row{}
	for _, r := range rows(t, sample(t)) {
		name := "source"
		for _, c := range r.Changes {
			if e, ok := c.(graph.PutEvidence); ok {
				name, _, _ = strings.Cut(e.Locator, " ")
				break
			}
			name = "people.csv"
		}
		byTable[name] = append(byTable[name], r)
	}
	for _, name := range []string{"people", "appointments", "travels", "visits"} {
		got := printed(byTable[name+".csv"][:perTable])
		file := filepath.Join("testdata", name+".txt")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
	}
}

func TestTheSampleHasNoProblems(t *testing.T) {
	checkLoads(t, sample(t))
}

func TestTheWholeTablesHaveNoProblems(t *testing.T) {
	checkLoads(t, full(t))
}

// checkLoads loads data twice: all of it goes in, and the second time nothing
// changes.
func checkLoads(t *testing.T, d seed.Data) {
	t.Helper()
	store, changes, problems := load(t, standard(t), d)
	if problems != nil {
		t.Errorf("%d problems: %v", len(problems), problems)
	}
	all, nodes, facts := 0, 0, 0
	for range rows(t, d) {
		all++
	}
	again := graph.Applied{}
	loadInto(t, store, d, func(n graph.Applied, _ int) {
		again.Nodes += n.Nodes
		again.Edges += n.Edges
		again.Evidence += n.Evidence
	})
	if again.Changed() {
		t.Errorf("the second time it changes %+v", again)
	}
	for c, err := range store.Snapshot().Changes(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := c.(graph.PutNode); ok {
			nodes++
		} else {
			facts++
		}
	}
	t.Logf("%d rows, %d changes: %d nodes, %d facts", all, changes, nodes, facts)
}
