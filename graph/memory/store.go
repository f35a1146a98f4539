package memory

import (
	"cmp"
	"context"
	"sync"
	"sync/atomic"

	"parley/graph"
)

// Store is a graph in memory. It is safe for concurrent use.
type Store struct {
	current atomic.Pointer[snapshot]

	writing sync.Mutex // held by the one writer
	stamp   uint64     // the last transaction
	free    freeList
	found   found
	keep    Keep
}

// freeList are the handles that nothing uses any more.
type freeList struct{ nodes, edges, facts []uint32 }

// New makes an empty store for a model.
func New(m *graph.Model) *Store {
	s := &Store{found: newFound(), keep: func(context.Context, []Image) error { return nil }}
	s.current.Store(newSnapshot(m))
	return s
}

// Snapshot gives the newest state of the graph.
func (s *Store) Snapshot() graph.Reader { return reader{s.current.Load()} }

// Apply makes all changes or none.
func (s *Store) Apply(ctx context.Context, changes []graph.Change) (graph.Applied, error) {
	if len(changes) > graph.MaxChanges {
		return graph.Applied{}, graph.Errorf(graph.TooLarge, "apply", "%d changes at once; at most %d are taken", len(changes), graph.MaxChanges)
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	base := s.current.Load()
	key, err := base.model.OnceAmong(changes)
	if err != nil {
		return graph.Applied{}, err
	}
	if key != nil {
		if d, made, err := base.before(key); err != nil {
			return graph.Applied{}, err
		} else if made {
			return d.applied, nil
		}
	}
	s.stamp++
	tx := newTx(base, s.stamp, s.free, s.found)
	s.found = newFound() // unless what it finds is published
	for p := range prepareAhead(ctx, base.model, changes) {
		if err := cmp.Or(graph.Ended(ctx, "apply"), p.err); err != nil {
			return graph.Applied{}, err
		}
		if err := tx.apply(p); err != nil {
			return graph.Applied{}, err
		}
	}
	if err := graph.Ended(ctx, "apply"); err != nil { // not all was prepared
		return graph.Applied{}, err
	}
	tx.settle()
	if key != nil {
		tx.remember(key)
	}
	if changed := tx.changed(); len(changed) > 0 { // counts tell only of what readers see
		if err := s.keep(ctx, changed); err != nil {
			return graph.Applied{}, err
		}
		s.current.Store(tx.snapshot)
		s.found, s.free = tx.found, tx.free
	}
	return tx.counts, nil
}

// Close releases the graph.
func (s *Store) Close() error {
	s.current.Store(newSnapshot(s.current.Load().model))
	return nil
}
