package schema

import (
	"context"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/gate"
	"parley/schema/planning"
)

// Do answers a request: a query from one snapshot of a store; the mutations of
// one in their order, each made in one transaction.
func (s *Schema) Do(ctx context.Context, store graph.Store, r Request) *Response {
	at := stages{began: time.Now()}
	doc, errs := s.gate.Document(r.Query)
	if errs != nil {
		return &Response{Errors: errs}
	}
	op, bad := doc.Pick(r.OperationName)
	if bad != nil {
		return &Response{Errors: []*gate.Error{bad}}
	}
	out := &Response{Operation: Operation{string(op.Operation), op.Name}}
	if op.Operation == ast.Mutation && !r.Writable {
		return out.refuse(&gate.Error{Message: "this request may not change the graph", Code: gate.Forbidden, Locations: gate.LocationOf(op.Position)})
	}
	vars, bad := s.gate.Variables(op, r.Variables)
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
		out.Cost = plans.Cost
	}
	if bad != nil {
		return out.refuse(bad)
	}
	out.Work, out.Held = budget.Spent()
	w.End(s.extensions(r, out, plans, w, trace, at))
	out.Errors, out.Executed, out.Mixed, out.written = w.Errors(), true, w.Mixed(), w
	return out
}

// Budgeted returns a context whose requests share one budget, that of the limits
// where the context has none yet.
func (s *Schema) Budgeted(ctx context.Context) (context.Context, *graph.Budget) {
	if b := graph.BudgetOf(ctx); b != nil {
		return ctx, b
	}
	b := &graph.Budget{MaxWork: int64(s.gate.Limits.Work), MaxHeld: int64(s.gate.Limits.Held)}
	return graph.WithBudget(ctx, b), b
}

// execute plans an operation, and asks the store or changes it.
func (s *Schema) execute(ctx context.Context, store graph.Store, doc *gate.Document, op *ast.OperationDefinition, vars map[string]any, at *stages) (*planning.Prepared, *planning.Writer, *gate.Error) {
	if op.Operation == ast.Mutation {
		ctx = graph.WithPause(ctx, nil) // others wait for what it locks
		p := s.plans.NewPlanner(ctx, vars)
		plans := p.Mutations(op, func(f *ast.Field) (any, error) { return s.mutations.Make(p, store, f) })
		at.planned = time.Now()
		return plans, s.responder.Respond(ctx, nil, plans, &at.Took), nil
	}
	plans, err := s.plans.Prepare(ctx, doc, op, vars)
	if err != nil {
		return nil, nil, gate.ErrorOf(err)
	}
	at.planned = time.Now()
	if bad := planning.CheckCost(plans.Cost, s.gate.Limits.Cost); bad != nil {
		bad.Message += "; ask for smaller pages with first, and nest fewer filters"
		return plans, nil, bad
	}
	return plans, s.respondWhole(ctx, store, plans, &at.Took), nil
}

// Attempts is how often a query is asked to find the graph in one state.
const Attempts = 3

// respondWhole answers the root fields of a query. Where the graph changes while
// it is asked, it asks again; the last answer, too, may be of several states.
func (s *Schema) respondWhole(ctx context.Context, store graph.Store, plans *planning.Prepared, t *planning.Took) *planning.Writer {
	for attempt := 1; ; attempt++ {
		w := s.responder.Respond(ctx, store.Snapshot(), plans, t)
		if !w.Mixed() || attempt == Attempts || ctx.Err() != nil {
			return w
		}
		w.Discard()
	}
}
