package graph

import (
	"context"
	"sync"
	"time"
)

// Trace gathers what a store runs to answer a request, for whoever asks how it
// was answered. A nil Trace gathers nothing. It is safe for concurrent use.
type Trace struct {
	mu         sync.Mutex
	statements []Traced
}

// Traced is one statement that a store had run, without its parameters.
type Traced struct {
	Text string
	Took time.Duration // until its last row was there
}

// Ran notes a statement.
func (t *Trace) Ran(text string, took time.Duration) {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.statements = append(t.statements, Traced{text, took})
}

// Statements returns what was noted, in its order.
func (t *Trace) Statements() []Traced {
	if t == nil {
		return nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return append([]Traced(nil), t.statements...)
}

type traceKey struct{}

// WithTrace returns a context whose calls of a store are traced.
func WithTrace(ctx context.Context, t *Trace) context.Context {
	return context.WithValue(ctx, traceKey{}, t)
}

// TraceOf returns the trace that a context carries, or nil.
func TraceOf(ctx context.Context) *Trace {
	t, _ := ctx.Value(traceKey{}).(*Trace)
	return t
}
