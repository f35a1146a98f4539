package neo4j

import (
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
)

// Apply makes all changes or none, in one transaction. It locks, reads what the
// changes name, works out in memory what is to become of it, and writes that: a
// few statements, however many changes there are.
func (s *Store) Apply(ctx context.Context, changes []graph.Change) (graph.Applied, error) {
	if len(changes) > graph.MaxChanges {
		return graph.Applied{}, graph.Errorf(graph.TooLarge, "apply", "%d changes at once; at most %d are taken", len(changes), graph.MaxChanges)
	}
	if err := graph.Ended(ctx, "apply"); err != nil {
		return graph.Applied{}, err
	}
	checked, err := checkAll(s.model, changes)
	if err != nil || len(checked) == 0 {
		return graph.Applied{}, err
	}
	ctx, cancel, err := s.begin(ctx, "apply", s.config.WriteTimeout)
	if err != nil {
		return graph.Applied{}, err
	}
	defer cancel()
	return s.apply(ctx, checked)
}

func checkAll(m *graph.Model, changes []graph.Change) ([]graph.Change, error) {
	checked := make([]graph.Change, len(changes))
	for i, c := range changes {
		var err error
		if checked[i], err = m.Check(c); err != nil {
			return nil, err
		}
		if err := checkSizes(m, checked[i]); err != nil {
			return nil, err
		}
	}
	return checked, nil
}

// apply lets one writer of this process in at a time: those who would wait for
// the lock in the database need no connection for that.
func (s *Store) apply(ctx context.Context, changes []graph.Change) (applied graph.Applied, err error) {
	select {
	case s.writing <- struct{}{}:
		defer func() { <-s.writing }()
	case <-ctx.Done():
		return graph.Applied{}, graph.Ended(ctx, "apply")
	}
	err = s.transact(ctx, "apply", neo4j.AccessModeWrite, func(ctx context.Context, tx neo4j.ManagedTransaction) error {
		a := &application{ctx: ctx, tx: tx, model: s.model}
		applied, err = a.run(changes)
		return err
	})
	if err != nil {
		return graph.Applied{}, err
	}
	return applied, nil
}

// application is one attempt at an Apply.
type application struct {
	ctx   context.Context
	tx    neo4j.ManagedTransaction
	model *graph.Model
	*draft
}

func (a *application) run(changes []graph.Change) (graph.Applied, error) {
	sources, err := a.lock()
	if err != nil {
		return graph.Applied{}, err
	}
	a.draft = newDraft(a.model, sources)
	if err := a.readNamed(changes); err != nil {
		return graph.Applied{}, err
	}
	for _, c := range changes {
		if err := a.take(c); err != nil {
			return graph.Applied{}, err
		}
	}
	if err := a.readTouched(); err != nil {
		return graph.Applied{}, err
	}
	if err := a.write(sources); err != nil {
		return graph.Applied{}, err
	}
	return a.counts, nil
}

// lock makes this the only Apply until the transaction ends, since the SET takes
// a write lock on the one node of its label, and gives how many sources were
// ever loaded.
func (a *application) lock() (int, error) {
	records, err := a.query(
		"MERGE (m:"+metaLabel+" {name: 'parley'}) SET m.locked = true RETURN coalesce(m.sources, 0)", nil)
	if err != nil || len(records) == 0 {
		return 0, err
	}
	return number(records[0].Values[0]), nil
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

func number(v any) int {
	n, _ := v.(int64)
	return int(n)
}

func text(v any) string {
	s, _ := v.(string)
	return s
}
