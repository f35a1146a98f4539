package neo4j

import (
	"cmp"
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
	"parley/graph/ledger"
	"parley/graph/neo4j/layout"
)

// Apply makes all changes or none.
func (s *Store) Apply(ctx context.Context, changes []graph.Change) (graph.Applied, error) {
	if err := cmp.Or(graph.CheckCount(changes), graph.Ended(ctx, "apply")); err != nil {
		return graph.Applied{}, err
	}
	once, err := s.model.KeyAmong(changes)
	if err != nil {
		return graph.Applied{}, err
	}
	checked, err := checkAll(s.model, changes)
	if err != nil || len(checked) == 0 {
		return graph.Applied{}, err
	}
	return s.update(ctx, once, func(context.Context, graph.Reader) ([]ledger.Entry, error) { return checked, nil })
}

// Update makes the changes that compile works out from the database, which it
// reads in the transaction that holds the lock.
func (s *Store) Update(ctx context.Context, once *graph.IdempotencyKey, compile graph.Compile) (graph.Applied, error) {
	return s.update(ctx, once, func(ctx context.Context, from graph.Reader) ([]ledger.Entry, error) {
		changes, err := compile(ctx, from)
		if err = cmp.Or(err, graph.CheckCount(changes)); err != nil {
			return nil, err
		}
		return checkAll(s.model, changes)
	})
}

func checkAll(m *graph.Model, changes []graph.Change) ([]ledger.Entry, error) {
	checked := make([]ledger.Entry, len(changes))
	for i, c := range changes {
		var err error
		if checked[i], err = ledger.Check(m, c); err != nil {
			return nil, err
		}
		if err := layout.CheckSizes(m, checked[i].Change); err != nil {
			return nil, err
		}
	}
	return checked, nil
}

// update makes checked changes in one transaction: it locks, has them compiled,
// reads what they name, works out in memory what is to become of it, and writes
// that, in a few statements, however many changes there are. It lets one writer of
// this process in at a time: those who would wait for the lock in the database
// need no connection for that.
func (s *Store) update(ctx context.Context, once *graph.IdempotencyKey, compile func(context.Context, graph.Reader) ([]ledger.Entry, error)) (applied graph.Applied, err error) {
	ctx, cancel, err := s.begin(ctx, "apply", s.config.WriteTimeout)
	if err != nil {
		return graph.Applied{}, err
	}
	defer cancel()
	select {
	case s.writing <- struct{}{}:
		defer func() { <-s.writing }()
	case <-ctx.Done():
		return graph.Applied{}, graph.Ended(ctx, "apply")
	}
	var revision int64
	err = s.transact(ctx, "apply", neo4j.AccessModeWrite, func(q *queries) {
		a := &application{queries: q, store: s}
		applied = a.run(once, func() ([]ledger.Entry, error) { return compile(q.ctx, reader{s, a.read, s.newSight()}) })
		revision = a.revision
	})
	if err != nil {
		return graph.Applied{}, err
	}
	s.settle(revision)
	return applied, nil
}

// application is one attempt at an Apply.
type application struct {
	*queries
	store *Store
	meta  meta

	revision int64 // that the graph has then; 0 if nothing was written
	*changeset
}

// run locks, and makes the changes that are compiled then, unless they were made
// once before.
func (a *application) run(once *graph.IdempotencyKey, compile func() ([]ledger.Entry, error)) graph.Applied {
	a.lock()
	if once != nil {
		if applied, made := a.before(once); made {
			return applied
		}
	}
	a.changeset = newChangeset(a.store.model, a.store.tables, a.meta)
	a.inTurn(func() {
		changes, err := compile()
		a.fail(err)
		a.change(changes)
	}, func() {
		if once != nil {
			a.remember(once)
		}
	})
	return a.ledger.Counts
}

// change makes the changes: it reads what they name, takes one after the other,
// reads what that touches, and writes what became of it.
func (a *application) change(changes []ledger.Entry) {
	a.inTurn(
		func() { a.readMerged(changes) },
		func() { a.readVersions(changes) },
		func() { a.entries(changes, a.ledger.Resolve) },
		func() { a.readNamed(changes) },
		func() { a.entries(changes, a.ledger.Take) },
		a.readBared,
		func() { a.fail(a.ledger.ClearBared()) },
		a.readTouched,
		a.write,
	)
}

// entries takes changes through a step of the ledger.
func (a *application) entries(changes []ledger.Entry, step func(*ledger.Entry) error) {
	for i := 0; i < len(changes) && a.err == nil; i++ {
		a.fail(step(&changes[i]))
	}
}

// lock makes this the only Apply until the transaction ends, since the SET takes
// a write lock on the one node of its label, and reads what that node holds. It
// refuses a database that was brought to other versions in the meantime. The first
// of a database names it.
func (a *application) lock() {
	ours := a.store.versions
	records := a.query(
		"MERGE "+metaNode+" ON CREATE SET m.layout = $layout, m.folds = $folds "+
			"SET m.locked = true, m.born = coalesce(m.born, randomUUID()) RETURN coalesce(m.sources, 0), coalesce(m.merges, 0), "+stampColumns,
		ours.params())
	for _, r := range records {
		a.meta = meta{layout.Number(r.Values[0]), layout.Number(r.Values[1])}
		a.fail(ours.holds(stampOf(r.Values[2:])))
	}
}

// read runs a statement for whoever reads within the transaction.
func (a *application) read(ctx context.Context, _, statement string, params map[string]any) ([]*neo4j.Record, error) {
	return collect(ctx, a.tx, statement, params)
}
