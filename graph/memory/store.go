package memory

import (
	"cmp"
	"context"
	"sync/atomic"

	"parley/graph"
)

// Store is a graph in memory. It is safe for concurrent use.
type Store struct {
	current atomic.Pointer[snapshot]

	writing chan struct{} // holds a token while there is a writer
	stamp   uint64        // the last transaction
	free    freeList
	found   found
	keep    Keep
}

// freeList are the handles that nothing uses any more.
type freeList struct{ nodes, edges, facts []uint32 }

// New makes an empty store for a model.
func New(m *graph.Model) *Store {
	s := &Store{writing: make(chan struct{}, 1), found: newFound(), keep: func(context.Context, []Image) error { return nil }}
	s.current.Store(newSnapshot(m))
	return s
}

// Snapshot returns the newest state of the graph.
func (s *Store) Snapshot() graph.Reader { return reader{s.current.Load()} }

// Apply makes all changes or none.
func (s *Store) Apply(ctx context.Context, changes []graph.Change) (graph.Applied, error) {
	once, err := s.current.Load().model.KeyAmong(changes)
	if err != nil {
		return graph.Applied{}, err
	}
	return s.Update(ctx, once, func(context.Context, graph.Reader) ([]graph.Change, error) { return changes, nil })
}

// Update makes the changes that compile works out from the newest state.
func (s *Store) Update(ctx context.Context, once *graph.IdempotencyKey, compile graph.Compile) (graph.Applied, error) {
	select {
	case s.writing <- struct{}{}:
		defer func() { <-s.writing }()
	case <-ctx.Done():
		return graph.Applied{}, graph.Ended(ctx, "apply")
	}
	base := s.current.Load()
	if once != nil {
		if d, made, err := base.before(once); made || err != nil {
			return d.applied, err
		}
	}
	changes, err := compile(ctx, reader{base})
	if err != nil {
		return graph.Applied{}, err
	}
	if err := graph.CheckCount(changes); err != nil {
		return graph.Applied{}, err
	}
	return s.transact(ctx, base, once, changes)
}

// transact makes changes on a state, the newest, in one transaction.
func (s *Store) transact(ctx context.Context, base *snapshot, once *graph.IdempotencyKey, changes []graph.Change) (graph.Applied, error) {
	s.stamp++
	tx := newTx(base, s.stamp, s.free, s.found)
	s.found = newFound() // unless what it finds is published
	for p := range prepareAhead(ctx, base.model, changes) {
		if err := cmp.Or(graph.Ended(ctx, "apply"), p.err); err != nil {
			return graph.Applied{}, err
		}
		if err := tx.apply(&p.Entry); err != nil {
			return graph.Applied{}, err
		}
	}
	if err := graph.Ended(ctx, "apply"); err != nil { // not all was prepared
		return graph.Applied{}, err
	}
	if err := tx.finalize(); err != nil {
		return graph.Applied{}, err
	}
	if once != nil {
		tx.remember(once)
	}
	if changed := tx.changed(); len(changed) > 0 { // counts tell only of what readers see
		if err := s.keep(ctx, changed); err != nil {
			return graph.Applied{}, err
		}
		s.current.Store(tx.snapshot)
		s.found, s.free = tx.found, tx.free
	}
	return tx.ledger.Counts, nil
}

// Close releases the graph.
func (s *Store) Close() error {
	s.current.Store(newSnapshot(s.current.Load().model))
	return nil
}
