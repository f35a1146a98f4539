package guide_test

import (
	"html"
	"log/slog"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"parley/graph"
	"parley/graph/memory"
	"parley/graph/sqlite"
	"parley/schema"
	"parley/seed"
	"parley/server/web"
)

// world is a server with what an example is asked of.
type world struct {
	*httptest.Server
	schema *schema.Schema
}

// newWorld makes the world of that name. One that is neither the shipped article nor
// the demonstration is what the page shows how to make: the shell commands that are
// marked with its name make it, as they stand.
func newWorld(t *testing.T, name, file string, program func() string) *world {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	var store graph.Store = memory.New(m)
	if name != "" && name != "demo" {
		if store, err = sqlite.Open(t.Context(), m, made(t, name, file, program())); err != nil {
			t.Fatal(err)
		}
	}
	load(t, m, store, seed.Shipped())
	if name == "demo" {
		load(t, m, store, seed.Invented()...)
	}
	s, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	handler, err := web.New(web.Config{Schema: s, Store: store, Log: slog.New(slog.DiscardHandler), WritableHere: true})
	if err != nil {
		t.Fatal(err)
	}
	w := &world{httptest.NewServer(handler), s}
	t.Cleanup(func() {
		w.Close()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

// load loads folders that are not loaded yet.
func load(t *testing.T, m *graph.Model, store graph.Store, folders ...seed.Folder) {
	t.Helper()
	for _, f := range folders {
		c, err := seed.Load(t.Context(), m, f, store.Snapshot())
		if err != nil {
			t.Fatal(err)
		}
		if is, err := store.Snapshot().LastLoad(t.Context(), c.Source); err != nil || is != "" {
			if err != nil {
				t.Fatal(err)
			}
			continue
		}
		if _, err := seed.Apply(t.Context(), store, c); err != nil {
			t.Fatal(err)
		}
	}
}

// made types the commands of a world, in a new folder, and returns the graph that
// comes of it.
func made(t *testing.T, name, file, program string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	folder, path := t.TempDir(), filepath.Dir(program)
	for _, block := range regexp.MustCompile("(?ms)^```sh "+regexp.QuoteMeta(name)+"\n(.*?)^```$").FindAllSubmatch(text, -1) {
		c := exec.CommandContext(t.Context(), "bash", "-e", "-c", string(block[1]))
		c.Dir = folder
		c.Env = append(os.Environ(), "PATH="+path+string(os.PathListSeparator)+os.Getenv("PATH"), "PARLEY_STORE=", "NEO4J_URI=")
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v in:\n%s\nit prints:\n%s", err, block[1], out)
		}
	}
	return filepath.Join(folder, "parley.db")
}

// parley returns what builds the program, where it is needed, and returns its path.
func parley(t *testing.T) func() string {
	folder := t.TempDir()
	return sync.OnceValue(func() string {
		path := filepath.Join(folder, "parley")
		if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", path, "parley/server").CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return path
	})
}

// quoted returns a text as JSON.
func quoted(t *testing.T, text string) string {
	t.Helper()
	out, err := jsontext.AppendQuote(nil, text)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// linksOf returns where the links of a page lead.
func linksOf(page string) []string {
	var all []string
	for _, m := range regexp.MustCompile(`(?:href|src)="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if link := html.UnescapeString(m[1]); link != "data:," {
			all = append(all, link)
		}
	}
	return all
}
