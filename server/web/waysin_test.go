package web_test

import (
	"context"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"parley/seed"
	"parley/seed/ftm"
	"parley/seed/table"
	"parley/server/web"
)

// TestURLOnEveryWayIn tries to bring in a source with an address that a browser
// would run: each way refuses it, says why, and changes nothing.
func TestURLOnEveryWayIn(t *testing.T) {
	const bad, good = "javascript:alert(1)", "https://example.org/a"
	ways := []struct {
		name  string
		bring func(t *testing.T, a *api, url string) string // what is wrong
	}{
		{"a mutation", func(t *testing.T, a *api, url string) string {
			body, _ := json.Marshal(map[string]any{
				"query":     "mutation($u: String) { putSource(source: {id: \"source:w\", title: \"T\", url: $u}) { source { id } } }",
				"variables": map[string]any{"u": url},
			})
			got := a.send(t, "POST", "/graphql", string(body), asJSON)
			return strings.ReplaceAll(got.body, `{"data":{"putSource":{"source":{"id":"source:w"}}}}`, "")
		}},
		{"changes of a file, over HTTP", func(t *testing.T, a *api, url string) string {
			body := `{"format":"parley changes","version":1}` + "\n" + `{"putNode": {"source": "source:w", "id": "source:w", "props": {"name": "T", "url": "` + url + `"}}}`
			got := a.send(t, "POST", "/import?format=ndjson", body, map[string]string{"Content-Type": "application/x-ndjson"})
			if strings.Contains(got.body, `"summary"`) {
				return ""
			}
			return got.body
		}},
		{"a corpus", func(t *testing.T, a *api, url string) string {
			return errorText(loadCorpus(t.Context(), a, map[string]string{"text.txt": "A text.", "facts.yaml": "source: {id: source:w, title: T, url: '" + url + "'}\n"}))
		}},
		{"a table's source", func(t *testing.T, a *api, url string) string {
			return errorText(loadTable(t.Context(), a, map[string]string{
				"mapping.yaml": "source: {id: source:w, title: T, url: '" + url + "'}\ntables: [{file: a.csv}]\n", "a.csv": "x\n1\n",
			}))
		}},
		{"a table's rows", func(t *testing.T, a *api, url string) string {
			return errorText(loadTable(t.Context(), a, map[string]string{
				"mapping.yaml": "source: {id: source:t, title: T}\ntables: [{file: a.csv, entities: [{id: 'source:w', name: W, url: '{x}'}]}]\n", "a.csv": "x\n\"" + url + "\"\n",
			}))
		}},
		{"FollowTheMoney", func(t *testing.T, a *api, url string) string {
			open := opener(`{"id": "a", "schema": "Person", "properties": {"name": ["Anna Berg"]}}` + "\n")
			file := ftm.New("x.json", open, ftm.Options{Source: "source:w", URL: url})
			return errorText(importData(t.Context(), a, &seed.Import{Data: file, Digest: seed.DigestOf(open)}))
		}},
	}
	for _, way := range ways {
		t.Run(way.name, func(t *testing.T) {
			for _, url := range []string{bad, "data:text/html,x", "file:///etc/passwd", "ftp://example.org", "no address"} {
				a := serve(t, func(c *web.Config) { c.WritableHere = true })
				before := a.ask(t, "{ sources { nodes { id version } } }")
				if wrong := way.bring(t, a, url); !strings.Contains(wrong, "is not an address of http, https, doi, urn") {
					t.Errorf("%q: %s", url, wrong)
				}
				if after := a.ask(t, "{ sources { nodes { id version } } }"); after != before {
					t.Errorf("%q: the sources were %s, are %s", url, before, after)
				}
			}
			a := serve(t, func(c *web.Config) { c.WritableHere = true })
			if wrong := way.bring(t, a, good); wrong != "" {
				t.Error(wrong)
			}
			if got := a.ask(t, `{ source(id: "source:w") { url } }`); !strings.Contains(got, good) {
				t.Errorf("%s", got)
			}
		})
	}
}

// errorText is what an error says; "" where there is none.
func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func opener(text string) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
}

func importData(ctx context.Context, a *api, data *seed.Import) error {
	checked, err := data.Check(ctx, a.model, a.store.Snapshot())
	if err == nil {
		_, err = checked.Apply(ctx, a.store)
	}
	return err
}

// folderOf makes a folder of files in memory.
func folderOf(files map[string]string) seed.Folder {
	all := fstest.MapFS{}
	for name, text := range files {
		all[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return seed.Folder{Name: "w", Files: all}
}

func loadCorpus(ctx context.Context, a *api, files map[string]string) error {
	c, err := seed.Load(ctx, a.model, folderOf(files), a.store.Snapshot())
	if err == nil {
		_, err = seed.Apply(ctx, a.store, c)
	}
	return err
}

func loadTable(ctx context.Context, a *api, files map[string]string) error {
	m, err := table.Open(a.model, folderOf(files), "mapping.yaml")
	if err != nil {
		return err
	}
	return importData(ctx, a, &seed.Import{Data: m, Digest: func(context.Context) (string, error) { return "1", nil }})
}
