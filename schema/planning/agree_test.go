package planning_test

import (
	"flag"
	"os"
	"regexp"
	"testing"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/schema"
	"parley/schema/sampletest"
)

// The writer against graphql-go's executor. 20,000 random queries, in about two
// minutes:
//
//	go test ./schema/planning -run TestRandomQueries -queries 20000
var randomQueries = flag.Int("queries", 2000, "how many random queries are asked")

// TestRandomQueries asks random queries of the article and of a made graph.
func TestRandomQueries(t *testing.T) {
	o := secondOpinionOf(t)
	start := graphtest.Seed(t)
	shipped, shippedIDs := sampletest.Article(t, o.Model())
	made, madeIDs := sampletest.Made(t, o.Model(), start)
	stores := []struct {
		store graph.Store
		*generator
	}{{shipped, newGenerator(o, start, shippedIDs)}, {made, newGenerator(o, start+1, madeIDs)}}

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
	text, err := os.ReadFile("../../server/web/questions/questions.graphql")
	if err != nil {
		t.Fatal(err)
	}
	o := secondOpinionOf(t)
	store, _ := sampletest.Article(t, o.Model())
	for _, match := range regexp.MustCompile(`(?m)^query (\w+)`).FindAllStringSubmatch(string(text), -1) {
		t.Run(match[1], func(t *testing.T) {
			if !o.agree(t, store, schema.Request{Query: string(text), OperationName: match[1]}) {
				t.Error("it is refused")
			}
		})
	}
}
