package schema

import (
	"regexp"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/schema/sampletest"
)

// TestCoordinates asks with wrong arguments, and shows what the errors name.
func TestCoordinates(t *testing.T) {
	s, hardened := standard(t), standard(t, Hardened())
	store := sampletest.Oslo(t, s.model)
	const note = `source: "source:note"`
	tests := []struct{ name, query, want string }{
		// Found by the validation.
		{"an argument of another type", `{ people(first: "3") { totalCount } }`, "Query.people(first:)"},
		{"an argument below the root", `{ person(name: "Ann") { posts(last: true) { totalCount } } }`, "Person.posts(last:)"},
		{"of an interface", `{ entity(id: "person:ann") { ... on Actor { meetings(first: "3") { totalCount } } } }`, "Actor.meetings(first:)"},
		{"in a fragment", `{ person(name: "Ann") { ...F } } fragment F on Person { posts(first: "3") { totalCount } }`, "Person.posts(first:)"},
		{"that is not there", `{ people(frist: 3) { totalCount } }`, "Query.people"},
		{"that is missing", `{ entity { id } }`, "Query.entity(id:)"},
		{"the second that is missing", `{ compare(a: "person:ann") { agreements { position { id } } } }`, "Query.compare(b:)"},
		{"given twice", `{ people(first: 1, first: 2) { totalCount } }`, "Query.people(first:)"},
		{"an input field of another type", `{ people(where: {AND: [{name: {is: 3}}]}) { totalCount } }`, "NameFilter.is"},
		{"that an input does not have", `{ people(where: {nam: {}}) { totalCount } }`, "PersonFilter"},
		{"that it must have", `{ people(where: {identifiers: {has: {scheme: "x"}}}) { totalCount } }`, "IdentifiersFilter.has"},
		{"an unknown value of an enum", `{ meetings(where: {status: {in: [HELD, HELT]}}) { totalCount } }`, "MeetingStatusFilter.in"},
		{"a directive's argument", `{ people @include(if: 3) { totalCount } }`, "@include(if:)"},
		{"a field that is not there", `{ people { totlCount } }`, ""},
		{"a variable's default", `query($w: PersonFilter = {name: {is: 3}}) { people(where: $w) { totalCount } }`, "NameFilter.is"},
		// Found while planning.
		{"a page", `{ people(first: 5000) { totalCount } }`, "Query.people(first:)"},
		{"a cursor", `{ people(after: "x") { totalCount } }`, "Query.people(after:)"},
		{"a day", `{ people(asOf: "Monday") { totalCount } }`, "Query.people(asOf:)"},
		{"a name of nobody", `{ person(name: "!") { id } }`, "Query.person(name:)"},
		{"null in a filter", `{ people(where: {OR: [{name: {eq: null}}]}) { totalCount } }`, "NameFilter.eq"},
		{"a date in a filter", `{ meetings(where: {when: {overlaps: "Monday"}}) { totalCount } }`, "WhenFilter.overlaps"},
		{"a day in a filter", `{ meetings(where: {when: {startEarliest: {gte: "Monday"}}}) { totalCount } }`, "DateFilter.gte"},
		{"through an edge", `{ people(where: {meetings: {some: {node: {name: {is: "!"}}}}}) { totalCount } }`, "NameFilter.is"},
		{"both of which exactly one is taken", `{ person(id: "person:ann", name: "Ann") { id } }`, ""},
		// Found while exploring.
		{"a limit", `{ subgraph(roots: ["person:ann"], depth: 9) { truncated } }`, "Query.subgraph(depth:)"},
		{"no roots", `{ subgraph(roots: []) { truncated } }`, "Query.subgraph(roots:)"},
		{"an id of none", `{ paths(from: "ann", to: "person:bob") { length } }`, ""},
		{"an empty id", `{ changes(from: "2025-01-01", to: "2025-01-02", actor: "") { totalCount } }`, "Query.changes(actor:)"},
		{"a day of a window", `{ network(kind: CONFLICT, from: "x") { truncated } }`, "Query.network(from:)"},
		{"a page of a timeline", `{ timeline(entity: "person:ann", last: -1) { totalCount } }`, "Query.timeline(last:)"},
		// Found by mutations.
		{"an id of another kind", `mutation { putEntity(` + note + `, entity: {person: {id: "country:a", name: "A"}}) { applied { nodes } } }`, "PersonInput.id"},
		{"a date in one of many", `mutation { apply(changes: [{retract: {id: "person:x"}}, {putEntity: {` + note + `, entity: {proposal: {id: "proposal:p", name: "P", when: {edtf: "Monday"}, evidence: [{locator: "x"}]}}}}]) { applied { nodes } } }`, "ProposalInput.when"},
		{"words that are not there", `mutation { putEdge(` + note + `, edge: {memberOf: {from: "person:ann", to: "country:no", evidence: [{quote: "Ann sat"}]}}) { applied { nodes } } }`, "EvidenceInput.quote"},
		{"what there is none of", `mutation { retract(id: "person:x") { applied { nodes } } }`, "Mutation.retract(id:)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, s := range []*Schema{s, hardened} {
				r := s.Do(t.Context(), store, Request{Query: tt.query, Writable: true})
				if len(r.Errors) == 0 {
					t.Fatalf("no error: %s", r.JSON())
				}
				if got := r.Errors[0].Coordinate; got != tt.want || got != "" && !resolves(s.gate.Schema, got) {
					t.Errorf("%q, not %q: %s", got, tt.want, r.Errors[0].Message)
				}
			}
		})
	}
}

// coordinateForm is a type, a field of one, an argument of that, or one of a directive.
var coordinateForm = regexp.MustCompile(`^(@?)(\w+)(?:\.(\w+))?(?:\((\w+):\))?$`)

// resolves reports whether a schema coordinate names something (GraphQL spec,
// schema coordinates).
func resolves(types *ast.Schema, coordinate string) bool {
	m := coordinateForm.FindStringSubmatch(coordinate)
	if m == nil {
		return false
	}
	if m[1] == "@" {
		return types.Directives[m[2]] != nil && types.Directives[m[2]].Arguments.ForName(m[4]) != nil
	}
	def := types.Types[m[2]]
	if def == nil || m[3] == "" {
		return def != nil
	}
	f := def.Fields.ForName(m[3])
	return f != nil && (m[4] == "" || f.Arguments.ForName(m[4]) != nil)
}
