package main

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/memory"
	"parley/graph/neo4j"
	"parley/graph/neo4j/neo4jtest"
	"parley/graph/sqlite"
	"parley/seed"
)

// mutate changes the graph of a server.
func (s serving) mutate(t *testing.T, mutation string) {
	t.Helper()
	reply, err := http.Post(s.base+"/graphql", "application/json", strings.NewReader(`{"query": `+strconv.Quote("mutation { "+mutation+" }")+`}`))
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	if text, err := io.ReadAll(reply.Body); err != nil || bytes.Contains(text, []byte(`"errors"`)) {
		t.Fatalf("%s: %s, %v", mutation, text, err)
	}
}

const harbour = `source:
  id: source:harbour
  title: Harbour
entities:
  - id: person:anna-berg
    name: Anna Berg
  - id: position:reopens
    name: Reopening
    statement: The harbour reopens
facts:
  - fact: position:reopens
    quote: the harbour must reopen
  - fact: person:anna-berg HOLDS position:reopens
    stance: SUPPORTS
    quote: She said the harbour must reopen
`

// harbourFolder makes a folder with a source.
func harbourFolder(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	write(t, folder, "text.txt", "Anna Berg came. She said the harbour must reopen.\n")
	write(t, folder, "facts.yaml", harbour)
	return folder
}

// TestRetractedStaysAway retracts what a server loads when it starts, the shipped
// article and a folder: it is not there after the next start, nor the one after
// that, until it is imported.
func TestRetractedStaysAway(t *testing.T) {
	t.Setenv("NEO4J_URI", "")
	article, err := filepath.Abs("../seed/peace-talks")
	if err != nil {
		t.Fatal(err)
	}
	folder := harbourFolder(t)
	t.Chdir(t.TempDir())
	for _, source := range []struct{ id, folder string }{{"source:peace-talks", article}, {"source:harbour", folder}} {
		t.Run(source.id, func(t *testing.T) {
			is := func(s serving, says string) {
				t.Helper()
				if !strings.Contains(s.stdout.String(), source.id+" "+says) {
					t.Errorf("it says not that %s %s, but %s", source.id, says, s.stdout)
				}
			}
			first := started(t, "-load", folder)
			for range 2 {
				first.mutate(t, `retract(id: "`+source.id+`") { applied { nodes } }`)
				first.stop()
				for range 2 {
					again := started(t, "-load", folder)
					is(again, "was retracted, and stays away until it is imported.")
					if answer := get(t, again.base+"/graphql?query={source(id:%22"+source.id+"%22){id}}"); !strings.Contains(answer, `"source":null`) {
						t.Errorf("it is there: %s", answer)
					}
					again.stop()
				}
				if status, says := does(t, "import", source.folder); status != ok {
					t.Fatal(says)
				}
				first = started(t, "-load", folder)
				is(first, "is loaded already.")
			}
			first.stop()
		})
	}
}

// TestRetractedOnEveryStore loads a source at one start after another, as what
// became of it since allows.
func TestRetractedOnEveryStore(t *testing.T) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	stores := map[string]func(t *testing.T) graph.Store{
		"memory": func(*testing.T) graph.Store { return memory.New(m) },
		"sqlite": func(t *testing.T) graph.Store {
			s, err := sqlite.Open(t.Context(), m, filepath.Join(t.TempDir(), "parley.db"))
			if err != nil {
				t.Fatal(err)
			}
			return s
		},
		"neo4j": func(t *testing.T) graph.Store {
			at := neo4jtest.Start(t)
			at.Clear(t)
			s, err := neo4j.New(t.Context(), neo4j.Config{URI: at.URI, Username: at.Username, Password: at.Password, Model: m})
			if err != nil {
				t.Fatal(err)
			}
			return s
		},
	}
	const source = "source:harbour"
	stated := func(load string) graph.Change {
		return graph.PutNode{Source: source, Load: load, ID: source, Props: map[string]graph.Value{"name": "Harbour"}}
	}
	cases := []struct {
		name   string
		starts int            // before
		since  []graph.Change // what changes then
		says   string
	}{
		{"it was never there", 0, nil, "Loaded source:harbour: "},
		{"another put it in a load that was broken off", 0, []graph.Change{stated("half")}, "Loaded source:harbour: "},
		{"it was loaded", 1, nil, "source:harbour is loaded already."},
		{"it was loaded twice", 2, nil, "source:harbour is loaded already."},
		{"another load of it was broken off", 1, []graph.Change{stated("half")}, "Loaded source:harbour: "},
		{"it was retracted", 1, []graph.Change{graph.DropSource{Source: source}}, "source:harbour was retracted, and stays away until it is imported."},
		{"it was retracted later", 3, []graph.Change{graph.DropSource{Source: source}}, "source:harbour was retracted, and stays away until it is imported."},
		{"it was retracted, and put anew", 1, []graph.Change{graph.DropSource{Source: source}, stated("")}, "source:harbour was retracted, and stays away until it is imported."},
		{"it was retracted before a load that was broken off", 1, []graph.Change{graph.DropSource{Source: source}, stated("half")}, "Loaded source:harbour: "},
		{"it was retracted by hand before any start", 0, []graph.Change{stated(""), graph.DropSource{Source: source}}, "Loaded source:harbour: "},
	}
	folder := harbourFolder(t)
	for name, open := range stores {
		for _, c := range cases {
			t.Run(name+", "+c.name, func(t *testing.T) {
				store := open(t)
				defer store.Close()
				start := func() string {
					var out bytes.Buffer
					corpus, err := seed.Load(t.Context(), m, seed.Dir(folder), store.Snapshot())
					if err == nil {
						err = loadOne(t.Context(), store, corpus, &out)
					}
					if err != nil {
						t.Fatal(err)
					}
					return out.String()
				}
				for range c.starts {
					start()
				}
				if _, err := store.Apply(t.Context(), c.since); err != nil {
					t.Fatal(err)
				}
				for range 2 {
					says := start()
					if !strings.HasPrefix(says, c.says) {
						t.Errorf("it says %q, not %q", says, c.says)
					}
					if strings.HasPrefix(c.says, "Loaded") {
						break
					}
				}
			})
		}
	}
}

