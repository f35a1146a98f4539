package planning

import (
	"context"
	"sync"
	"time"

	"parley/graph"
	"parley/schema/gate"
)

// Responder answers root fields. It keeps the memory of answers for the next.
type Responder struct {
	limits  gate.Limits
	arenas  sync.Pool // of *graph.Arena, that answers stand in
	writers sync.Pool // of *Writer, for the sake of their buffers
}

// NewResponder returns a responder within some limits.
func NewResponder(l gate.Limits) *Responder {
	r := &Responder{limits: l}
	r.arenas.New = func() any { return new(graph.Arena) }
	r.writers.New = func() any { return &Writer{pool: &r.writers} }
	return r
}

// Took is how long the root fields of a request took.
type Took struct{ Store, Write time.Duration }

// Respond answers the root fields in their order. Each is written, and what it
// was written from is let go, before the next is asked. Once nothing of the
// answer is of use, only changes are still made.
func (r *Responder) Respond(ctx context.Context, from graph.Reader, plans *Prepared, t *Took) *Writer {
	budget := graph.BudgetOf(ctx)
	memory := r.arenas.Get().(*graph.Arena)
	defer r.arenas.Put(memory)
	w := r.writers.Get().(*Writer)
	w.begin(r.limits, budget)
	for _, f := range plans.fields {
		if _, changes := f.Root.(mutationRoot); w.void && !changes {
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
		t.Store += answered.Sub(began)
		t.Write += time.Since(answered)
	}
	w.finish()
	return w
}
