package web_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"parley/graph"
)

// TestRefusals asks wrongly: each answer says what is wrong, with a code.
func TestRefusals(t *testing.T) {
	a := newAPI(t)
	a.apply(t, graph.PutNode{Source: "source:peace-talks", ID: "person:mikhail-putin", Props: map[string]graph.Value{"name": "Mikhail Putin", "aliases": []string{"Putin"}}})
	cases := []struct{ name, query, code, says string }{
		{"unknown field", `{ people { nodes { nickname } } }`, "GRAPHQL_VALIDATION_FAILED", `Cannot query field "nickname"`},
		{"unknown argument", `{ people(limit: 3) { totalCount } }`, "GRAPHQL_VALIDATION_FAILED", `Unknown argument "limit"`},
		{"wrong type", `{ people(first: "three") { totalCount } }`, "GRAPHQL_VALIDATION_FAILED", `Int cannot represent`},
		{"no such enum value", `{ meetings(where: {status: {eq: OVER}}) { totalCount } }`, "GRAPHQL_VALIDATION_FAILED", `OVER`},
		{"not GraphQL", `{ people `, "GRAPHQL_PARSE_FAILED", `Expected`},
		{"no cursor", `{ people(after: "xyz") { totalCount } }`, "BAD_INPUT", `"xyz" is not a cursor of this list`},
		{"a cursor of another order", `{ people(after: "WyJuYW1lOkFTQyIsIkEiLCJwZXJzb246YSJd") { totalCount } }`, "BAD_INPUT", `another order`},
		{"a bad date", `{ meetings(asOf: "2025-02-30") { totalCount } }`, "BAD_INPUT", `2025-02-30`},
		{"a bad date in a filter", `{ meetings(where: {when: {startEarliest: {gte: "Tuesday"}}}) { totalCount } }`, "BAD_INPUT", `Tuesday`},
		{"a bad EDTF", `{ meetings(where: {when: {overlaps: "last week"}}) { totalCount } }`, "BAD_INPUT", `last week`},
		{"less than none", `{ people(first: -1) { totalCount } }`, "BAD_INPUT", `first: -1 is not between 0 and 1000`},
		{"too many", `{ people(first: 1000000) { totalCount } }`, "BAD_INPUT", `first: 1000000 is not between 0 and 1000`},
		{"more than a number holds", `{ people(first: 99999999999999999999) { totalCount } }`, "GRAPHQL_VALIDATION_FAILED", `32-bit`},
		{"first and last", `{ people(first: 1, last: 1) { totalCount } }`, "BAD_INPUT", `first or last, not both`},
		{"id and name", `{ person(id: "person:a", name: "A") { id } }`, "BAD_INPUT", `exactly one of id and name`},
		{"neither id nor name", `{ person { id } }`, "BAD_INPUT", `exactly one of id and name`},
		{"a name of several", `{ person(name: "putin") { id } }`, "AMBIGUOUS", `names several: person:mikhail-putin, person:vladimir-putin`},
		{"a name of nobody", `{ person(name: "?!") { id } }`, "BAD_INPUT", `names nobody`},
		{"null compared", `{ countries(where: {iso: {eq: null}}) { totalCount } }`, "BAD_INPUT", `isNull`},
		{"two keys in one order", `{ people(orderBy: [{name: ASC, id: DESC}]) { totalCount } }`, "GRAPHQL_VALIDATION_FAILED", `one key`},
		{"unknown kind", `{ search(text: "x", kinds: [Persom]) { totalCount } }`, "GRAPHQL_VALIDATION_FAILED", `Value "Persom" does not exist in "Kind!" enum. Did you mean the enum value "Person"`},
		{"compared with no actor", `{ compare(a: "country:ru", b: "topic:territory") { conflicts { a { id } } } }`, "BAD_INPUT", `topic:territory`},
		{"a circle of fragments", `{ people { nodes { ...A } } } fragment A on Person { ...B } fragment B on Person { ...A }`, "GRAPHQL_VALIDATION_FAILED", `nested`},
		{"nested too deep", `{ people { nodes ` + strings.Repeat(`{ met { nodes `, 15) + `{ id }` + strings.Repeat(`} }`, 15) + ` } }`, "TOO_LARGE", `33 levels`},
		{"a mutation from nowhere", `mutation { __typename }`, "FORBIDDEN", `may not change the graph`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := a.post(t, c.query, "", nil)
			if len(r.Errors) == 0 {
				t.Fatalf("no error, but %s", r.Data)
			}
			e := r.Errors[0]
			if e.Extensions.Code != c.code || !strings.Contains(e.Message, c.says) {
				t.Errorf("%s: %s\nwant %s: … %s …", e.Extensions.Code, e.Message, c.code, c.says)
			}
		})
	}
}

