package schema

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/schema/gate"
	"parley/schema/sampletest"
)

// What introspection says, as far as it is held against the schema.
type (
	shownSchema struct {
		QueryType, MutationType, SubscriptionType *struct{ Name string }
		Types                                     []shownType
		Directives                                []struct {
			Name         string
			Description  *string
			IsRepeatable *bool
			Args         []shownInput
		}
	}
	shownType struct {
		Kind, Name                string
		Description               *string
		SpecifiedByURL            *string
		IsOneOf                   *bool
		Fields                    []shownField
		InputFields               []shownInput
		Interfaces, PossibleTypes []shownRef
		EnumValues                []struct{ Name, Description string }
	}
	shownField struct {
		Name, Description string
		Args              []shownInput
		Type              shownRef
		IsDeprecated      *bool
	}
	shownInput struct {
		Name, Description string
		Type              shownRef
		DefaultValue      *string
		IsDeprecated      *bool
	}
	shownRef struct {
		Kind, Name string
		OfType     *shownRef
	}
)

func (r shownRef) String() string {
	switch r.Kind {
	case "NON_NULL":
		return r.OfType.String() + "!"
	case "LIST":
		return "[" + r.OfType.String() + "]"
	}
	return r.Name
}

// TestIntrospectionIsTheSchema asks all that graphql-js's buildClientSchema wants
// and holds it against the schema's definitions: nothing is missing, nothing
// else is there.
func TestIntrospectionIsTheSchema(t *testing.T) {
	s := standard(t)
	store := sampletest.Oslo(t, s.model)
	var got struct {
		Data struct {
			Schema shownSchema `json:"__schema"`
		}
	}
	if err := json.Unmarshal(s.Do(t.Context(), store, Request{Query: introspectionQuery}).JSON(), &got); err != nil {
		t.Fatal(err)
	}
	all := got.Data.Schema
	if all.QueryType == nil || all.MutationType == nil || all.SubscriptionType != nil {
		t.Errorf("roots: %v %v %v", all.QueryType, all.MutationType, all.SubscriptionType)
	}
	shown := map[string]bool{}
	for _, typ := range all.Types {
		shown[typ.Name] = true
		if def := s.gate.Schema.Types[typ.Name]; !def.BuiltIn {
			if diff := cmp.Diff(definitionLines(s, def), typeLines(typ)); diff != "" {
				t.Errorf("%s (-schema +introspection):\n%s", typ.Name, diff)
			}
		}
	}
	for name := range s.gate.Schema.Types {
		if !shown[name] {
			t.Errorf("%s is not shown", name)
		}
	}
	if len(all.Directives) != len(s.gate.Schema.Directives) {
		t.Errorf("%d directives, not %d", len(all.Directives), len(s.gate.Schema.Directives))
	}
	for _, d := range all.Directives {
		if def := s.gate.Schema.Directives[d.Name]; def == nil || len(d.Args) != len(def.Arguments) || d.IsRepeatable == nil || *d.IsRepeatable != def.IsRepeatable {
			t.Errorf("@%s: %+v", d.Name, d)
		}
	}
}

// typeLines writes a type as introspection shows it, a line for each part.
func typeLines(typ shownType) map[string]string {
	out := map[string]string{"": fmt.Sprint(typ.Kind, *typ.Description, orAbsent(typ.IsOneOf), orAbsent(typ.SpecifiedByURL))}
	for _, f := range typ.Fields {
		out[f.Name] = fmt.Sprint(f.Type, f.Description, *f.IsDeprecated)
		addInputs(out, f.Name+".", f.Args)
	}
	addInputs(out, "", typ.InputFields)
	for _, v := range typ.EnumValues {
		out[v.Name] = v.Description
	}
	if typ.Interfaces != nil {
		out["implements"] = ""
	}
	for _, i := range typ.Interfaces {
		out["implements "+i.Name] = ""
	}
	for _, p := range typ.PossibleTypes {
		out["possibly "+p.Name] = ""
	}
	return out
}

func addInputs(out map[string]string, before string, list []shownInput) {
	for _, a := range list {
		line := fmt.Sprint(a.Type, a.Description, *a.IsDeprecated)
		if a.DefaultValue != nil {
			line += " = " + *a.DefaultValue
		}
		out[before+a.Name] = line
	}
}

// definitionLines writes a type as the schema defines it, in the same lines.
func definitionLines(s *Schema, def *ast.Definition) map[string]string {
	out := map[string]string{"": fmt.Sprint(def.Kind, def.Description, oneOf(def), specifiedBy(def))}
	for _, f := range own(def) {
		out[f.Name] = fmt.Sprint(f.Type, f.Description, false)
		if f.DefaultValue != nil {
			out[f.Name] += " = " + f.DefaultValue.String()
		}
		for _, a := range f.Arguments {
			out[f.Name+"."+a.Name] = fmt.Sprint(a.Type, a.Description, false)
			if a.DefaultValue != nil {
				out[f.Name+"."+a.Name] += " = " + a.DefaultValue.String()
			}
		}
	}
	for _, v := range def.EnumValues {
		out[v.Name] = v.Description
	}
	if def.Kind == ast.Object || def.Kind == ast.Interface {
		out["implements"] = ""
	}
	for _, name := range def.Interfaces {
		out["implements "+name] = ""
	}
	if def.Kind == ast.Interface {
		for _, p := range s.gate.Schema.GetPossibleTypes(def) {
			out["possibly "+p.Name] = ""
		}
	}
	return out
}

