package apitest

import (
	"context"
	"encoding/json"
	"os"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/memory"
	"parley/graph/neo4j/storetest"
	"parley/schema"
	"parley/seed"
)

// TestQuestions asks the questions that Parley was made for, and searches: the
// JSON is byte for byte that of the store in memory, also where somebody else has
// data in the database.
func TestQuestions(t *testing.T) {
	m := storetest.Model(t)
	api, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("../../../server/web/questions/questions.graphql")
	if err != nil {
		t.Fatal(err)
	}
	embedded, store := memory.New(m), storetest.Open(t, m)
	storetest.Strangers(t, m)
	for _, folder := range []seed.Folder{seed.Shipped(), seed.Dir("../../../seed/testdata/aftermath")} {
		for _, s := range []graph.Store{embedded, store} {
			load(t, m, s, folder)
		}
		for _, r := range requests(string(text)) {
			t.Run(folder.Name+" "+r.OperationName+r.Query[:20], func(t *testing.T) {
				if diff := cmp.Diff(jsonOf(t, api, embedded, r), jsonOf(t, api, store, r)); diff != "" {
					t.Errorf("(-memory +neo4j):\n%s", diff)
				}
			})
		}
	}
}

// requests are the questions of a document, and some searches.
func requests(text string) []schema.Request {
	var out []schema.Request
	for _, match := range regexp.MustCompile(`(?m)^query (\w+)`).FindAllStringSubmatch(text, -1) {
		out = append(out, schema.Request{Query: text, OperationName: match[1]})
	}
	for _, words := range []string{"moscow", "vovshansk", "peace pl", "U.S.", "macron’s", "tough issues", "secur guar", "nobody at all", "?"} {
		out = append(out, schema.Request{
			Query:     `query($words: String!) { search(text: $words, first: 20) { totalCount edges { cursor node { id name } } pageInfo { hasNextPage } } }`,
			Variables: map[string]any{"words": words},
		})
	}
	return out
}

func load(t *testing.T, m *graph.Model, s graph.Store, f seed.Folder) {
	t.Helper()
	c, err := seed.Load(context.Background(), m, f, s.Snapshot())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seed.Apply(context.Background(), s, c); err != nil {
		t.Fatal(err)
	}
}

func jsonOf(t *testing.T, api *schema.Schema, s graph.Store, r schema.Request) string {
	t.Helper()
	out, err := json.MarshalIndent(api.Do(context.Background(), s, r), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
