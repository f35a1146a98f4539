package gate

import (
	"cmp"
	"errors"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// Variables brings the variables of an operation into the form that their types ask
// for (GraphQL spec, section 6.1.2). One that is not given and has no default is
// absent, which is not null.
func (g *Gate) Variables(op *ast.OperationDefinition, given map[string]any) (map[string]any, *Error) {
	if len(op.VariableDefinitions) == 0 {
		return nil, nil
	}
	if err := g.checkValues(given); err != nil {
		return nil, err
	}
	out := make(map[string]any, len(op.VariableDefinitions))
	for _, def := range op.VariableDefinitions {
		v, ok := given[def.Variable]
		if !ok && def.DefaultValue != nil {
			var err error
			if v, err = def.DefaultValue.Value(nil); err != nil {
				return nil, g.badVariable(def, errors.New("the default is out of range"))
			}
			ok = true
		}
		if !ok && !def.Type.NonNull {
			continue
		}
		coerced, err := g.Coerce(def.Type, v, "$"+def.Variable)
		if !ok {
			err = graph.Errorf(graph.BadInput, "variables", "$%s of the type %s is missing", def.Variable, def.Type)
		}
		if err != nil {
			return nil, g.badVariable(def, err)
		}
		out[def.Variable] = coerced
	}
	return out, g.checkConditions(op, out)
}

// checkConditions refuses null where @skip and @include want to be told: a
// variable with a default may stand there, and be given as null all the same
// (section 6.4.1).
func (g *Gate) checkConditions(op *ast.OperationDefinition, vars map[string]any) *Error {
	var decides map[string]bool
	for _, def := range op.VariableDefinitions {
		v, ok := vars[def.Variable]
		if !ok || v != nil || def.Type.NamedType != "Boolean" {
			continue
		}
		if decides == nil {
			decides = map[string]bool{}
			addConditions(decides, op.SelectionSet)
		}
		if decides[def.Variable] {
			return g.badVariable(def, graph.Errorf(graph.BadInput, "variables", "$%s: null is not of the type Boolean!, which @skip and @include need", def.Variable))
		}
	}
	return nil
}

// addConditions adds the variables that decide what is selected.
func addConditions(names map[string]bool, set ast.SelectionSet) {
	add := func(list ast.DirectiveList, inner ast.SelectionSet) {
		for _, d := range list {
			if a := d.Arguments.ForName("if"); a != nil && a.Value.Kind == ast.Variable {
				names[a.Value.Raw] = true
			}
		}
		addConditions(names, inner)
	}
	for _, sel := range set {
		switch sel := sel.(type) {
		case *ast.Field:
			add(sel.Directives, sel.SelectionSet)
		case *ast.InlineFragment:
			add(sel.Directives, sel.SelectionSet)
		case *ast.FragmentSpread:
			add(sel.Directives, sel.Definition.SelectionSet)
		}
	}
}

// badVariable returns the error of a variable. Where a field within it is wrong, that
// is named.
func (g *Gate) badVariable(def *ast.VariableDefinition, err error) *Error {
	e := ErrorOf(err)
	return &Error{
		Message: clipped(e.Message), Code: badVariables, Locations: LocationOf(def.Position), Cause: err,
		Coordinate: g.inside("", def.Type, namesOf(e.argument)[1:]),
	}
}

// checkValues holds variables against the limits before anything walks them.
func (g *Gate) checkValues(given map[string]any) *Error {
	n, deepest := 0, 0
	for _, v := range given {
		more, deep := extent(v, g.Limits.Values+1-n, g.Limits.Nesting+1)
		n, deepest = n+more, max(deepest, deep)
	}
	return cmp.Or(
		NotMore("values or more in its variables", n, g.Limits.Values),
		NotMore("levels or more of values nested in its variables", deepest, g.Limits.Nesting),
	)
}

// extent is how many values there are in one and how deep they are nested,
// counted no further than to the most.
func extent(v any, mostValues, mostDeep int) (n, deep int) {
	n = 1
	visit := func(item any) bool {
		more, deeper := extent(item, mostValues-n, mostDeep-1)
		n, deep = n+more, max(deep, deeper)
		return n < mostValues && deep < mostDeep
	}
	if mostDeep <= 0 {
		return n, 0
	}
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			if !visit(item) {
				break
			}
		}
		deep++
	case map[string]any:
		for _, item := range v {
			if !visit(item) {
				break
			}
		}
		deep++
	}
	return n, deep
}
