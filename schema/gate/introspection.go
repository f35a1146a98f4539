package gate

import (
	"maps"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// introspectionCost counts what an operation asks of the schema: the values that its fields
// and fragments give, no further than to the first that is too many. Who answers
// introspection takes much longer for each, and so is asked only then.
type introspectionCost struct {
	*ast.Schema
	vars    map[string]any
	n, most int
}

// CheckIntrospection holds what root fields ask about the schema against the limit.
func (g *Gate) CheckIntrospection(set ast.SelectionSet, vars map[string]any) *Error {
	s := introspectionCost{Schema: g.Schema, vars: vars, most: g.Limits.Schema}
	s.visit(set, nil)
	return NotMore("values or more of the schema to give", s.n, s.most)
}

// asksOfSchema reports whether a root field asks about the schema.
func asksOfSchema(f *ast.Field) bool { return f.Name == "__schema" || f.Name == "__type" }

// visit counts what a selection gives of an object of the schema; nil is what
// stands around it.
func (s *introspectionCost) visit(set ast.SelectionSet, of any) {
	for _, sel := range set {
		switch sel := sel.(type) {
		case *ast.Field:
			s.field(sel, of)
		case *ast.InlineFragment:
			s.visit(sel.SelectionSet, of)
		case *ast.FragmentSpread:
			s.visit(sel.Definition.SelectionSet, of)
		}
		if s.n > s.most {
			return
		}
	}
}

// field counts one value for a field, or one for each object that it gives.
func (s *introspectionCost) field(f *ast.Field, of any) {
	if of == nil && !asksOfSchema(f) {
		return
	}
	list := s.below(f, of)
	s.n += max(len(list), 1)
	for _, one := range list {
		if s.visit(f.SelectionSet, one); s.n > s.most {
			return
		}
	}
}

// below returns the objects of a field.
func (s *introspectionCost) below(f *ast.Field, of any) []any {
	switch of := of.(type) {
	case nil:
		return s.root(f)
	case *ast.Schema:
		return s.ofSchema(f.Name)
	case *ast.Definition:
		return s.ofDefinition(f.Name, of)
	case *ast.Type:
		if f.Name == "ofType" {
			return s.inside(of)
		}
	case *ast.FieldDefinition:
		switch f.Name {
		case "args":
			return AnyOf(of.Arguments)
		case "type":
			return s.typed(of.Type)
		}
	case *ast.ArgumentDefinition:
		if f.Name == "type" {
			return s.typed(of.Type)
		}
	case *ast.DirectiveDefinition:
		if f.Name == "args" {
			return AnyOf(of.Arguments)
		}
	}
	return nil
}

func (s *introspectionCost) root(f *ast.Field) []any {
	if f.Name == "__schema" {
		return []any{s.Schema}
	}
	if a := f.Arguments.ForName("name"); a != nil {
		name, _ := a.Value.Value(s.vars)
		if text, ok := name.(string); ok && s.Types[text] != nil {
			return []any{s.Types[text]}
		}
	}
	return nil
}

func (s *introspectionCost) ofSchema(field string) []any {
	switch field {
	case "types":
		return AnyOf(slices.Collect(maps.Values(s.Types)))
	case "directives":
		return AnyOf(slices.Collect(maps.Values(s.Directives)))
	case "queryType":
		return []any{s.Query}
	case "mutationType":
		return []any{s.Mutation}
	}
	return nil
}

func (s *introspectionCost) ofDefinition(field string, def *ast.Definition) []any {
	switch field {
	case "fields", "inputFields":
		if (def.Kind == ast.InputObject) == (field == "inputFields") {
			return AnyOf(def.Fields)
		}
	case "enumValues":
		return AnyOf(def.EnumValues)
	case "interfaces":
		var out []any
		for _, name := range def.Interfaces {
			out = append(out, s.Types[name])
		}
		return out
	case "possibleTypes":
		if def.Kind == ast.Interface {
			return AnyOf(s.GetPossibleTypes(def))
		}
	}
	return nil
}

// typed returns what stands for a type: its definition, where it has no wrapping.
func (s *introspectionCost) typed(t *ast.Type) []any {
	if t.NonNull || t.Elem != nil {
		return []any{t}
	}
	return []any{s.Types[t.NamedType]}
}

// inside returns what a wrapping is around.
func (s *introspectionCost) inside(t *ast.Type) []any {
	if !t.NonNull {
		return s.typed(t.Elem)
	}
	bare := *t
	bare.NonNull = false
	return s.typed(&bare)
}
