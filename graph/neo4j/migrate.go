package neo4j

import (
	"cmp"
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// migrate brings the database to the versions of this server, batch by batch,
// each in a transaction of its own, which knows from the stamp where the last one
// ended. It may be broken off anywhere and goes on there, and servers that
// migrate at once take turns at the batches.
func (s *Store) migrate() error {
	for {
		is, err := s.migrateBatch(s.closed)
		if err != nil || !is.moving {
			return err
		}
		why := is.underWay()
		s.condition.turn(func(c *condition) { c.why = why })
	}
}

// migrateBatch does the next batch of a migration, if there is one, and returns
// the stamp afterwards. It stamps a database that has no stamp.
func (s *Store) migrateBatch(ctx context.Context) (is *stamp, err error) {
	ctx, cancel := context.WithTimeout(ctx, s.config.WriteTimeout)
	defer cancel()
	var revision int64
	err = s.transact(ctx, "migrate", neo4j.AccessModeWrite, func(q *queries) {
		m := &migration{queries: q, store: s, model: s.model, to: s.versions, rows: s.batch}
		m.batch()
		is, revision = m.is, m.revision
	})
	if err == nil {
		s.settle(revision)
	}
	return is, err
}

// migration is one transaction of a migration.
type migration struct {
	*queries
	store *Store
	model *graph.Model
	to    versions
	rows  int // so many things are looked at; 0 means as many as the step says
	is    *stamp

	revision int64 // that the graph has then; 0 if none of its values changed
}

// stampEmpty locks what Apply locks, and stamps a database that has no stamp:
// what it holds already, if anything, is of the first versions.
const stampEmpty = "OPTIONAL MATCH (n:" + layout.EntityLabel + ") WITH n LIMIT 1 MERGE " + metaNode + " " +
	"ON CREATE SET m.layout = CASE WHEN n IS NULL THEN $layout ELSE 1 END, m.folds = CASE WHEN n IS NULL THEN $folds ELSE 1 END " +
	"SET m.locked = true RETURN " + stampColumns

const writeStamp = "MATCH " + metaNode + " SET m += $stamp"

func (m *migration) batch() {
	for _, r := range m.query(stampEmpty, m.to.params()) {
		m.is = stampOf(r.Values)
	}
	switch {
	case m.err != nil:
		return
	case !m.is.moving && m.is.versions == m.to || m.is.newer(m.to):
		m.fail(m.to.holds(m.is))
		return
	case m.is.versions != m.to:
		m.begin()
	}
	m.advance()
	m.query(writeStamp, map[string]any{"stamp": m.is.params()})
}

// begin makes the stamp that of a migration that has done nothing yet. One that
// an older server began and did not end is made anew, from where it began.
func (m *migration) begin() {
	from := m.is.versions
	if m.is.moving {
		from = m.is.from
	}
	m.is = &stamp{versions: m.to, moving: true, from: from}
	for _, step := range m.due() {
		m.is.step = cmp.Or(m.is.step, step.name)
		for _, r := range m.query(step.count, nil) {
			m.is.of += layout.Number(r.Values[0])
		}
	}
}

// due lists the steps from where the migration began to where it goes.
func (m *migration) due() []step {
	var due []step
	for _, step := range steps(m.model) {
		if step.due(m.is.from, m.to) {
			due = append(due, step)
		}
	}
	return due
}

// advance does a batch of the step that the migration has come to, and notes
// where it ended.
func (m *migration) advance() {
	due := m.due()
	for i, step := range due {
		if step.name != m.is.step {
			continue
		}
		if whole := m.do(step); !whole {
			return
		}
		m.is.after, m.is.skip = "", 0
		if i+1 < len(due) {
			m.is.step = due[i+1].name
			return
		}
	}
	m.is.moving = false
}

// do does a batch of a step, and reports whether it was the last one.
func (m *migration) do(s step) (whole bool) {
	limit := cmp.Or(m.rows, s.rows)
	records := m.query(s.read, map[string]any{"after": m.is.after, "skip": int64(m.is.skip), "limit": int64(limit)})
	s.write(m, records)
	m.is.pass(records)
	return len(records) < limit
}

// pass notes that the things of some records are done. They come in the order of
// their keys, of which several may have the same.
func (s *stamp) pass(records []*neo4j.Record) {
	s.done += len(records)
	for _, r := range records {
		if key := layout.Text(r.Values[0]); key != s.after {
			s.after, s.skip = key, 0
		}
		s.skip++
	}
}
