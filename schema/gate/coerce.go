package gate

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// Coerce brings a value into the form that its type asks for (GraphQL spec, input
// coercion): what stands alone becomes a list of one, a whole number an ID.
// Whatever is not of the type is refused, so that nothing behind this point has
// to guess.
func (g *Gate) Coerce(t *ast.Type, v any, at string) (any, error) {
	switch {
	case v == nil && t.NonNull:
		return nil, graph.Errorf(graph.BadInput, "arguments", "%s: null is not of the type %s", at, t).In(at)
	case v == nil:
		return nil, nil
	case t.Elem != nil:
		return g.coerceList(t.Elem, v, at)
	}
	switch def := g.Schema.Types[t.NamedType]; {
	case def.Kind == ast.InputObject:
		return g.coerceObject(def, v, at)
	case def.Kind == ast.Enum:
		if text, ok := v.(string); ok && def.EnumValues.ForName(text) != nil {
			return text, nil
		}
	case def.Name == "Boolean":
		if b, ok := v.(bool); ok {
			return b, nil
		}
	case def.Name == "Int":
		if n, ok := Integer(v); ok && n >= math.MinInt32 && n <= math.MaxInt32 {
			return n, nil
		}
	case def.Name == "ID":
		if n, ok := Integer(v); ok {
			return strconv.FormatInt(n, 10), nil
		}
		return g.coerceText(t, v, at)
	default:
		return g.coerceText(t, v, at)
	}
	return nil, notOfType(t, v, at)
}

func (g *Gate) coerceText(t *ast.Type, v any, at string) (any, error) {
	if text, ok := v.(string); ok { // a json.Number is no text
		return text, nil
	}
	return nil, notOfType(t, v, at)
}

func notOfType(t *ast.Type, v any, at string) error {
	return graph.Errorf(graph.BadInput, "arguments", "%s: %s is not of the type %s", at, brief(v), t).In(at)
}

// brief writes a value for a message.
func brief(v any) string {
	text := Quoted(fmt.Sprint(v))
	return text[1 : len(text)-1]
}

func (g *Gate) coerceList(elem *ast.Type, v any, at string) (any, error) {
	out := []any{}
	for _, item := range ListOf(v) {
		coerced, err := g.Coerce(elem, item, at)
		if err != nil {
			return nil, err
		}
		out = append(out, coerced)
	}
	return out, nil
}

func (g *Gate) coerceObject(def *ast.Definition, v any, at string) (any, error) {
	given, ok := v.(map[string]any)
	if !ok {
		return nil, graph.Errorf(graph.BadInput, "arguments", "%s: %s is not an object of the type %s", at, brief(v), def.Name).In(at)
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if def.Fields.ForName(name) == nil {
			return nil, graph.Errorf(graph.BadInput, "arguments", "%s: %s has no field %s", at, def.Name, Quoted(name)).In(at)
		}
	}
	if def.Directives.ForName("oneOf") != nil {
		if err := onlyOne(def, given, at); err != nil {
			return nil, err
		}
	}
	out := make(map[string]any, len(given))
	for _, field := range def.Fields {
		value, ok := given[field.Name]
		if !ok && field.DefaultValue != nil {
			value, _ = field.DefaultValue.Value(nil)
			ok = true
		}
		if !ok && !field.Type.NonNull {
			continue
		}
		coerced, err := g.Coerce(field.Type, value, at+"."+field.Name)
		if err != nil {
			return nil, err
		}
		out[field.Name] = coerced
	}
	return out, nil
}

// onlyOne refuses an object of which exactly one field is given unless that is so,
// and that is not null.
func onlyOne(def *ast.Definition, given map[string]any, at string) error {
	if len(given) != 1 {
		return graph.Errorf(graph.BadInput, "arguments", "%s: give exactly one field of %s; these are %d", at, def.Name, len(given)).In(at)
	}
	if name, v := Only(given); v == nil {
		return graph.Errorf(graph.BadInput, "arguments", "%s.%s: null is no value of the one field that %s takes", at, name, def.Name).In(at + "." + name)
	}
	return nil
}
