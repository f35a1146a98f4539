package sqlite

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"parley/graph"
)

// What the head of a file says (https://www.sqlite.org/fileformat2.html).
const (
	headerSize    = 100
	magic         = "SQLite format 3\x00"
	versionAt     = 60         // user_version: the version of Parley's format
	applicationAt = 68         // application_id
	application   = 0x5041524c // "PARL"
	version       = 1
)

// resolved gives the file that a path means, through symbolic links.
func resolved(path string) (string, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return "", graph.Errorf(graph.BadInput, "open", "%q is not a path", path)
	}
	real, err := filepath.EvalSymlinks(full)
	if errors.Is(err, fs.ErrNotExist) {
		return full, nil
	}
	if err != nil {
		return "", &graph.Error{Code: graph.BadInput, Op: "open", Message: "cannot follow " + path, Err: err}
	}
	return real, nil
}

// prepare sees that the file is a store of this version: it makes one where
// there is none, and migrates an older one. What is anything else stays as it
// is: it is looked at without SQLite, which writes to what it opens.
func prepare(ctx context.Context, path string) error {
	is, err := formatOf(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return create(ctx, path)
	case err != nil:
		return err
	case is > version:
		return graph.Errorf(graph.BadInput, "open", "%s is of version %d of the format, and this Parley reads up to %d: take a newer Parley", path, is, version)
	case is < version:
		return migrate(ctx, path, is, migrations)
	}
	return nil
}

// formatOf gives the version of a store's format. A file that is empty is as
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
	return int(binary.BigEndian.Uint32(head[versionAt:])), nil
}

// create makes a store, and lets it have its name when it is whole.
func create(ctx context.Context, path string) error {
	fresh := path + ".new"
	if err := remove(fresh); err != nil {
		return err
	}
	db, err := connect(fresh, "journal_mode(DELETE)")
	if err != nil {
		return failed(ctx, "open", err)
	}
	_, err = db.ExecContext(ctx, schema)
	if err = errors.Join(err, db.Close()); err != nil {
		return &graph.Error{Code: graph.Unavailable, Op: "open", Message: "cannot make " + path, Err: err}
	}
	if err := errors.Join(os.Rename(fresh, path), syncDir(filepath.Dir(path))); err != nil {
		return &graph.Error{Code: graph.Unavailable, Op: "open", Message: "cannot make " + path, Err: err}
	}
	return nil
}

// remove takes away what a creation that was cut off left behind.
func remove(path string) error {
	for _, name := range []string{path, path + "-journal"} {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return &graph.Error{Code: graph.Unavailable, Op: "open", Message: "cannot make " + path, Err: err}
		}
	}
	return nil
}

// syncDir makes a file's name last.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
