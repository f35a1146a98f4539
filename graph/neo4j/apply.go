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
	err = s.transact(ctx, "apply", neo4j.AccessModeWrite, func(ctx context.Context, tx neo4j.ManagedTransaction) error {
		a := &application{ctx: ctx, tx: tx, ours: s.versions, changeset: &changeset{model: s.model, tables: s.tables}}
		applied, err = a.run(once, func() ([]ledger.Entry, error) { return compile(ctx, reader{s, a.read, s.newSight()}) })
		revision = a.revision
		return err
	})
	if err != nil {
		return graph.Applied{}, err
	}
	s.settle(revision)
	return applied, nil
}

// application is one attempt at an Apply.
type application struct {
	ctx  context.Context
	tx   neo4j.ManagedTransaction
	ours versions
	meta meta

	revision int64 // that the graph has then; 0 if nothing was written
	*changeset
}

// meta is what is kept of the whole graph.
type meta struct {
	sources int // how many were ever loaded
	merges  int // how many ids mean another node
}

// run locks, and makes the changes that are compiled then, unless they were made
// once before.
func (a *application) run(once *graph.IdempotencyKey, compile func() ([]ledger.Entry, error)) (graph.Applied, error) {
	if err := a.lock(); err != nil {
		return graph.Applied{}, err
	}
	if once != nil {
		if applied, made, err := a.before(once); made || err != nil {
			return applied, err
		}
	}
	changes, err := compile()
	if err != nil {
		return graph.Applied{}, err
	}
	a.changeset = newChangeset(a.model, a.tables, a.meta)
	if err := a.change(changes); err != nil {
		return graph.Applied{}, err
	}
	if once != nil {
		return a.ledger.Counts, a.remember(once)
	}
	return a.ledger.Counts, nil
}

// change makes the changes: it reads what they name, takes one after the other,
// reads what that touches, and writes what became of it.
func (a *application) change(changes []ledger.Entry) error {
	if err := a.readMerged(changes); err != nil {
		return err
	}
	if err := a.readVersions(changes); err != nil {
		return err
	}
	for i := range changes {
		if err := a.ledger.Resolve(&changes[i]); err != nil {
			return err
		}
	}
	if err := a.readNamed(changes); err != nil {
		return err
	}
	for i := range changes {
		if err := a.ledger.Take(&changes[i]); err != nil {
			return err
		}
	}
	if err := a.readBared(); err != nil {
		return err
	}
	if err := a.ledger.ClearBared(); err != nil {
		return err
	}
	if err := a.readTouched(); err != nil {
		return err
	}
	return a.write()
}

// lock makes this the only Apply until the transaction ends, since the SET takes
// a write lock on the one node of its label, and reads what that node holds. It
// refuses a database that was brought to other versions in the meantime. The first
// of a database names it.
func (a *application) lock() error {
	records, err := a.query(
		"MERGE "+metaNode+" ON CREATE SET m.layout = $layout, m.folds = $folds "+
			"SET m.locked = true, m.born = coalesce(m.born, randomUUID()) RETURN coalesce(m.sources, 0), coalesce(m.merges, 0), "+stampColumns,
		map[string]any{"layout": int64(a.ours.layout), "folds": int64(a.ours.folds)})
	if err != nil || len(records) == 0 {
		return err
	}
	v := records[0].Values
	a.meta = meta{layout.Number(v[0]), layout.Number(v[1])}
	return a.ours.holds(stampOf(v[2:]))
}

// read runs a statement for whoever reads within the transaction.
func (a *application) read(ctx context.Context, _, statement string, params map[string]any) ([]*neo4j.Record, error) {
	return collect(ctx, a.tx, statement, params)
}

// query runs a statement in the transaction.
func (a *application) query(statement string, params map[string]any) ([]*neo4j.Record, error) {
	return collect(a.ctx, a.tx, statement, params)
}

// each runs a statement for a list of rows, if there are any.
func (a *application) each(statement string, rows []any) ([]*neo4j.Record, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	return a.query("UNWIND $rows AS row "+statement, map[string]any{"rows": rows})
}
