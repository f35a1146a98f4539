package schema

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"parley/graph"
	"parley/graph/memory"
	"parley/schema/gate"
	"parley/schema/sampletest"
)

// crowd is 3,000 people, 60 meetings of fifty of them each, 2,000 claims that one
// of them asserts, and 40 positions that sixty hold.
func crowd(t *testing.T, s *Schema) graph.Store {
	t.Helper()
	store := memory.New(s.model)
	const source = "source:crowd"
	var changes []graph.Change
	node := func(id string) {
		changes = append(changes, graph.PutNode{Source: source, ID: id, Props: map[string]graph.Value{"name": "Mr " + id}})
	}
	said := 0
	say := func(f graph.Fact, says map[string]graph.Value) {
		said++
		changes = append(changes, graph.PutEvidence{Source: source, Fact: f, Evidence: graph.Evidence{
			Locator: fmt.Sprint("row ", said), Act: "REPORTED", Basis: "STATED", Says: says,
		}})
	}
	person := func(i int) string { return fmt.Sprintf("person:p%d", i%3000) }
	node(source)
	for i := range 3000 {
		node(person(i))
	}
	for i := range 60 {
		id := fmt.Sprintf("meeting:m%d", i)
		node(id)
		say(graph.Fact{Node: id}, map[string]graph.Value{"status": "HELD"})
		for j := range 50 {
			say(graph.Fact{Edge: "PARTICIPATED_IN", From: person(50*i + 3*j), To: id}, map[string]graph.Value{"attendance": "ATTENDED"})
		}
	}
	for i := range 2000 {
		id := fmt.Sprintf("claim:c%d", i)
		node(id)
		say(graph.Fact{Node: id}, nil)
		say(graph.Fact{Edge: "ASSERTS", From: person(i % 2), To: id, Identity: map[string]graph.Value{"verdict": "CLAIMED"}}, nil)
	}
	for i := range 40 {
		id := fmt.Sprintf("position:s%d", i)
		node(id)
		say(graph.Fact{Node: id}, nil)
		for j := range 60 {
			say(graph.Fact{Edge: "HOLDS", From: person(j), To: id, Identity: map[string]graph.Value{"stance": []string{"SUPPORTS", "OPPOSES"}[j%2]}}, nil)
		}
	}
	sampletest.Apply(t, store, changes...)
	return store
}

// manyIDs lists the ids of so many people.
func manyIDs(n int) string {
	var list strings.Builder
	for i := range n {
		fmt.Fprintf(&list, "\"person:p%d\", ", i)
	}
	return list.String()
}

// evaluations are documents that each have the store look at much in one way.
var evaluations = []struct{ name, query string }{
	{"a scan by a text", `{ people(where: {name: {contains: "zz"}}) { totalCount } }`},
	{"a scan backwards", `{ people(last: 1, where: {name: {contains: "zz"}}) { nodes { id } } }`},
	{"a scan of evidence", `{ facts(where: {locator: {contains: "zz"}}) { totalCount } }`},
	{"a disjunction", `{ people(where: {OR: [{name: {contains: "zz"}}, {name: {contains: "yy"}}]}) { totalCount } }`},
	{"a name that is not looked up", `{ people(where: {NOT: {name: {is: "zz"}}}) { totalCount } }`},
	{"many ids", `{ people(where: {id: {in: [` + manyIDs(3000) + `]}}) { totalCount } }`},
	{"an order by a text", `{ people(first: 1, orderBy: [{name: DESC}]) { nodes { id } } }`},
	{"an order by a stored count", `{ people(first: 1, orderBy: [{meetings: {count: DESC}}]) { nodes { id } } }`},
	{"an order by a derived count", `{ people(first: 1, orderBy: [{met: {count: DESC}}]) { nodes { id } } }`},
	{"groups", `{ people { groupBy(field: NAME) { count } } }`},
	{"a rule", `{ claims(where: {verification: {eq: CONTESTED}}) { totalCount } }`},
	{"some of a stored link", `{ people(where: {meetings: {some: {node: {name: {contains: "zz"}}}}}) { totalCount } }`},
	{"none of a derived link", `{ people(where: {met: {none: {node: {name: {contains: "zz"}}}}}) { totalCount } }`},
	{"all, nested", `{ people(where: {met: {all: {node: {met: {some: {node: {name: {contains: "zz"}}}}}}}}) { totalCount } }`},
	{"a count in a filter", `{ people(where: {met: {count: {gt: 500}}}) { totalCount } }`},
	{"pairs", `{ people(first: 50) { nodes { met { totalCount } } } }`},
	{"what pairs rest on", `{ people(first: 20) { nodes { agreesWith { edges { count via { a { id } } } } } } }`},
	{"a stored list as of a day", `{ people(asOf: "2025-01-01", first: 2) { nodes { claims { totalCount } } } }`},
	{"a page of a stored list", `{ people(first: 2) { nodes { claims(first: 1000) { nodes { id } } } } }`},
	{"an order of a stored list", `{ person(id: "person:p0") { claims(first: 1, orderBy: [{node: {name: DESC}}]) { nodes { id } } } }`},
	{"the rank of what a search finds", `{ search(text: "mr", first: 1) { nodes { id } } }`},
	{"the words of a search", `{ search(text: "mr zz", first: 1) { nodes { id } } }`},
	{"an expansion", `{ subgraph(roots: ["person:p0"], depth: 3, maxNodes: 5000, maxEdges: 20000) { truncated } }`},
	{"an expansion as of a day", `{ subgraph(roots: ["person:p0"], depth: 2, asOf: "2025-01-01") { truncated } }`},
	{"a root field after others", `{ ` + aliased(40, "people(first: 100) { nodes { id } }") + `}`},
}

