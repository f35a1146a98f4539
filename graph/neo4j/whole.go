package neo4j

import (
	"context"
	"errors"
	"sync/atomic"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Neo4j has no snapshots: a statement sees what is committed while it runs, and
// a commit becomes visible bit by bit. So the graph has two numbers. An Apply
// that writes raises the revision; it is a value of the oldest node, which
// Neo4j shows before all else of a commit. Once the commit is made, settled is
// set to the revision, and then all of it is visible. What is read from when
// settled is n until, at the end, the revision is n, is of one state.

// Names of the nodes that have the numbers.
const (
	metaName    = "parley"
	settledName = "settled"
)

// revisionNow reads both numbers: a list of one of each name.
const revisionNow = "COLLECT { MATCH (m:" + metaLabel + ") WHERE m.name IN ['" + metaName + "', '" + settledName + "'] RETURN [m.name, m.revision] }"

const (
	raiseText  = "MATCH (m:" + metaLabel + " {name: '" + metaName + "'}) SET m.revision = coalesce(m.revision, 0) + 1 RETURN m.revision"
	settleText = "MERGE (s:" + metaLabel + " {name: '" + settledName + "'}) SET s.revision = CASE WHEN coalesce(s.revision, 0) < $revision THEN $revision ELSE s.revision END"
)

// sight is what a reader knows of the states that it has seen.
type sight struct {
	store *Store
	from  int64 // was settled when the first was seen
	mixed atomic.Bool
}

func (s *Store) newSight() *sight { return &sight{store: s, from: s.settled.Load()} }

// saw takes over the numbers that were read at the end of a statement.
func (s *sight) saw(numbers any) {
	revision, settled := int64(0), int64(0)
	list, _ := numbers.([]any)
	for _, one := range list {
		pair, _ := one.([]any)
		n, _ := pair[1].(int64)
		if pair[0] == metaName {
			revision = n
		} else {
			settled = n
		}
	}
	s.store.settledAt(settled)
	if revision != s.from {
		s.mixed.Store(true)
	}
}

// settledAt remembers that all of a revision is visible.
func (s *Store) settledAt(revision int64) {
	for {
		is := s.settled.Load()
		if is >= revision || s.settled.CompareAndSwap(is, revision) {
			return
		}
	}
}

// settle tells this and other processes that all of a revision is visible. The
// Apply does not wait for it.
func (s *Store) settle(revision int64) {
	if revision == 0 {
		return
	}
	s.settledAt(revision)
	s.running.Go(func() {
		ctx, cancel := context.WithTimeout(s.closed, s.config.ReadTimeout)
		defer cancel()
		// Where it fails, the next Apply settles this one too.
		_ = s.transact(ctx, "settle", neo4j.AccessModeWrite, func(ctx context.Context, tx neo4j.ManagedTransaction) error {
			_, err := collect(ctx, tx, settleText, map[string]any{"revision": revision})
			return err
		})
	})
}

// torn reports whether a statement failed because what it read was taken away
// meanwhile.
func torn(err error) bool {
	var server *neo4j.Neo4jError
	return errors.As(last(err), &server) && server.Title() == "EntityNotFound"
}
