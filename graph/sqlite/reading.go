package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"parley/graph"
)

// readings is how often a file is read anew that a process opens or closes in the
// middle of that.
const readings = 5

// reading has a store's file read, and changes nothing of it, nor beside it: the
// folder may be one to read alone.
//
// SQLite can read a file beside a process that writes to it, which has a log and
// shared memory there. Where there is none, it would make these, and move what is
// left of a log into the file. Then it is told that the file is for it alone,
// which is seen to afterwards; and if there is a log, it gets a copy of both.
func reading(ctx context.Context, path string, read func(*sql.DB) error) error {
	for range readings {
		before, used := appearanceOf(path), inUse(path)
		var err error
		if used {
			err = readingAs(path, readOnly, read)
		} else {
			err = readingAlone(ctx, path, read)
		}
		now := inUse(path)
		if used && (now || err == nil) || !used && !now && before == appearanceOf(path) {
			return err
		}
		if ended := graph.Ended(ctx, "open"); ended != nil {
			return ended
		}
	}
	return graph.Errorf(graph.Unavailable, "open", "%s is opened and closed all the time, so that it cannot be read; try again", path)
}

func readingAs(path, mode string, read func(*sql.DB) error) error {
	db, err := connect(path, mode)
	if err != nil {
		return err
	}
	return errors.Join(read(db), db.Close())
}

// readingAlone reads a file that no process has.
func readingAlone(ctx context.Context, path string, read func(*sql.DB) error) (err error) {
	if !hasLog(path) {
		return readingAs(path, unchanged, read)
	}
	folder, err := os.MkdirTemp("", "parley-read-*")
	if err != nil {
		return unwritable(err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	aside := filepath.Join(folder, "parley.db")
	for _, end := range withLogs {
		if err := copyFile(ctx, path+end, aside+end); err != nil {
			return err
		}
	}
	return readingAs(aside, existing, read)
}

// withLogs are the ends of the names of a store's file and of its logs.
var withLogs = [...]string{"", "-wal", "-journal"}

// hasLog reports whether there is more than the file.
func hasLog(path string) bool {
	l := appearanceOf(path)
	return l[1].size > 0 || l[2].size > 0
}

// appearance tells whether a file and its logs were written to.
type appearance [len(withLogs)]struct {
	size    int64
	written time.Time
}

func appearanceOf(path string) (l appearance) {
	for i, end := range withLogs {
		if info, err := os.Stat(path + end); err == nil {
			l[i].size, l[i].written = info.Size(), info.ModTime()
		}
	}
	return l
}

// inUse reports whether a process has a store open. What cannot be known is left to
// SQLite.
func inUse(path string) bool {
	lock := flock.New(path+".lock", flock.SetFlag(os.O_RDONLY))
	free, err := lock.TryRLock()
	if errors.Is(err, fs.ErrNotExist) {
		return false
	}
	return !free || lock.Unlock() != nil
}

// copyFile copies a file, if there is one.
func copyFile(ctx context.Context, from, to string) error {
	in, err := os.Open(from)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return &graph.Error{Code: graph.Unavailable, Op: "open", Message: "cannot read " + from, Err: err}
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return unwritable(err)
	}
	for err == nil && ctx.Err() == nil {
		_, err = io.CopyN(out, in, 1<<20)
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return errors.Join(graph.Ended(ctx, "open"), unwritable(errors.Join(err, out.Close())))
}

func unwritable(err error) error {
	if err == nil {
		return nil
	}
	return &graph.Error{Code: graph.Unavailable, Op: "open", Message: "a temporary copy of the store cannot be written", Err: err}
}
