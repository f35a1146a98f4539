package schema

import (
	"context"
	"flag"
	"os"
	"regexp"
	"testing"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/graph/memory"
	"parley/seed"
)

// The writer against graphql-go's executor. 20,000 random queries, in about two
// minutes:
//
//	go test ./schema -run TestRandomQueries -queries 20000
var randomQueries = flag.Int("queries", 2000, "how many random queries are asked")

// article is a store with the shipped article.
func article(t testing.TB, s *Schema) (graph.Store, []string) {
	t.Helper()
	store := memory.New(s.model)
	corpus, err := seed.Load(context.Background(), s.model, seed.Shipped(), store.Snapshot())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seed.Apply(context.Background(), store, corpus); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for c, err := range store.Snapshot().Changes(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, allIDs([]graph.Change{c})...)
	}
	return store, ids
}

// madeStore is a store with a random graph over the whole model.
func madeStore(t testing.TB, s *Schema, seed uint64) (graph.Store, []string) {
	t.Helper()
	store := memory.New(s.model)
	changes := graphtest.MadeGraph(s.model, seed)
	apply(t, store, changes...)
	return store, allIDs(changes)
}

// TestRandomQueries asks random queries of the article and of a made graph.
func TestRandomQueries(t *testing.T) {
	s := standard(t)
	o := secondOpinionOf(t, s)
	start := graphtest.Seed(t)
	shipped, shippedIDs := article(t, s)
	made, madeIDs := madeStore(t, s, start)
	stores := []struct {
		store graph.Store
		*generator
	}{{shipped, newGenerator(s, start, shippedIDs)}, {made, newGenerator(s, start+1, madeIDs)}}

	executed, tries := 0, 0
	for ; executed < *randomQueries; tries++ {
		on := stores[tries%2]
		if o.agree(t, on.store, on.request()) {
			executed++
		}
	}
	if tries > 2*executed {
		t.Errorf("%d of %d queries were valid: the generator is of little use", executed, tries)
	}
	t.Logf("%d queries, %d refused", executed, tries-executed)
}

// TestQuestionsAgree asks what Parley was made for.
func TestQuestionsAgree(t *testing.T) {
	text, err := os.ReadFile("../server/web/questions/questions.graphql")
	if err != nil {
		t.Fatal(err)
	}
	s := standard(t)
	o := secondOpinionOf(t, s)
	store, _ := article(t, s)
	for _, match := range regexp.MustCompile(`(?m)^query (\w+)`).FindAllStringSubmatch(string(text), -1) {
		t.Run(match[1], func(t *testing.T) {
			if !o.agree(t, store, Request{Query: string(text), OperationName: match[1]}) {
				t.Error("it is refused")
			}
		})
	}
}
