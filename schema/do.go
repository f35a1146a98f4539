package schema

import (
	"bytes"
	"context"
	"encoding/json"

	"github.com/graphql-go/graphql"
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

// Response is a GraphQL response. Executed says whether the request passed the
// gate; where it did not, there is no data key in the JSON.
type Response struct {
	Data      any
	Errors    []*Error
	Executed  bool
	Operation Operation
}

// Operation is what a request asked for, as far as the gate found it out.
type Operation struct {
	Type string // "query" or "mutation"
	Name string // "" where it has none
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
	out := s.execute(ctx, store, op, vars, r.Writable)
	out.Operation = Operation{string(op.Operation), op.Name}
	return out
}

func (s *Schema) execute(ctx context.Context, store graph.Store, op *ast.OperationDefinition, vars map[string]any, writable bool) *Response {
	p := &planner{Schema: s, ctx: ctx, vars: vars}
	if op.Operation == ast.Mutation {
		if !writable {
			return &Response{Errors: []*Error{{Message: "this request may not change the graph", Code: Forbidden, Locations: locationOf(op.Position)}}}
		}
		return s.complete(ctx, p, op, p.mutate(store, op))
	}
	fields, err := p.operation(op)
	if err != nil {
		return &Response{Errors: []*Error{edgeError(err)}}
	}
	results := answers{}
	from := store.Snapshot()
	for _, f := range fields {
		results[f.key] = f.answer(ctx, from)
	}
	return s.complete(ctx, p, op, results)
}

// answer asks the store once and reads what it says.
func (f *rootField) answer(ctx context.Context, from graph.Reader) answer {
	rows, err := f.ask(ctx, from, &f.plan)
	if err != nil {
		return answer{err: edgeError(err)}
	}
	v, err := f.read(rows)
	if err != nil {
		return answer{err: edgeError(err)}
	}
	return answer{value: v}
}

// operation plans the root fields of an operation. Those that begin with two
// underscores are introspection and need no plan.
func (p *planner) operation(op *ast.OperationDefinition) ([]*rootField, error) {
	var fields []*rootField
	for _, group := range p.collect(0, "Query", op.SelectionSet) {
		f := merged(group.fields)
		plan := p.roots[f.Definition]
		if plan == nil {
			continue
		}
		field, err := p.rootField(plan, f)
		if err != nil {
			return nil, err
		}
		field.plan.Op = op.Name
		fields = append(fields, field)
	}
	return fields, nil
}

func (p *planner) rootField(plan planRoot, f *ast.Field) (*rootField, error) {
	p.path = ast.Path{ast.PathName(f.Alias)}
	args, err := p.args(f)
	if err != nil {
		return nil, p.located(err, f)
	}
	asOf, err := asOf(args)
	if err != nil {
		return nil, p.located(err, f)
	}
	field, err := plan(p, f, args)
	if err != nil {
		return nil, p.located(err, f)
	}
	field.key, field.plan.AsOf = f.Alias, asOf
	return field, nil
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

// complete lets graphql-go make the response from the answers. They are at hand,
// so that a deadline that passes now does not matter any more.
func (s *Schema) complete(ctx context.Context, p *planner, op *ast.OperationDefinition, results answers) *Response {
	result := graphql.Execute(graphql.ExecuteParams{
		Schema: s.exec, Root: results, AST: p.document(op), Context: context.WithoutCancel(ctx),
	})
	out := &Response{Data: result.Data, Executed: true}
	for _, e := range result.Errors {
		out.Errors = append(out.Errors, fieldError(e, op))
	}
	return out
}

// MarshalJSON writes the response as the GraphQL spec has it (section 7.1):
// without a data key where nothing was executed.
func (r *Response) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	var err error
	switch {
	case !r.Executed:
		err = encoder.Encode(struct {
			Errors []*Error `json:"errors"`
		}{r.Errors})
	default:
		err = encoder.Encode(struct {
			Data   any      `json:"data"`
			Errors []*Error `json:"errors,omitempty"`
		}{r.Data, r.Errors})
	}
	return out.Bytes(), err
}