// TestWrongValues has variables and literals of the wrong type: they are
// refused, and nothing is guessed.
func TestWrongValues(t *testing.T) {
	a := newAPI(t)
	cases := []struct {
		name, query string
		variable    any
		says        string
	}{
		{"a number for a name", `query($v: String!) { people(where: {name: {is: $v}}) { totalCount } }`, 5, "5"},
		{"a number for a text", `query($v: String) { people(where: {name: {contains: $v}}) { totalCount } }`, 5, "5"},
		{"a number in a list of texts", `query($v: String) { topics(where: {aliases: {has: $v}}) { totalCount } }`, 5, "5"},
		{"a text for a number", `query($v: Int) { people(first: $v) { totalCount } }`, "2", "2"},
		{"a text for a count", `query($v: Int) { meetings(where: {participants: {count: {gte: $v}}}) { totalCount } }`, "2", "2"},
		{"half a person", `query($v: Int) { people(first: $v) { totalCount } }`, 1.9, "Int"},
		{"a number for a day", `{ meetings(asOf: 20251130) { totalCount } }`, nil, "20251130"},
		{"a truth for a day", `{ meetings(asOf: true) { totalCount } }`, nil, "true"},
		{"an object for a day", `{ meetings(where: {when: {startEarliest: {gte: {a: 1}}}}) { totalCount } }`, nil, "Date"},
		{"a list for a day", `query($v: Date) { meetings(asOf: $v) { totalCount } }`, []string{"2025-11-30"}, "2025-11-30"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := a.post(t, c.query, "", map[string]any{"v": c.variable})
			if len(r.Errors) == 0 || !strings.Contains(r.Errors[0].Message, c.says) || r.Errors[0].Extensions.Code == "INTERNAL" {
				t.Errorf("%s, %+v", r.Data, r.Errors)
			}
		})
	}
	t.Run("a whole number is an id", func(t *testing.T) {
		want(t, `{"nodes": [null, {"id": "person:steve-witkoff"}, null]}`, a.ask(t, `{ nodes(ids: [5, "person:steve-witkoff", "x"]) { id } }`))
	})
}

// TestHugeSelections sends little that means much: it is refused. (What that
// costs, TestHostile counts.)
func TestHugeSelections(t *testing.T) {
	diamond := `{ person(name: "Nobody") { ...F0 } } `
	nested := `{ person(name: "Nobody") { ...F0 } } `
	for i := range 8 {
		nested += fmt.Sprintf("fragment F%d on Person { a: met { nodes { ...F%d } } b: met { nodes { ...F%d } } c: met { nodes { ...F%d } } } ", i, i+1, i+1, i+1)
	}
	for i := range 20 {
		diamond += fmt.Sprintf("fragment F%d on Person { ...F%d ...F%d } ", i, i+1, i+1)
	}
	a := newAPI(t)
	for name, query := range map[string]string{
		"a diamond of fragments": diamond + "fragment F20 on Person { id }",
		"nested fragments":       nested + "fragment F8 on Person { id }",
		"many equal fields":      "{ people { nodes { " + strings.Repeat("id ", 4000) + "} } }",
		"many brackets":          strings.Repeat("[", 64<<10),
	} {
		t.Run(name, func(t *testing.T) {
			if r := a.post(t, query, "", nil); len(r.Errors) == 0 {
				t.Errorf("answered: %.100s", r.Data)
			}
		})
	}
}

// TestErrorsHaveAPlace shows where in the response and the document an error
// belongs: lists that were never read have no place in its path.
func TestErrorsHaveAPlace(t *testing.T) {
	r := newAPI(t).post(t, "{\n  people {\n    nodes { friends: met(first: -1) { totalCount } }\n  }\n}", "", nil)
	if len(r.Errors) != 1 || len(r.Errors[0].Locations) != 1 {
		t.Fatalf("%+v", r.Errors)
	}
	if at := r.Errors[0].Locations[0]; at.Line != 3 {
		t.Errorf("line %d", at.Line)
	}
	if path := r.Errors[0].Path; len(path) != 1 || path[0] != "people" {
		t.Errorf("path %v", path)
	}
}

// TestHTTPRefusals sends what is no GraphQL request.
func TestHTTPRefusals(t *testing.T) {
	a := newAPI(t)
	cases := []struct {
		name, method, kind, body string
		status                   int
		says                     string
	}{
		{"GET without a query", "GET", "", "", http.StatusBadRequest, "query is missing"},
		{"PUT", "PUT", "", "", http.StatusMethodNotAllowed, "POST"},
		{"a form", "POST", "application/x-www-form-urlencoded", "query=x", http.StatusUnsupportedMediaType, "application/json"},
		{"no JSON", "POST", "application/json", "{ people }", http.StatusBadRequest, "JSON"},
		{"two values", "POST", "application/json", `{"query": "{ people { totalCount } }"} {}`, http.StatusBadRequest, "JSON"},
		{"no query", "POST", "application/json", `{}`, http.StatusBadRequest, "query is missing"},
		{"too large", "POST", "application/json", `{"query": "` + strings.Repeat("x", 2<<20) + `"}`, http.StatusRequestEntityTooLarge, "1048576 bytes"},
		{"too many values", "POST", "application/json", `{"query": "{ a }", "variables": {"v": [` + strings.Repeat("0,", 200_010) + `0]}}`, http.StatusRequestEntityTooLarge,
			"200015 values in its JSON; at most 200000 are taken in its variables (-max-values)"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			request, err := http.NewRequest(c.method, a.URL+"/graphql", strings.NewReader(c.body))
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Content-Type", c.kind)
			reply, err := http.DefaultClient.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			defer reply.Body.Close()
			text, _ := io.ReadAll(reply.Body)
			if reply.StatusCode != c.status || !strings.Contains(string(text), c.says) {
				t.Errorf("%d %s", reply.StatusCode, text)
			}
		})
	}
}
