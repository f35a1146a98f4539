package memory

import (
	"context"
	"iter"
	"slices"

	"parley/graph"
	"parley/graph/ledger"
)

// prepared is a change that holds against the model, or what is wrong with it.
type prepared struct {
	ledger.Entry
	err error
}

func prepare(m *graph.Model, c graph.Change) prepared {
	entry, err := ledger.Check(m, c)
	return prepared{entry, err}
}

// prepareStep is how many changes are prepared at a time.
const prepareStep = 256

// prepareAhead prepares changes in their order; many are prepared while those
// before them are made.
func prepareAhead(ctx context.Context, m *graph.Model, changes []graph.Change) iter.Seq[prepared] {
	return func(yield func(prepared) bool) {
		if len(changes) <= prepareStep {
			for _, c := range changes {
				if !yield(prepare(m, c)) {
					return
				}
			}
			return
		}
		ctx, cancel := context.WithCancel(ctx)
		steps := ahead(ctx, m, changes)
		defer func() {
			cancel()
			for range steps { // until nobody looks at the changes any more
			}
		}()
		for step := range steps {
			for _, p := range step {
				if !yield(p) {
					return
				}
			}
		}
	}
}

// ahead prepares changes step by step until the context ends.
func ahead(ctx context.Context, m *graph.Model, changes []graph.Change) <-chan []prepared {
	steps := make(chan []prepared, 4)
	go func() {
		defer close(steps)
		for chunk := range slices.Chunk(changes, prepareStep) {
			step := make([]prepared, len(chunk))
			for i, c := range chunk {
				step[i] = prepare(m, c)
			}
			select {
			case steps <- step:
			case <-ctx.Done():
				return
			}
		}
	}()
	return steps
}
