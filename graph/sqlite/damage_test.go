//go:build unix

package sqlite

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/graphtest"
)

// madeStore makes a closed store of a made graph, and a few steps of a story.
func madeStore(t *testing.T, s *story) (path, state string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "parley.db")
	store := s.open(t, path)
	s.apply(t, store, graphtest.MadeGraph(s.model, s.seed))
	s.apply(t, store, s.steps...)
	state = digest(t, store)
	closed(t, store)
	return path, state
}

// TestFlips turns a byte of a store's file around, a thousand times: either the
// store says that it is damaged, or no store, or it holds what it held.
func TestFlips(t *testing.T) {
	flips := 1000
	if testing.Short() {
		flips = 100
	}
	s := tell(t, 8)
	path, state := madeStore(t, s)
	whole := read(t, path)
	rng := rand.New(rand.NewPCG(s.seed, 3))
	found := 0
	for i := range flips {
		at, turn := rng.IntN(len(whole)), byte(1+rng.IntN(255))
		if i%10 == 0 { // the head of the file and its first page are worth more than their share
			at = rng.IntN(512)
		}
		harmed := append([]byte(nil), whole...)
		harmed[at] ^= turn
		name := filepath.Join(t.TempDir(), "parley.db")
		put(t, name, harmed)
		_, err := Verify(t.Context(), s.model, name)
		same := s.opensAs(t, name, state)
		switch code := graph.CodeOf(err); {
		case err == nil && !same:
			t.Errorf("byte %d, turned by %#x: Verify finds nothing", at, turn)
		case err != nil && code != graph.Internal && code != graph.BadInput:
			t.Errorf("byte %d, turned by %#x: %v", at, turn, err)
		case err != nil:
			found++
		}
	}
	t.Logf("of %d flips in %d bytes, Verify found %d; the rest changed nothing that is read", flips, len(whole), found)
}

// opensAs reports whether a store opens and holds a state. One that does not open
// must say what it is.
func (s *story) opensAs(t *testing.T, path, state string) bool {
	t.Helper()
	store, err := Open(t.Context(), s.model, path)
	if err != nil {
		if code := graph.CodeOf(err); code != graph.Internal && code != graph.BadInput {
			t.Errorf("Open: %v", err)
		}
		return false
	}
	if digest(t, store) != state {
		t.Error("Open believes what was not written")
	}
	// Damage that lies where nothing is may show, or not, once it is written there.
	_, err = store.Apply(t.Context(), []graph.Change{source("source:more", strings.Repeat("x", 40<<10))})
	after := digest(t, store)
	closed(t, store)
	if err != nil {
		return true
	}
	again, err := Open(t.Context(), s.model, path)
	if err != nil {
		return true
	}
	defer closed(t, again)
	if digest(t, again) != after {
		t.Error("Open believes what was not written after that")
	}
	return true
}

// TestSilentDamage changes what a store's rows hold in ways that SQLite finds
// nothing wrong with.
func TestSilentDamage(t *testing.T) {
	s := tell(t, 8)
	path, _ := madeStore(t, s)
	cases := []struct{ name, sql string }{
		{"a row is gone", "DELETE FROM image WHERE id = (SELECT max(id) FROM image)"},
		{"a row is of before", "UPDATE image SET (hash, body) = (SELECT hash, body FROM image ORDER BY id DESC LIMIT 1) WHERE id = (SELECT min(id) FROM image)"},
		{"a row stands in another's place", "UPDATE image SET id = id + 1000 WHERE id = (SELECT max(id) FROM image)"},
		{"there is a row too many", "INSERT INTO image SELECT max(id) + 1, hash, body FROM image"},
		{"a row has another's hash", "UPDATE image SET hash = (SELECT hash FROM image ORDER BY id DESC LIMIT 1) WHERE id = (SELECT min(id) FROM image)"},
		{"the head counts otherwise", "UPDATE head SET images = images + 1"},
		{"the head is of another batch", "UPDATE head SET batch = batch - 1"},
		{"the head has another sum", "UPDATE head SET sum = zeroblob(16)"},
		{"there is no head", "DELETE FROM head"},
		{"there is no table", "DROP TABLE image"},
		{"there is a trigger", "CREATE TRIGGER x AFTER UPDATE ON head BEGIN DELETE FROM image; END"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			harmed := copied(t, path)
			altered(t, harmed, c.sql)
			s.damaged(t, harmed)
		})
	}
	t.Run("a file is put beside another's log", func(t *testing.T) {
		store := s.open(t, copied(t, path))
		s.apply(t, store, []graph.Change{source("source:more", "")})
		crashed := copied(t, store.file.path)
		closed(t, store)
		put(t, crashed, read(t, s.written(t)))
		s.damaged(t, crashed)
	})
	t.Run("a bit of any body", func(t *testing.T) {
		rng := rand.New(rand.NewPCG(s.seed, 4))
		harmed := copied(t, path)
		db := database(t, harmed)
		for range 100 {
			var id int64
			var body []byte
			if err := db.QueryRow("SELECT id, body FROM image ORDER BY random() LIMIT 1").Scan(&id, &body); err != nil {
				t.Fatal(err)
			}
			turned := append([]byte(nil), body...)
			turned[rng.IntN(len(turned))] ^= 1 << rng.IntN(8)
			altered(t, harmed, fmt.Sprintf("UPDATE image SET body = x'%x' WHERE id = %d", turned, id))
			s.damaged(t, harmed)
			altered(t, harmed, fmt.Sprintf("UPDATE image SET body = x'%x' WHERE id = %d", body, id))
		}
		if _, err := Verify(t.Context(), s.model, harmed); err != nil {
			t.Errorf("once all is as it was: %v", err)
		}
	})
}

func database(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// altered changes a store behind its back.
func altered(t *testing.T, path, statement string) {
	t.Helper()
	db := database(t, path)
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// damaged sees that a store is known to be damaged, and says what to do.
func (s *story) damaged(t *testing.T, path string) {
	t.Helper()
	_, err := Verify(t.Context(), s.model, path)
	if graph.CodeOf(err) != graph.Internal || !strings.Contains(err.Error(), path+" is damaged: ") || !strings.Contains(err.Error(), "put a backup in its place") {
		t.Errorf("Verify: %v", err)
	}
	if store, err := Open(t.Context(), s.model, path); graph.CodeOf(err) != graph.Internal {
		t.Errorf("Open: %v", err)
		if err == nil {
			closed(t, store)
		}
	}
}
