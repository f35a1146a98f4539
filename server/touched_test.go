//go:build unix

package main

import (
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/sqlite"
)

// TestTouchedStore does to the file of a server what people do to files: /readyz
// says so, changes are refused, and questions are answered.
func TestTouchedStore(t *testing.T) {
	t.Setenv("NEO4J_URI", "")
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "other.db")
	store, err := sqlite.Open(t.Context(), m, other)
	if err != nil {
		t.Fatal(err)
	}
	_, err = store.Apply(t.Context(), []graph.Change{graph.PutNode{Source: "source:other", ID: "source:other", Props: map[string]graph.Value{"name": "Another"}}})
	if err := errors.Join(err, store.Close()); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(other)
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name  string
		touch func(path string) error
		says  string
	}{
		{"ln", func(path string) error { return os.Link(path, path+".link") }, "has a second name"},
		{"rm", os.Remove, "was removed or renamed"},
		{"mv of another over it", func(path string) error {
			return errors.Join(os.WriteFile(path+".other", text, 0o600), os.Rename(path+".other", path))
		}, "was replaced by another"},
		{"cp of another over it", func(path string) error { return os.WriteFile(path, text, 0o600) }, "was written to by something else"},
		{"mv of the folder", func(path string) error { return os.Rename(filepath.Dir(path), filepath.Dir(path)+".moved") }, "was removed or renamed"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "folder", "my.db")
			if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			server := startChild(t, "127.0.0.1:0", "-store", "sqlite:"+path)
			base := "http://" + server.addr
			status(t, base+"/readyz", http.StatusOK)
			if err := c.touch(path); err != nil {
				t.Fatal(err)
			}
			now, err := os.ReadFile(path)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Fatal(err)
			}
			if why := status(t, base+"/readyz", http.StatusServiceUnavailable); !strings.Contains(why, "the store's file "+c.says) {
				t.Errorf("/readyz says %q", why)
			}
			reply, err := http.Post(base+"/graphql", "application/json", strings.NewReader(`{"query": "mutation { putSource(source: {id: \"source:x\", title: \"X\"}) { source { id } } }"}`))
			if err != nil {
				t.Fatal(err)
			}
			defer reply.Body.Close()
			answer, err := io.ReadAll(reply.Body)
			if err != nil {
				t.Fatal(err)
			}
			if text := string(answer); !strings.Contains(text, "UNAVAILABLE") || !strings.Contains(text, "the store's file "+c.says) || strings.Contains(text, path) {
				t.Errorf("a change is answered by %s", text)
			}
			if answer := question(t, base); !strings.Contains(answer, "Steve Witkoff") {
				t.Errorf("a question is answered by %s", answer)
			}
			if err := server.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			if is, _ := os.ReadFile(path); string(is) != string(now) {
				t.Error("what is in its place was written to")
			}
		})
	}
}

// TestSecondServer starts a server on a file that another has by a hard link.
func TestSecondServer(t *testing.T) {
	t.Setenv("NEO4J_URI", "")
	folder := t.TempDir()
	server := startChild(t, "127.0.0.1:0", "-store", "sqlite:"+filepath.Join(folder, "a.db"))
	if err := os.Link(filepath.Join(folder, "a.db"), filepath.Join(folder, "b.db")); err != nil {
		t.Fatal(err)
	}
	result, says := does(t, "-store", "sqlite:"+filepath.Join(folder, "b.db"))
	if result != failed || !strings.Contains(says, "b.db is in use by process ") && !strings.Contains(says, "b.db has 2 names") {
		t.Errorf("status %d: %s", result, says)
	}
	status(t, "http://"+server.addr+"/readyz", http.StatusServiceUnavailable)
	if err := os.Remove(filepath.Join(folder, "b.db")); err != nil {
		t.Fatal(err)
	}
	status(t, "http://"+server.addr+"/readyz", http.StatusOK)
	server.stop(t)
}
