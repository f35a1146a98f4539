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
	for _, c := range cases {
		t.Run(c.Name(), func(t *testing.T) {
			store := newStore(t, m)
			load(t, m, store, path.Join("testdata", c.Name()))
			for _, q := range questions(t, c.Name()) {
				t.Run(q.Because, func(t *testing.T) { q.ask(t, api, store) })
			}
			if err := store.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// question is one with its answer.
type question struct {
	Ask     string
	Answer  map[string]any
	Because string
}

func questions(t *testing.T, name string) (list []question) {
	t.Helper()
	text, err := files.ReadFile(path.Join("testdata", name, "answers.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, &list); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return list
}

func (q question) ask(t *testing.T, api *schema.Schema, store graph.Store) {
	t.Helper()
	answer, err := json.Marshal(api.Do(t.Context(), store, schema.Request{Query: q.Ask}))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Data   map[string]any
		Errors []any
	}
	if err := json.Unmarshal(answer, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(q.Answer, got.Data); diff != "" || len(got.Errors) > 0 {
		t.Errorf("%s\n%v (-want +got):\n%s", q.Ask, got.Errors, diff)
	}
}

// load loads a case's sources in the order of their folders.
func load(t *testing.T, m *graph.Model, store graph.Store, folder string) {
	t.Helper()
	entries, err := fs.ReadDir(files, folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		source, err := fs.Sub(files, path.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		corpus, err := seed.Load(t.Context(), m, seed.Folder{Name: e.Name(), Files: source}, store.Snapshot())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := seed.Apply(t.Context(), store, corpus); err != nil {
			t.Fatal(err)
		}
	}
}
