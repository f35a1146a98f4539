package clienttest

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/schema"
	"parley/schema/sampletest"
	"parley/server/web"
)

// address is where the guide takes the server to be.
const address = "http://127.0.0.1:8080"

// project is a folder of a client's program, and a server that it asks.
type project struct {
	t      *testing.T
	dir    string
	server string
}

// newProject returns a project with some files of the guide, and starts a server
// with the shipped article for it.
func newProject(t *testing.T, files ...string) *project {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	store, _ := sampletest.Article(t, m)
	handler, err := web.New(web.Config{Schema: s, Store: store, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	p := &project{t, t.TempDir(), server.URL}
	for _, file := range files {
		p.write(file, snippet(t, file))
	}
	return p
}

// snippet returns the code in the guide whose first line is a comment that names
// the file.
func snippet(t *testing.T, file string) string {
	t.Helper()
	page, err := os.ReadFile("../guide/clients.md")
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile("(?s)```[a-z]+\n((?://|#) " + regexp.QuoteMeta(file) + "\n.*?)```").FindSubmatch(page)
	if code == nil {
		t.Fatalf("the guide has no code that begins with the comment %s", file)
	}
	return string(code[1])
}

// write writes a file, which asks the project's server.
func (p *project) write(file, text string) {
	p.t.Helper()
	path := filepath.Join(p.dir, file)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(strings.ReplaceAll(text, address, p.server)), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// alter replaces a text in a file, where it must stand once.
func (p *project) alter(file, old, replacement string) {
	p.t.Helper()
	text, err := os.ReadFile(filepath.Join(p.dir, file))
	if err != nil {
		p.t.Fatal(err)
	}
	if strings.Count(string(text), old) != 1 {
		p.t.Fatalf("%s does not have %q once", file, old)
	}
	p.write(file, strings.Replace(string(text), old, replacement, 1))
}

// fetchSchema fetches the schema as a document.
func (p *project) fetchSchema() {
	p.t.Helper()
	answer, err := http.Get(p.server + "/schema.graphql")
	if err != nil {
		p.t.Fatal(err)
	}
	defer answer.Body.Close()
	sdl, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		p.t.Fatal(answer.Status, err)
	}
	p.write("schema.graphql", string(sdl))
}

// run runs a program and returns what it prints.
func (p *project) run(name string, args ...string) string {
	p.t.Helper()
	out, err := p.try(name, args...)
	if err != nil {
		p.t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return out
}

// try runs a program that may fail, and returns all that it prints.
func (p *project) try(name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(p.t.Context(), 2*time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, name, args...)
	c.Dir = p.dir
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	err := c.Run()
	return out.String(), err
}
