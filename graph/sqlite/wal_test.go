//go:build unix

package sqlite

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/graph"
)

// killed returns what a process leaves that is killed after each step of a story: a
// file and a log, which goes into the file after a few of them. The first is of
// no step.
func (s *story) killed(t *testing.T) (paths []string) {
	t.Helper()
	store := s.open(t, filepath.Join(t.TempDir(), "parley.db"))
	defer closed(t, store)
	if _, err := store.file.db.Exec("PRAGMA wal_autocheckpoint = 16"); err != nil {
		t.Fatal(err)
	}
	paths = append(paths, copied(t, store.file.path))
	for _, step := range s.steps {
		s.apply(t, store, step)
		paths = append(paths, copied(t, store.file.path))
	}
	return paths
}

// TestLogFlips turns a byte around in the logs of killed processes: what is lost
// is found, or noted where it is the last transaction, which a power cut may
// break as well.
func TestLogFlips(t *testing.T) {
	flips := 1000
	if testing.Short() {
		flips = 100
	}
	s := tellMore(t, 20)
	rng := rand.New(rand.NewPCG(s.seed, 5))
	killed := s.killed(t)
	found, noted := 0, 0
	for i := range flips {
		steps := 1 + i%len(s.steps)
		path := copied(t, killed[steps])
		log := read(t, path+"-wal")
		at, turn := rng.IntN(len(log)), byte(1+rng.IntN(255))
		if rng.IntN(5) == 0 { // its head and that of its first frame are worth more than their share
			at = rng.IntN(logHead + frameHead)
		}
		log[at] ^= turn
		put(t, path+"-wal", log)
		report, err := Verify(t.Context(), s.model, path)
		now := s.opens(t, path)
		switch {
		case err != nil && (graph.CodeOf(err) != graph.Internal || now >= 0):
			t.Errorf("byte %d of a log of %d steps, turned by %#x: Verify says %v, and Open finds %d", at, steps, turn, err, now)
		case err != nil:
			found++
		case report.CutOff && now == steps-1:
			noted++
		case now != steps:
			t.Errorf("byte %d of a log of %d steps, turned by %#x: Verify finds %+v, and Open %d", at, steps, turn, report, now)
		}
	}
	t.Logf("of %d flips, Verify found %d, and noted %d in the last transaction; the rest lost nothing", flips, found, noted)
}

// opens returns how many steps of the story a store holds, or -1 where it says that
// it is damaged.
func (s *story) opens(t *testing.T, path string) int {
	t.Helper()
	store, err := Open(t.Context(), s.model, path)
	if graph.CodeOf(err) == graph.Internal {
		return -1
	}
	if err != nil {
		t.Fatal(err)
	}
	closed(t, store)
	return s.holds(t, path, 0, len(s.steps))
}

// logOf reads a store's log, if there is one.
func logOf(t *testing.T, path string) []byte {
	t.Helper()
	if _, err := os.Lstat(path + "-wal"); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return read(t, path+"-wal")
}

