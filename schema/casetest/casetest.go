package casetest

import (
	"embed"
	"encoding/json"
	"io/fs"
	"path"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"parley/graph"
	"parley/schema"
	"parley/seed"
)

//go:embed testdata
var files embed.FS

// Run asks the questions of all cases, each of a store made by newStore, which is
// empty.
func Run(t *testing.T, newStore func(*testing.T, *graph.Model) graph.Store) {
	m, api, cases := open(t)
	for _, c := range cases {
		t.Run(c.Name(), func(t *testing.T) {
			store := newStore(t, m)
			Load(t, m, store, c.Name())
			sheet := sheetOf(t, c.Name())
			for _, q := range sheet.Questions {
				t.Run(q.Because, func(t *testing.T) { q.ask(t, api, store) })
			}
			if err := store.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// open returns the model, its schema and the folders of the cases.
func open(t *testing.T) (*graph.Model, *schema.Schema, []fs.DirEntry) {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	api, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := fs.ReadDir(files, "testdata")
	if err != nil {
		t.Fatal(err)
	}
	return m, api, cases
}

// sheet is what is asked of a case.
type sheet struct {
	Questions []question
}

// question is one with its answer.
type question struct {
	Ask     string
	Answer  any
	Because string
}

func sheetOf(t *testing.T, name string) (s sheet) {
	t.Helper()
	text, err := files.ReadFile(path.Join("testdata", name, "answers.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, &s); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return s
}

func (q question) ask(t *testing.T, api *schema.Schema, store graph.Store) {
	t.Helper()
	if diff := q.differs(t, api, store); diff != "" {
		t.Errorf("%s\n%s", q.Ask, diff)
	}
}

// differs returns how the answer to a question differs from what it must be, or "".
func (q question) differs(t *testing.T, api *schema.Schema, store graph.Store) string {
	t.Helper()
	r := api.Do(t.Context(), store, schema.Request{Query: q.Ask, Writable: true})
	got := read(t, r)
	want := read(t, map[string]any{"data": q.Answer})
	return cmp.Diff(want, got)
}

// read returns a value as JSON has it.
func read(t *testing.T, value any) (back any) {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	return back
}

// Load loads the sources of a case in the order of their folders.
func Load(t *testing.T, m *graph.Model, store graph.Store, name string) {
	t.Helper()
	for _, folder := range Sources(t, name) {
		corpus, err := seed.Load(t.Context(), m, folder, store.Snapshot())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := seed.Apply(t.Context(), store, corpus); err != nil {
			t.Fatal(err)
		}
	}
}

// Sources returns the sources of a case in the order of their folders.
func Sources(t testing.TB, name string) (folders []seed.Folder) {
	t.Helper()
	paths, err := fs.Glob(files, path.Join("testdata", name, "*", "facts.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		paths = []string{path.Join("testdata", name, "facts.yaml")}
	}
	for _, p := range paths {
		source, err := fs.Sub(files, path.Dir(p))
		if err != nil {
			t.Fatal(err)
		}
		folders = append(folders, seed.Folder{Name: path.Base(path.Dir(p)), Files: source})
	}
	return folders
}