// TestErasedFromTheFolder takes words away in the ways that a user has: no file
// of the store's folder has them when the request is answered, nor after another
// start.
func TestErasedFromTheFolder(t *testing.T) {
	t.Setenv("NEO4J_URI", "")
	const secret = "she is afraid of the harbour"
	folder := harbourFolder(t)
	stands := func(t *testing.T) (in []string) {
		t.Helper()
		files, err := filepath.Glob("*")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if text, err := os.ReadFile(name); err != nil || bytes.Contains(text, []byte(secret)) {
				in = append(in, name)
			}
		}
		return in
	}
	put := `putSource(source: {id: "source:note", title: "A note", text: "A note."}) { source { id } } `
	describe := func(words string) string {
		return `putEntity(source: "source:note", entity: {person: {id: "person:anna-berg", name: "Anna Berg", description: "` + words + `"}}) { entity { id } } `
	}
	text := func(words string) string {
		return `putSource(source: {id: "source:note", title: "A note", text: "` + words + `"}) { source { id } } `
	}
	edge := func(words string) string {
		return text(words) + describe("") + `putEdge(source: "source:note", edge: {relatedTo: {from: "person:anna-berg", to: "person:steve-witkoff", relationship: "` + words + `", evidence: [{quote: "` + words + `"}]}}) { edge { id } } `
	}
	cases := []struct {
		name       string
		says, away string
	}{
		{"a source retracted", text(secret), `retract(id: "source:note") { applied { nodes } }`},
		{"an entity put again", put + describe(secret), describe("nothing")},
		{"an entity retracted", put + describe(secret), `retract(id: "person:anna-berg") { applied { nodes } }`},
		{"the text of a source put again", text(secret), text("nothing")},
		{"a source of an edge retracted", edge(secret), `retract(id: "source:note") { applied { edges } }`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			s := started(t)
			for _, mutation := range strings.SplitAfter(c.says, "} } ") {
				if mutation != "" {
					s.mutate(t, mutation)
				}
			}
			if stands(t) == nil {
				t.Fatal("it never stood there")
			}
			s.mutate(t, c.away)
			if in := stands(t); in != nil {
				t.Errorf("it stands in %v", in)
			}
			s.stop()
			started(t).stop()
			if in := stands(t); in != nil {
				t.Errorf("after another start it stands in %v", in)
			}
		})
	}
	t.Run("an import that no longer says it", func(t *testing.T) {
		t.Chdir(t.TempDir())
		load := func() {
			if status, says := does(t, "import", folder); status != ok {
				t.Fatal(says)
			}
		}
		write(t, folder, "text.txt", "Anna Berg came. She said the harbour must reopen, but "+secret+".\n")
		load()
		if stands(t) == nil {
			t.Fatal("it never stood there")
		}
		write(t, folder, "text.txt", "Anna Berg came. She said the harbour must reopen.\n")
		load()
		if in := stands(t); in != nil {
			t.Errorf("it stands in %v", in)
		}
	})
}
