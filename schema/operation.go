package schema

import (
	"parley/graph"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/schema/gate"
)

// operation plans the root fields of a query. Those that ask about the schema
// are answered at once; one that cannot be planned is an error in the answer, and
// leaves the others be (GraphQL spec, section 6.4.4).
func (p *planner) operation(op *ast.OperationDefinition) ([]*rootField, error) {
	if bad := p.gate.CheckIntrospection(op.SelectionSet, p.vars); bad != nil {
		return nil, bad
	}
	var fields []*rootField
	for _, group := range p.collect(0, "Query", op.SelectionSet) {
		f := merged(group.fields)
		found, err := p.root(f, graph.Plan{Op: op.Name, Most: p.gate.Limits.Objects})
		if err != nil {
			found = failedRoot{gate.Located(err, f)}
		}
		fields = append(fields, &rootField{f.Alias, p.shapeField(f, 0, nil), found})
	}
	return fields, graph.Ended(p.ctx, "plan")
}

// root plans a root field, as a question of a name and a bound.
func (p *planner) root(f *ast.Field, of graph.Plan) (root, error) {
	plan := p.roots[f.Definition]
	switch {
	case f.Name == "__typename":
		return textRoot(appendText(nil, f.ObjectDefinition.Name)), nil
	case plan == nil:
		return nil, graph.Errorf(graph.Internal, "plan", "%s has no plan", f.Name)
	}
	args, err := p.args(f)
	if err != nil {
		return nil, err
	}
	if of.AsOf, err = asOf(args); err != nil {
		return nil, err
	}
	return plan(p, f, args, of)
}

// asOf reads the day as of which the graph is shown.
func asOf(args map[string]any) (graph.AsOf, error) {
	text, ok := args["asOf"].(string)
	if !ok {
		return graph.AsOf{}, nil
	}
	day, err := graph.ParseDay(text)
	if err != nil {
		return graph.AsOf{}, err
	}
	return graph.AsOf{Set: true, Day: day, Certain: args["certainty"] == "CERTAIN"}, nil
}

// mutations plans the mutations of an operation, which are made in their order.
// One that fails does not keep the next from being made (GraphQL spec, section
// 6.2.2).
func (p *planner) mutations(op *ast.OperationDefinition, make func(f *ast.Field) (any, error)) *prepared {
	out := &prepared{}
	for _, group := range p.collect(0, "Mutation", op.SelectionSet) {
		f := merged(group.fields)
		field := &rootField{key: f.Alias, field: p.shapeField(f, 0, nil)}
		if f.Name == "__typename" {
			field.root = textRoot(appendText(nil, f.ObjectDefinition.Name))
		} else {
			field.root = mutationRoot(func() (any, error) {
				value, err := make(f)
				if err != nil {
					return nil, gate.Located(err, f)
				}
				return value, nil
			})
		}
		out.fields = append(out.fields, field)
	}
	return out
}
