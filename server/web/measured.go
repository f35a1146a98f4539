package web

import (
	"context"
	"time"

	"parley/graph"
)

// measured is a store whose calls are measured.
type measured struct {
	graph.Store
	metrics *metrics
}

// outcome gives a code as metrics and the log have it.
func outcome(code graph.Code) string {
	if code == "" {
		return "OK"
	}
	return string(code)
}

// done notes a call that has ended.
func (m measured) done(call string, start time.Time, err error) {
	m.metrics.store.WithLabelValues(call, outcome(graph.CodeOf(err))).Observe(time.Since(start).Seconds())
}

// Snapshot gives what one request reads from, measured.
func (m measured) Snapshot() graph.Reader { return measuredReader{m.Store.Snapshot(), m} }

// Apply makes changes.
func (m measured) Apply(ctx context.Context, changes []graph.Change) (graph.Applied, error) {
	start := time.Now()
	applied, err := m.Store.Apply(ctx, changes)
	m.done("apply", start, err)
	return applied, err
}

type measuredReader struct {
	graph.Reader
	measured measured
}

// Select answers a plan.
func (r measuredReader) Select(ctx context.Context, p *graph.Plan) (*graph.Rows, error) {
	start := time.Now()
	rows, err := r.Reader.Select(ctx, p)
	r.measured.done("select", start, err)
	return rows, err
}

// Search finds nodes by words.
func (r measuredReader) Search(ctx context.Context, s *graph.Search) (*graph.Rows, error) {
	start := time.Now()
	rows, err := r.Reader.Search(ctx, s)
	r.measured.done("search", start, err)
	return rows, err
}

// Expand gives the neighbours of many nodes.
func (r measuredReader) Expand(ctx context.Context, x *graph.Expansion) ([]graph.Neighbours, error) {
	start := time.Now()
	all, err := r.Reader.Expand(ctx, x)
	r.measured.done("expand", start, err)
	return all, err
}
