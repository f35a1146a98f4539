package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"parley/graph"
)

// lock is a process's hold on a file.
type lock struct {
	*flock.Flock
	fresh bool // there was no lock file before
}

// A process that ends may take a moment to let go.
const (
	patience = time.Second
	between  = 20 * time.Millisecond
)

// acquire takes hold of a file, or says who has it.
func acquire(ctx context.Context, path string) (*lock, error) {
	name := path + ".lock"
	_, err := os.Lstat(name)
	l := &lock{flock.New(name, flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o600)), errors.Is(err, fs.ErrNotExist)}
	waiting, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	switch got, err := l.TryLockContext(waiting, between); {
	case got:
	case ctx.Err() != nil:
		return nil, graph.Ended(ctx, "open")
	case waiting.Err() != nil:
		return nil, graph.Errorf(graph.Conflict, "open", "%s is in use by %s; stop that one first, or choose another file", path, holder(name))
	case errors.Is(err, fs.ErrNotExist):
		return nil, graph.Errorf(graph.BadInput, "open", "there is no folder %s; make it first, or choose another file", filepath.Dir(path))
	default:
		return nil, &graph.Error{Code: graph.Unavailable, Op: "open", Message: "cannot lock " + path + "; a store needs leave to write to its folder", Err: err}
	}
	l.says(self())
	return l, nil
}

// says tells others who has the lock. It is a courtesy: the lock holds without,
// as on a disk that is full, or on Windows, where a locked file is not written.
func (l *lock) says(words string) { _ = os.WriteFile(l.Path(), []byte(words), 0o600) }

// holder is who has a lock, in its own words.
func holder(name string) string {
	words, err := os.ReadFile(name)
	if text := strings.TrimSpace(string(words)); err == nil && text != "" {
		return text
	}
	return "another process"
}

func self() string {
	host, err := os.Hostname()
	if err != nil {
		host = "this host"
	}
	return fmt.Sprintf("process %d (%s) on %s since %s\n", os.Getpid(), filepath.Base(os.Args[0]), host, time.Now().UTC().Format(time.RFC3339))
}

// release lets go of the file. The lock file stays, empty: to take it away could
// take it from who waits for it.
func (l *lock) release() error {
	l.says("")
	if err := l.Unlock(); err != nil {
		return &graph.Error{Code: graph.Internal, Op: "close", Message: "cannot let go of the store's file", Err: err}
	}
	return nil
}

// abandon lets go of a file that is not opened after all, and leaves nothing
// beside it that was not there.
func (l *lock) abandon() error {
	if l.fresh {
		return errors.Join(os.Remove(l.Path()), l.Unlock())
	}
	return l.release()
}
