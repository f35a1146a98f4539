//go:build unix

package sqlite

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	lib "modernc.org/sqlite/lib"

	"parley/graph"
	"parley/graph/memory"
)

// TestDiskFails fails the disk at each act of a story, for the length of an
// Apply: it is UNAVAILABLE and changes nothing, nor does it after a crash; and
// the same Apply goes through when the disk is well again.
func TestDiskFails(t *testing.T) {
	length := 6
	if testing.Short() {
		length = 2
	}
	s := tell(t, length)
	cases := []struct {
		name  string
		fails func(act) int32
	}{
		{"no room", func(a act) int32 {
			if a.sort == writes {
				return lib.SQLITE_FULL
			}
			return lib.SQLITE_OK
		}},
		{"no sync", func(a act) int32 {
			if a.sort == syncs {
				return lib.SQLITE_IOERR_FSYNC
			}
			return lib.SQLITE_OK
		}},
		{"nothing", func(act) int32 { return lib.SQLITE_IOERR_WRITE }},
	}
	for _, c := range cases {
		for _, lasting := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, lasting %t", c.name, lasting), func(t *testing.T) {
				for at := 1; s.withFault(t, at, c.fails, lasting); at++ {
				}
			})
		}
	}
}

// withFault writes a story, in which the disk fails at an act or from there to
// the end of the Apply. It reports whether there was such an act.
func (s *story) withFault(t *testing.T, at int, fails func(act) int32, lasting bool) (failed bool) {
	t.Helper()
	store := s.open(t, filepath.Join(t.TempDir(), "parley.db"))
	defer func() { closed(t, store) }()
	acts := 0
	watch := func(a act) int32 {
		acts++
		if acts < at || acts > at && !lasting {
			return lib.SQLITE_OK
		}
		rc := fails(a)
		failed = failed || rc != lib.SQLITE_OK
		return rc
	}
	for i, step := range s.steps {
		stop := watching(watch)
		_, err := store.Apply(t.Context(), step)
		stop()
		if err == nil {
			continue
		}
		if graph.CodeOf(err) != graph.Unavailable {
			t.Fatalf("act %d: %v", at, err)
		}
		if digest(t, store) != s.states[i] {
			t.Fatalf("act %d: an Apply that failed changed something", at)
		}
		if !lasting {
			s.holds(t, copied(t, store.file.path), i, i)
		}
		s.apply(t, store, s.steps[i:]...)
		break
	}
	if digest(t, store) != s.states[len(s.steps)] {
		t.Fatalf("act %d: the story does not end well", at)
	}
	s.holds(t, copied(t, store.file.path), len(s.steps), len(s.steps))
	return failed || acts >= at
}

// TestFull fills a store to its last page again and again: there is no more room
// until there is.
func TestFull(t *testing.T) {
	s := tell(t, 0)
	path := filepath.Join(t.TempDir(), "parley.db")
	store, beside := s.open(t, path), memory.New(s.model)
	pages := func(limit int) {
		if _, err := store.file.db.Exec(fmt.Sprint("PRAGMA max_page_count = ", limit)); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 20 {
		step := []graph.Change{source(fmt.Sprint("source:s", i), strings.Repeat("x", 8<<10))}
		pages(1) // as few as there are
		if _, err := store.Apply(t.Context(), step); graph.CodeOf(err) != graph.Unavailable || !strings.Contains(err.Error(), "the store's disk is full; nothing is changed") {
			t.Fatalf("without room: %v", err)
		}
		if digest(t, store) != digest(t, beside) {
			t.Fatal("an Apply that found no room changed something")
		}
		pages(1 << 30)
		s.apply(t, store, step)
		if _, err := beside.Apply(t.Context(), step); err != nil {
			t.Fatal(err)
		}
	}
	closed(t, store)
	again := s.open(t, path)
	defer closed(t, again)
	if digest(t, again) != digest(t, beside) {
		t.Error("the store does not hold what was applied")
	}
}

// source states a source with a text.
func source(id, text string) graph.Change {
	return graph.PutNode{Source: id, ID: id, Props: map[string]graph.Value{"name": id, "text": text}}
}

// TestLog sees that the log does not grow with all that is written, and goes
// when the store is closed.
func TestLog(t *testing.T) {
	s := tell(t, 1)
	path := filepath.Join(t.TempDir(), "parley.db")
	store := s.open(t, path)
	most := int64(0)
	text := strings.Repeat("x", 1<<20)
	for i := range 60 {
		s.apply(t, store, []graph.Change{source("source:s", fmt.Sprint(i, text))})
		info, err := os.Stat(path + "-wal")
		if err != nil {
			t.Fatal(err)
		}
		most = max(most, info.Size())
	}
	if most > 16<<20 {
		t.Errorf("the log grew to %d MB", most>>20)
	}
	closed(t, store)
	if got := strings.Join(beside(t, path), " "); got != "parley.db parley.db.lock" {
		t.Errorf("once closed, there are %s", got)
	}
}
