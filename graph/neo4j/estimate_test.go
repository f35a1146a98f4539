package neo4j

import (
	"fmt"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/neo4j/neo4jtest"
	"parley/schema"
)

// TestEstimate refuses what would look at more rows than a budget has, by what
// the database knows of its own size, and lets what is anchored at an id be.
func TestEstimate(t *testing.T) {
	store := crowdedStore(t)
	for _, tt := range []struct {
		name, query string
		refused     bool
	}{
		{"a page", `{ people(first: 10) { nodes { name } } }`, false},
		{"those whom somebody met, and theirs", `{ person(id: "person:p1") { met { nodes { met { totalCount } } } } }`, true},
		{"the meetings of one", `{ person(id: "person:p1") { meetings { nodes { name } } } }`, false},
		{"who has met one", `{ people(where: {meetings: {some: {node: {id: {eq: "meeting:m1"}}}}}) { nodes { id } } }`, false},
		{"a nested filter", `{ people(where: {met: {none: {node: {met: {none: {}}}}}}) { totalCount } }`, true},
		{"an order by a count", `{ people(first: 1, orderBy: [{met: {count: DESC}}]) { nodes { id } } }`, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := schema.New(store.model, schema.WithLimits(schema.Limits{Work: 40}))
			if err != nil {
				t.Fatal(err)
			}
			r := s.Do(t.Context(), store, schema.Request{Query: tt.query})
			refused := len(r.Errors) > 0 && r.Errors[0].Code == graph.TooLarge && strings.Contains(r.Errors[0].Message, "at most 40 are looked at")
			if refused != tt.refused || !refused && len(r.Errors) > 0 {
				t.Errorf("refused: %t, %v", refused, r.Errors)
			}
		})
	}
	t.Run("bytes as they arrive", func(t *testing.T) {
		s, err := schema.New(store.model, schema.WithLimits(schema.Limits{Held: 4000}))
		if err != nil {
			t.Fatal(err)
		}
		r := s.Do(t.Context(), store, schema.Request{Query: `{ people(first: 60) { nodes { id name aliases description } } }`})
		if len(r.Errors) != 1 || r.Errors[0].Code != graph.TooLarge || !strings.Contains(r.Errors[0].Message, "at most 4000 are held") {
			t.Errorf("%v", r.Errors)
		}
	})
}

// crowdedStore has sixty people, and twelve meetings of twenty of them each.
func crowdedStore(t *testing.T) *Store {
	t.Helper()
	server := neo4jtest.Start(t)
	server.Clear(t)
	store := open(t, configFor(t, server))
	const source = "source:crowd"
	var changes []graph.Change
	node := func(id string) {
		changes = append(changes, graph.PutNode{Source: source, ID: id, Props: map[string]graph.Value{"name": id}})
	}
	say := func(f graph.Fact, says map[string]graph.Value) {
		changes = append(changes, graph.PutEvidence{Source: source, Fact: f, Evidence: graph.Evidence{
			Locator: fmt.Sprint("row ", len(changes)), Act: "REPORTED", Basis: "STATED", Says: says,
		}})
	}
	node(source)
	for i := range 60 {
		node(fmt.Sprintf("person:p%d", i))
	}
	for i := range 12 {
		id := fmt.Sprintf("meeting:m%d", i)
		node(id)
		say(graph.Fact{Node: id}, map[string]graph.Value{"status": "HELD"})
		for j := range 20 {
			say(graph.Fact{Edge: "PARTICIPATED_IN", From: fmt.Sprintf("person:p%d", (5*i+3*j)%60), To: id}, map[string]graph.Value{"attendance": "ATTENDED"})
		}
	}
	if _, err := store.Apply(t.Context(), changes); err != nil {
		t.Fatal(err)
	}
	return store
}
