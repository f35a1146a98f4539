package neo4j

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph/neo4j/layout"
)

// Neo4j has no snapshots: a statement sees what is committed while it runs, and
// a commit becomes visible bit by bit. So the graph has two numbers. An Apply
// that writes raises the revision; it is a value of the oldest node, which
// Neo4j shows before all else of a commit. Once the commit is made, settled is
// set to the revision, and then all of it is visible. What is read from when
// settled is n until, at the end, the revision is n, is of one state.

const (
	raiseText  = "MATCH " + metaNode + " SET m.revision = coalesce(m.revision, 0) + 1 RETURN m.revision"
	lockText   = "MATCH " + metaNode + " SET m.locked = true RETURN coalesce(m.revision, 0)"
	settleText = "MERGE (s:" + layout.MetaLabel + " {name: '" + layout.SettledName + "'}) SET s.revision = CASE WHEN coalesce(s.revision, 0) < $revision THEN $revision ELSE s.revision END"
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
	for _, one := range layout.List(numbers) {
		pair := layout.List(one)
		n, _ := pair[1].(int64)
		if pair[0] == layout.MetaName {
			revision = n
		} else {
			settled = n
		}
	}
	s.store.settledAt(settled)
	if revision != s.from {
		s.mixed.Store(true)
	}
	if revision > s.store.settled.Load() {
		s.store.doubt(revision)
	}
}

// doubted is a revision that is not known to be wholly visible, and since when.
type doubted struct {
	revision int64
	since    time.Time
}

// doubtTime is how long who made a revision may take to settle it.
const doubtTime = time.Second

// doubt settles a revision that has not been settled for long: who made it has died
// in between. All of it is visible to who has the lock, which its Apply had.
func (s *Store) doubt(revision int64) {
	d := s.doubted.Load()
	if d == nil || d.revision != revision {
		s.doubted.CompareAndSwap(d, &doubted{revision, time.Now()})
		return
	}
	if time.Since(d.since) < doubtTime || !s.doubted.CompareAndSwap(d, &doubted{revision, time.Now()}) {
		return
	}
	// Where it fails, who reads next doubts again.
	s.settleLater(func(q *queries) {
		for _, r := range q.query(lockText, nil) {
			q.query(settleText, map[string]any{"revision": r.Values[0]})
		}
	})
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
	// Where it fails, the next Apply settles this one too.
	s.settleLater(func(q *queries) { q.query(settleText, map[string]any{"revision": revision}) })
}

// settleLater runs a transaction that nobody waits for, until the store is closed.
// What it fails with is lost: its caller says who does its work then.
func (s *Store) settleLater(do work) {
	s.running.Go(func() {
		ctx, cancel := context.WithTimeout(s.closed, s.config.ReadTimeout)
		defer cancel()
		_ = s.transact(ctx, "settle", neo4j.AccessModeWrite, do)
	})
}

// torn reports whether a statement failed because what it read was taken away
// meanwhile.
func torn(err error) bool {
	var server *neo4j.Neo4jError
	return errors.As(last(err), &server) && server.Title() == "EntityNotFound"
}
