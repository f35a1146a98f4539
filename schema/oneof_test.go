package schema

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/schema/sampletest"
)

// TestOneOf hands none, several and null to inputs that take exactly one field, as
// literals and by variables.
func TestOneOf(t *testing.T) {
	s := standard(t)
	store := sampletest.Oslo(t, s.model)
	refused := func(code, message, place, coordinate string) string {
		if coordinate != "" {
			coordinate = `,"coordinate":"` + coordinate + `"`
		}
		return `{"errors":[{"message":"` + message + `","locations":[` + place + `],"extensions":{"code":"` + code + `"` + coordinate + `}}]}`
	}
	invalid := func(message, place, coordinate string) string {
		return refused("GRAPHQL_VALIDATION_FAILED", message, place, coordinate)
	}
	bad := func(message, coordinate string) string {
		return refused("BAD_USER_INPUT", "arguments: "+message, `{"line":1,"column":7}`, coordinate)
	}
	const byVariable = `query($o: [PersonOrder!]) { people(orderBy: $o) { totalCount } }`
	tests := []struct{ name, query, vars, want string }{
		{"one", `{ people(orderBy: [{name: ASC}, {id: DESC}]) { totalCount } }`, ``, `{"data":{"people":{"totalCount":2}}}`},
		{"none", `{ people(orderBy: [{}]) { totalCount } }`, ``,
			invalid(`OneOf Input Object \"PersonOrder\" must specify exactly one key.`, `{"line":1,"column":20}`, `Query.people(orderBy:)`)},
		{"two", `{ people(orderBy: [{name: ASC, id: DESC}]) { totalCount } }`, ``,
			invalid(`OneOf Input Object \"PersonOrder\" must specify exactly one key.`, `{"line":1,"column":20}`, `Query.people(orderBy:)`)},
		{"null", `{ people(orderBy: [{meetings: null}]) { totalCount } }`, ``,
			invalid(`Field \"PersonOrder.meetings\" must be non-null.`, `{"line":1,"column":31}`, `PersonOrder.meetings`)},
		{"a variable that may be null", `query($d: Direction) { people(orderBy: [{name: $d}]) { totalCount } }`, `{"d": "ASC"}`,
			invalid(`Variable \"$d\" is of type \"Direction\" but must be non-nullable to be used for OneOf Input Object \"PersonOrder\".`, `{"line":1,"column":7},{"line":1,"column":48}`, `PersonOrder.name`)},
		{"a variable that may not", `query($d: Direction!) { people(orderBy: [{name: $d}]) { totalCount } }`, `{"d": "ASC"}`, `{"data":{"people":{"totalCount":2}}}`},
		{"one in a variable", byVariable, `{"o": [{"name": "ASC"}]}`, `{"data":{"people":{"totalCount":2}}}`},
		{"none in a variable", byVariable, `{"o": [{}]}`, bad(`$o: give exactly one field of PersonOrder; these are 0`, ``)},
		{"two in a variable", byVariable, `{"o": [{"name": "ASC", "id": null}]}`, bad(`$o: give exactly one field of PersonOrder; these are 2`, ``)},
		{"null in a variable", byVariable, `{"o": [{"name": null}]}`, bad(`$o.name: null is no value of the one field that PersonOrder takes`, `PersonOrder.name`)},
		{"deep in a variable", byVariable, `{"o": [{"meetings": {}}]}`, bad(`$o.meetings: give exactly one field of CountOrder; these are 0`, `PersonOrder.meetings`)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			vars := map[string]any{}
			if tt.vars != "" {
				if err := json.Unmarshal([]byte(tt.vars), &vars); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(tt.want, answerTo(t, s, store, tt.query, vars)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestOneOfMayBeLeftOut finds fields of such inputs that would have to be given, or
// have a value of their own.
func TestOneOfMayBeLeftOut(t *testing.T) {
	n := 0
	for _, def := range standard(t).gate.Schema.Types {
		if def.Kind != ast.InputObject || def.Directives.ForName("oneOf") == nil {
			continue
		}
		n++
		for _, f := range def.Fields {
			if f.Type.NonNull || f.DefaultValue != nil {
				t.Errorf("%s.%s", def.Name, f.Name)
			}
		}
	}
	if n == 0 {
		t.Error("no input takes exactly one field")
	}
}
