package schema

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph/memory"
)

// TestCosts holds what documents cost before anything runs against
// testdata/costs.txt: the shipped questions stay far below the limit, and filters
// nested so deep that nobody would wait for them are refused.
func TestCosts(t *testing.T) {
	s := standard(t)
	store := memory.New(s.model)
	var table strings.Builder
	for _, r := range append(shipped(t), muchInFewWords...) {
		response := s.Do(t.Context(), store, r)
		verdict := "runs"
		if !response.Executed {
			verdict = string(response.Errors[0].Code)
		}
		fmt.Fprintf(&table, "%15d %-9s %s\n", response.Cost, verdict, nameOf(r))
	}
	const golden = "testdata/costs.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(table.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), table.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func nameOf(r Request) string {
	if r.OperationName != "" {
		return r.OperationName
	}
	return r.Query
}

// shipped are the questions that Parley was made for.
func shipped(t *testing.T) (list []Request) {
	t.Helper()
	text, err := os.ReadFile("../server/web/questions/questions.graphql")
	if err != nil {
		t.Fatal(err)
	}
	for _, match := range regexp.MustCompile(`(?m)^query (\w+)`).FindAllStringSubmatch(string(text), -1) {
		list = append(list, Request{Query: string(text), OperationName: match[1]})
	}
	return list
}

// muchInFewWords are documents that ask much in few words.
var muchInFewWords = []Request{
	{Query: `{ people(where: {name: {contains: "zz"}}) { totalCount } }`},
	{Query: nested(1, "met")}, {Query: nested(2, "met")}, {Query: nested(3, "met")}, {Query: nested(4, "met")}, {Query: nested(12, "met")},
	{Query: nested(3, "meetings", "participants")}, {Query: nested(6, "meetings", "participants")}, {Query: nested(7, "meetings", "participants")},
	{Query: `{ people(where: {met: {count: {gt: 5}}}) { totalCount } }`},
	{Query: `{ people(orderBy: [{met: {count: DESC}}]) { nodes { id } } }`},
	{Query: `{ people(orderBy: [{meetings: {count: DESC}}]) { nodes { id } } }`},
	{Query: `{ meetings { groupBy(field: STATUS) { count } } }`},
	{Query: `{ people { nodes { met(orderBy: [{node: {met: {count: DESC}}}]) { nodes { met(orderBy: [{node: {met: {count: DESC}}}]) { nodes { id } } } } } } }`},
	{Query: `{ people { nodes { met(where: {node: {met: {none: {node: {met: {none: {}}}}}}}) { nodes { met(where: {node: {met: {none: {}}}}) { nodes { id } } } } } } }`},
	{Query: `{ timeline(entity: "country:us", first: 1) { nodes { id } } }`},
	{Query: `{ subgraph(roots: ["country:us"], depth: 6, maxNodes: 4000, maxEdges: 20000) { truncated } }`},
	{Query: `{ network(kind: CO_ATTENDANCE) { nodes { id } } }`},
}

// nested asks for people by a filter of so many levels, through some links in
// turn.
func nested(levels int, links ...string) string {
	filter := `name: {contains: "zz"}`
	for i := levels - 1; i >= 0; i-- {
		filter = links[i%len(links)] + ": {none: {node: {" + filter + "}}}"
	}
	return "{ people(first: 1, where: {" + filter + "}) { totalCount } }"
}
