package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

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
// store that this version reads or has several names, INTERNAL where it is
// damaged, and UNAVAILABLE where it cannot be read or written.
func Open(ctx context.Context, m *graph.Model, path string) (*Store, error) {
	path, err := resolved(path)
	if err != nil {
		return nil, err
	}
	lock, err := acquire(ctx, path)
	if err != nil {
		return nil, err
	}
	s, err := open(ctx, m, path)
	if err != nil {
		return nil, errors.Join(err, lock.abandon())
	}
	s.lock = lock
	return s, nil
}

func open(ctx context.Context, m *graph.Model, path string) (*Store, error) {
	if err := prepare(ctx, path); err != nil {
		return nil, err
	}
	guard, err := newGuard(path)
	if err != nil {
		return nil, err
	}
	if err := upgrade(ctx, m, path); err != nil {
		return nil, errors.Join(err, guard.close())
	}
	db, err := connect(path, existing, "journal_mode(WAL)", fmt.Sprintf("journal_size_limit(%d)", logLimit))
	if err != nil {
		return nil, errors.Join(unusable(ctx, "open", path, err), guard.close())
	}
	f := newFile(path, db)
	store, err := f.restore(ctx, m)
	if err == nil {
		err = f.begin(ctx, guard)
	}
	if err != nil {
		return nil, errors.Join(err, f.disconnect(), guard.close())
	}
	return &Store{Store: store, file: f}, nil
}

// Ready reports why the file cannot be written, if it cannot: another hand
// removed it or wrote to it, or has it by another name. What is in memory can be
// read still. It also reports that what was taken away is not erased yet.
func (s *Store) Ready(context.Context) error { return s.file.ready() }

// Close closes the file and lets go of it.
func (s *Store) Close() error {
	return errors.Join(s.Store.Close(), s.file.end(), s.lock.release())
}

// rollback ends a transaction, for the reason that err gives, if any.
func rollback(tx *sql.Tx, err error) error {
	if back := tx.Rollback(); back != nil && !errors.Is(back, sql.ErrTxDone) {
		return errors.Join(err, back)
	}
	return err
}