// TestLogDamage harms the log of a process that was killed after six steps, all
// of which are in the log. What is surely damaged is refused, by all that open a
// store, with advice that helps; what a power cut may have done is not. Either
// way, nothing is changed that a later look might need.
func TestLogDamage(t *testing.T) {
	s := tellMore(t, 6)
	store := s.open(t, filepath.Join(t.TempDir(), "parley.db"))
	ends := []int{logHead} // of the steps in the log
	for _, step := range s.steps {
		s.apply(t, store, step)
		l, err := lookAtLog(store.file.path)
		if err != nil {
			t.Fatal(err)
		}
		ends = append(ends, int(l.size))
	}
	whole := copied(t, store.file.path)
	closed(t, store)
	flip := func(at int) func([]byte) []byte {
		return func(log []byte) []byte { log[at] ^= 0x40; return log }
	}
	zero := func(from, to int) func([]byte) []byte {
		return func(log []byte) []byte { clear(log[from:to]); return log }
	}
	frame := int(s.frame(t, whole))
	cases := []struct {
		name    string
		harm    func(log []byte) []byte
		damaged bool // for certain
		holds   int  // so many steps, or this many once the advice is taken
		cutOff  bool
	}{
		{"nothing", func(log []byte) []byte { return log }, false, 6, false},
		{"a byte of its head", flip(20), true, 0, false},
		{"a byte of the first step", flip(logHead + frameHead + 100), true, 0, false},
		{"a byte of the third", flip(ends[3] - 100), true, 2, false},
		{"the commit of the third, but one step follows the next", flip(ends[4] - frame + frameSize), true, 3, false},
		{"the commit of the last but one", flip(ends[5] - frame + frameSize), true, 4, false},
		{"the sum of the last but one", flip(ends[5] - frame + frameSum), true, 4, false},
		{"the salt of the last but one", flip(ends[5] - frame + frameSalts), true, 4, false},
		{"all of the third and the fourth", zero(ends[2], ends[4]), true, 2, false},
		{"a byte of the last", flip(ends[6] - 100), false, 5, true},
		{"the first frame of the last", zero(ends[5], ends[5]+frame), false, 5, true},
		{"the end of the last", func(log []byte) []byte { return log[:ends[6]-frame] }, false, 5, true},
		{"all of the last", func(log []byte) []byte { return log[:ends[5]] }, false, 5, false},
		{"all", func([]byte) []byte { return nil }, false, 0, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := copied(t, whole)
			put(t, path+"-wal", c.harm(read(t, path+"-wal")))
			file, log := read(t, path), read(t, path+"-wal")
			report, err := Verify(t.Context(), s.model, path)
			if c.damaged {
				refuse(t, "Verify", path, err)
				refuse(t, "Backup", path, Backup(t.Context(), path, path+".copy"))
				_, err = Open(t.Context(), s.model, path)
				refuse(t, "Open", path, err)
			} else if err != nil || report.CutOff != c.cutOff || report.Batches != int64(c.holds) {
				t.Errorf("Verify: %+v, %v", report, err)
			}
			if len(log) > 0 && !bytes.Equal(log, logOf(t, path)) || !bytes.Equal(file, read(t, path)) {
				t.Error("the files are not as they were")
			}
			if c.damaged {
				advised(t, path, err)
			}
			s.holds(t, path, c.holds, c.holds)
		})
	}
}

// frame returns the size of a frame of a store's log.
func (s *story) frame(t *testing.T, path string) int64 {
	t.Helper()
	pageSize, _, err := batchOf(path)
	if err != nil {
		t.Fatal(err)
	}
	return int64(frameHead + pageSize)
}

// refuse sees that a log is refused for its damage.
func refuse(t *testing.T, what, path string, err error) {
	t.Helper()
	if graph.CodeOf(err) != graph.Internal || !strings.Contains(err.Error(), path+"-wal is damaged: ") || !strings.Contains(err.Error(), "to a safe place; then put a backup in the place of both") {
		t.Errorf("%s: %v", what, err)
	}
}

// advised does what an error advises that wants a log cut off.
func advised(t *testing.T, path string, err error) {
	t.Helper()
	var size int64
	_, advice, _ := strings.Cut(fmt.Sprint(err), "truncate -s ")
	if _, err := fmt.Sscanf(advice, "%d "+path+"-wal", &size); err != nil {
		t.Fatalf("%q advises nothing: %v", advice, err)
	}
	if err := os.Truncate(path+"-wal", size); err != nil {
		t.Fatal(err)
	}
}

// TestLogOfOldDamage harms a log that is in the file already: the file is whole
// without it, and Parley says so.
func TestLogOfOldDamage(t *testing.T) {
	s := tellMore(t, 6)
	store := s.open(t, filepath.Join(t.TempDir(), "parley.db"))
	s.apply(t, store, s.steps...)
	if _, err := store.file.db.Exec("PRAGMA wal_checkpoint(FULL)"); err != nil {
		t.Fatal(err)
	}
	store.file.guard.wrote()
	path := copied(t, store.file.path)
	closed(t, store)
	log := read(t, path+"-wal")
	log[logHead+frameHead] ^= 1
	put(t, path+"-wal", log)
	if report, err := Verify(t.Context(), s.model, path); err != nil || report.Batches != 6 {
		t.Errorf("where no frame is left: %+v, %v", report, err)
	}
	log[logHead+frameHead] ^= 1
	log[len(log)/2] ^= 1
	put(t, path+"-wal", log)
	_, err := Open(t.Context(), s.model, path)
	refuse(t, "Open", path, err)
	if !strings.Contains(fmt.Sprint(err), "what the log alone has, and take it away: the file has transaction 6") {
		t.Errorf("%v", err)
	}
	if err := os.Remove(path + "-wal"); err != nil {
		t.Fatal(err)
	}
	s.holds(t, path, 6, 6)
}
