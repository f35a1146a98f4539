package schema

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// TestVariables coerces by the spec (section 6.1.2), from what a JSON decoder
// gives with numbers as they stand and as floats.
func TestVariables(t *testing.T) {
	s := standard(t)
	cases := []struct {
		name, typ, given string // JSON; "" is absent
		want             string // JSON, "" for absent; or an error that begins with !
	}{
		{"absent", "Int", "", ""},
		{"absent with a default", "Int = 3", "", "3"},
		{"null is not absent", "Int = 3", "null", "null"},
		{"absent and required", "Int!", "", "!$v of the type Int! is missing"},
		{"null and required", "Int! = 3", "null", "!$v: null is not of the type Int!"},
		{"required, with a default", "Int! = 3", "", "3"},
		{"a whole number", "Int", "5", "5"},
		{"a whole number with a point", "Int", "5.0", "5"},
		{"a part of a number", "Int", "1.9", "!$v: 1.9 is not of the type Int"},
		{"digits in a text", "Int", `"12"`, "!$v: 12 is not of the type Int"},
		{"the largest", "Int", "2147483647", "2147483647"},
		{"more than the largest", "Int", "2147483648", "!$v: 2147483648 is not of the type Int"},
		{"less than the least", "Int", "-2147483649", "!$v: -2147483649 is not of the type Int"},
		{"a truth for a number", "Int", "true", "!$v: true is not of the type Int"},
		{"a number for a truth", "Boolean", "1", "!$v: 1 is not of the type Boolean"},
		{"a number for a text", "String", "1", "!$v: 1 is not of the type String"},
		{"a number for an id", "ID", "4", `"4"`},
		{"a part of a number for an id", "ID", "4.5", "!$v: 4.5 is not of the type ID"},
		{"an enum", "Direction", `"ASC"`, `"ASC"`},
		{"an enum in small letters", "Direction", `"asc"`, "!$v: asc is not of the type Direction"},
		{"a number for an enum", "Direction", "0", "!$v: 0 is not of the type Direction"},
		{"a list", "[ID!]", `["a", 1]`, `["a","1"]`},
		{"a list of one", "[ID!]", `"a"`, `["a"]`},
		{"null for a list", "[ID!]", "null", "null"},
		{"null in a list", "[ID!]", `["a", null]`, "!$v: null is not of the type ID!"},
		{"null in a list that may have it", "[ID]", `["a", null]`, `["a",null]`},
		{"a list in a list", "[ID]", `[["a"]]`, "!$v: [a] is not of the type ID"},
		{"an object", "PersonFilter", `{"name": {"in": "Ann", "eq": null}}`, `{"name":{"eq":null,"in":["Ann"]}}`},
		{"an object's unknown field", "PersonFilter", `{"nam": {}}`, `!$v: PersonFilter has no field "nam"`},
		{"a text for an object", "PersonFilter", `"Ann"`, "!$v: Ann is not an object of the type PersonFilter"},
		{"a list for an object", "PersonFilter", `[{}]`, "!$v: [map[]] is not an object of the type PersonFilter"},
		{"a field that is missing", "IdentifierInput", `{"scheme": "x"}`, "!$v.value: null is not of the type String!"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			doc, err := parser.ParseQuery(&ast.Source{Input: `query($v: ` + c.typ + `) { __typename }`})
			if err != nil {
				t.Fatal(err)
			}
			for _, exact := range []bool{true, false} {
				got := coercedTo(t, s, doc.Operations[0], c.given, exact)
				if !exact && strings.HasPrefix(c.want, "!") && strings.HasPrefix(got, "!") {
					continue // floats are printed in their own way
				}
				if diff := cmp.Diff(c.want, got); diff != "" {
					t.Errorf("numbers as they stand: %v (-want +got):\n%s", exact, diff)
				}
			}
		})
	}
}

func coercedTo(t *testing.T, s *Schema, op *ast.OperationDefinition, given string, exact bool) string {
	t.Helper()
	vars := map[string]any{}
	if given != "" {
		d := json.NewDecoder(strings.NewReader(`{"v": ` + given + `}`))
		if exact {
			d.UseNumber()
		}
		if err := d.Decode(&vars); err != nil {
			t.Fatal(err)
		}
	}
	out, bad := s.gate.Variables(op, vars)
	if bad != nil {
		return "!" + strings.TrimPrefix(strings.TrimPrefix(bad.Message, "arguments: "), "variables: ")
	}
	v, given2 := out["v"]
	if !given2 {
		return ""
	}
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
