package main

import (
	"os"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/memory"
	"parley/seed"
	"parley/seed/editor"
)

// TestDemo looks around: an invented story stands beside the article, every page says
// so, and nothing is kept.
func TestDemo(t *testing.T) {
	t.Setenv("NEO4J_URI", "neo4j://127.0.0.1:1")
	t.Chdir(t.TempDir())
	s := started(t, "-demo")
	for _, page := range []string{"/", "/graphiql", "/guide"} {
		if text := get(t, s.base+page); !strings.Contains(text, "FICTION") {
			t.Errorf("%s does not say that it shows fiction", page)
		}
	}
	s.stop()
	if files, err := os.ReadDir("."); err != nil || len(files) > 0 {
		t.Errorf("it leaves %v, %v", files, err)
	}
}

// TestTheInventedStoryIsWellTold has an editor read it.
func TestTheInventedStoryIsWellTold(t *testing.T) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	store := memory.New(m)
	for _, f := range seed.Invented() {
		c, err := seed.Load(t.Context(), m, f, store.Snapshot())
		if err != nil {
			t.Fatal(err)
		}
		warnings, err := editor.Read(t.Context(), m, c, store.Snapshot())
		if err != nil || len(warnings) > 0 {
			t.Errorf("%s: %v, %v", f.Name, warnings, err)
		}
		for _, s := range c.Unused {
			if !strings.Contains(s.Text, "FICTION") && !strings.Contains(s.Text, "invented") {
				t.Errorf("%s: no fact from %q", f.Name, s.Text)
			}
		}
		if _, err := seed.Apply(t.Context(), store, c); err != nil {
			t.Fatal(err)
		}
	}
}
