package observe

import (
	"context"
	"iter"
	"time"

	"parley/graph"
)

// measured is a store whose calls are measured.
type measured struct {
	graph.Store
	metrics *Metrics
}

// Measured returns a store whose calls are measured.
func (m *Metrics) Measured(store graph.Store) graph.Store { return measured{store, m} }

// outcome returns a code as metrics and the log have it.
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

// Snapshot returns what one request reads from, measured.
func (m measured) Snapshot() graph.Reader { return measuredReader{m.Store.Snapshot(), m} }

// Apply makes changes.
func (m measured) Apply(ctx context.Context, changes []graph.Change) (graph.Applied, error) {
	start := time.Now()
	applied, err := m.Store.Apply(ctx, changes)
	m.done("apply", start, err)
	return applied, err
}

// Update makes changes that are compiled from what is read.
func (m measured) Update(ctx context.Context, once *graph.IdempotencyKey, compile graph.Compile) (graph.Applied, error) {
	start := time.Now()
	applied, err := m.Store.Update(ctx, once, func(ctx context.Context, from graph.Reader) ([]graph.Change, error) {
		return compile(ctx, measuredReader{from, m})
	})
	m.done("update", start, err)
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

// Expand returns the neighbours of many nodes.
func (r measuredReader) Expand(ctx context.Context, x *graph.Expansion) ([]graph.Neighbours, error) {
	start := time.Now()
	all, err := r.Reader.Expand(ctx, x)
	r.measured.done("expand", start, err)
	return all, err
}

// LastLoad returns the load of a source.
func (r measuredReader) LastLoad(ctx context.Context, source string) (string, error) {
	start := time.Now()
	load, err := r.Reader.LastLoad(ctx, source)
	r.measured.done("loaded", start, err)
	return load, err
}

// Revision returns the name of the graph's state.
func (r measuredReader) Revision(ctx context.Context) (string, error) {
	start := time.Now()
	revision, err := r.Reader.Revision(ctx)
	r.measured.done("revision", start, err)
	return revision, err
}

// Dependents returns what rests on a node.
func (r measuredReader) Dependents(ctx context.Context, id string) ([]graph.Change, error) {
	start := time.Now()
	changes, err := r.Reader.Dependents(ctx, id)
	r.measured.done("resting", start, err)
	return changes, err
}

// Changes returns the graph as changes. Its time is until the last was taken.
func (r measuredReader) Changes(ctx context.Context) iter.Seq2[graph.Change, error] {
	return func(yield func(graph.Change, error) bool) {
		start := time.Now()
		var last error
		defer func() { r.measured.done("changes", start, last) }()
		for change, err := range r.Reader.Changes(ctx) {
			last = err
			if !yield(change, err) {
				return
			}
		}
	}
}
