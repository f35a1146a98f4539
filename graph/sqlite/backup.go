package sqlite

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"parley/graph"
	"parley/graph/memory"
)

// Backup copies the store in a file, as it is at one moment, to a new file. The
// store may be in use meanwhile, by this process or another.
func Backup(ctx context.Context, path, to string) error {
	path, err := resolved(path)
	if err != nil {
		return err
	}
	if _, err := formatOf(path); err != nil {
		return noStore(path, err)
	}
	if _, err := os.Lstat(to); err == nil {
		return graph.Errorf(graph.BadInput, "backup", "%s is there already; choose a new name", to)
	}
	return copyTo(ctx, path, to)
}

// copyTo copies a store and lets the copy have its name when it is whole.
func copyTo(ctx context.Context, path, to string) error {
	half := to + ".half"
	if err := remove(half); err != nil {
		return err
	}
	db, err := connect(path)
	if err != nil {
		return failed(ctx, "backup", err)
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", half)
	if err = errors.Join(err, db.Close()); err == nil {
		err = errors.Join(syncFile(half), os.Rename(half, to), syncDir(filepath.Dir(to)))
	}
	if err != nil {
		return &graph.Error{Code: graph.Unavailable, Op: "backup", Message: "cannot copy " + path + " to " + to, Err: errors.Join(err, os.Remove(half))}
	}
	return nil
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// noStore says that there is no store in a file, where there is no file.
func noStore(path string, err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return graph.Errorf(graph.NotFound, "open", "there is no store in %s", path)
	}
	return err
}

// Report says what a store that is whole holds.
type Report struct {
	Batches int64 // transactions that wrote
	Images  int64 // rows that hold the graph
}

// Verify reads a whole store and holds it against its hashes, and against what
// SQLite itself knows of it. The store may be in use.
func Verify(ctx context.Context, m *graph.Model, path string) (Report, error) {
	path, err := resolved(path)
	if err != nil {
		return Report{}, err
	}
	if _, err := formatOf(path); err != nil {
		return Report{}, noStore(path, err)
	}
	f, err := openFile(ctx, path)
	if err != nil {
		return Report{}, err
	}
	return f.report(ctx, m)
}

func (f *file) report(ctx context.Context, m *graph.Model) (Report, error) {
	var says string
	err := f.db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&says)
	switch {
	case err != nil:
		err = f.broken(ctx, err)
	case says != "ok":
		err = f.damaged("%s", says)
	default:
		_, err = memory.Restore(m, f.images(ctx), f.keep)
	}
	if err == nil {
		err = f.check()
	}
	return Report{f.head.batch, f.head.images}, errors.Join(err, f.close())
}
