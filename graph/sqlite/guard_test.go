//go:build unix

package sqlite

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"parley/graph"
)

// TestTouched does to the files of an open store what people do to files. The
// next Apply is refused with the reason, which Ready has, too; reading goes on;
// and what was put in the place of the store is not written to.
func TestTouched(t *testing.T) {
	s := tellMore(t, 6)
	other := read(t, s.written(t))
	cases := []struct {
		name  string
		touch func(t *testing.T, path string) error
		says  string
	}{
		{"a hard link", func(_ *testing.T, path string) error { return os.Link(path, path+".link") }, "file has a second name (a hard link) now"},
		{"rm", func(_ *testing.T, path string) error { return os.Remove(path) }, "file was removed or renamed"},
		{"mv to another name", func(_ *testing.T, path string) error { return os.Rename(path, path+".moved") }, "file was removed or renamed"},
		{"mv of the folder", func(_ *testing.T, path string) error {
			return os.Rename(filepath.Dir(path), filepath.Dir(path)+".moved")
		}, "file was removed or renamed"},
		{"mv of another over it", func(t *testing.T, path string) error {
			put(t, path+".other", other)
			return os.Rename(path+".other", path)
		}, "file was replaced by another"},
		{"a symbolic link in its place", func(_ *testing.T, path string) error {
			return errors.Join(os.Rename(path, path+".moved"), os.Symlink(path+".moved", path))
		}, "file was replaced by another"},
		{"cp of another over it", func(_ *testing.T, path string) error { return os.WriteFile(path, other, 0o600) }, "file was written to by something else"},
		{"cp of its backup over it", func(t *testing.T, path string) error {
			if err := copyTo(t.Context(), path, path+".backup"); err != nil {
				return err
			}
			return os.WriteFile(path, read(t, path+".backup"), 0o600)
		}, "file was written to by something else"},
		{"truncate", func(_ *testing.T, path string) error { return os.Truncate(path, 0) }, "file was written to by something else"},
		{"rm of the log", func(_ *testing.T, path string) error { return os.Remove(path + "-wal") }, "log was removed or renamed"},
		{"truncate of the log", func(_ *testing.T, path string) error { return os.Truncate(path+"-wal", 0) }, "log was written to by something else"},
		{"cp of another log over it", func(t *testing.T, path string) error {
			log := read(t, path+"-wal")
			log[logSalts]++
			return os.WriteFile(path+"-wal", log, 0o600)
		}, "log was written to by something else"},
		{"rm of the shared memory", func(_ *testing.T, path string) error { return os.Remove(path + "-shm") }, "shared memory was removed or renamed"},
		{"rm of the lock", func(_ *testing.T, path string) error { return os.Remove(path + ".lock") }, "lock was removed or renamed"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "folder", "parley.db")
			if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			store := s.open(t, path)
			s.apply(t, store, s.steps[:5]...)
			if err := store.Ready(t.Context()); err != nil {
				t.Fatalf("before: %v", err)
			}
			if err := c.touch(t, path); err != nil {
				t.Fatal(err)
			}
			now, _ := os.ReadFile(path)
			_, err := store.Apply(t.Context(), s.steps[5])
			refused := func(what string, err error) {
				if graph.CodeOf(err) != graph.Unavailable || !strings.Contains(err.Error(), "the store's "+c.says+", so nothing is written any more; stop the server, put the right file in its place") {
					t.Errorf("%s: %v", what, err)
				}
			}
			refused("Apply", err)
			refused("Ready", store.Ready(t.Context()))
			if digest(t, store) != s.states[5] {
				t.Error("what is read is not what was applied")
			}
			refused("Close", store.Close())
			if is, _ := os.ReadFile(path); !bytes.Equal(is, now) {
				t.Error("the file in its place was written to")
			}
		})
	}
}

// TestUntouched does what does no harm: the store goes on.
func TestUntouched(t *testing.T) {
	s := tell(t, 10)
	path := filepath.Join(t.TempDir(), "parley.db")
	store := s.open(t, path)
	for i, harmless := range []func() error{
		func() error { return os.Chmod(path, 0o640) },
		func() error { return errors.Join(os.Rename(path, path+".moved"), os.Rename(path+".moved", path)) },
		func() error { return errors.Join(os.Link(path, path+".link"), os.Remove(path+".link")) },
		func() error { return copyTo(t.Context(), path, path+".backup") },
		func() error { _, err := Verify(t.Context(), s.model, path); return err },
	} {
		if err := harmless(); err != nil {
			t.Fatal(err)
		}
		s.apply(t, store, s.steps[2*i:2*i+2]...)
		if err := store.Ready(t.Context()); err != nil {
			t.Errorf("%d: %v", i, err)
		}
	}
	closed(t, store)
	s.holds(t, path, 10, 10)
}

// TestSecondName opens by another name what a process has: it is told which.
func TestSecondName(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux has the lock that finds it")
	}
	s := tell(t, 0)
	for _, name := range []struct {
		name  string
		given func(path, other string) error
	}{{"a hard link", os.Link}, {"a new name", os.Rename}, {"a link that is the only name left", func(path, other string) error {
		return errors.Join(os.Link(path, other), os.Remove(path))
	}}} {
		t.Run(name.name, func(t *testing.T) {
			path, other := filepath.Join(t.TempDir(), "a.db"), filepath.Join(t.TempDir(), "b.db")
			h := held(t, path)
			if err := name.given(path, other); err != nil {
				t.Fatal(err)
			}
			_, err := Open(t.Context(), s.model, other)
			if graph.CodeOf(err) != graph.Conflict || !strings.Contains(err.Error(), fmt.Sprintf("%s is in use by process %d, by another of its names", other, h.pid)) {
				t.Errorf("%v", err)
			}
			h.kill()
		})
	}
}

// TestTwoNames opens a file that has two names, of which nobody uses either.
func TestTwoNames(t *testing.T) {
	s := tell(t, 3)
	path := s.written(t)
	if err := os.Link(path, path+".link"); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{path, path + ".link"} {
		_, err := Open(t.Context(), s.model, name)
		if graph.CodeOf(err) != graph.BadInput || !strings.Contains(err.Error(), name+" has 2 names (hard links), by each of which a server could write to it") {
			t.Errorf("%v", err)
		}
	}
	if err := os.Remove(path + ".link"); err != nil {
		t.Fatal(err)
	}
	s.holds(t, path, 3, 3)
}
