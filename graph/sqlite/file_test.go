//go:build unix

package sqlite

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

// TestRefused opens what is no store: it stays as it is, and nothing is left
// beside it.
func TestRefused(t *testing.T) {
	s := tell(t, 3)
	store := read(t, s.written(t))
	ofVersion := func(n uint32) []byte {
		b := bytes.Clone(store)
		binary.BigEndian.PutUint32(b[versionAt:], n)
		return b
	}
	other := filepath.Join(t.TempDir(), "other.db")
	altered(t, other, "PRAGMA journal_mode = WAL; CREATE TABLE x (y)")
	otherInWAL := read(t, other)
	altered(t, other, "PRAGMA journal_mode = DELETE")
	cases := []struct {
		name string
		file []byte
		code graph.Code
		says string
	}{
		{"a text", []byte("Dear diary,\n" + strings.Repeat("nothing happened. ", 100)), graph.BadInput, "is not a store of Parley, and stays as it is; choose another file"},
		{"a short text", []byte("x"), graph.BadInput, "is not a store"},
		{"another SQLite database", read(t, other), graph.BadInput, "is not a store"},
		{"another SQLite database with a log", otherInWAL, graph.BadInput, "is not a store"},
		{"a store of a newer version", ofVersion(version + 1), graph.BadInput, fmt.Sprintf("is of version %d of the format, and this Parley reads up to %d: take a newer Parley", version+1, version)},
		{"a store of version 0", ofVersion(0), graph.BadInput, "which no Parley wrote"},
		{"a store that is cut off", store[:len(store)/2], graph.Internal, "is damaged"},
		{"the head of a store alone", store[:headerSize], graph.Internal, "is damaged"},
		{"a store full of zeros", append(bytes.Clone(store[:headerSize]), make([]byte, len(store)-headerSize)...), graph.Internal, "is damaged"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "parley.db")
			put(t, path, c.file)
			for range 2 {
				_, err := Open(t.Context(), s.model, path)
				if graph.CodeOf(err) != c.code || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), c.says) {
					t.Errorf("%v", err)
				}
			}
			if !bytes.Equal(read(t, path), c.file) {
				t.Error("the file is not as it was")
			}
			if diff := cmp.Diff([]string{"parley.db"}, beside(t, path)); diff != "" {
				t.Errorf("beside it (-want +got):\n%s", diff)
			}
		})
	}
}

// TestNoFile opens what is no file, or cannot be one.
func TestNoFile(t *testing.T) {
	s := tell(t, 0)
	folder := t.TempDir()
	if err := errors.Join(os.Mkdir(filepath.Join(folder, "empty"), 0o700), os.Symlink("nowhere", filepath.Join(folder, "dangling"))); err != nil {
		t.Fatal(err)
	}
	was := beside(t, filepath.Join(folder, "x"))
	cases := []struct{ name, path, says string }{
		{"a folder", "empty", "is not a file"},
		{"a file in no folder", "none/parley.db", "there is no folder " + filepath.Join(folder, "none")},
		{"a link to nothing", "dangling", "is a symbolic link to nothing"},
		{"a name with a NUL", "a\x00b", "cannot follow"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if _, err := Open(t.Context(), s.model, filepath.Join(folder, c.path)); graph.CodeOf(err) != graph.BadInput || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v", err)
			}
			if diff := cmp.Diff(was, beside(t, filepath.Join(folder, "x"))); diff != "" {
				t.Errorf("beside it (-was +is):\n%s", diff)
			}
		})
	}
}

// TestNames opens stores whose names mean something to others.
func TestNames(t *testing.T) {
	s := tell(t, 3)
	for _, name := range []string{"a b.db", "50%.db", "what?mode=memory", "a#b", "&x=y", "ä.db", ":memory:", "file:x.db", "'quoted'"} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name)
			store := s.open(t, path)
			s.apply(t, store, s.steps...)
			closed(t, store)
			if diff := cmp.Diff([]string{name, name + ".lock"}, beside(t, path)); diff != "" {
				t.Errorf("beside it (-want +got):\n%s", diff)
			}
			s.holds(t, path, 3, 3)
		})
	}
}

// TestLink opens a store by a link, which holds the file itself.
func TestLink(t *testing.T) {
	s := tell(t, 3)
	path := s.written(t)
	link := filepath.Join(t.TempDir(), "link.db")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	store := s.open(t, link)
	defer closed(t, store)
	if _, err := Open(t.Context(), s.model, path); graph.CodeOf(err) != graph.Conflict {
		t.Errorf("%v", err)
	}
	if diff := cmp.Diff([]string{"link.db"}, beside(t, link)); diff != "" {
		t.Errorf("beside the link (-want +got):\n%s", diff)
	}
}

// TestPrivate sees that nobody but its user may read a store, or a copy of it.
func TestPrivate(t *testing.T) {
	s := tell(t, 3)
	path := filepath.Join(t.TempDir(), "parley.db")
	store := s.open(t, path)
	defer closed(t, store)
	s.apply(t, store, s.steps...)
	if err := copyTo(t.Context(), path, path+".copy"); err != nil {
		t.Fatal(err)
	}
	for _, name := range beside(t, path) {
		info, err := os.Stat(filepath.Join(filepath.Dir(path), name))
		if err != nil {
			t.Fatal(err)
		}
		if mode := info.Mode().Perm(); mode != 0o600 {
			t.Errorf("%s has mode %o", name, mode)
		}
	}
}

// TestUnable opens stores that may only be read, in a process that may not do
// everything as root may.
func TestUnable(t *testing.T) {
	s := tell(t, 3)
	cases := []struct {
		name         string
		file, folder os.FileMode
		says         string
	}{
		{"a file to read", 0o444, 0o777, "or its folder, may only be read; give leave to write to both"},
		{"a folder to read", 0o666, 0o555, "a store needs leave to write to its folder"},
		{"a file that is another's", 0o600, 0o777, "cannot read"},
		{"a file in a closed folder", 0o666, 0o700, "permission denied"},
		{"no file, and a folder to read", 0, 0o555, "a store needs leave to write to its folder"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := s.written(t)
			reachable(t, filepath.Dir(path))
			set := errors.Join(os.Remove(path+".lock"), os.Chmod(path, c.file))
			if c.file == 0 {
				set = errors.Join(set, os.Remove(path))
			}
			if err := errors.Join(set, os.Chmod(filepath.Dir(path), c.folder)); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { os.Chmod(filepath.Dir(path), 0o700) })
			out, err := childCommand(t, unable, path).CombinedOutput()
			if err != nil || !strings.Contains(string(out), "UNAVAILABLE") || !strings.Contains(string(out), c.says) {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
}

// reachable lets everyone pass through the folders of a test.
func reachable(t *testing.T, folder string) {
	t.Helper()
	for ; folder != os.TempDir() && folder != filepath.Dir(folder); folder = filepath.Dir(folder) {
		if err := os.Chmod(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// nobody is a user who owns nothing.
const nobody = 65534

func childIsUnable(path string) error {
	if os.Getuid() == 0 {
		if err := syscall.Setuid(nobody); err != nil {
			return err
		}
	}
	s, err := newStory(1, 0)
	if err != nil {
		return err
	}
	_, err = Open(context.Background(), s.model, path)
	fmt.Println(graph.CodeOf(err), err)
	return nil
}
