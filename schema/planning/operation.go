package planning

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// operation plans the root fields of a query. Those that ask about the schema
// are answered at once; one that cannot be planned is an error in the answer, and
// leaves the others be (GraphQL spec, section 6.4.4).
func (p *Planner) operation(op *ast.OperationDefinition) ([]*rootField, error) {
	if bad := p.Gate.CheckIntrospection(op.SelectionSet, p.Vars); bad != nil {
		return nil, bad
	}
	var fields []*rootField
	for _, group := range p.Collect(0, "Query", op.SelectionSet) {
		f := Merged(group.Fields)
		found, err := p.root(f, graph.Plan{Op: op.Name, Most: p.Gate.Limits.Objects})
		if err != nil {
			found = failedRoot{p.Gate.Located(err, f)}
		}
		fields = append(fields, &rootField{f.Alias, p.shapeField(f, 0, nil), found})
	}
	return fields, graph.Ended(p.Context, "plan")
}

// root plans a root field, as a question of a name and a bound.
func (p *Planner) root(f *ast.Field, of graph.Plan) (Root, error) {
	plan := p.Roots[f.Definition]
	switch {
	case f.Name == "__typename":
		return TextRoot(AppendText(nil, f.ObjectDefinition.Name)), nil
	case plan == nil:
		return nil, graph.Errorf(graph.Internal, "plan", "%s has no plan", f.Name)
	}
	args, err := p.Args(f)
	if err != nil {
		return nil, err
	}
	if of.AsOf, err = asOf(args); err != nil {
		return nil, err
	}
	return plan(p.showing(of.AsOf), f, args, of)
}

// showing returns a planner of what the graph is as of a day.
func (p *Planner) showing(day graph.AsOf) *Planner {
	on := *p
	on.asOf = day
	return &on
}

// asOf reads the day as of which the graph is shown, and the day on which it was
// known.
func asOf(args map[string]any) (of graph.AsOf, err error) {
	if of.Day, of.Set, err = dayIn(args, "asOf"); err != nil {
		return graph.AsOf{}, err
	}
	of.Certain = of.Set && args["certainty"] == "CERTAIN"
	of.KnownOn, of.Known, err = dayIn(args, "knownOn")
	return of, err
}

// dayIn reads a day that an argument may give.
func dayIn(args map[string]any, name string) (day graph.Day, given bool, err error) {
	text, given := args[name].(string)
	if given {
		day, err = graph.ParseDay(text)
	}
	return day, given, graph.Within(name, err)
}

// Mutations plans the mutations of an operation, which do makes in their order.
// One that fails does not keep the next from being made (GraphQL spec, section
// 6.2.2).
func (p *Planner) Mutations(op *ast.OperationDefinition, do func(f *ast.Field) (any, error)) *Prepared {
	out := &Prepared{}
	for _, group := range p.Collect(0, "Mutation", op.SelectionSet) {
		f := Merged(group.Fields)
		field := &rootField{key: f.Alias, field: p.shapeField(f, 0, nil)}
		if f.Name == "__typename" {
			field.Root = TextRoot(AppendText(nil, f.ObjectDefinition.Name))
		} else {
			field.Root = mutationRoot(func() (any, error) {
				value, err := do(f)
				if err != nil {
					return nil, p.Gate.Located(err, f)
				}
				return value, nil
			})
		}
		out.fields = append(out.fields, field)
	}
	return out
}

// Snapshot plans the name of what an object is read from.
func Snapshot(p *Planner, _ spot, _ *ast.Field) (reader, error) {
	return constant{SnapshotName(p.asOf)}, nil
}

// SnapshotName names the arguments that the graph is shown by; those that have
// their default are left out, and so is what has no say without the others.
func SnapshotName(of graph.AsOf) string {
	var names []string
	if of.Set {
		names = append(names, "asOf="+of.Day.String())
	}
	if of.Set && of.Certain {
		names = append(names, "certainty=CERTAIN")
	}
	if of.Known {
		names = append(names, "knownOn="+of.KnownOn.String())
	}
	return strings.Join(names, ",")
}

// ParseSnapshot returns what a snapshot's name stands for, and reports whether it is one.
func ParseSnapshot(name string) (of graph.AsOf, ok bool) {
	for part := range strings.SplitSeq(name, ",") {
		key, value, _ := strings.Cut(part, "=")
		day, err := graph.ParseDay(value)
		switch {
		case key == "asOf" && err == nil:
			of.Set, of.Day = true, day
		case key == "certainty":
			of.Certain = value == "CERTAIN"
		case key == "knownOn" && err == nil:
			of.Known, of.KnownOn = true, day
		}
	}
	return of, SnapshotName(of) == name
}
