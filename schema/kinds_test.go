package schema

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/schema/sampletest"
)

// TestKindsAreTheModels holds the enums of kinds and edge types against the model.
func TestKindsAreTheModels(t *testing.T) {
	s := standard(t)
	var kinds, edges []string
	for _, k := range s.model.Kinds {
		kinds = append(kinds, k.Name)
	}
	for _, e := range s.model.Edges {
		edges = append(edges, e.Name)
	}
	for enum, want := range map[string][]string{"Kind": kinds, "EdgeType": edges, "FactKind": slices.Concat(kinds, edges)} {
		var got []string
		for _, v := range s.gate.Schema.Types[enum].EnumValues {
			got = append(got, v.Name)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-model +schema):\n%s", enum, diff)
		}
	}
}

// TestKindsAreNoTexts finds what names a kind or an edge type by a text.
func TestKindsAreNoTexts(t *testing.T) {
	types := standard(t).gate.Schema.Types
	check := func(what, name string, typ *ast.Type) {
		of := typ.Name()
		if strings.HasSuffix(of, "Filter") {
			of = types[of].Fields[0].Type.Name()
		}
		if slices.Contains([]string{"kind", "kinds", "edges"}, name) && of == "String" {
			t.Errorf("%s is of the type %s", what, typ)
		}
	}
	for _, def := range types {
		if def.BuiltIn {
			continue
		}
		for _, f := range own(def) {
			check(def.Name+"."+f.Name, f.Name, f.Type)
			for _, a := range f.Arguments {
				check(def.Name+"."+f.Name+"("+a.Name+":)", a.Name, a.Type)
			}
		}
	}
}

// TestKinds asks for kinds and edge types that there are, and for others.
func TestKinds(t *testing.T) {
	s := standard(t)
	store := sampletest.Oslo(t, s.model)
	invalid := func(message, place, coordinate string) string {
		return `{"errors":[{"message":"` + message + `","locations":[` + place + `],"extensions":{"code":"GRAPHQL_VALIDATION_FAILED","coordinate":"` + coordinate + `"}}]}`
	}
	const byVariable = `query($k: [Kind!]) { search(text: "oslo", kinds: $k) { nodes { id } } }`
	tests := []struct {
		name, query string
		vars        map[string]any
		want        string
	}{
		{"of a search", `{ search(text: "oslo", kinds: [Place, Person]) { nodes { id } } }`, nil, `{"data":{"search":{"nodes":[{"id":"place:oslo"}]}}}`},
		{"in a variable", byVariable, map[string]any{"k": []any{"Meeting"}}, `{"data":{"search":{"nodes":[{"id":"meeting:oslo"}]}}}`},
		{"of a subgraph", `{ subgraph(roots: ["meeting:oslo"], kinds: [Place], edges: [HELD_AT]) { nodes { kind } edges { kind } } }`, nil,
			`{"data":{"subgraph":{"nodes":[{"kind":"Meeting"},{"kind":"Place"}],"edges":[{"kind":"HELD_AT"}]}}}`},
		{"of a timeline", `{ timeline(entity: "person:ann", kinds: [Meeting, HOLDS_POST]) { nodes { kind } } }`, nil, `{"data":{"timeline":{"nodes":[{"kind":"Meeting"}]}}}`},
		{"in filters", `{ facts(where: {fact: {kind: {in: [HELD_AT, Claim]}}}) { nodes { fact { kind } } } source(id: "source:note") { mentionedBy(where: {node: {kind: {eq: Meeting}}}) { totalCount } } }`, nil,
			`{"data":{"facts":{"nodes":[{"fact":{"kind":"HELD_AT"}}]},"source":{"mentionedBy":{"totalCount":0}}}}`},
		{"an unknown kind", `{ search(text: "oslo", kinds: [Place, Dog]) { totalCount } }`, nil,
			invalid(`Value \"Dog\" does not exist in \"Kind!\" enum.`, `{"line":1,"column":39}`, `Query.search(kinds:)`)},
		{"an unknown type of edge", `{ paths(from: "person:ann", to: "person:bob", edges: [BITES]) { length } }`, nil,
			invalid(`Value \"BITES\" does not exist in \"EdgeType!\" enum.`, `{"line":1,"column":55}`, `Query.paths(edges:)`)},
		{"a text", `{ search(text: "oslo", kinds: ["Place"]) { totalCount } }`, nil,
			invalid(`Enum \"Kind!\" cannot represent non-enum value: \"Place\". Did you mean the enum value \"Place\" or \"Claim\"?`, `{"line":1,"column":33}`, `Query.search(kinds:)`)},
		{"an unknown kind in a variable", byVariable, map[string]any{"k": []any{"Dog"}},
			`{"errors":[{"message":"arguments: $k: Dog is not of the type Kind!","locations":[{"line":1,"column":7}],"extensions":{"code":"BAD_USER_INPUT"}}]}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, answerTo(t, s, store, tt.query, tt.vars)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
