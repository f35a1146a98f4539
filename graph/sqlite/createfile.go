package sqlite

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"parley/graph"
)

// What the head of a file says (https://www.sqlite.org/fileformat2.html).
const (
	headerSize    = 100
	magic         = "SQLite format 3\x00"
	pageSizeAt    = 16
	writesAt      = 18         // how it is written: 1 with a journal, 2 with a log
	readsAt       = 19         // how it is read
	versionAt     = 60         // user_version: the version of Parley's format
	applicationAt = 68         // application_id
	application   = 0x5041524c // "PARL"
	version       = 3
)

// resolved returns the file that a path means, through symbolic links.
func resolved(path string) (string, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return "", graph.Errorf(graph.BadInput, "open", "%q is not a path", path)
	}
	real, err := filepath.EvalSymlinks(full)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Lstat(full); err == nil {
			return "", graph.Errorf(graph.BadInput, "open", "%s is a symbolic link to nothing; name the file itself", path)
		}
		return full, nil
	}
	if errors.Is(err, fs.ErrPermission) {
		return "", &graph.Error{Code: graph.Unavailable, Op: "open", Message: "cannot reach " + path, Err: err}
	}
	if err != nil {
		return "", &graph.Error{Code: graph.BadInput, Op: "open", Message: "cannot follow " + path, Err: err}
	}
	return real, nil
}

// prepare sees that there is a store that this version reads, or an older one: it
// makes one where there is none. What is anything else stays as it is: it is
// looked at without SQLite, which writes to what it opens.
func prepare(ctx context.Context, path string) error {
	is, err := formatOf(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return create(ctx, path)
	case err != nil:
		return err
	case is > version:
		return tooNew("open", path, is)
	}
	return nil
}

// tooNew is the error for a file of a version that a later Parley writes.
func tooNew(op, path string, is int) error {
	return graph.Errorf(graph.BadInput, op, "%s is of version %d of the format, and this Parley reads up to %d: take a newer Parley", path, is, version)
}

// upgrade brings a store whose log is whole to this version.
func upgrade(ctx context.Context, m *graph.Model, path string) error {
	is, err := formatOf(path)
	if err != nil {
		return err
	}
	if _, err := checkLog(path); err != nil {
		return err
	}
	if is < version {
		return migrate(ctx, path, migrations(m, path))
	}
	return nil
}

// formatOf returns the version of a store's format. A file that is empty is as
// good as none.
func formatOf(path string) (int, error) {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.Size() == 0 && info.Mode().IsRegular():
		return 0, fs.ErrNotExist
	case errors.Is(err, fs.ErrNotExist):
		return 0, err
	case err != nil:
		return 0, &graph.Error{Code: graph.Unavailable, Op: "open", Message: "cannot read " + path, Err: err}
	case !info.Mode().IsRegular():
		return 0, graph.Errorf(graph.BadInput, "open", "%s is not a file", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return 0, &graph.Error{Code: graph.Unavailable, Op: "open", Message: "cannot read " + path, Err: err}
	}
	defer f.Close()
	head := make([]byte, headerSize)
	if _, err := io.ReadFull(f, head); err != nil || string(head[:len(magic)]) != magic || binary.BigEndian.Uint32(head[applicationAt:]) != application {
		return 0, graph.Errorf(graph.BadInput, "open", "%s is not a store of Parley, and stays as it is; choose another file", path)
	}
	for _, how := range []byte{head[writesAt], head[readsAt]} {
		if how != 1 && how != 2 {
			return 0, damaged(path, "its head says %d of how it is written", how)
		}
	}
	return int(binary.BigEndian.Uint32(head[versionAt:])), nil
}

// create makes a store, and lets it have its name when it is whole. It makes none
// beside a log, which SQLite would take for the log of the new file.
func create(ctx context.Context, path string) error {
	for _, log := range []string{path + "-wal", path + "-journal"} {
		if info, err := os.Lstat(log); err == nil && info.Size() > 0 {
			return graph.Errorf(graph.BadInput, "open", "there is no store in %s, but the log of one beside it, %s, which may be all that is left of it; put the file back that it belongs to, or move it away", path, log)
		}
	}
	fresh := path + ".new"
	if err := reserve(fresh); err != nil {
		return unusable(ctx, "open", path, err)
	}
	db, err := connect(fresh, existing, "journal_mode(DELETE)")
	if err == nil {
		_, err = db.ExecContext(ctx, schema)
		err = errors.Join(err, db.Close())
	}
	if err == nil {
		err = errors.Join(os.Rename(fresh, path), syncDir(filepath.Dir(path)))
	}
	if err != nil {
		return errors.Join(unusable(ctx, "open", path, err), remove(fresh))
	}
	return nil
}

// reserve makes an empty file for SQLite to fill, which its user alone may read,
// in place of what work that was cut off left behind.
func reserve(path string) error {
	if err := remove(path); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

// remove takes away a file, and its journal, if they are there.
func remove(path string) error {
	for _, name := range []string{path, path + "-journal"} {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// syncDir makes a file's name last. Windows has no such thing for a folder, and
// needs none.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
