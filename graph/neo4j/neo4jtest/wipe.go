package neo4jtest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// mark names an index that says: tests may delete all that is in this database.
// Nothing is indexed by it. Clear and Wipe leave it where it is.
const mark = "parley_tests_may_wipe"

// Clear deletes all nodes and relationships. Constraints and indexes stay, which
// makes it the quicker way to an empty store.
func (s Server) Clear(tb testing.TB) {
	tb.Helper()
	if err := s.wipe(false); err != nil {
		tb.Fatalf("clear Neo4j: %v", err)
	}
}

// Wipe deletes all nodes, relationships, constraints and indexes, but for token
// lookup indexes.
func (s Server) Wipe(tb testing.TB) {
	tb.Helper()
	if err := s.wipe(true); err != nil {
		tb.Fatalf("wipe Neo4j: %v", err)
	}
}

// wipe has a context of its own, since it is also of use in a test's clean-up,
// when the test's context has ended.
func (s Server) wipe(schema bool) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	ours, drops, err := s.schema(ctx)
	if err != nil {
		return err
	}
	if !ours {
		return fmt.Errorf("the database at %s is not for tests: it has no index %s", s.URI, mark)
	}
	if err := s.deleteAll(ctx); err != nil || !schema || len(drops) == 0 {
		return err
	}
	return s.together(ctx, drops)
}

// deleteAll works in parts, as one transaction has no memory for a large graph:
// relationships first, since one node may have very many.
func (s Server) deleteAll(ctx context.Context) error {
	for _, statement := range []string{
		"MATCH ()-[r]->() WITH r LIMIT 5000 DELETE r RETURN count(*)",
		"MATCH (n) WITH n LIMIT 5000 DELETE n RETURN count(*)",
	} {
		for deleted := int64(1); deleted > 0; {
			records, err := s.run(ctx, statement, nil)
			if err != nil {
				return err
			}
			deleted, _ = records[0].Values[0].(int64)
		}
	}
	return nil
}

// schema reports whether the mark is there, and how to drop what else is declared.
func (s Server) schema(ctx context.Context) (ours bool, drops []drop, err error) {
	constraints, err := s.run(ctx, "SHOW CONSTRAINTS YIELD name", nil)
	if err != nil {
		return false, nil, err
	}
	indexes, err := s.run(ctx, "SHOW INDEXES YIELD name, type, owningConstraint "+
		"WHERE type <> 'LOOKUP' AND owningConstraint IS NULL RETURN name", nil)
	for _, r := range constraints {
		drops = append(drops, drop{"DROP CONSTRAINT $name IF EXISTS", r.Values[0]})
	}
	for _, r := range indexes {
		if r.Values[0] == mark {
			ours = true
			continue
		}
		drops = append(drops, drop{"DROP INDEX $name IF EXISTS", r.Values[0]})
	}
	return ours, drops, err
}

// drop is a statement that takes a constraint or an index away.
type drop struct {
	cypher string
	name   any
}

// together runs all in one transaction, since each commit waits for the disk.
func (s Server) together(ctx context.Context, drops []drop) error {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.Database})
	defer session.Close(ctx)
	_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		for _, d := range drops {
			result, err := tx.Run(ctx, d.cypher, map[string]any{"name": d.name})
			if err != nil {
				return nil, err
			}
			if _, err := result.Consume(ctx); err != nil {
				return nil, err
			}
		}
		return nil, nil
	}, neo4j.WithTxTimeout(30*time.Second))
	return err
}
