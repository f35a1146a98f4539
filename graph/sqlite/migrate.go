package sqlite

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"

	"parley/graph"
	"parley/graph/memory"
)

// migration brings a file from one version of the format to the next.
type migration func(ctx context.Context, tx *sql.Tx) error

// migrations returns those from version 1 on: the first leads to version 2.
func migrations(m *graph.Model, path string) []migration {
	return []migration{stampFolding, regroupEdges(m, path)}
}

// stampFolding leads to version 2: the head has the version of the text folding,
// and is sealed with it.
func stampFolding(ctx context.Context, tx *sql.Tx) error {
	const firstFolding = 1
	if _, err := tx.ExecContext(ctx, "ALTER TABLE head ADD COLUMN fold INTEGER NOT NULL DEFAULT 1"); err != nil {
		return err
	}
	var batch int64
	var sum []byte
	if err := tx.QueryRowContext(ctx, "SELECT batch, sum FROM head WHERE one = 1").Scan(&batch, &sum); err != nil {
		return err
	}
	h := head{batch: batch, fold: firstFolding}
	copy(h.sum[:], sum)
	h.sum.xor(hashOf(-1, binary.BigEndian.AppendUint64(nil, uint64(batch)))) // what version 1 sealed it with
	sealed := h.seal()
	_, err := tx.ExecContext(ctx, "UPDATE head SET sum = ?, fold = ? WHERE one = 1", sealed[:], h.fold)
	return err
}

// regroupEdges leads to version 3: dates tell no edges apart any more, but are said by
// the evidence for them.
func regroupEdges(m *graph.Model, path string) migration {
	return func(ctx context.Context, tx *sql.Tx) error {
		f := newFile(path, nil)
		sealed, err := f.readHead(ctx, tx)
		if err != nil {
			return err
		}
		changed, err := memory.UpgradeEdges(m, f.images(ctx, tx))
		if f.failed != nil {
			return f.failed
		}
		if err != nil {
			return damaged(path, "%v", err)
		}
		if err := f.check(sealed); err != nil || len(changed) == 0 {
			return err
		}
		next := f.head
		next.batch++
		_, err = f.write(ctx, tx, changed, &next)
		return err
	}
}

// migrate copies an older file and brings it to the newest version in one
// transaction. Before that it is packed: older versions did not erase what they
// took away.
func migrate(ctx context.Context, path string, steps []migration) error {
	db, err := connect(path, existing)
	if err != nil {
		return unusable(ctx, "open", path, err)
	}
	// What the log has is newer than what the file's head says: a process may
	// have ended between a migration and its way into the file.
	var from int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&from); err != nil {
		return errors.Join(unusable(ctx, "open", path, err), db.Close())
	}
	switch {
	case from == len(steps)+1:
		return db.Close()
	case from < 1 || from > len(steps):
		return errors.Join(graph.Errorf(graph.BadInput, "open", "%s is of version %d of the format, which no Parley wrote", path, from), db.Close())
	}
	if err := copyTo(ctx, path, fmt.Sprintf("%s.version%d", path, from)); err != nil {
		return errors.Join(err, db.Close())
	}
	_, err = db.ExecContext(ctx, "VACUUM")
	if err == nil {
		err = runSteps(ctx, db, from, steps)
	}
	if err := errors.Join(err, db.Close()); err != nil {
		if ended := graph.Ended(ctx, "migrate"); ended != nil {
			return ended
		}
		if known := (*graph.Error)(nil); errors.As(err, &known) {
			return err
		}
		return &graph.Error{Code: graph.Unavailable, Op: "migrate", Message: path + " cannot be brought to the newest version; it is as it was", Err: err}
	}
	return nil
}

func runSteps(ctx context.Context, db *sql.DB, from int, steps []migration) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	for _, step := range steps[from-1:] {
		if err := step(ctx, tx); err != nil {
			return rollback(tx, err)
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", len(steps)+1)); err != nil {
		return rollback(tx, err)
	}
	return tx.Commit()
}
