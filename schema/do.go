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
	ctx, budget := s.Budgeted(ctx)
	var trace *graph.Trace
	if r.Explain {
		trace = new(graph.Trace)
		ctx = graph.WithTrace(ctx, trace)
	}
	plans, w, bad := s.execute(ctx, store, doc, op, vars, &at)
	if plans != nil {
		out.Cost = plans.cost
	}
	if bad != nil {
		return out.refuse(bad)
	}
	out.Work, out.Held = budget.Spent()
	w.extend(s, r, plans, trace, at)
	w.buf = append(w.buf, '}')
	out.Errors, out.Executed, out.Mixed, out.written = w.errs, true, w.mixed, w
	return out
}

// Budgeted returns a context whose requests share one budget, that of the limits
// where the context has none yet.
func (s *Schema) Budgeted(ctx context.Context) (context.Context, *graph.Budget) {
	if b := graph.BudgetOf(ctx); b != nil {
		return ctx, b
	}
	b := &graph.Budget{MaxWork: int64(s.limits.Work), MaxHeld: int64(s.limits.Held)}
	return graph.WithBudget(ctx, b), b
}

// execute plans an operation, and asks the store or changes it.
func (s *Schema) execute(ctx context.Context, store graph.Store, doc *document, op *ast.OperationDefinition, vars map[string]any, at *stages) (*prepared, *writer, *Error) {
	if op.Operation == ast.Mutation {
		ctx = graph.WithPause(ctx, nil) // others wait for what it locks
		p := &planner{Schema: s, ctx: ctx, vars: vars}
		plans := &prepared{fields: p.mutationFields(store, op)}
		at.planned = time.Now()
		return plans, s.respond(ctx, nil, plans.fields, at), nil
	}
	plans, err := s.prepare(ctx, doc, op, vars)
	if err != nil {
		return nil, nil, edgeError(err)
	}
	at.planned = time.Now()
	if bad := notMore(costly, plans.cost, s.limits.Cost); bad != nil {
		bad.Message += "; ask for smaller pages with first, and nest fewer filters"
		return plans, nil, bad
	}
	return plans, s.respondWhole(ctx, store, plans.fields, at), nil
}

// Attempts is how often a query is asked to find the graph in one state.
const Attempts = 3

// respondWhole answers the root fields of a query. Where the graph changes while
// it is asked, it asks again; the last answer, too, may be of several states.
func (s *Schema) respondWhole(ctx context.Context, store graph.Store, fields []*rootField, at *stages) *writer {
	for attempt := 1; ; attempt++ {
		w := s.respond(ctx, store.Snapshot(), fields, at)
		if !w.mixed || attempt == Attempts || ctx.Err() != nil {
			return w
		}
		w.discard()
	}
}

// respond answers the root fields in their order. Each is written, and what it
// was written from is let go, before the next is asked. Once nothing of the
// answer is of use, only changes are still made.
func (s *Schema) respond(ctx context.Context, from graph.Reader, fields []*rootField, at *stages) *writer {
	budget := graph.BudgetOf(ctx)
	memory := s.arenas.Get().(*graph.Arena)
	defer s.arenas.Put(memory)
	w := s.writers.Get().(*writer)
	w.begin(s.limits, budget)
	for _, f := range fields {
		if _, changes := f.root.(mutationRoot); w.void && !changes {
			break
		}
		held, began := budget.Held(), time.Now()
		value, err := f.answer(ctx, from, memory)
		answered := time.Now()
		w.mixed = from != nil && !from.Whole()
		if !w.void {
			w.root(f, value, err)
		}
		memory.Reset()
		budget.Release(budget.Held() - held)
		w.hold()
		at.store += answered.Sub(began)
		at.write += time.Since(answered)
	}
	w.finish()
	return w
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
		found, err := p.root(f, graph.Plan{Op: op.Name, Most: p.limits.Objects})
		if err != nil {
			found = failedRoot{located(err, f)}
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
		text, err := p.introspect(f)
		return textRoot(text), err
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
