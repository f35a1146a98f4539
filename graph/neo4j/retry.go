package neo4j

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

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
