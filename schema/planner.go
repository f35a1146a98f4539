package schema

import (
	"context"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/gate"
)

// planRules are what a schema's plans are made by: its model, its gate, and how each
// field is planned.
type planRules struct {
	model  *graph.Model
	gate   *gate.Gate
	fields map[*ast.FieldDefinition]planField
	roots  map[*ast.FieldDefinition]planRoot
}

// planField plans one selected field of an object: it asks the place's list for
// what the field needs and says how the field is read from its records.
type planField func(p *planner, at place, f *ast.Field) (reader, error)

// planRoot plans a root field. What it asks of a store has the name, the bound and
// the day of the question.
type planRoot func(p *planner, f *ast.Field, args map[string]any, of graph.Plan) (root, error)

// planner turns the fields of one operation into plans.
type planner struct {
	*planRules
	ctx  context.Context // of the request, while it is planned
	vars map[string]any
}

// planner returns what plans an operation with some variables.
func (r *planRules) planner(ctx context.Context, vars map[string]any) *planner {
	return &planner{r, ctx, vars}
}

// included evaluates @skip and @include.
func (p *planner) included(list ast.DirectiveList) bool {
	return !p.condition(list, "skip", false) && p.condition(list, "include", true)
}

func (p *planner) condition(list ast.DirectiveList, name string, absent bool) bool {
	d := list.ForName(name)
	if d == nil {
		return absent
	}
	v, _ := d.Arguments.ForName("if").Value.Value(p.vars)
	yes, _ := v.(bool)
	return yes
}

// args returns a field's arguments with variables and defaults filled in.
func (p *planner) args(f *ast.Field) (map[string]any, error) {
	args := map[string]any{}
	for _, def := range f.Definition.Arguments {
		value := def.DefaultValue
		if given := f.Arguments.ForName(def.Name); given != nil && !p.unset(given.Value) {
			value = given.Value
		}
		if value == nil {
			continue
		}
		v, err := value.Value(p.vars)
		if err != nil {
			return nil, graph.Errorf(graph.BadInput, "arguments", "%s: %s is out of range", def.Name, strings.TrimSpace(value.Raw))
		}
		if args[def.Name], err = p.gate.Coerce(def.Type, v, def.Name); err != nil {
			return nil, err
		}
	}
	return args, nil
}

// unset reports whether a value is a variable that was not given.
func (p *planner) unset(v *ast.Value) bool {
	if v.Kind != ast.Variable {
		return false
	}
	_, given := p.vars[v.Raw]
	return !given
}