func aliased(n int, field string) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, "a%d: %s ", i, field)
	}
	return out.String()
}

// TestBudgetOfWork has each way of looking at much end where the budget says so,
// and lets it be where that is not met.
func TestBudgetOfWork(t *testing.T) {
	const most = 1500
	s, bounded := standard(t), limited(t, gate.Limits{Work: most})
	store := crowd(t, s)
	for _, e := range evaluations {
		t.Run(e.name, func(t *testing.T) {
			if r := s.Do(t.Context(), store, Request{Query: e.query}); len(r.Errors) > 0 || r.Work <= most {
				t.Errorf("without a bound it looks at %d rows: %v", r.Work, r.Errors)
			}
			r := bounded.Do(t.Context(), store, Request{Query: e.query})
			if len(r.Errors) != 1 || r.Errors[0].Code != graph.TooLarge || !strings.Contains(r.Errors[0].Message, fmt.Sprintf("at most %d are looked at", most)) {
				t.Errorf("%v", r.Errors)
			}
			if r.Work > 20*most {
				t.Errorf("it ends after %d rows", r.Work)
			}
		})
	}
}

// TestCancelledAmidst ends each way of looking at much soon after its client has
// gone.
func TestCancelledAmidst(t *testing.T) {
	s := standard(t)
	store := crowd(t, s)
	for _, e := range evaluations {
		t.Run(e.name, func(t *testing.T) {
			whole := s.Do(t.Context(), store, Request{Query: e.query}).Work
			gone := &goneAfter{Context: t.Context(), work: 500}
			ctx, budget := s.Budgeted(gone)
			gone.budget.Store(budget)
			r := s.Do(ctx, store, Request{Query: e.query})
			if len(r.Errors) == 0 || r.Errors[0].Code != graph.Cancelled {
				t.Errorf("%v", r.Errors)
			}
			if most := max(whole/2, 10_000); r.Work > most {
				t.Errorf("it goes on for %d rows of %d", r.Work, whole)
			}
		})
	}
}

// goneAfter is the context of a client who goes once so much is done for him.
type goneAfter struct {
	context.Context
	work   int64
	budget atomic.Pointer[graph.Budget]
}

func (g *goneAfter) Err() error {
	if work, _ := g.budget.Load().Spent(); work > g.work {
		return context.Canceled
	}
	return nil
}

// TestBudgetOfBytes has an answer end that holds too much: its records, what they
// are worked out from, and the JSON that stays of each root field.
func TestBudgetOfBytes(t *testing.T) {
	const most = 300_000
	s := limited(t, gate.Limits{Held: most})
	store := crowd(t, s)
	for _, tt := range []struct {
		name, query string
		code        graph.Code
	}{
		{"a page", `{ people(first: 1000) { nodes { id name } } }`, ""},
		{"a page of much", `{ people(first: 1000) { nodes { a: id b: name meetings { edges { id node { id } } } } } }`, graph.TooLarge},
		{"pages, each let go", `{ ` + aliased(45, "people(first: 60) { nodes { meetings { edges { edge: id } } } }") + `}`, ""},
		{"what stays of many", `{ ` + aliased(30, "people(first: 400) { nodes { name } }") + `}`, graph.TooLarge},
		{"pairs", `{ positions(first: 40) { nodes { holders { nodes { ... on Person { agreesWith { edges { via { a { id } b { id } } } } } } } } } }`, graph.TooLarge},
		{"groups", `{ people { groupBy(field: NAME) { count } } }`, graph.TooLarge},
		{"a subgraph", `{ subgraph(roots: ["person:p0"], depth: 3, maxNodes: 5000, maxEdges: 20000) { truncated } }`, graph.TooLarge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := s.Do(t.Context(), store, Request{Query: tt.query})
			var code graph.Code
			if len(r.Errors) > 0 {
				code = r.Errors[0].Code
			}
			if code != tt.code {
				t.Errorf("%q, not %q: %v; it held %d bytes", code, tt.code, r.Errors, r.Held)
			}
			if r.Held > 3*most { // what goes too far is counted before it is refused
				t.Errorf("it held %d bytes", r.Held)
			}
		})
	}
}
