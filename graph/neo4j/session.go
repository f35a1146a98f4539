package neo4j

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
)

// read runs a statement in a transaction that reads, and returns all records.
func (s *Store) read(ctx context.Context, op, statement string, params map[string]any) ([]*neo4j.Record, error) {
	ctx, cancel, err := s.begin(ctx, op, s.config.ReadTimeout)
	if err != nil {
		return nil, err
	}
	defer cancel()
	var records []*neo4j.Record
	err = s.transact(ctx, op, neo4j.AccessModeRead, func(q *queries) {
		records, q.err = traced(q.ctx, q.tx, statement, params, func(r neo4j.ResultWithContext) ([]*neo4j.Record, error) { return gather(q.ctx, op, r) })
	})
	return records, err
}

// begin sees to it that a call has a deadline and the database our indexes.
func (s *Store) begin(ctx context.Context, op string, timeout time.Duration) (context.Context, context.CancelFunc, error) {
	if err := graph.Ended(ctx, op); err != nil {
		return nil, nil, err
	}
	ctx, cancel := bounded(ctx, timeout)
	if err := s.usable(ctx, op); err != nil {
		cancel()
		return nil, nil, err
	}
	return ctx, cancel, nil
}

// bounded returns a context with a deadline.
func bounded(ctx context.Context, timeout time.Duration) (context.Context, context.CancelFunc) {
	if _, has := ctx.Deadline(); has {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, timeout)
}

// transact does work in a transaction that is tried again where that helps, and
// never beyond the deadline.
func (s *Store) transact(ctx context.Context, op string, mode neo4j.AccessMode, do work) error {
	release, err := s.admit(ctx, op)
	if err != nil {
		return err
	}
	defer release()
	return s.retried(ctx, op, mode, do)
}

// metadata says in the database what a transaction is for.
func metadata(op string) map[string]any { return map[string]any{"app": "parley", "operation": op} }

// admit waits for a slot: not for long, since a queue helps nobody.
func (s *Store) admit(ctx context.Context, op string) (release func(), err error) {
	release = func() { <-s.slots }
	select {
	case s.slots <- struct{}{}:
		return release, nil
	default:
	}
	wait := time.NewTimer(s.config.MaxWait)
	defer wait.Stop()
	select {
	case s.slots <- struct{}{}:
		return release, nil
	case <-wait.C:
		return nil, graph.Errorf(graph.Unavailable, op, "too much at once: all %d connections to Neo4j are busy; try again", cap(s.slots))
	case <-ctx.Done():
		return nil, graph.Ended(ctx, op)
	case <-s.closed.Done():
		return nil, graph.Errorf(graph.Unavailable, op, "the store is closed")
	}
}

func (s *Store) session(ctx context.Context, mode neo4j.AccessMode) neo4j.SessionWithContext {
	return s.driver.NewSession(ctx, neo4j.SessionConfig{
		AccessMode: mode, DatabaseName: s.config.Database, BookmarkManager: s.bookmarks, BoltLogger: s.config.BoltLog,
	})
}

// closeSession returns the connection back, also where the context has ended.
func closeSession(ctx context.Context, session neo4j.SessionWithContext) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	_ = session.Close(ctx) // what it was for has been answered
}

// remaining is the time until the deadline, a millisecond at least, since none
// means no limit to Neo4j.
func remaining(ctx context.Context) time.Duration {
	deadline, _ := ctx.Deadline()
	return max(time.Until(deadline), time.Millisecond).Round(time.Millisecond)
}

// ping asks the database for a sign of life, and of what layout it is. It takes no
// turn.
func (s *Store) ping(ctx context.Context) (*stamp, error) {
	ctx, cancel := bounded(ctx, 5*time.Second)
	defer cancel()
	var is *stamp
	err := s.retried(ctx, "ready", neo4j.AccessModeRead, func(q *queries) {
		for _, r := range q.query(readStamp, nil) {
			is = stampOf(r.Values)
		}
	})
	return is, err
}

// retried does work in a transaction that is tried again where that helps: for
// as long as the configuration allows, but not for long where Neo4j cannot be
// reached. That is noted for all calls.
func (s *Store) retried(ctx context.Context, op string, mode neo4j.AccessMode, do work) error {
	session := s.session(ctx, mode)
	defer closeSession(ctx, session)
	execute := session.ExecuteRead
	if mode == neo4j.AccessModeWrite {
		execute = session.ExecuteWrite
	}
	began := time.Now()
	for pause := 30 * time.Millisecond; ; pause = min(2*pause, time.Second) {
		err, helps := s.attempt(ctx, op, execute, do)
		limit := s.config.MaxRetry
		if errors.As(err, new(unreachable)) {
			limit = min(limit, blip)
		}
		pause := pause/2 + rand.N(pause)
		if err == nil || !helps || time.Since(began)+pause > limit {
			s.lose(err)
			return err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
		}
	}
}

// execute is how a session runs work.
type execute = func(context.Context, neo4j.ManagedTransactionWork, ...func(*neo4j.TransactionConfig)) (any, error)

// attempt does work once, and reports whether to do it again may help: the driver
// itself tries a transaction once, and says by the sort of its error that more
// attempts would have been made. Neo4j knows the deadline too, and what the
// transaction is for.
func (s *Store) attempt(ctx context.Context, op string, execute execute, do work) (err error, helps bool) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	timer := time.AfterFunc(time.Duration(s.begins.Load()), func() { cancel(errSilent) })
	defer timer.Stop()
	running := false
	_, err = execute(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		timer.Stop()
		running = true
		q := &queries{ctx: ctx, tx: tx}
		do(q)
		if q.err != nil && ctx.Err() == nil {
			running = false // the attempt failed before its time was over
		}
		return nil, q.err
	}, neo4j.WithTxTimeout(remaining(ctx)), neo4j.WithTxMetadata(metadata(op)))
	helps = errors.As(err, new(*neo4j.TransactionExecutionLimit)) && ctx.Err() == nil
	return failure(ctx, op, err, running), helps
}
