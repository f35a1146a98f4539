package memory

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"sync"
	"sync/atomic"

	"parley/graph"
	"parley/graph/ledger"
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

// New makes an empty store for a model.
func New(m *graph.Model) *Store {
	keep := func(context.Context, []Image) error { return nil }
	return newStore(newTx(newSnapshot(m), 0, freeList{}, newFound()), keep)
}

// newStore returns a store of what a transaction has made.
func newStore(made *tx, keep Keep) *Store {
	s := &Store{writing: make(chan struct{}, 1), stamp: made.stamp, free: made.free, found: made.found, keep: keep}
	s.current.Store(made.snapshot)
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
		if d, made, err := base.once.before(once); made || err != nil {
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

// Loops lists the ids of edges that lead from a node to itself where their type
// cannot mean that. None is made any more; a store that an older Parley wrote may
// hold some.
func (s *Store) Loops() []string {
	now := s.current.Load()
	var ids []string
	for _, edges := range now.loops {
		for _, h := range edges {
			ids = append(ids, now.edgeID(h))
		}
	}
	slices.Sort(ids)
	return ids
}

// Close releases the graph.
func (s *Store) Close() error {
	s.current.Store(newSnapshot(s.current.Load().model))
	return nil
}

// transact makes changes on a state, the newest, in one transaction.
func (s *Store) transact(ctx context.Context, base *snapshot, once *graph.IdempotencyKey, changes []graph.Change) (graph.Applied, error) {
	s.stamp++
	tx := newTx(base, s.stamp, s.free, s.found)
	s.found = newFound() // unless what it finds is published
	if err := cmp.Or(tx.applyAll(ctx, changes), graph.Ended(ctx, "apply")); err != nil {
		return graph.Applied{}, err
	}
	if err := tx.finalize(); err != nil {
		return graph.Applied{}, err
	}
	if once != nil {
		tx.made = tx.once.remember(once, tx.ledger.Counts)
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

// applyAll makes changes, one after the other.
func (t *tx) applyAll(ctx context.Context, changes []graph.Change) error {
	for step := range checkAhead(t.model, changes) {
		for i := range step {
			c := &step[i]
			if err := cmp.Or(graph.Ended(ctx, "apply"), c.err); err != nil {
				return err
			}
			if err := t.ledger.Resolve(&c.Entry); err != nil {
				return err
			}
			if err := t.ledger.Take(&c.Entry); err != nil {
				return err
			}
		}
	}
	return nil
}

// finalize brings a transaction to its end: links in order, values from what
// supports them, indexes, and nothing left that nothing rests on.
func (t *tx) finalize() error {
	t.markNew()
	t.flush()
	if err := t.ledger.ClearBared(); err != nil {
		return err
	}
	t.ledger.Redate(t.ledger.Redated(t.dirtyNodes.sorted()))
	t.ledger.Revoice(t.ledger.Voices(t.dirtyNodes.sorted(), t.dirtyEdges.sorted()))
	t.ledger.Spread(t.dirtyNodes.sorted(), t.dirtyEdges.sorted())
	t.ledger.FinishEdges(t.dirtyEdges.sorted())
	t.remember(t.learned.sorted())
	t.flush()
	t.ledger.FinishNodes(t.dirtyNodes.sorted())
	t.ledger.FinishMerges()
	t.free.add(t.freed)
	for _, h := range t.freed.edges {
		*t.edges.Edit(t.stamp, h) = edge{}
	}
	for _, h := range t.freed.facts {
		*t.facts.Edit(t.stamp, h) = fact{}
	}
	return nil
}

// checked is a change that holds against the model, or what is wrong with it.
type checked struct {
	ledger.Entry
	err error
}

// checkStep is how many changes are checked at a time.
const checkStep = 256

// checkAhead checks changes in their order; many are checked while those before
// them are made.
func checkAhead(m *graph.Model, changes []graph.Change) iter.Seq[[]checked] {
	steps := func(yield func([]checked) bool) {
		for chunk := range slices.Chunk(changes, checkStep) {
			step := make([]checked, len(chunk))
			for i, c := range chunk {
				step[i].Entry, step[i].err = ledger.Check(m, c)
			}
			if !yield(step) {
				return
			}
		}
	}
	if len(changes) <= checkStep {
		return steps
	}
	return ahead(4, steps)
}

// ahead iterates over the items of a sequence, which are made in the meantime: so
// many at most before they are asked for.
func ahead[T any](most int, sequence iter.Seq[T]) iter.Seq[T] {
	return func(yield func(T) bool) {
		items, stop := make(chan T, most), make(chan struct{})
		var making sync.WaitGroup
		making.Go(func() {
			defer close(items)
			for item := range sequence {
				select {
				case items <- item:
				case <-stop:
					return
				}
			}
		})
		defer making.Wait()
		defer close(stop)
		for item := range items {
			if !yield(item) {
				return
			}
		}
	}
}
