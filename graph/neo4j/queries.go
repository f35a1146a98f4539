package neo4j

import (
	"cmp"
	"context"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
)

// work is done in a transaction, once for each attempt.
type work func(*queries)

// queries runs statements in a transaction until something fails. From then on it
// runs none, and err is why.
type queries struct {
	ctx context.Context
	tx  neo4j.ManagedTransaction
	err error
}

// query runs a statement, and returns no records once something has failed.
func (q *queries) query(statement string, params map[string]any) (records []*neo4j.Record) {
	if q.err == nil {
		records, q.err = collect(q.ctx, q.tx, statement, params)
	}
	return records
}

// collect runs a statement of a transaction.
func collect(ctx context.Context, tx neo4j.ManagedTransaction, statement string, params map[string]any) ([]*neo4j.Record, error) {
	return traced(ctx, tx, statement, params, func(r neo4j.ResultWithContext) ([]*neo4j.Record, error) { return r.Collect(ctx) })
}

// traced runs a statement of a transaction for the trace of the context, and takes
// what it answers.
func traced(ctx context.Context, tx neo4j.ManagedTransaction, statement string, params map[string]any, take func(neo4j.ResultWithContext) ([]*neo4j.Record, error)) ([]*neo4j.Record, error) {
	began := time.Now()
	defer func() { graph.TraceOf(ctx).Ran(statement, time.Since(began)) }()
	result, err := tx.Run(ctx, statement, params)
	if err != nil {
		return nil, err
	}
	return take(result)
}

// each runs a statement for a list of rows, if there are any.
func (q *queries) each(statement string, rows []any) []*neo4j.Record {
	if len(rows) == 0 {
		return nil
	}
	return q.query("UNWIND $rows AS row "+statement, map[string]any{"rows": rows})
}

// fail notes an error, if it is one and the first.
func (q *queries) fail(err error) { q.err = cmp.Or(q.err, err) }

// inTurn does one step after the other until something fails.
func (q *queries) inTurn(steps ...func()) {
	for _, step := range steps {
		if q.err == nil {
			step()
		}
	}
}
