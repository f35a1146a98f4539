package documents_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/server/web/documents"
)

const ask, other = "query Ask { people { totalCount } }", "{ meetings { totalCount } }"

// TestIDOf takes the examples of the appendix.
func TestIDOf(t *testing.T) {
	for text, want := range map[string]string{
		"query ($id: ID!) {\n  user(id: $id) {\n    name\n  }\n}": "sha256:7dba4bd717b41f10434822356a93c32b1fb4907b983e854300ad839f84cdcd6e",
		"query($id:ID!){user(id:$id){name}}":                      "sha256:71f7dc5758652baac68e4a10c50be732b741c892ade2883a99358f52b555286b",
	} {
		if got := documents.IDOf(text); got != want {
			t.Errorf("%q: %s", text, got)
		}
	}
}

// TestRead reads each form of documents, and what is wrong with them.
func TestRead(t *testing.T) {
	cases := []struct {
		name  string
		files map[string]string
		ids   map[string]string // what is known by them
		says  string            // or what is wrong
	}{
		{"documents", map[string]string{"a.graphql": ask, "below/b.graphql": other, "README": "not read"}, map[string]string{documents.IDOf(ask): ask, documents.IDOf(other): other}, ""},
		{"Relay's", map[string]string{"queries.json": `{"0123abcd": "` + ask + `", "x": "` + other + `"}`}, map[string]string{"0123abcd": ask, "x": other, documents.IDOf(ask): ask}, ""},
		{"Apollo's", map[string]string{"m.json": `{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id": "a1", "name": "Ask", "type": "query", "body": "` + ask + `"}]}`},
			map[string]string{"a1": ask, documents.IDOf(ask): ask}, ""},
		{"one of one's own", map[string]string{"m.json": `{"x-mine:1": "` + ask + `"}`}, map[string]string{"x-mine:1": ask}, ""},
		{"the same twice", map[string]string{"a.graphql": ask, "b.graphql": ask}, map[string]string{documents.IDOf(ask): ask}, ""},
		{"nothing", map[string]string{"README": "x"}, nil, "there is no .graphql and no .json file"},
		{"one that does not pass", map[string]string{"a.graphql": "{ wrong }"}, nil, "a.graphql: document sha256:"},
		{"one that does not pass, in a manifest", map[string]string{"m.json": `{"k": "{ wrong }"}`}, nil, "m.json: document k: it is wrong"},
		{"no JSON", map[string]string{"m.json": `{`}, nil, "m.json: it is not a JSON object"},
		{"a list", map[string]string{"m.json": `[]`}, nil, "m.json: it is not a JSON object"},
		{"a name twice", map[string]string{"m.json": `{"a": "{ x }", "a": "{ y }"}`}, nil, "each name once"},
		{"no text", map[string]string{"m.json": `{"a": 7}`}, nil, `"a" is not a text`},
		{"another format", map[string]string{"m.json": `{"format": "x"}`}, nil, "apollo-persisted-query-manifest of version 1"},
		{"another version", map[string]string{"m.json": `{"format": "apollo-persisted-query-manifest", "version": 2}`}, nil, "of version 1"},
		{"an operation without an id", map[string]string{"m.json": `{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"body": "{ x }"}]}`}, nil, "operation 1 has no id"},
		{"one identifier for two", map[string]string{"a.json": `{"k": "` + ask + `"}`, "b.json": `{"k": "` + other + `"}`}, nil, "b.json: k is another document in "},
		{"another's hash", map[string]string{"m.json": `{"` + documents.IDOf(other) + `": "` + ask + `"}`}, nil, "is not the hash of its document"},
		{"a prefix that is reserved", map[string]string{"m.json": `{"md5:0": "` + ask + `"}`}, nil, `"md5:0" is not an identifier`},
		{"an identifier with a space", map[string]string{"m.json": `{"a b": "` + ask + `"}`}, nil, `"a b" is not an identifier`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			folder := t.TempDir()
			for name, text := range c.files {
				path := filepath.Join(folder, name)
				if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			s, err := documents.Read([]string{folder}, func(text string) error {
				if strings.Contains(text, "wrong") {
					return errors.New("it is wrong")
				}
				return nil
			})
			if c.says != "" {
				if err == nil || !strings.Contains(err.Error(), c.says) {
					t.Errorf("%v, not %q", err, c.says)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			for id, want := range c.ids {
				if got, known := s.Text(id); !known || got != want {
					t.Errorf("%s: %q", id, got)
				}
			}
			if _, known := s.Text("nothing"); known {
				t.Error("it knows what there is not")
			}
		})
	}
	if _, err := documents.Read([]string{filepath.Join(t.TempDir(), "nowhere")}, nil); err == nil {
		t.Error("a file that does not exist is read")
	}
}
