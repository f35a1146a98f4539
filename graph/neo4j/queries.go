package neo4j

import (
	"cmp"
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

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
