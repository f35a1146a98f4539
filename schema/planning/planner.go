package planning

import (
	"context"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/gate"
)

// Rules are what a schema's plans are made by: its model, its gate, and how each
// field is planned.
type Rules struct {
	Model  *graph.Model
	Gate   *gate.Gate
	Fields map[*ast.FieldDefinition]FieldPlan
	Roots  map[*ast.FieldDefinition]RootPlan
}

// FieldPlan plans one selected field of an object: it asks the place's list for
// what the field needs and says how the field is read from its records.
type FieldPlan func(p *Planner, at spot, f *ast.Field) (reader, error)

// RootPlan plans a root field. What it asks of a store has the name, the bound and
// the day of the question.
type RootPlan func(p *Planner, f *ast.Field, args map[string]any, of graph.Plan) (Root, error)

// Planner turns the fields of one operation into plans.
type Planner struct {
	*Rules
	Context context.Context // of the request, while it is planned
	Vars    map[string]any
	asOf    graph.AsOf // of what is planned
}

// NewPlanner returns a planner for an operation with some variables.
func (r *Rules) NewPlanner(ctx context.Context, vars map[string]any) *Planner {
	return &Planner{Rules: r, Context: ctx, Vars: vars}
}

// Included reports whether @skip and @include let something be selected.
func (p *Planner) Included(list ast.DirectiveList) bool {
	return !p.condition(list, "skip", false) && p.condition(list, "include", true)
}

func (p *Planner) condition(list ast.DirectiveList, name string, absent bool) bool {
	d := list.ForName(name)
	if d == nil {
		return absent
	}
	v, _ := d.Arguments.ForName("if").Value.Value(p.Vars)
	yes, _ := v.(bool)
	return yes
}

// Args returns a field's arguments with variables and defaults filled in.
func (p *Planner) Args(f *ast.Field) (map[string]any, error) {
	args := map[string]any{}
	for _, def := range f.Definition.Arguments {
		value := def.DefaultValue
		if given := f.Arguments.ForName(def.Name); given != nil && !p.unset(given.Value) {
			value = given.Value
		}
		if value == nil {
			continue
		}
		v, err := value.Value(p.Vars)
		if err != nil {
			return nil, graph.Errorf(graph.BadInput, "arguments", "%s: %s is out of range", def.Name, strings.TrimSpace(value.Raw)).In(def.Name)
		}
		if args[def.Name], err = p.Gate.Coerce(def.Type, v, def.Name); err != nil {
			return nil, err
		}
	}
	return args, nil
}

// unset reports whether a value is a variable that was not given.
func (p *Planner) unset(v *ast.Value) bool {
	if v.Kind != ast.Variable {
		return false
	}
	_, given := p.Vars[v.Raw]
	return !given
}
