//go:build unix

package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	lib "modernc.org/sqlite/lib"

	"parley/graph"
)

// TestBackup copies a store while another process writes to it: every copy is
// the store at one moment.
func TestBackup(t *testing.T) {
	s := tell(t, 0)
	path := filepath.Join(t.TempDir(), "parley.db")
	h := held(t, path)
	last := int64(0)
	for i := range 20 {
		to := filepath.Join(t.TempDir(), "copy.db")
		if err := Backup(t.Context(), path, to); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{"copy.db"}, beside(t, to)); diff != "" {
			t.Fatalf("beside the copy (-want +got):\n%s", diff)
		}
		report, err := Verify(t.Context(), s.model, to)
		if err != nil {
			t.Fatal(err)
		}
		if report.Nodes%2 != 0 || report.Batches < last || i > 0 && report.Batches == 0 {
			t.Fatalf("copy %d after one of %d batches: %+v", i, last, report)
		}
		if _, err := Verify(t.Context(), s.model, path); err != nil {
			t.Fatalf("as it is written to: %v", err)
		}
		last = report.Batches
		store := s.open(t, to)
		s.apply(t, store, []graph.Change{source("source:more", "")})
		closed(t, store)
	}
	h.end()
	if report, err := Verify(t.Context(), s.model, path); err != nil || report.Batches < last || report.Nodes != 100 && last >= 50 {
		t.Errorf("%+v, %v", report, err)
	}
	closed(t, s.open(t, path)) // the other process may have left its log, which no reader takes away
	if diff := cmp.Diff([]string{"parley.db", "parley.db.lock"}, beside(t, path)); diff != "" {
		t.Errorf("beside the store (-want +got):\n%s", diff)
	}
}

// TestBackupRefused copies what is not there, to where something is, and what is
// damaged: nothing is left behind.
func TestBackupRefused(t *testing.T) {
	s := tell(t, 3)
	path, _ := madeStore(t, s)
	folder := filepath.Dir(path)
	put(t, filepath.Join(folder, "taken"), []byte("mine"))
	put(t, filepath.Join(folder, "text"), []byte(strings.Repeat("text", 100)))
	damaged := read(t, path)
	copy(damaged[len(damaged)/2:], bytes.Repeat([]byte{0xff}, len(damaged)/2))
	put(t, filepath.Join(folder, "damaged"), damaged)
	was := beside(t, path)
	cases := []struct {
		name, from, to string
		code           graph.Code
		says           string
	}{
		{"nothing", "none", "new", graph.NotFound, "there is no store in"},
		{"a text", "text", "new", graph.BadInput, "is not a store"},
		{"over a file", "parley.db", "taken", graph.BadInput, "already exists; choose another name"},
		{"over itself", "parley.db", "parley.db", graph.BadInput, "already exists"},
		{"into no folder", "parley.db", "none/new", graph.Unavailable, "cannot write"},
		{"what is damaged", "damaged", "new", graph.Internal, "is damaged"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			err := Backup(t.Context(), filepath.Join(folder, c.from), filepath.Join(folder, c.to))
			if graph.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v", err)
			}
			if diff := cmp.Diff(was, beside(t, path)); diff != "" {
				t.Errorf("in the folder (-was +is):\n%s", diff)
			}
		})
	}
	t.Run("where there is no room", func(t *testing.T) {
		defer watching(func(a act) int32 {
			if a.sort == writes && strings.HasSuffix(a.path, ".half") {
				return lib.SQLITE_FULL
			}
			return lib.SQLITE_OK
		})()
		err := Backup(t.Context(), path, filepath.Join(folder, "new"))
		if graph.CodeOf(err) != graph.Unavailable || !strings.Contains(err.Error(), "the disk is full") {
			t.Errorf("%v", err)
		}
		if diff := cmp.Diff(was, beside(t, path)); diff != "" {
			t.Errorf("in the folder (-was +is):\n%s", diff)
		}
	})
}

// TestVerify says what is there, and changes nothing: a log stays a log.
func TestVerify(t *testing.T) {
	s := tellMore(t, 20)
	path := s.written(t)
	store := s.open(t, path)
	s.apply(t, store, []graph.Change{source("source:more", "")})
	crashed := copied(t, path)
	closed(t, store)
	for _, path := range []string{path, crashed} {
		was := folderOf(t, path)
		report, err := Verify(t.Context(), s.model, path)
		if err != nil || report.Batches != 21 || report.Images == 0 || report.Nodes == 0 || report.Evidence == 0 || report.CutOff {
			t.Errorf("%+v, %v", report, err)
		}
		if diff := cmp.Diff(was, folderOf(t, path)); diff != "" {
			t.Errorf("the folder (-was +is):\n%s", diff)
		}
	}
	if _, err := Verify(t.Context(), s.model, path+"x"); graph.CodeOf(err) != graph.NotFound {
		t.Errorf("of nothing: %v", err)
	}
	if _, err := os.Lstat(path + "x"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it made a file: %v", err)
	}
}

// folderOf returns all that there is of the files of a folder.
func folderOf(t *testing.T, path string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, name := range beside(t, path) {
		name = filepath.Join(filepath.Dir(path), name)
		info, err := os.Lstat(name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = fmt.Sprint(info.Mode(), info.ModTime().UnixNano(), " ", sha256.Sum256(read(t, name)))
	}
	return all
}

// TestReadOnly verifies and copies a store in a folder in which a process may
// write nothing: one that was closed, one whose process was killed, and one that
// another process has.
func TestReadOnly(t *testing.T) {
	s := tellMore(t, 6)
	path := filepath.Join(t.TempDir(), "parley.db")
	store := s.open(t, path)
	defer closed(t, store)
	s.apply(t, store, s.steps...)
	cases := []struct{ name, path string }{{"closed", s.written(t)}, {"killed", copied(t, path)}, {"in use", path}}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			folder := filepath.Dir(c.path)
			reachable(t, folder)
			for name := range folderOf(t, c.path) {
				if err := os.Chmod(name, 0o444); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Chmod(folder, 0o555); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { os.Chmod(folder, 0o700) })
			to := t.TempDir()
			reachable(t, to)
			if err := os.Chmod(to, 0o777); err != nil {
				t.Fatal(err)
			}
			was := folderOf(t, c.path)
			out, err := childCommand(t, looks, c.path, filepath.Join(to, "copy.db")).CombinedOutput()
			if err != nil || string(out) != "6 batches\n6 batches\n" {
				t.Errorf("%v: %s", err, out)
			}
			if diff := cmp.Diff(was, folderOf(t, c.path)); diff != "" {
				t.Errorf("the folder (-was +is):\n%s", diff)
			}
		})
	}
}

// childLooks verifies a store, copies it, and verifies the copy.
func childLooks(path, to string) error {
	if os.Getuid() == 0 {
		if err := syscall.Setuid(nobody); err != nil {
			return err
		}
	}
	s, err := newStory(1, 0)
	if err != nil {
		return err
	}
	verify := func(path string) error {
		report, err := Verify(context.Background(), s.model, path)
		if err == nil {
			fmt.Println(report.Batches, "batches")
		}
		return err
	}
	if err := verify(path); err != nil {
		return err
	}
	if err := Backup(context.Background(), path, to); err != nil {
		return err
	}
	return verify(to)
}
