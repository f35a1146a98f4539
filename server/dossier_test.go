package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// TestDossier writes a dossier from the file that a server leaves, verifies it without
// that, and verifies what became of it in other hands.
func TestDossier(t *testing.T) {
	t.Setenv("NEO4J_URI", "")
	t.Chdir(t.TempDir())
	started(t).stop()
	const query = "# What is contested?\nquery Contested($first: Int) { claims(where: {verification: {eq: CONTESTED}}, first: $first) { nodes { name verification assertions { edges { verdict node { name } evidence { quote } } } } } }"
	write(t, ".", "question.graphql", query)
	if status, says := does(t, "dossier", "-query", "question.graphql", "-variables", `{"first": 1}`, "-o", "dossier.html"); status != ok {
		t.Fatalf("status %d: %s", status, says)
	}
	if status, says := does(t, "dossier", "-query", "question.graphql", "-o", "dossier.html"); status != failed || !strings.Contains(says, "is there already") {
		t.Errorf("over a file: status %d: %s", status, says)
	}
	file, err := os.ReadFile("dossier.html")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove("parley.db"); err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name     string
		was, is  string
		status   int
		says     string
		truncate int
	}{
		{name: "as it was written", status: ok, says: "dossier.html holds: 4 quotes stand in 1 sources"},
		{name: "a quote", was: "no such confirmation", is: "no much confirmation", status: failed, says: "file: sha256: "},
		{name: "a digest", was: `"sha256":"`, is: `"sha256":"0`, status: failed, says: "does not hold"},
		{name: "the page", was: "<mark>", is: "<mark >", status: failed, says: "file: page: "},
		{name: "its format", was: `"format":1`, is: `"format":2`, status: failed, says: "take the one that wrote it"},
		{name: "half of it", truncate: 2, status: failed, says: "what is in it is damaged"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			changed := bytes.ReplaceAll(file, []byte(c.was), []byte(c.is))
			if c.truncate > 0 {
				changed = file[:bytes.Index(file, []byte("application/json"))+len("application/json")+40]
			}
			write(t, ".", "dossier.html", string(changed))
			if status, says := does(t, "verify", "dossier.html"); status != c.status || !strings.Contains(says, c.says) {
				t.Errorf("status %d: %s", status, says)
			}
		})
	}
	if status, says := does(t, "verify", "dossier.html", "dossier.html"); status != misuse {
		t.Errorf("two: status %d: %s", status, says)
	}
}
