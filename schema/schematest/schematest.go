package schematest

import (
	"bytes"
	"embed"
	"encoding/json"
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/schema"
)

//go:embed testdata
var files embed.FS

// Run holds the conversations on stores made by newStore, which are empty.
func Run(t *testing.T, newStore func(*testing.T, *graph.Model) graph.Store) {
	for _, c := range conversations(t) {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.text(), c.held(t, newStore).text()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	t.Run("revision", func(t *testing.T) { runRevision(t, newStore) })
	t.Run("ids", func(t *testing.T) { runIDs(t, newStore) })
}

// conversation is requests and their answers.
type conversation struct {
	name  string
	turns []turn
}

type turn struct{ request, answer string }

const part = "---\n"

func conversations(t *testing.T) []conversation {
	t.Helper()
	names, err := fs.Glob(files, "testdata/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no conversations: %v", err)
	}
	var list []conversation
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, read(strings.TrimSuffix(path.Base(name), ".txt"), string(text)))
	}
	return list
}

func read(name, text string) conversation {
	c := conversation{name: name}
	parts := strings.Split("\n"+text, "\n"+part)
	for i := 0; i < len(parts); i += 2 {
		t := turn{request: strings.TrimSpace(parts[i])}
		if i+1 < len(parts) {
			t.answer = strings.TrimSpace(parts[i+1])
		}
		c.turns = append(c.turns, t)
	}
	return c
}

func (c conversation) text() string {
	var parts []string
	for _, t := range c.turns {
		parts = append(parts, t.request+"\n", t.answer+"\n")
	}
	return strings.Join(parts, part)
}

// held returns the conversation with the answers of a new store.
func (c conversation) held(t *testing.T, newStore func(*testing.T, *graph.Model) graph.Store) conversation {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	store := newStore(t, m)
	defer func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}()
	held := conversation{name: c.name}
	for _, turn := range c.turns {
		answer, err := json.Marshal(s.Do(t.Context(), store, schema.Request{Query: turn.request, Writable: !strings.Contains(turn.request, "# read only")}))
		if err != nil {
			t.Fatal(err)
		}
		turn.answer = pretty(t, answer)
		held.turns = append(held.turns, turn)
	}
	return held
}

// pretty writes JSON so that a change of it is easy to read.
func pretty(t *testing.T, answer []byte) string {
	t.Helper()
	var value any
	if err := json.Unmarshal(answer, &value); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(out.String())
}
