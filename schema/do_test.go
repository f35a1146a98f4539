package schema

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/schema/sampletest"
)

// answerTo returns a response as JSON without spaces.
func answerTo(t testing.TB, s *Schema, store graph.Store, query string, vars map[string]any) string {
	t.Helper()
	out, err := json.Marshal(s.Do(context.Background(), store, Request{Query: query, Variables: vars}))
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestAnswers(t *testing.T) {
	s := standard(t)
	store := sampletest.Oslo(t, s.model)
	cases := []struct {
		name, query string
		vars        map[string]any
		want        string
	}{
		{"aliases of one field with other arguments",
			`{ meeting(id: "meeting:oslo") { a: participants(first: 1) { nodes { id } } b: participants(last: 1) { nodes { id } } } }`, nil,
			`{"data":{"meeting":{"a":{"nodes":[{"id":"person:ann"}]},"b":{"nodes":[{"id":"person:bob"}]}}}}`},
		{"one field selected twice is merged",
			`{ person(name: "ann") { meetings { nodes { id } } meetings { nodes { name } totalCount } } }`, nil,
			`{"data":{"person":{"meetings":{"nodes":[{"id":"meeting:oslo","name":"Oslo meeting"}],"totalCount":1}}}}`},
		{"fragments that select other fields on other kinds under one name",
			`{ nodes(ids: ["person:ann", "country:no", "person:nobody"]) { __typename ... on Person { x: posts { nodes { name } } } ... on Country { x: posts { totalCount } } } }`, nil,
			`{"data":{"nodes":[{"__typename":"Person","x":{"nodes":[{"name":"Prime Minister"}]}},{"__typename":"Country","x":{"totalCount":1}},null]}}`},
		{"a fragment on an interface merges with one on a kind",
			`{ node(id: "person:ann") { ... on Actor { meetings { totalCount } } ...P } } fragment P on Person { meetings { nodes { id } } }`, nil,
			`{"data":{"node":{"meetings":{"totalCount":1,"nodes":[{"id":"meeting:oslo"}]}}}}`},
		{"skip and include by variables",
			`query($yes: Boolean!, $no: Boolean!) { person(id: "person:ann") { id @skip(if: $yes) name @include(if: $yes) description @include(if: $no) } }`,
			map[string]any{"yes": true, "no": false}, `{"data":{"person":{"name":"Ann"}}}`},
		{"variables in filters, orders and pages",
			`query($w: PersonFilter, $o: [PersonOrder!], $n: Int) { people(where: $w, orderBy: $o, first: $n) { nodes { name } } }`,
			map[string]any{"w": map[string]any{"name": map[string]any{"in": []any{"Ann", "Bob"}}}, "o": map[string]any{"name": "DESC"}, "n": json.Number("1")},
			`{"data":{"people":{"nodes":[{"name":"Bob"}]}}}`},
		{"a variable that is not given leaves the default",
			`query($n: Int) { people(first: $n) { totalCount nodes { id } } }`, nil,
			`{"data":{"people":{"totalCount":2,"nodes":[{"id":"person:ann"},{"id":"person:bob"}]}}}`},
		{"groups",
			`{ meetings { groupBy(field: STATUS) { value count } } person(name: "Ann") { meetings { groupBy(field: ATTENDANCE) { value count } years: groupBy(field: NODE_WHEN_YEAR) { value count } } } }`, nil,
			`{"data":{"meetings":{"groupBy":[{"value":"HELD","count":1}]},"person":{"meetings":{"groupBy":[{"value":"ATTENDED","count":1}],"years":[{"value":null,"count":1}]}}}}`},
		{"what represents rests on",
			`{ country(name: "Norway") { representatives { edges { count node { id } via { node { id } a { kind } b { kind label } } } } } }`, nil,
			`{"data":{"country":{"representatives":{"edges":[{"count":1,"node":{"id":"person:ann"},"via":[{"node":{"id":"post:pm"},"a":{"kind":"POST_OF"},"b":{"kind":"HOLDS_POST","label":"Ann HOLDS_POST (HOLDER) Prime Minister"}}]}]}}}}`},
		{"filters by the number of rows, and by none",
			`{ people(where: {meetings: {count: {gte: 1}}, posts: {none: {}}}) { nodes { id } } }`, nil,
			`{"data":{"people":{"nodes":[{"id":"person:bob"}]}}}`},
		{"orders by the number of rows",
			`{ people(orderBy: [{posts: {count: DESC}}]) { nodes { id } } }`, nil,
			`{"data":{"people":{"nodes":[{"id":"person:ann"},{"id":"person:bob"}]}}}`},
		{"evidence with its filter and order",
			`{ meeting(id: "meeting:oslo") { evidence(where: {source: {id: {eq: "source:note"}}}, orderBy: [{start: DESC}]) { quote says { property value } fact { kind } } } }`, nil,
			`{"data":{"meeting":{"evidence":[{"quote":"Ann met Bob","says":[{"property":"status","value":"HELD"}],"fact":{"kind":"Meeting"}}]}}}`},
		{"nothing found", `{ person(id: "person:nobody") { id } node(id: "x") { id } }`, nil, `{"data":{"person":null,"node":null}}`},
		{"introspection beside data", `{ __type(name: "Direction") { name kind } people { totalCount } }`, nil,
			`{"data":{"__type":{"name":"Direction","kind":"ENUM"},"people":{"totalCount":2}}}`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, answerTo(t, s, store, c.query, c.vars)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestEntity asks for entities as of days, and for what is no longer asked of node.
func TestEntity(t *testing.T) {
	s := standard(t)
	store, _ := sampletest.Article(t, s.model)
	tests := []struct{ name, query, want string }{
		{"of any kind", `{ entity(id: "meeting:2025-12-01-paris") { __typename name ... on Meeting { status } } }`,
			`{"data":{"entity":{"__typename":"Meeting","name":"Macron–Zelensky meeting in Paris","status":"HELD"}}}`},
		{"a source, too", `{ entity(id: "source:peace-talks") { __typename ... on Source { publisher } } }`,
			`{"data":{"entity":{"__typename":"Source","publisher":null}}}`},
		{"before it was held", `{ entity(id: "meeting:2025-12-01-paris", asOf: "2025-11-30") { id } }`, `{"data":{"entity":null}}`},
		{"on the day", `{ entity(id: "meeting:2025-12-01-paris", asOf: "2025-12-01", certainty: CERTAIN) { id } }`,
			`{"data":{"entity":{"id":"meeting:2025-12-01-paris"}}}`},
		{"node takes no day", `{ node(id: "meeting:2025-12-01-paris", asOf: "2025-11-30") { id } }`,
			`{"errors":[{"message":"Unknown argument \"asOf\" on field \"Query.node\".","locations":[{"line":1,"column":3}],"extensions":{"code":"GRAPHQL_VALIDATION_FAILED","coordinate":"Query.node"}}]}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, answerTo(t, s, store, tt.query, nil)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestExtension adds one kind and one property to the model, each in one place,
// and asks for them.
func TestExtension(t *testing.T) {
	spec := graph.Standard()
	spec.Kinds = append(spec.Kinds, graph.Kind{Name: "Treaty", Plural: "treaties", Doc: "An agreement in force.", Properties: []graph.Property{
		{Name: "signed", Type: graph.Date, Editorial: true, Doc: "When it was signed."},
	}})
	spec.Common = append(spec.Common, graph.Property{Name: "motto", Type: graph.Text, Editorial: true, Doc: "What it says of itself."})
	s := schemaOf(t, spec)
	signed, err := graph.NewWhen("", "1949-04", "")
	if err != nil {
		t.Fatal(err)
	}
	store := sampletest.Oslo(t, s.model)
	sampletest.Apply(t, store, graph.PutNode{Source: "source:note", ID: "treaty:nato", Props: map[string]graph.Value{
		"name": "North Atlantic Treaty", "motto": "Vigilance", "signed": signed,
	}})
	got := answerTo(t, s, store, `{
		treaty(name: "north atlantic treaty") { id motto signed { edtf startEarliest } mentionedBy { totalCount } }
		treaties(where: {motto: {startsWith: "Vig"}, signed: {overlaps: "1949"}}, orderBy: [{signed: {startEarliest: DESC}}]) { totalCount groupBy(field: SIGNED_YEAR) { value } }
		person(name: "Ann") { motto }
	}`, nil)
	want := `{"data":{"treaty":{"id":"treaty:nato","motto":"Vigilance","signed":{"edtf":"1949-04","startEarliest":"1949-04-01"},"mentionedBy":{"totalCount":0}},` +
		`"treaties":{"totalCount":1,"groupBy":[{"value":"1949"}]},` +
		`"person":{"motto":null}}}`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// counting counts the calls of a store, or fails them.
type counting struct {
	graph.Store
	calls *int
	fail  error
}

func (c counting) Snapshot() graph.Reader { return countingReader{c.Store.Snapshot(), c} }

type countingReader struct {
	graph.Reader
	counting
}

func (r countingReader) Select(ctx context.Context, p *graph.Plan) (*graph.Rows, error) {
	*r.calls++
	if r.fail != nil {
		return nil, r.fail
	}
	return r.Reader.Select(ctx, p)
}

func (r countingReader) Search(ctx context.Context, p *graph.Search) (*graph.Rows, error) {
	*r.calls++
	return r.Reader.Search(ctx, p)
}

func (r countingReader) Expand(ctx context.Context, x *graph.Expansion) ([]graph.Neighbours, error) {
	*r.calls++
	return r.Reader.Expand(ctx, x)
}

func (r countingReader) Apply(ctx context.Context, changes []graph.Change) (graph.Applied, error) {
	return r.Store.Apply(ctx, changes)
}

// TestOneCallARootField counts what a deep query asks of the store.
func TestOneCallARootField(t *testing.T) {
	s := standard(t)
	calls := 0
	store := counting{Store: sampletest.Oslo(t, s.model), calls: &calls}
	got := answerTo(t, s, store, `{
		people(first: 5) { nodes { met(first: 5) { nodes { ... on Person { posts(first: 5) { nodes { of { nodes { ... on Country { representatives { nodes { evidence { source { facts { totalCount } } } } } } } } } } } } } } }
		search(text: "ann") { nodes { evidence { quote } } }
		compare(a: "person:ann", b: "person:bob", includeRepresentatives: true) { conflicts { position { id } a { id } } agreements { position { id } } }
		nodes(ids: ["person:ann", "person:bob"]) { id }
	}`, nil)
	if calls != 5 { // compare finds nothing, and so looks whether there are the two
		t.Errorf("four root fields made %d calls and answered %s", calls, got)
	}
}

// TestStoreFails shows what a client sees of a store that fails: the code and
// the words that are meant for it, and of an inner error nothing.
func TestStoreFails(t *testing.T) {
	s := standard(t)
	cases := []struct {
		name string
		err  error
		want string
	}{
		{"one that says why", graph.Errorf(graph.Unavailable, "select", "the store cannot be reached"),
			`"message":"select: the store cannot be reached","locations":[{"line":1,"column":3}],"path":["person"],"extensions":{"code":"UNAVAILABLE"}`},
		{"one with an inner cause", &graph.Error{Code: graph.Timeout, Op: "select", Message: "the time allowed has run out", Err: errors.New("10.0.0.7: password is hunter2")},
			`"message":"select: the time allowed has run out","locations":[{"line":1,"column":3}],"path":["person"],"extensions":{"code":"TIMEOUT"}`},
		{"one of unknown kind", fmt.Errorf("dial: password is hunter2"),
			`"message":"something went wrong inside Parley; its log says what","locations":[{"line":1,"column":3}],"path":["person"],"extensions":{"code":"INTERNAL"}`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			calls := 0
			got := answerTo(t, s, counting{sampletest.Oslo(t, s.model), &calls, c.err}, `{ person(id: "person:ann") { id } }`, nil)
			if want := `{"data":{"person":null},"errors":[{` + c.want + `}]}`; got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

// TestFieldsThatCannotBePlanned asks for what shows to be wrong before the store is
// asked: that is an error of the field, which leaves the others be unless it may
// not be null. Its place in the document is that of the innermost field.
func TestFieldsThatCannotBePlanned(t *testing.T) {
	s := standard(t)
	store := sampletest.Oslo(t, s.model)
	cases := []struct{ name, query, want string }{
		{"beside one that can", `{ a: person(id: "person:ann") { name } b: person { name } c: people { totalCount } }`,
			`{"data":{"a":{"name":"Ann"},"b":null,"c":{"totalCount":2}},"errors":[{"message":"person: give exactly one of id and name","locations":[{"line":1,"column":40}],"path":["b"],"extensions":{"code":"BAD_INPUT"}}]}`},
		{"in its selection", `{ nodes(ids: ["person:ann"]) { ... on Person { met(first: 5000) { totalCount } } } c: people { totalCount } }`,
			`{"data":null,"errors":[{"message":"page: first: 5000 is not between 0 and 1000; page on with cursors","locations":[{"line":1,"column":48}],"path":["nodes"],"extensions":{"code":"BAD_INPUT","coordinate":"Person.met(first:)"}}]}`},
		{"that may not be null", `{ a: people(first: 1) { nodes { id } } b: people(first: 5000) { nodes { id } } }`,
			`{"data":null,"errors":[{"message":"page: first: 5000 is not between 0 and 1000; page on with cursors","locations":[{"line":1,"column":40}],"path":["b"],"extensions":{"code":"BAD_INPUT","coordinate":"Query.people(first:)"}}]}`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for range 2 { // planned, and kept
				if diff := cmp.Diff(c.want, answerTo(t, s, store, c.query, nil)); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			}
		})
	}
}

// TestOutOfTime asks with a deadline that has passed, and with one that passes
// while the store answers: the error says so.
func TestOutOfTime(t *testing.T) {
	s := standard(t)
	expired, cancel := context.WithTimeout(t.Context(), -1)
	defer cancel()
	gone, leave := context.WithCancel(t.Context())
	leave()
	for want, ctx := range map[graph.Code]context.Context{graph.Timeout: expired, graph.Cancelled: gone} {
		for _, query := range []string{`{ people { nodes { id } } }`, `{ __schema { types { name } } }`} {
			r := s.Do(ctx, sampletest.Oslo(t, s.model), Request{Query: query})
			if len(r.Errors) != 1 || r.Errors[0].Code != want {
				t.Errorf("%s: %v, not %s", query, r.Errors, want)
			}
		}
	}
	calls := 0
	late := counting{sampletest.Oslo(t, s.model), &calls, graph.Ended(expired, "select")}
	if got := answerTo(t, s, late, `{ person(id: "person:ann") { id } }`, nil); !strings.Contains(got, `"TIMEOUT"`) {
		t.Errorf("%s", got)
	}
}

// TestUnknownIDs has every question about something that is not there say so:
// nothing found about a misspelt id is no answer.
func TestUnknownIDs(t *testing.T) {
	s := standard(t)
	for _, question := range []string{
		`compare(a: "person:ann", b: "person:nobody") { conflicts { position { id } } }`,
		`network(kind: CONFLICT, topic: "topic:nothing") { edges { source } }`,
		`changes(from: "2025-01-01", to: "2025-02-01", actor: "person:nobody") { nodes { actor { id } } }`,
		`subgraph(roots: ["person:nobody"]) { nodes { id } }`,
		`paths(from: "person:nobody", to: "person:ann") { length }`,
		`timeline(entity: "person:nobody") { edges { node { kind } } }`,
	} {
		name, _, _ := strings.Cut(question, "(")
		t.Run(name, func(t *testing.T) {
			got := answerTo(t, s, sampletest.Oslo(t, s.model), "{"+question+"}", nil)
			if !strings.Contains(got, `"message":"`+name+`: there is no `) || !strings.Contains(got, `"NOT_FOUND"`) {
				t.Errorf("%s", got)
			}
		})
	}
}
