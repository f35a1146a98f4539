package schema

import (
	"context"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// Request is a GraphQL request.
type Request struct {
	Query         string         `json:"query"`
	OperationName string         `json:"operationName"`
	Variables     map[string]any `json:"variables"`

	Writable bool `json:"-"` // it may change the graph
	Cost     bool `json:"-"` // extensions.cost is wanted
	Explain  bool `json:"-"` // extensions.explain is wanted: the plans, the store's statements, the time of each stage
}

// Operation is what a request asked for, as far as the gate found it out.
type Operation struct {
	Type string // "query" or "mutation"
	Name string // "" where it has none
}

// answers are what mutations answered, by the root fields' response names.
type answers map[string]answer

type answer struct {
	value  any
	err    error
	memory *graph.Arena // that the value stands in, if it is not its own
}

// release gives back what answers stand in, once they are written.
func (s *Schema) release(results []answer) {
	for i := range results {
		if memory := results[i].memory; memory != nil {
			memory.Reset()
			s.arenas.Put(memory)
		}
	}
}

// of gives the answers to some fields.
func (a answers) of(fields []*rootField) []answer {
	out := make([]answer, len(fields))
	for i, f := range fields {
		out[i] = a[f.key]
	}
	return out
}

// Do answers a request: a query from one snapshot of a store; the mutations of
// one in their order, each made in one transaction.
func (s *Schema) Do(ctx context.Context, store graph.Store, r Request) *Response {
	at := stages{began: time.Now()}
	doc, errs := s.document(r.Query)
	if errs != nil {
		return &Response{Errors: errs}
	}
	op, bad := pick(doc, r.OperationName)
	if bad != nil {
		return &Response{Errors: []*Error{bad}}
	}
	out := &Response{Operation: Operation{string(op.Operation), op.Name}}
	if op.Operation == ast.Mutation && !r.Writable {
		return out.refuse(&Error{Message: "this request may not change the graph", Code: Forbidden, Locations: locationOf(op.Position)})
	}
	vars, bad := s.variables(op, r.Variables)
	if bad != nil {
		return out.refuse(bad)
	}
	at.admitted = time.Now()
	var trace *graph.Trace
	if r.Explain {
		trace = new(graph.Trace)
		ctx = graph.WithTrace(ctx, trace)
	}
	plans, results, bad := s.execute(ctx, store, doc, op, vars, &at)
	if plans != nil {
		out.Cost = plans.cost
	}
	if bad != nil {
		return out.refuse(bad)
	}
	w := s.write(plans.fields, results)
	s.release(results)
	at.written = time.Now()
	w.extend(s, r, plans, trace, at)
	w.buf = append(w.buf, '}')
	out.Errors, out.Executed, out.written = w.errs, true, w
	return out
}

// execute plans an operation and asks the store, or changes it.
func (s *Schema) execute(ctx context.Context, store graph.Store, doc *document, op *ast.OperationDefinition, vars map[string]any, at *stages) (*prepared, []answer, *Error) {
	if op.Operation == ast.Mutation {
		p := &planner{Schema: s, ctx: ctx, vars: vars}
		plans := &prepared{fields: p.mutationFields(op)}
		at.planned = time.Now()
		results := p.mutate(store, op)
		at.answered = time.Now()
		return plans, results.of(plans.fields), nil
	}
	plans, err := s.prepare(ctx, doc, op, vars)
	if err != nil {
		return nil, nil, edgeError(err)
	}
	at.planned = time.Now()
	if bad := notMore("objects to give at most", plans.cost, s.limits.Cost); bad != nil {
		bad.Message += "; ask for smaller pages with first"
		return plans, nil, bad
	}
	results := s.ask(ctx, store.Snapshot(), plans.fields)
	at.answered = time.Now()
	return plans, results, nil
}

// ask asks a store for the fields that need one.
func (s *Schema) ask(ctx context.Context, from graph.Reader, fields []*rootField) []answer {
	results := make([]answer, len(fields))
	for i, f := range fields {
		switch {
		case f.bad != nil:
			results[i] = answer{err: f.bad}
		case f.ask != nil:
			results[i] = f.answer(ctx, from, s.arenas.Get().(*graph.Arena))
		}
	}
	return results
}

// answer asks the store once and reads what it says, which stands in memory.
func (f *rootField) answer(ctx context.Context, from graph.Reader, memory *graph.Arena) answer {
	plan := f.plan
	plan.Memory = memory
	out := answer{memory: memory}
	rows, err := f.ask(ctx, from, &plan)
	if err != nil {
		out.err = err
		return out
	}
	out.value, out.err = f.read(rows)
	return out
}

// operation plans the root fields of a query. Those that ask about the schema
// are answered at once; one that cannot be planned is an error in the answer, and
// leaves the others be (GraphQL spec, section 6.4.4).
func (p *planner) operation(op *ast.OperationDefinition) ([]*rootField, error) {
	if bad := p.checkIntrospection(op.SelectionSet); bad != nil {
		return nil, bad
	}
	var fields []*rootField
	for _, group := range p.collect(0, "Query", op.SelectionSet) {
		f := merged(group.fields)
		field, err := p.rootField(f)
		if err != nil {
			field = &rootField{bad: located(err, f)}
		}
		field.plan.Most = p.limits.Objects
		field.plan.Op, field.key, field.field = op.Name, f.Alias, p.shapeField(f, 0, nil)
		fields = append(fields, field)
	}
	return fields, graph.Ended(p.ctx, "plan")
}

func (p *planner) rootField(f *ast.Field) (*rootField, error) {
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