// orAbsent is what introspection shows, or that it shows nothing.
func orAbsent[T any](v *T) any {
	if v == nil {
		return "absent"
	}
	return *v
}

// oneOf is whether exactly one field of an input may be given.
func oneOf(def *ast.Definition) any {
	if def.Kind != ast.InputObject {
		return "absent"
	}
	return def.Directives.ForName("oneOf") != nil
}

// specifiedBy is the address of what specifies a scalar.
func specifiedBy(def *ast.Definition) any {
	if d := def.Directives.ForName("specifiedBy"); d != nil {
		return d.Arguments.ForName("url").Value.Raw
	}
	return "absent"
}

// TestIntrospectionIsCounted holds what is counted beforehand against the values
// in the answers: no fewer, and hardly more, since graphql-go does not show all of
// introspection itself.
func TestIntrospectionIsCounted(t *testing.T) {
	s := standard(t)
	for _, query := range []string{
		introspectionQuery,
		`{ __schema { description types { enumValues { name } } directives { args { type { name } } } queryType { name } mutationType { name } subscriptionType { name } } }`,
		`{ __type(name: "Query") { fields { type { ofType { fields { type { ofType { kind enumValues { name } } } } } } } } }`,
		`{ __type(name: "PersonFilter") { inputFields { type { ofType { name ofType { name } } inputFields { type { enumValues { name } } } } } } }`,
		`{ __type(name: "Node") { possibleTypes { name fields { args { name defaultValue } } } } }`,
		`{ __type(name: "Nobody") { name } people { totalCount } }`,
	} {
		var answer struct{ Data map[string]any }
		if err := json.Unmarshal(s.Do(t.Context(), memoryStore(s), Request{Query: query}).JSON(), &answer); err != nil {
			t.Fatal(err)
		}
		delete(answer.Data, "people")
		given := valuesIn(answer.Data) - 1
		counted := func(most int) bool { // no more
			r := limited(t, gate.Limits{Schema: most}).Do(t.Context(), memoryStore(s), Request{Query: query})
			return len(r.Errors) == 0
		}
		if given > 1 && counted(given-1) {
			t.Errorf("fewer than the %d values are counted that are given: %.100s", given, query)
		}
		if !counted(given*4/3 + 1) {
			t.Errorf("more than %d values are counted of %d: %.100s", given*4/3+1, given, query)
		}
	}
}

// valuesIn counts a value, or a list's items, with all that is in it.
func valuesIn(v any) int {
	n := 1
	switch v := v.(type) {
	case []any:
		n = 0
		for _, item := range v {
			n += valuesIn(item)
		}
		n = max(n, 1)
	case map[string]any:
		for _, item := range v {
			n += valuesIn(item)
		}
	}
	return n
}

// TestIntrospectionIsTheSame shows that two servers show the same schema in the
// same order.
func TestIntrospectionIsTheSame(t *testing.T) {
	var shown [2]string
	for i := range shown {
		s := standard(t)
		shown[i] = answerTo(t, s, memoryStore(s), introspectionQuery, nil)
	}
	if shown[0] != shown[1] {
		t.Error("they differ")
	}
}

// TestIntrospectionInOrder shows that introspection, too, comes in the order
// that is asked for, and stands among data.
func TestIntrospectionInOrder(t *testing.T) {
	s := standard(t)
	got := answerTo(t, s, sampletest.Oslo(t, s.model), `query($d: Boolean = true) {
		people { totalCount }
		t: __type(name: "Direction") { ...N enumValues(includeDeprecated: $d) { name __typename } description @skip(if: $d) }
		d: __type(name: "Date") { specifiedByURL isOneOf inputFields { name } name }
		none: __type(name: "Nobody") { name }
		__typename
	} fragment N on __Type { kind: __typename name }`, nil)
	want := `{"data":{"people":{"totalCount":2},` +
		`"t":{"kind":"__Type","name":"Direction","enumValues":[{"name":"ASC","__typename":"__EnumValue"},{"name":"DESC","__typename":"__EnumValue"}]},` +
		`"d":{"specifiedByURL":"https://www.loc.gov/standards/datetime/","isOneOf":null,"inputFields":null,"name":"Date"},"none":null,"__typename":"Query"}}`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestIntrospectionOfItself shows of introspection what graphql-go by itself does
// not say, or says in another order each time.
func TestIntrospectionOfItself(t *testing.T) {
	s := standard(t)
	args := func(field string) string {
		return `{"name":"` + field + `","args":[{"name":"includeDeprecated","defaultValue":"false"}]}`
	}
	for typ, fields := range map[string][]string{"__Type": {"fields", "enumValues", "inputFields"}, "__Field": {"args"}, "__Directive": {"args"}} {
		got := answerTo(t, s, memoryStore(s), `{ __type(name: "`+typ+`") { fields { name args(includeDeprecated: true) { name defaultValue } } } }`, nil)
		for _, field := range fields {
			if !strings.Contains(got, args(field)) {
				t.Errorf("%s: no %s in %s", typ, args(field), got)
			}
		}
	}
	got := answerTo(t, s, memoryStore(s), `{ __type(name: "__TypeKind") { enumValues { name } } }`, nil)
	want := `{"data":{"__type":{"enumValues":[{"name":"ENUM"},{"name":"INPUT_OBJECT"},{"name":"INTERFACE"},{"name":"LIST"},{"name":"NON_NULL"},{"name":"OBJECT"},{"name":"SCALAR"},{"name":"UNION"}]}}}`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
