package schematest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/graph"
	"parley/schema"
)

// atlas is the schema as introspection tells it, to find in it all places that
// take an id.
type atlas struct {
	model *graph.Model
	types map[string]*typ
}

type typ struct {
	Name, Kind  string
	IsOneOf     bool
	Fields      []rootField
	InputFields []input
	EnumValues  []struct{ Name string }
}

type rootField struct {
	Name string
	Args []input
	Type typeRef
}

type input struct {
	Name         string
	Type         typeRef
	DefaultValue *string
}

type typeRef struct {
	Kind, Name string
	OfType     *typeRef
}

// place is where the schema takes an id: a request with one in the variable id.
type place struct{ name, query string }

const introspection = `{ __schema { types { name kind isOneOf enumValues { name }
  fields { name type { ...T } args { name defaultValue type { ...T } } } inputFields { name defaultValue type { ...T } } } } }
fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`

func newAtlas(t *testing.T, s *schema.Schema, store graph.Store, m *graph.Model) *atlas {
	t.Helper()
	text, err := json.Marshal(s.Do(t.Context(), store, schema.Request{Query: introspection}))
	if err != nil {
		t.Fatal(err)
	}
	var answer struct {
		Data struct {
			Schema struct{ Types []*typ } `json:"__schema"`
		}
	}
	if err := json.Unmarshal(text, &answer); err != nil || len(answer.Data.Schema.Types) == 0 {
		t.Fatalf("%v: %.300s", err, text)
	}
	a := &atlas{m, map[string]*typ{}}
	for _, typ := range answer.Data.Schema.Types {
		a.types[typ.Name] = typ
	}
	return a
}

// wrap makes a literal of what is inside the value of an argument or input field.
type wrap func(inner string) string

// reach is an input type on the shortest way to it from a root field.
type reach struct {
	typ *typ
	at  wrap
}

// places lists all places: each argument of type ID, and each field of an input
// that is an id or a filter of ids, once.
func (a *atlas) places() []place {
	var out []place
	var todo []reach
	seen := map[string]bool{}
	visit := func(name string, in input, at wrap) {
		inside := func(inner string) string { return at(a.listed(in.Type, inner)) }
		switch named := in.Type.named(); {
		case named == "ID":
			out = append(out, place{name, inside("$id")})
		case a.types[named].Kind == "INPUT_OBJECT":
			if named == "IDFilter" && seen[named] {
				out = append(out, place{name, inside("{eq: $id}")})
			}
			if !seen[named] {
				seen[named] = true
				todo = append(todo, reach{a.types[named], inside})
			}
		}
	}
	for _, root := range []string{"Query", "Mutation"} {
		for _, f := range a.types[root].Fields {
			for _, arg := range f.Args {
				visit(fmt.Sprintf("%s.%s(%s:)", root, f.Name, arg.Name), arg, a.request(root, f, arg))
			}
		}
	}
	for len(todo) > 0 {
		at := todo[0]
		todo = todo[1:]
		for _, field := range at.typ.InputFields {
			visit(at.typ.Name+"."+field.Name, field, func(inner string) string {
				return at.at("{" + a.with(at.typ, field.Name, inner) + "}")
			})
		}
	}
	return out
}

// request writes a whole request around the value of an argument.
func (a *atlas) request(root string, f rootField, arg input) wrap {
	return func(inner string) string {
		args := []string{arg.Name + ": " + inner}
		for _, other := range f.Args {
			if other.Name != arg.Name && required(other) {
				args = append(args, other.Name+": "+a.sample(root, other))
			}
		}
		return fmt.Sprintf("%s($id: ID!) { %s(%s)%s }", strings.ToLower(root), f.Name, strings.Join(args, ", "), a.selection(f.Type))
	}
}

// with writes a field of an input beside those that it cannot be without.
func (a *atlas) with(t *typ, name, inner string) string {
	fields := []string{name + ": " + inner}
	for _, other := range t.InputFields {
		if other.Name != name && required(other) && !t.IsOneOf {
			fields = append(fields, other.Name+": "+a.sample(t.Name, other))
		}
	}
	return strings.Join(fields, ", ")
}

func required(in input) bool { return in.Type.Kind == "NON_NULL" && in.DefaultValue == nil }

// sample writes a value that an argument or a field of an input may have.
func (a *atlas) sample(of string, in input) string {
	var value string
	switch t := a.types[in.Type.named()]; {
	case t.Name == "ID":
		value = fmt.Sprintf("%q", a.sampleID(of, in.Name))
	case t.Kind == "ENUM":
		value = t.EnumValues[0].Name
	case t.Kind == "INPUT_OBJECT" && t.IsOneOf:
		value = "{" + t.InputFields[0].Name + ": " + a.sample(t.Name, t.InputFields[0]) + "}"
	case t.Kind == "INPUT_OBJECT":
		var fields []string
		for _, f := range t.InputFields {
			if required(f) {
				fields = append(fields, f.Name+": "+a.sample(t.Name, f))
			}
		}
		value = "{" + strings.Join(fields, ", ") + "}"
	case t.Name == "Int":
		value = "1"
	case t.Name == "Boolean":
		value = "true"
	case t.Name == "Date":
		value = `"2025-01-01"`
	default:
		value = `"z"`
	}
	return a.listed(in.Type, value)
}

// sampleID is the id of a node that there is, of a kind that the place takes.
func (a *atlas) sampleID(of, name string) string {
	for _, e := range a.model.Edges {
		if strings.EqualFold(strings.ReplaceAll(e.Name, "_", "")+"Input", of) {
			kinds := map[string]graph.KindSet{"from": e.FromKinds(), "to": e.ToKinds()}[name]
			return a.model.KindsOf(kinds)[0].Prefix() + "z"
		}
	}
	if name == "source" {
		return "source:a"
	}
	if k := a.model.Kind(strings.TrimSuffix(of, "Input")); k != nil {
		return k.Prefix() + "z"
	}
	return "person:z"
}

// listed writes a value as one of the type: in a list where it is one.
func (a *atlas) listed(t typeRef, value string) string {
	switch t.Kind {
	case "NON_NULL":
		return a.listed(*t.OfType, value)
	case "LIST":
		return "[" + a.listed(*t.OfType, value) + "]"
	}
	return value
}

func (t typeRef) named() string {
	if t.OfType != nil {
		return t.OfType.named()
	}
	return t.Name
}

// selection selects little of what a root field answers.
func (a *atlas) selection(t typeRef) string {
	of := a.types[t.named()]
	if len(of.Fields) == 0 && of.Kind != "UNION" {
		return ""
	}
	fields := []string{"__typename"}
	for _, name := range []string{"id", "totalCount"} {
		if slices.ContainsFunc(of.Fields, func(f rootField) bool { return f.Name == name }) {
			fields = append(fields, name)
		}
	}
	return " { " + strings.Join(fields, " ") + " }"
}
