package schema

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parley/graph"
	"parley/schema/gate"
	"parley/schema/sampletest"
)

// TestLimits meets each limit: the error names it, and the request's own figure.
func TestLimits(t *testing.T) {
	list := func(n int) map[string]any { return map[string]any{"v": make([]any, n)} }
	const three = `{ people { nodes { id name } } }`
	cases := []struct {
		name   string
		limits gate.Limits
		query  string
		vars   map[string]any
		says   string
	}{
		{"bytes", gate.Limits{Bytes: 20}, three, nil, "32 bytes; at most 20"},
		{"tokens", gate.Limits{Tokens: 9}, three, nil, "10 tokens; at most 9"},
		{"depth", gate.Limits{Depth: 2}, three, nil, "3 levels of selections nested in each other; at most 2"},
		{"depth through fragments", gate.Limits{Depth: 2}, `{ people { ...A } } fragment A on PersonConnection { nodes { ...B } } fragment B on Person { id }`, nil, "3 levels of selections"},
		{"fields", gate.Limits{Fields: 3}, three, nil, "4 fields and fragments; at most 3"},
		{"fields of fragments, each time", gate.Limits{Fields: 6}, `{ a: people { ...A } b: people { ...A } } fragment A on PersonConnection { totalCount __typename }`, nil, "8 fields and fragments; at most 6"},
		{"aliases", gate.Limits{Aliases: 1}, `{ a: people { b: totalCount } }`, nil, "2 aliases; at most 1"},
		{"directives", gate.Limits{Directives: 1}, `{ people @skip(if: false) { totalCount @include(if: true) } }`, nil, "2 directives; at most 1"},
		{"nested values", gate.Limits{Nesting: 3}, `{ people(where: {AND: [{NOT: {}}]}) { totalCount } }`, nil, "4 levels of values nested in each other; at most 3"},
		{"nested variables", gate.Limits{Nesting: 3}, `query($v: PersonFilter) { people(where: $v) { totalCount } }`,
			map[string]any{"v": map[string]any{"AND": []any{map[string]any{"NOT": map[string]any{}}}}}, "4 levels or more of values nested in its variables; at most 3"},
		{"variables", gate.Limits{Values: 10}, `query($v: [ID!]!) { nodes(ids: $v) { id } }`, list(20), "11 values or more in its variables; at most 10"},
		{"cost", gate.Limits{Cost: 100}, `{ people(first: 50) { nodes { id met { totalCount } } } }`, nil, "101 objects to give, and rows to filter, order or group, at most; at most 100 are taken; ask for smaller pages with first, and nest fewer filters"},
		{"cost of pages in pages", gate.Limits{Cost: 1000}, `{ people(first: 50) { nodes { met(first: 20) { nodes { id } } } } }`, nil, "1101 objects to give, and rows to filter, order or group, at most; at most 1000"},
		{"cost of pages that are not asked for", gate.Limits{Cost: 1000}, `{ people { nodes { meetings { nodes { id } } } } }`, nil, "10201 objects to give, and rows to filter, order or group, at most; at most 1000"},
		{"cost of what a pair rests on", gate.Limits{Cost: 1000}, `{ people(first: 10) { nodes { met(first: 10) { edges { meetings { id } } } } } }`, nil, "2721 objects to give, and rows to filter, order or group, at most; at most 1000"},
		{"cost of a subgraph", gate.Limits{Cost: 1000}, `{ subgraph(roots: ["person:ann"]) { nodes { id } } }`, nil, "2501 objects to give, and rows to filter, order or group, at most; at most 1000"},
		{"cost of what is told of a subgraph", gate.Limits{Cost: 1000}, `{ subgraph(roots: ["person:ann"], maxNodes: 10, maxEdges: 10) { nodes { entity { name evidence(first: 5) { quote } } } edges { evidence { quote } } } }`, nil,
			"1201 objects to give, and rows to filter, order or group, at most; at most 1000"},
		{"cost of paths", gate.Limits{Cost: 10}, `{ paths(from: "person:ann", to: "person:bob", first: 2, maxHops: 3) { length } }`, nil, "15 objects to give, and rows to filter, order or group, at most; at most 10"},
		{"cost of a network", gate.Limits{Cost: 1000}, `{ network(kind: CONFLICT) { nodes { id } } }`, nil, "3001 objects to give, and rows to filter, order or group, at most; at most 1000"},
		{"cost of suggestions", gate.Limits{Cost: 10}, `{ suggest(text: "a") { id } }`, nil, "11 objects to give, and rows to filter, order or group, at most; at most 10"},
		{"introspection", gate.Limits{Schema: 100}, `{ __schema { types { name } } }`, nil, "values or more of the schema to give; at most 100"},
		{"introspection of few objects under many names", gate.Limits{Schema: 20}, `{ __type(name: "Direction") { enumValues { a: name b: name c: name d: name e: name f: name g: name h: name i: name j: name } } }`, nil,
			"21 values or more of the schema to give; at most 20"},
		{"introspection by fragments and variables", gate.Limits{Schema: 5}, `query($n: String! = "Direction") { t: __type(name: $n) { ...F } u: __type(name: $n) { ...F } } fragment F on __Type { enumValues { ... { name } } }`, nil,
			"values or more of the schema to give; at most 5"},
		{"bytes of introspection", gate.Limits{Output: 50}, `{ __type(name: "Person") { description fields { name } } }`, nil, "bytes or more in its answer; at most 50"},
		{"objects of the answer", gate.Limits{Objects: 2}, three, nil, "3 objects or more in its answer; at most 2"},
		{"records of nodes that were found", gate.Limits{Objects: 2}, `{ timeline(entity: "person:ann", kinds: [Meeting]) { nodes { entity { ... on Meeting { participants { nodes { id } } } } } } }`, nil,
			"more than 2 records; ask for smaller pages"},
		{"records of evidence that was found", gate.Limits{Objects: 3}, `{ subgraph(roots: ["meeting:oslo"]) { edges { evidence { quote } } } }`, nil, "more than 3 records; ask for smaller pages"},
		{"bytes of the answer", gate.Limits{Output: 50}, three, nil, "bytes or more in its answer; at most 50"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := limited(t, c.limits)
			r := s.Do(t.Context(), sampletest.Oslo(t, s.model), Request{Query: c.query, Variables: c.vars})
			if len(r.Errors) != 1 || r.Errors[0].Code != graph.TooLarge || !strings.Contains(r.Errors[0].Message, c.says) {
				t.Errorf("%v\nnot %s", r.Errors, c.says)
			}
			if r.Executed && !strings.HasPrefix(string(r.JSON()), `{"data":null,"errors":[`) {
				t.Errorf("half an answer: %s", r.JSON())
			}
		})
	}
}

