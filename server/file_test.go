package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/sqlite"
)

// does runs a command and returns its exit status and all that it says.
func does(t *testing.T, args ...string) (status int, says string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute) // a server that should not serve
	defer cancel()
	var out bytes.Buffer
	status = run(ctx, args, &out, &out)
	return status, out.String()
}

// TestFile copies the file that a server leaves, and verifies both; then it
// damages the copy. (That a copy is of one moment while another process writes,
// graph/sqlite shows.)
func TestFile(t *testing.T) {
	t.Setenv("NEO4J_URI", "")
	t.Chdir(t.TempDir())
	started(t).stop()
	for _, args := range [][]string{{"verify"}, {"backup", "copy.db"}, {"verify", "-store", "sqlite:copy.db"}} {
		if status, says := does(t, args...); status != ok {
			t.Fatalf("%v: status %d: %s", args, status, says)
		}
	}
	_, says := does(t, "verify")
	if !strings.Contains(says, "parley.db is whole: ") || !strings.Contains(says, " nodes and ") {
		t.Errorf("verify says %s", says)
	}
	whole, err := os.ReadFile("copy.db")
	if err != nil {
		t.Fatal(err)
	}
	harmed := bytes.ReplaceAll(whole, []byte("Steve Witkoff"), []byte("Stefe Witkoff"))
	if err := os.WriteFile("copy.db", harmed, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"verify", "-store", "sqlite:copy.db"}, {"-store", "sqlite:copy.db"}} {
		if status, says := does(t, args...); status != failed || !strings.Contains(says, "copy.db is damaged: ") || !strings.Contains(says, "put a backup in its place") {
			t.Errorf("%v: status %d: %s", args, status, says)
		}
	}
}

// TestFileLoops verifies a file with an edge from a node to itself, which an older
// Parley took.
func TestFileLoops(t *testing.T) {
	spec := graph.Standard()
	for i := range spec.Edges {
		spec.Edges[i].Reflexive = !spec.Edges[i].Symmetric
	}
	older, err := graph.NewModel(spec)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	store, err := sqlite.Open(t.Context(), older, "my.db")
	if err != nil {
		t.Fatal(err)
	}
	put := func(id string) graph.Change {
		return graph.PutNode{Source: "source:s", ID: id, Props: map[string]graph.Value{"name": "x"}}
	}
	loop := graph.PutEvidence{
		Source: "source:s", Fact: graph.Fact{Edge: "BROADER", From: "topic:t", To: "topic:t"},
		Evidence: graph.Evidence{Locator: "row 1", Act: "REPORTED", Basis: "STATED"},
	}
	_, err = store.Apply(t.Context(), []graph.Change{put("source:s"), put("topic:t"), loop})
	if err := errors.Join(err, store.Close()); err != nil {
		t.Fatal(err)
	}
	status, says := does(t, "verify", "-store", "sqlite:my.db")
	if want := "retract them:\n  BROADER topic:t topic:t\n"; status != ok || !strings.Contains(says, want) {
		t.Errorf("verify: status %d: %s", status, says)
	}
}

// TestFileLog verifies and serves what a server leaves that is killed, once a
// byte of its log has turned: in the last of three transactions, and in the one
// before.
func TestFileLog(t *testing.T) {
	t.Setenv("NEO4J_URI", "")
	t.Chdir(t.TempDir())
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	store, err := sqlite.Open(t.Context(), m, "open.db")
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for _, id := range []string{"source:one", "source:two", "source:three"} {
		if _, err := store.Apply(t.Context(), []graph.Change{graph.PutNode{Source: id, ID: id, Props: map[string]graph.Value{"name": id}}}); err != nil {
			t.Fatal(err)
		}
	}
	cases := []struct {
		name   string
		behind string // what is turned
		status int
		says   string
	}{
		{"the last", "source:three", ok, "Its log breaks off in transaction 3, which is left out"},
		{"one before", "source:two", failed, "my.db-wal is damaged: transaction 2 in it is broken, which was acknowledged; the last that is there is 3"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for _, end := range []string{"", "-wal"} {
				data, err := os.ReadFile("open.db" + end)
				if err != nil {
					t.Fatal(err)
				}
				if at := bytes.Index(data, []byte(c.behind)); end == "-wal" {
					data[at] ^= 1
				}
				if err := os.WriteFile("my.db"+end, data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if status, says := does(t, "verify", "-store", "sqlite:my.db"); status != c.status || !strings.Contains(says, c.says) {
				t.Errorf("verify: status %d: %s", status, says)
			}
			if c.status == ok {
				return
			}
			if status, says := does(t, "-store", "sqlite:my.db"); status != failed || !strings.Contains(says, c.says) {
				t.Errorf("serve: status %d: %s", status, says)
			}
		})
	}
}

// TestFileMisuse types what is wrong.
func TestFileMisuse(t *testing.T) {
	t.Setenv("NEO4J_URI", "")
	t.Chdir(t.TempDir())
	if err := os.WriteFile("notes.txt", []byte("notes"), 0o600); err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name   string
		args   []string
		status int
		says   string
	}{
		{"a backup to nowhere", []string{"backup"}, misuse, "write: " + called() + " backup FILE"},
		{"a backup of Neo4j", []string{"backup", "-store", "neo4j://localhost", "x"}, misuse, "backup is for a graph in a file"},
		{"a backup of nothing", []string{"backup", "x"}, failed, "there is no store in"},
		{"a backup over a file", []string{"backup", "-store", "sqlite:notes.txt", "notes.txt"}, failed, "is not a store of Parley"},
		{"verify of memory", []string{"verify", "-store", "memory:"}, misuse, "verify is for a graph in a file"},
		{"verify of nothing", []string{"verify"}, failed, "there is no store in"},
		{"verify of a file without a flag", []string{"verify", "notes.txt"}, misuse, "write -store sqlite:notes.txt"},
		{"verify of no file", []string{"verify", "x.html"}, failed, "cannot read x.html"},
		{"a dossier of nothing", []string{"dossier"}, misuse, "dossier -query FILE"},
		{"a dossier of no question", []string{"dossier", "-query", "x.graphql"}, failed, "cannot read x.graphql"},
		{"a dossier with odd variables", []string{"dossier", "-query", "notes.txt", "-variables", "[]"}, misuse, "an object of JSON"},
		{"a text served", []string{"-store", "sqlite:notes.txt"}, failed, "notes.txt is not a store of Parley, and stays as it is"},
		{"a folder that does not exist", []string{"-store", "sqlite:none/x.db"}, failed, "there is no folder"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if status, says := does(t, c.args...); status != c.status || !strings.Contains(says, c.says) {
				t.Errorf("status %d: %s", status, says)
			}
		})
	}
	if left, err := filepath.Glob("*"); err != nil || fmt.Sprint(left) != "[notes.txt]" {
		t.Errorf("there are %v, %v", left, err)
	}
}

// TestFileInUse serves a file that is served.
func TestFileInUse(t *testing.T) {
	t.Setenv("NEO4J_URI", "")
	t.Chdir(t.TempDir())
	started(t, "-store", "sqlite:my.db")
	if status, says := does(t, "-store", "sqlite:my.db"); status != failed || !strings.Contains(says, "my.db is in use by process ") {
		t.Errorf("status %d: %s", status, says)
	}
}
