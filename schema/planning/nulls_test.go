package planning_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/schema"
	"parley/schema/sampletest"
)

// instead puts a value in the place of another.
func instead(of, put graph.Value) func(*graph.Rows) {
	return func(rows *graph.Rows) {
		for i, v := range rows.Cells {
			if isScalar(v) && v == of {
				rows.Cells[i] = put
			}
		}
	}
}

func isScalar(v graph.Value) bool {
	switch v.(type) {
	case string, int64, bool, graph.Day:
		return true
	}
	return false
}

// TestNulls puts nulls, and values that are not of their type, where they may not
// be: they are errors with their path, and null is what is around them, up to the
// first that may be (GraphQL spec, sections 6.4.3 and 6.4.4).
func TestNulls(t *testing.T) {
	s := secondOpinionOf(t).Schema
	noName := instead("Bob", nil)
	total := func(n int64) func(*graph.Rows) { return func(rows *graph.Rows) { rows.Total = n } }
	cases := []struct {
		name, query string
		change      func(*graph.Rows)
		data        string
		path        []any // of the one error; nil for none
		column      int
	}{
		{"a field that may be null is null", `{ person(id: "person:bob") { id description } }`, instead("x", nil),
			`{"person":{"id":"person:bob","description":null}}`, nil, 0},
		{"the object around it", `{ person(id: "person:bob") { id name } }`, noName,
			`{"person":null}`, []any{"person", "name"}, 33},
		{"up to the data", `{ people { nodes { id n: name } } }`, noName,
			`null`, []any{"people", "nodes", 1, "n"}, 23},
		{"an item of a list that has nulls", `{ nodes(ids: ["person:bob", "person:ann"]) { ... on Person { name } } }`, noName,
			`{"nodes":[null,{"name":"Ann"}]}`, []any{"nodes", 0, "name"}, 62},
		{"through connections", `{ person(id: "person:ann") { name meetings { nodes { participants { edges { node { name } } } } } } country(id: "country:no") { id } }`, noName,
			`{"person":null,"country":{"id":"country:no"}}`, []any{"person", "meetings", "nodes", 0, "participants", "edges", 1, "node", "name"}, 84},
		{"an object that is gone", `{ person(id: "person:ann") { meetings { edges { node { id } } } } }`, instead("meeting:oslo", nil),
			`{"person":null}`, []any{"person", "meetings", "edges", 0, "node"}, 49},
		{"an object that may be null", `{ facts(first: 1) { nodes { quote source { id } } } }`, instead("source:note", nil),
			`{"facts":{"nodes":[{"quote":"Ann met Bob","source":null}]}}`, nil, 0},
		{"an enum that may be null", `{ meeting(id: "meeting:oslo") { status id } }`, instead("HELD", "OVER"),
			`{"meeting":{"status":null,"id":"meeting:oslo"}}`, []any{"meeting", "status"}, 33},
		{"more than an Int holds", `{ person(id: "person:ann") { id meetings { totalCount } } }`, total(1 << 31),
			`{"person":null}`, []any{"person", "meetings", "totalCount"}, 44},
		{"as much as an Int holds", `{ person(id: "person:ann") { id meetings { totalCount } } }`, total(1<<31 - 1),
			`{"person":{"id":"person:ann","meetings":{"totalCount":2147483647}}}`, nil, 0},
		{"a number for a text", `{ person(id: "person:bob") { description name } }`, instead("Bob", int64(5)),
			`{"person":null}`, []any{"person", "name"}, 42},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := s.Do(t.Context(), sampletest.Odd{Store: sampletest.Oslo(t, s.Model()), Change: c.change}, schema.Request{Query: c.query})
			want := `{"data":` + c.data
			if c.path == nil {
				if diff := cmp.Diff(want+"}", string(r.JSON())); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
				return
			}
			if got := string(r.JSON()); len(got) < len(want) || got[:len(want)] != want {
				t.Errorf("%s\nnot %s", got, want)
			}
			if len(r.Errors) != 1 || !slices.Equal(r.Errors[0].Path, c.path) || r.Errors[0].Locations[0].Column != c.column {
				t.Fatalf("%+v", r.Errors[0])
			}
			if r.Errors[0].Code != graph.Internal {
				t.Errorf("the code is %s", r.Errors[0].Code)
			}
		})
	}
}

// TestNullsAgree holds what becomes of nulls against graphql-go, where it is
// right: it is not about values that are not of their type.
func TestNullsAgree(t *testing.T) {
	o := secondOpinionOf(t)
	store, ids := sampletest.Made(t, o.Model(), 7)
	for i, name := range []graph.Value{"Anna", "Bob Anna", "HELD", "source:s1", "person:p1", "Ä"} {
		g := newGenerator(o, uint64(i), ids)
		for range 100 {
			r := g.request()
			data, errors, executed := o.ask(t.Context(), sampletest.Odd{Store: store, Change: instead(name, nil)}, r)
			if !executed {
				continue
			}
			response := o.Do(t.Context(), sampletest.Odd{Store: store, Change: instead(name, nil)}, r)
			if (errors > 0) != (len(response.Errors) > 0) {
				t.Fatalf("errors: %v, by graphql-go %d\n%s", response.Errors, errors, asked(r))
			}
			if diff := cmp.Diff(decoded(t, encoded(t, map[string]any{"data": data}))["data"], decoded(t, response.JSON())["data"]); diff != "" {
				t.Fatalf("(-graphql-go +writer):\n%s\n%s", diff, asked(r))
			}
		}
	}
}
