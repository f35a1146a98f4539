package schema

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/schema/gate"
	"parley/schema/sampletest"
)

// TestMutationsAreWritten shows that mutations take the same way as queries: keys
// in the order of the selection, one that fails beside one that does not, and an
// error with its path and place.
func TestMutationsAreWritten(t *testing.T) {
	s := standard(t)
	store := sampletest.Oslo(t, s.model)
	r := s.Do(t.Context(), store, Request{Writable: true, Explain: true, Query: `mutation {
		b: putSource(source: {id: "source:b", title: "B"}) { source { title id __typename } applied { nodes } }
		__typename
		bad: putSource(source: {id: "person:ann", title: "B"}) { applied { nodes } }
		a: putEntity(entity: {person: {id: "person:ann", name: "Anna"}}, source: "source:b") { entity { ... on Person { name } id ... on Actor { meetings { totalCount } } } }
	}`})
	want := `{"data":{"b":{"source":{"title":"B","id":"source:b","__typename":"Source"},"applied":{"nodes":1}},"__typename":"Mutation","bad":null,` +
		`"a":{"entity":{"name":"Ann","id":"person:ann","meetings":{"totalCount":1}}}},"errors":`
	got, _, _ := strings.Cut(string(r.JSON()), `[{"message"`)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(r.Errors) != 1 || r.Errors[0].Code != graph.BadInput || len(r.Errors[0].Path) != 1 || r.Errors[0].Path[0] != "bad" || r.Errors[0].Locations[0] != (gate.Location{Line: 4, Column: 3}) {
		t.Errorf("%+v", r.Errors)
	}
}

// TestRefusedMutation is not executed, and so has no data.
func TestRefusedMutation(t *testing.T) {
	s := standard(t)
	r := s.Do(t.Context(), sampletest.Oslo(t, s.model), Request{Query: `mutation { retract(id: "person:ann") { applied { nodes } } }`})
	if r.Executed || len(r.Errors) != 1 || r.Errors[0].Code != gate.Forbidden || strings.Contains(string(r.JSON()), "data") {
		t.Errorf("%s", r.JSON())
	}
	if r.Operation != (Operation{Type: "mutation"}) {
		t.Errorf("%+v", r.Operation)
	}
}