func limited(t testing.TB, l gate.Limits) *Schema {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(m, WithLimits(l))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestDearMutation refuses a mutation for what it wants to read, and so changes
// nothing.
func TestDearMutation(t *testing.T) {
	s := limited(t, gate.Limits{Cost: 100})
	store := sampletest.Oslo(t, s.model)
	r := s.Do(t.Context(), store, Request{Writable: true, Query: `mutation {
		putSource(source: {id: "source:dear", title: "Dear"}) { source { facts { nodes { id } } } }
	}`})
	if len(r.Errors) != 1 || !strings.Contains(r.Errors[0].Message, "102 objects to give, and rows to filter, order or group, at most; at most 100") {
		t.Errorf("%v", r.Errors)
	}
	if got := answerTo(t, s, store, `{ source(id: "source:dear") { id } }`, nil); got != `{"data":{"source":null}}` {
		t.Errorf("%s", got)
	}
}

// TestHonestRequestsPass asks what Parley was made for, what its front page draws
// and what explorers ask, of a schema too, with half of each default limit.
func TestHonestRequestsPass(t *testing.T) {
	l := gate.DefaultLimits()
	for _, n := range []*int{&l.Bytes, &l.Tokens, &l.Fields, &l.Aliases, &l.Directives, &l.Nesting, &l.Schema, &l.Values, &l.Cost, &l.Objects, &l.Output, &l.Work, &l.Held} {
		*n /= 2
	}
	l.Depth = 15 // what introspection needs, of 20
	s := limited(t, l)
	store, _ := sampletest.Article(t, s.model)
	text, err := os.ReadFile("../server/web/questions/questions.graphql")
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := os.ReadFile("../server/web/front/drawn.graphql")
	if err != nil {
		t.Fatal(err)
	}
	requests := []Request{
		{Query: introspectionQuery},
		{Query: `{ meetings { nodes { participants { nodes { ... on Person { posts { nodes { of { nodes { id } } } } } } } } } }`},
	}
	for _, match := range regexp.MustCompile(`(?m)^query (\w+)`).FindAllStringSubmatch(string(text), -1) {
		requests = append(requests, Request{Query: string(text), OperationName: match[1]})
	}
	for _, match := range regexp.MustCompile(`(?m)^query (\w+)`).FindAllStringSubmatch(string(drawn), -1) {
		ids := slices.Repeat([]any{"person:steve-witkoff"}, 48)
		requests = append(requests, Request{Query: string(drawn), OperationName: match[1], Variables: map[string]any{"first": 24, "ids": ids}})
	}
	for _, r := range requests {
		response := s.Do(t.Context(), store, r)
		if len(response.Errors) > 0 {
			t.Errorf("%s: %v", r.OperationName, response.Errors)
		}
		t.Logf("%s: cost %d", r.OperationName, response.Cost)
	}
}

// TestHardened shows nothing of the schema: neither itself, nor in suggestions.
func TestHardened(t *testing.T) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(m, Hardened())
	if err != nil {
		t.Fatal(err)
	}
	store := sampletest.Oslo(t, s.model)
	for _, query := range []string{
		`{ __schema { types { name } } }`,
		`{ people { totalCount } ...F } fragment F on Query { ... { t: __type(name: "Person") { name } } }`,
	} {
		if r := s.Do(t.Context(), store, Request{Query: query}); len(r.Errors) != 1 || r.Errors[0].Code != gate.Forbidden {
			t.Errorf("%s: %v", query, r.Errors)
		}
	}
	for _, query := range []string{
		`{ peopl { totalCount } }`, `{ people { nodes { nam } } }`, `{ people(firs: 1) { totalCount } }`, `{ people { ... on PersonConnectio { totalCount } } }`,
		`{ people(orderBy: [{name: AS}]) { totalCount } }`, `{ people(orderBy: [{nam: ASC}]) { totalCount } }`, `{ people }`, `query($v: Strin) { people { totalCount } }`,
	} {
		r := s.Do(t.Context(), store, Request{Query: query})
		if len(r.Errors) == 0 || strings.Contains(strings.ToLower(fmt.Sprint(r.Errors)), "did you mean") {
			t.Errorf("%s: %v", query, r.Errors)
		}
	}
	if got := answerTo(t, s, store, `{ __typename people { __typename } }`, nil); got != `{"data":{"__typename":"Query","people":{"__typename":"PersonConnection"}}}` {
		t.Error(got)
	}
}
