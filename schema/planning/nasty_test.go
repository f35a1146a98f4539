package planning_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/schema"
	"parley/schema/sampletest"
)

// TestNastyQueries asks what executors are known to get wrong: each agrees with
// graphql-go, where that can be asked at all.
func TestNastyQueries(t *testing.T) {
	o := secondOpinionOf(t)
	store := sampletest.Oslo(t, o.Model())
	cases := []struct {
		name, query string
		vars        map[string]any
	}{
		{"an en dash in a comment", "# a – b\n{ people { totalCount } }", nil},
		{"a byte order mark, commas, carriage returns", "\uFEFF{,people,{\r\ntotalCount,}}", nil},
		{"a null literal", `{ people(first: null, where: null, after: null, orderBy: null) { totalCount } }`, nil},
		{"null for a default", `{ people(asOf: "2025-01-01", certainty: null) { totalCount } person(name: "ann") { met(status: null) { totalCount } } }`, nil},
		{"a variable that is null", `query($n: Int = 1) { people(first: $n) { nodes { id } } }`, map[string]any{"n": nil}},
		{"a variable that is absent", `query($n: Int = 1) { people(first: $n) { nodes { id } } }`, nil},
		{"an absent variable in an object", `query($x: String) { people(where: {name: {eq: "Ann", contains: $x}}) { nodes { id } } }`, nil},
		{"a block text", "{ person(name: \"\"\"\n    ann\n  \"\"\") { id } }", nil},
		{"escapes", `{ person(name: "\u0041\u006en") { id } search(text: "a\"\\\/\b\f\n\r\tb") { totalCount } }`, nil},
		{"fragments in fragments", `{ ...A } fragment A on Query { people { ...B ...B } } fragment B on PersonConnection { nodes { ...C } nodes { name } } fragment C on Entity { id ... on Node { id } ... { __typename } }`, nil},
		{"fragments that never apply", `{ person(id: "person:ann") { ... on Entity { ... on Country { iso } id } } }`, nil},
		{"fragments on interfaces of interfaces", `{ nodes(ids: ["person:ann", "place:oslo", "source:note"]) { ... on Entity { ... on Actor { ... on Node { id } met { totalCount } } name } } }`, nil},
		{"one name, other arguments on other kinds", `{ nodes(ids: ["person:ann", "country:no"]) { ... on Person { x: meetings(first: 1) { totalCount } } ... on Country { x: meetings(first: 0) { totalCount nodes { id } } } } }`, nil},
		{"one name for other fields on other kinds", `{ nodes(ids: ["person:ann", "meeting:oslo"]) { ... on Person { x: name } ... on Meeting { x: name y: status } z: __typename } }`, nil},
		{"skip beats include", `query($t: Boolean!) { people @include(if: $t) @skip(if: $t) { totalCount } places { totalCount } }`, map[string]any{"t": true}},
		{"all is skipped", `query($t: Boolean!) { people @skip(if: $t) { totalCount } places { totalCount @skip(if: $t) ... @include(if: false) { nodes { id } } } }`, map[string]any{"t": true}},
		{"a skipped fragment selects it again", `query($t: Boolean!) { people { ...F @skip(if: $t) ...F } } fragment F on PersonConnection { totalCount }`, map[string]any{"t": true}},
		{"typename everywhere", `{ __typename people { __typename edges { __typename node { __typename evidence { __typename } } } pageInfo { __typename } } t: __typename }`, nil},
		{"the same again, with more below", `{ people { nodes { meetings { nodes { id } } } } people { nodes { meetings { totalCount nodes { name } } } } }`, nil},
		{"an alias of another's name", `{ person(id: "person:ann") { id: name name: id } }`, nil},
		{"empty pages", `{ people(first: 0) { nodes { id } edges { cursor } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } totalCount } }`, nil},
		{"lists in lists", `query($o: [PersonOrder!]) { people(orderBy: $o) { nodes { id evidence { says { value } } } } }`, map[string]any{"o": map[string]any{"name": "ASC"}}},
		{"several operations", `query A { people { totalCount } } query B { places { totalCount } }`, nil},
		{"what holds an edge together", `{ country(name: "norway") { representatives { edges { via { a { id kind label } node { ...N } b { label } } } } } } fragment N on Entity { __typename id }`, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := schema.Request{Query: c.query, Variables: c.vars}
			if strings.Contains(c.query, "query B") {
				r.OperationName = "B"
			}
			if !o.agree(t, store, r) {
				t.Errorf("refused: %v", o.Do(t.Context(), store, r).Errors)
			}
		})
	}
}

// TestOrder shows that keys come in the order of the selection: where fragments
// select by kind, in that of each kind (GraphQL spec, section 7.2.2).
func TestOrder(t *testing.T) {
	s := secondOpinionOf(t).Schema
	cases := []struct{ name, query, want string }{
		{"fields as they are first selected", `{ person(id: "person:ann") { name id ... { description name } __typename } }`,
			`{"person":{"name":"Ann","id":"person:ann","description":null,"__typename":"Person"}}`},
		{"each kind has its own", `{ nodes(ids: ["person:ann", "country:no"]) { ... on Country { name } ...F } } fragment F on Entity { id name __typename }`,
			`{"nodes":[{"id":"person:ann","name":"Ann","__typename":"Person"},{"name":"Norway","id":"country:no","__typename":"Country"}]}`},
		{"the same fragments the other way round", `{ nodes(ids: ["person:ann", "country:no"]) { ... on Country { ...A ...B } ... on Person { ...B ...A } } } fragment A on Entity { id } fragment B on Entity { name }`,
			`{"nodes":[{"name":"Ann","id":"person:ann"},{"id":"country:no","name":"Norway"}]}`},
		{"root fields", `{ b: people { totalCount } __typename a: person(id: "person:bob") { id } }`,
			`{"b":{"totalCount":2},"__typename":"Query","a":{"id":"person:bob"}}`},
		{"nothing at all", `{ people @skip(if: true) { totalCount } }`, `{}`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(`{"data":`+c.want+`}`, string(s.Do(t.Context(), sampletest.Oslo(t, s.Model()), schema.Request{Query: c.query}).JSON())); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
