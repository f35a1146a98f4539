package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"

	lib "modernc.org/sqlite/lib"

	"parley/graph"
)

// Backup copies the store in a file, as it is at one moment, to a new file.
// Another process may use the store meanwhile. The one that calls may not: to
// look at a file drops, on Unix, all the locks that a process has on it.
func Backup(ctx context.Context, path, to string) error {
	path, err := resolved(path)
	if err != nil {
		return err
	}
	if _, err := formatOf(path); err != nil {
		return noStore(path, err)
	}
	if _, err := os.Lstat(to); err == nil {
		return graph.Errorf(graph.BadInput, "backup", "%s already exists; choose another name", to)
	}
	if _, err := checkLog(path); err != nil {
		return err
	}
	return copyTo(ctx, path, to)
}

// copyTo copies a store and lets the copy have its name when it is whole.
func copyTo(ctx context.Context, path, to string) error {
	half := to + ".half"
	err := reading(ctx, path, func(db *sql.DB) error {
		if err := reserve(half); err != nil {
			return &graph.Error{Code: graph.Unavailable, Op: "backup", Message: "cannot write " + half, Err: err}
		}
		return vacuum(ctx, db, path, half)
	})
	if err == nil {
		err = errors.Join(syncFile(half), os.Rename(half, to), syncDir(filepath.Dir(to)))
	}
	if err != nil {
		return errors.Join(unusable(ctx, "backup", path, err), remove(half))
	}
	return nil
}

// vacuum copies what a file holds. Of a damaged one SQLite may say that the disk
// is full, where a row's number leaves no next one.
func vacuum(ctx context.Context, db *sql.DB, path, half string) error {
	_, err := db.ExecContext(ctx, "VACUUM INTO ?", half)
	if resultOf(err) != lib.SQLITE_FULL {
		return err
	}
	if says, checked := check(ctx, db); checked == nil && says != "ok" {
		return damaged(path, "%s", says)
	}
	return err
}

// check asks SQLite what is wrong with a file: it says "ok" if nothing is.
func check(ctx context.Context, db *sql.DB) (says string, err error) {
	err = db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&says)
	return says, err
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
	Batches  int64 // transactions that wrote
	Images   int64 // rows that hold the graph
	Nodes    int64
	Evidence int64
	Loops    []string // ids of edges from a node to itself that their type cannot mean; see [memory.Store.Loops]
	CutOff   bool     // its log breaks off in one more transaction
}

// Verify reads a whole store and holds it against its hashes, and against what
// SQLite itself knows of it, and changes nothing. It is INTERNAL where the store
// is damaged. As with [Backup], another process may use the store meanwhile.
func Verify(ctx context.Context, m *graph.Model, path string) (Report, error) {
	path, err := resolved(path)
	if err != nil {
		return Report{}, err
	}
	is, err := formatOf(path)
	if err != nil {
		return Report{}, noStore(path, err)
	}
	switch {
	case is < version:
		return Report{}, graph.Errorf(graph.BadInput, "verify", "%s is of version %d of the format, which an older Parley wrote: a server of this one makes it version %d when it starts, after a copy; verify it then", path, is, version)
	case is > version:
		return Report{}, tooNew("verify", path, is)
	}
	log, err := checkLog(path)
	if err != nil {
		return Report{}, err
	}
	var report Report
	err = reading(ctx, path, func(db *sql.DB) (err error) {
		report, err = newFile(path, db).report(ctx, m)
		return err
	})
	report.CutOff = log.cutOff()
	return report, unusable(ctx, "verify", path, err)
}

// report reads all in one transaction of the file's one connection: the store as
// it is at one moment.
func (f *file) report(ctx context.Context, m *graph.Model) (Report, error) {
	if _, err := f.db.ExecContext(ctx, "BEGIN"); err != nil {
		return Report{}, unusable(ctx, "verify", f.path, err)
	}
	says, err := check(ctx, f.db)
	if err != nil {
		return Report{}, unusable(ctx, "verify", f.path, err)
	}
	if says != "ok" {
		return Report{}, damaged(f.path, "%s", says)
	}
	s, err := f.restore(ctx, m)
	if err != nil {
		return Report{}, err
	}
	nodes, err := count(ctx, s, graph.From{Kinds: m.All})
	if err != nil {
		return Report{}, err
	}
	evidence, err := count(ctx, s, graph.From{Evidence: true})
	return Report{Batches: f.head.batch, Images: f.head.images, Nodes: nodes, Evidence: evidence, Loops: s.Loops()}, err
}

func count(ctx context.Context, s graph.Store, from graph.From) (int64, error) {
	rows, err := s.Snapshot().Select(ctx, &graph.Plan{Op: "verify", Root: graph.List{From: from, Vars: []graph.Var{{}}, Count: true}})
	if err != nil {
		return 0, err
	}
	return int64(rows.Total), nil
}
