package schema

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/schema/sampletest"
)

// TestRefusedDocuments shows what a client is told of a document that is no
// GraphQL, and where.
func TestRefusedDocuments(t *testing.T) {
	s := standard(t)
	store := sampletest.Oslo(t, s.model)
	long := strings.Repeat("n", 500)
	at := func(message, place string) string {
		return `{"errors":[{"message":` + message + `,"locations":[` + place + `],"extensions":{"code":"GRAPHQL_PARSE_FAILED"}}]}`
	}
	cases := []struct{ name, query, want string }{
		{"an argument without a value", "{ people\n(first) { totalCount } }", at(`"Expected :, found )"`, `{"line":2,"column":7}`)},
		{"a character that has no place", `{ people(first: ?) { totalCount } }`, at(`"Cannot parse the unexpected character \"?\"."`, `{"line":1,"column":17}`)},
		{"a text without an end", `{ people(after: "x) { totalCount } }`, at(`"Unterminated string."`, `{"line":1,"column":37}`)},
		{"a name behind a whole number", `{people(first:1last:null){totalCount}}`, at(`"a number is followed by more than a number"`, `{"line":1,"column":16}`)},
		{"a name behind a fraction", `{people(first:1.5e3x:1){totalCount}}`, at(`"a number is followed by more than a number"`, `{"line":1,"column":20}`)},
		{"half a surrogate pair", `{people(after:"é\uD83D"){totalCount}}`, at(`"a text has half of a surrogate pair"`, `{"line":1,"column":16}`)},
		{"the other half", `{people(after:"\ude00\ud83d"){totalCount}}`, at(`"a text has half of a surrogate pair"`, `{"line":1,"column":16}`)},
		{"a pair in the wrong order, after a right one", `{people(after:"\ud83d\ude00\ud83d\ud83d"){totalCount}}`, at(`"a text has half of a surrogate pair"`, `{"line":1,"column":16}`)},
		{"a long name", `{ people { ` + long + ` } }`, `{"errors":[{"message":"Cannot query field \"` + long[:180] + `…` + long[:171] + `\" on type \"PersonConnection\".","locations":[{"line":1,"column":12}],"extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, answerTo(t, s, store, c.query, nil)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestTextsOfSurrogates shows the texts that look like halves of a pair and are not.
func TestTextsOfSurrogates(t *testing.T) {
	s := standard(t)
	store := sampletest.Oslo(t, s.model)
	for _, text := range []string{`"\ud83d\ude00"`, `"\\ud83d"`, `"\uFFFD"`, `"�"`, `"\u{1F600}�"`, `"""\ud83d"""`, `"�\\"`} {
		if got := answerTo(t, s, store, `{ search(text: `+text+`) { totalCount } }`, nil); got != `{"data":{"search":{"totalCount":0}}}` {
			t.Errorf("%s: %s", text, got)
		}
	}
}

// TestConditionsAreNotNull passes null to @skip and @include, by a variable that has
// a default.
func TestConditionsAreNotNull(t *testing.T) {
	s := standard(t)
	store := sampletest.Oslo(t, s.model)
	null := map[string]any{"x": nil}
	refused := `{"errors":[{"message":"variables: $x: null is not of the type Boolean!, which @skip and @include need","locations":[{"line":1,"column":7}],"extensions":{"code":"BAD_USER_INPUT"}}]}`
	cases := []struct {
		name, query string
		vars        map[string]any
		want        string
	}{
		{"skip", `query($x: Boolean = true) { people { totalCount @skip(if: $x) __typename } }`, null, refused},
		{"include within fragments", `query($x: Boolean = true) { ...F } fragment F on Query { ... @include(if: $x) { __typename } }`, null, refused},
		{"in a mutation", `mutation($x: Boolean = true) { retract(id: "place:oslo") @skip(if: $x) { __typename } }`, null, strings.Replace(refused, `"column":7`, `"column":10`, 1)},
		{"absent, it has its default", `query($x: Boolean = true) { __typename @include(if: $x) }`, nil, `{"data":{"__typename":"Query"}}`},
		{"null elsewhere", `query($x: Boolean = true) { __type(name: "Direction") { enumValues(includeDeprecated: $x) { name } } }`, null, `{"data":{"__type":{"enumValues":[{"name":"ASC"},{"name":"DESC"}]}}}`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			answer := s.Do(t.Context(), store, Request{Query: c.query, Variables: c.vars, Writable: true}).JSON()
			if diff := cmp.Diff(c.want, string(answer)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
