package schema

import (
	"context"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// Request is a GraphQL request.
type Request struct {
	Query         string         `json:"query"`
	OperationName string         `json:"operationName"`
	Variables     map[string]any `json:"variables"`

	Writable bool `json:"-"` // it may change the graph
}

// answers are what the store answered, by the root fields' response names.
type answers map[string]answer

type answer struct {
	value any
	err   error
}

// Do answers a request: a query from one snapshot of a store; the mutations of
// one in their order, each made in one transaction.
func (s *Schema) Do(ctx context.Context, store graph.Store, r Request) *Response {
	op, vars, errs := s.admit(r)
	if errs != nil {
		return &Response{Errors: errs}
	}
	p := &planner{Schema: s, ctx: ctx, vars: vars}
	if op.Operation == ast.Mutation {
		if !r.Writable {
			return &Response{Errors: []*Error{{Message: "this request may not change the graph", Code: Forbidden, Locations: locationOf(op.Position)}}}
		}
		return s.respond(p.mutationFields(op), p.mutate(store, op))
	}
	fields, err := p.operation(op)
	if err != nil {
		return &Response{Errors: []*Error{edgeError(err)}}
	}
	return s.respond(fields, ask(ctx, store.Snapshot(), fields))
}

// ask asks a store for the fields that need one.
func ask(ctx context.Context, from graph.Reader, fields []*rootField) answers {
	results := answers{}
	for _, f := range fields {
		if f.ask != nil {
			results[f.key] = f.answer(ctx, from)
		}
	}
	return results
}

// answer asks the store once and reads what it says.
func (f *rootField) answer(ctx context.Context, from graph.Reader) answer {
	rows, err := f.ask(ctx, from, &f.plan)
	if err != nil {
		return answer{err: err}
	}
	v, err := f.read(rows)
	return answer{v, err}
}

// operation plans the root fields of a query. Those that ask about the schema
// are answered at once.
func (p *planner) operation(op *ast.OperationDefinition) ([]*rootField, error) {
	var fields []*rootField
	for _, group := range p.collect(0, "Query", op.SelectionSet) {
		f := merged(group.fields)
		field, err := p.rootField(f)
		if err != nil {
			return nil, p.located(err, f)
		}
		field.plan.Op, field.key, field.field = op.Name, f.Alias, p.shapeField(f, 0, nil)
		fields = append(fields, field)
	}
	return fields, nil
}

func (p *planner) rootField(f *ast.Field) (*rootField, error) {
	p.path = ast.Path{ast.PathName(f.Alias)}
	plan := p.roots[f.Definition]
	switch {
	case f.Name == "__typename":
		return &rootField{text: appendText(nil, f.ObjectDefinition.Name)}, nil
	case plan == nil:
		text, err := p.introspect(f)
		return &rootField{text: text}, err
	}
	args, err := p.args(f)
	if err != nil {
		return nil, err
	}
	asOf, err := asOf(args)
	if err != nil {
		return nil, err
	}
	field, err := plan(p, f, args)
	if err != nil {
		return nil, err
	}
	field.plan.AsOf = asOf
	return field, nil
}

// mutationFields lists the fields of a mutation.
func (p *planner) mutationFields(op *ast.OperationDefinition) []*rootField {
	var fields []*rootField
	for _, group := range p.collect(0, "Mutation", op.SelectionSet) {
		f := merged(group.fields)
		field := &rootField{key: f.Alias, field: p.shapeField(f, 0, nil)}
		if f.Name == "__typename" {
			field.text = appendText(nil, f.ObjectDefinition.Name)
		}
		fields = append(fields, field)
	}
	return fields
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
