package sampletest

import (
	"context"

	"parley/graph"
)

// Odd is a store whose answers are changed on their way: what no store gives
// that keeps to the contract.
type Odd struct {
	graph.Store
	Change func(*graph.Rows)
}

// Snapshot returns a reader whose answers are changed.
func (o Odd) Snapshot() graph.Reader { return oddReader{o.Store.Snapshot(), o} }

type oddReader struct {
	graph.Reader
	odd Odd
}

func (r oddReader) Select(ctx context.Context, p *graph.Plan) (*graph.Rows, error) {
	rows, err := r.Reader.Select(ctx, p)
	if err == nil {
		changeAll(rows, r.odd.Change)
	}
	return rows, err
}

func changeAll(rows *graph.Rows, change func(*graph.Rows)) {
	change(rows)
	for _, v := range rows.Cells {
		if below, ok := v.(*graph.Rows); ok {
			changeAll(below, change)
		}
	}
}
