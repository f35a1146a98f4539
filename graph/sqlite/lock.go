package sqlite

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"parley/graph"
)

// lock is a process's hold on a file.
type lock struct{ *flock.Flock }

// acquire takes hold of a file, or says who has it.
func acquire(path string) (*lock, error) {
	name := path + ".lock"
	f := flock.New(name, flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o600))
	got, err := f.TryLock()
	if err != nil {
		return nil, &graph.Error{Code: graph.Unavailable, Op: "open", Message: "cannot lock " + path, Err: err}
	}
	if !got {
		return nil, graph.Errorf(graph.Conflict, "open", "%s is in use by %s; stop that one first, or choose another file", path, holder(name))
	}
	if err := os.WriteFile(name, []byte(self()), 0o600); err != nil {
		return nil, &graph.Error{Code: graph.Unavailable, Op: "open", Message: "cannot write " + name, Err: err}
	}
	return &lock{f}, nil
}

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

func (l *lock) release() error {
	if err := l.Unlock(); err != nil {
		return &graph.Error{Code: graph.Internal, Op: "close", Message: "cannot let go of the store's file", Err: err}
	}
	return nil
}
