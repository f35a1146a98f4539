package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"parley/graph"
	"parley/graph/memory"
)

// Store is a graph in a SQLite file. It is safe for concurrent use.
type Store struct {
	*memory.Store
	file *file
	lock *lock
}

// Open opens the store in a file, and makes one where there is none. It is a
// CONFLICT where another process has the file, BAD_INPUT where the file is not a
// store that this version reads, and INTERNAL where it is damaged.
func Open(ctx context.Context, m *graph.Model, path string) (*Store, error) {
	path, err := resolved(path)
	if err != nil {
		return nil, err
	}
	lock, err := acquire(path)
	if err != nil {
		return nil, err
	}
	s, err := open(ctx, m, path)
	if err != nil {
		return nil, errors.Join(err, lock.release())
	}
	s.lock = lock
	return s, nil
}

func open(ctx context.Context, m *graph.Model, path string) (*Store, error) {
	if err := prepare(ctx, path); err != nil {
		return nil, err
	}
	f, err := openFile(ctx, path)
	if err != nil {
		return nil, err
	}
	store, err := memory.Restore(m, f.images(ctx), f.keep)
	if err == nil {
		err = f.check()
	}
	if err != nil {
		return nil, errors.Join(err, f.close())
	}
	return &Store{Store: store, file: f}, nil
}

// Close closes the file and lets go of it.
func (s *Store) Close() error {
	return errors.Join(s.Store.Close(), s.file.close(), s.lock.release())
}

// failed wraps an error of the file for whoever asked for the work.
func failed(ctx context.Context, op string, err error) error {
	if err == nil {
		return nil
	}
	if ended := graph.Ended(ctx, op); ended != nil {
		return ended
	}
	return &graph.Error{Code: graph.Unavailable, Op: op, Message: "the file of the store cannot be used now", Err: err}
}

// rollback ends a transaction that failed. That it cannot be ended is of no use
// to anyone: the connection is given up then.
func rollback(tx *sql.Tx, err error) error {
	if back := tx.Rollback(); back != nil && !errors.Is(back, sql.ErrTxDone) {
		return errors.Join(err, back)
	}
	return err
}
