//go:build unix

package sqlite

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	lib "modernc.org/sqlite/lib"

	"parley/graph"
)

// stands returns the files of a store's folder in which a text stands.
func stands(t *testing.T, path, text string) (in []string) {
	t.Helper()
	for _, name := range beside(t, path) {
		if bytes.Contains(read(t, filepath.Join(filepath.Dir(path), name)), []byte(text)) {
			in = append(in, name)
		}
	}
	return in
}

// TestErased takes a text away, in every way that there is: no file has it when
// the Apply is acknowledged, nor after the store was closed and opened again.
func TestErased(t *testing.T) {
	const secret = "the minister's secret"
	put := func(source, id, name, description string) graph.Change {
		props := map[string]graph.Value{"name": name}
		if description != "" {
			props["description"] = description
		}
		return graph.PutNode{Source: source, Load: "first", ID: id, Props: props}
	}
	said := func(person, locator string) graph.Change {
		return graph.PutEvidence{Source: "source:a", Load: "first", Fact: graph.Fact{Edge: "MEMBER_OF", From: person, To: "organization:o"}, Evidence: graph.Evidence{Locator: locator, Act: "SAID", Basis: "STATED"}}
	}
	texted := func(text string) graph.Change {
		return graph.PutNode{Source: "source:a", Load: "first", ID: "source:a", Props: map[string]graph.Value{"name": "A", "text": text}}
	}
	rest := []graph.Change{texted("A text."), put("source:a", "organization:o", "O", ""), put("source:a", "person:p", "P", ""), said("person:p", "row 1")}
	edge := "MEMBER_OF person:p organization:o"
	cases := []struct {
		name       string
		said, away []graph.Change
	}{
		{"a piece of evidence retracted", []graph.Change{said("person:p", secret)}, []graph.Change{graph.Retract{ID: edge}}},
		{"an entity retracted", []graph.Change{put("source:a", "person:q", "Q", secret)}, []graph.Change{graph.Retract{ID: "person:q"}}},
		{"a statement withdrawn", []graph.Change{put("source:a", "person:q", secret, "")}, []graph.Change{graph.WithdrawStatement{Source: "source:a", ID: "person:q"}}},
		{"another description", []graph.Change{put("source:a", "person:p", "P", secret)}, []graph.Change{put("source:a", "person:p", "P", "nothing")}},
		{"a shorter description", []graph.Change{put("source:a", "person:p", "P", secret+strings.Repeat("x", 20_000))}, []graph.Change{put("source:a", "person:p", "P", "")}},
		{"another text of a source", []graph.Change{texted(strings.Repeat("nothing ", 5000) + secret)}, []graph.Change{texted("Nothing.")}},
		{"a load that says it no longer", []graph.Change{said("person:p", secret)}, []graph.Change{
			graph.PutNode{Source: "source:a", Load: "second", ID: "source:a", Props: map[string]graph.Value{"name": "A"}}, graph.Sweep{Source: "source:a", Load: "second"},
		}},
		{"a source dropped", []graph.Change{texted(secret), said("person:p", secret+" in a row")}, []graph.Change{graph.DropSource{Source: "source:a"}}},
		{"an id merged", []graph.Change{graph.Merge{ID: "person:" + strings.ReplaceAll(secret, " ", "-"), Into: "person:p"}}, []graph.Change{graph.Merge{ID: "person:" + strings.ReplaceAll(secret, " ", "-")}}},
	}
	s := tell(t, 0)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "parley.db")
			store := s.open(t, path)
			s.apply(t, store, rest, c.said)
			words := secret
			if len(stands(t, path, words)) == 0 {
				words = strings.ReplaceAll(secret, " ", "-")
			}
			if len(stands(t, path, words)) == 0 {
				t.Fatal("it never stood there")
			}
			s.apply(t, store, c.away)
			if in := stands(t, path, words); in != nil {
				t.Errorf("it stands in %v", in)
			}
			closed(t, store)
			store = s.open(t, path)
			s.apply(t, store, []graph.Change{source("source:more", "")})
			closed(t, store)
			if in := stands(t, path, words); in != nil {
				t.Errorf("after a restart it stands in %v", in)
			}
		})
	}
}

// TestErasedAtRandom puts texts of all lengths in the place of others, and takes
// them away, as chance has it. What was taken away stands nowhere.
func TestErasedAtRandom(t *testing.T) {
	s := tell(t, 0)
	rng := rand.New(rand.NewPCG(s.seed, 7))
	path := filepath.Join(t.TempDir(), "parley.db")
	store := s.open(t, path)
	secret := func(person, step int) string { return fmt.Sprintf("<secret %d of person %d>", step, person) }
	now := map[int]string{}
	var gone []string
	s.apply(t, store, []graph.Change{source("source:s", "")})
	for step := range 150 {
		changes := []graph.Change{}
		for range 1 + rng.IntN(5) {
			person := rng.IntN(40)
			id := fmt.Sprint("person:p", person)
			if words := now[person]; words != "" {
				gone = append(gone, words)
			}
			delete(now, person)
			if rng.IntN(3) == 0 {
				changes = append(changes, graph.Retract{ID: id})
				continue
			}
			now[person] = fmt.Sprintf("%s%d.%d", secret(person, step), len(changes), rng.Uint64())
			changes = append(changes, graph.PutNode{Source: "source:s", ID: id, Props: map[string]graph.Value{"name": "P", "description": strings.Repeat(".", rng.IntN(9000)) + now[person]}})
		}
		s.apply(t, store, changes)
		if step%10 != 9 {
			continue
		}
		for _, words := range gone {
			if in := stands(t, path, words); in != nil {
				t.Fatalf("after step %d, %q stands in %v", step, words, in)
			}
		}
	}
	closed(t, store)
	for _, words := range gone {
		if in := stands(t, path, words); in != nil {
			t.Fatalf("%q stands in %v", words, in)
		}
	}
	if len(gone) < 100 {
		t.Errorf("only %d texts went", len(gone))
	}
}

// secretly is a store from which a secret is about to be taken away.
func secretly(t *testing.T, s *story) (store *Store, away []graph.Change) {
	t.Helper()
	store = s.open(t, filepath.Join(t.TempDir(), "parley.db"))
	s.apply(t, store, []graph.Change{source("source:s", "a secret")})
	return store, []graph.Change{source("source:s", "nothing")}
}

// erasedSoon waits until a store is ready, and sees that the secret is gone.
func erasedSoon(t *testing.T, store *Store) {
	t.Helper()
	for began := time.Now(); store.Ready(t.Context()) != nil; time.Sleep(10 * time.Millisecond) {
		if time.Since(began) > time.Minute {
			t.Fatal(store.Ready(t.Context()))
		}
	}
	if in := stands(t, store.file.path, "a secret"); in != nil {
		t.Errorf("it stands in %v", in)
	}
}

// TestErasedLater erases what a disk that failed would not let it erase.
func TestErasedLater(t *testing.T) {
	s := tell(t, 0)
	store, away := secretly(t, s)
	committed := false
	stop := watching(func(a act) int32 {
		if committed = committed || a.sort == syncs; committed && a.sort != syncs {
			return lib.SQLITE_IOERR_WRITE
		}
		return lib.SQLITE_OK
	})
	s.apply(t, store, away)
	if err := store.Ready(t.Context()); graph.CodeOf(err) != graph.Unavailable || !strings.Contains(err.Error(), "what was taken away last still stands in the store's files") {
		t.Errorf("%v", err)
	}
	if stands(t, store.file.path, "a secret") == nil {
		t.Error("it is erased, and Ready says that it is not")
	}
	stop()
	erasedSoon(t, store)
	closed(t, store)
}

// TestErasedBesideReader waits for who reads the file, as a backup does.
func TestErasedBesideReader(t *testing.T) {
	s := tell(t, 0)
	store, away := secretly(t, s)
	other := database(t, store.file.path)
	other.SetMaxOpenConns(1)
	var n int
	if _, err := other.Exec("BEGIN"); err != nil {
		t.Fatal(err)
	}
	if err := other.QueryRow("SELECT count(*) FROM image").Scan(&n); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() {
		_, err := store.Apply(t.Context(), away)
		done <- err
	}()
	select {
	case err := <-done:
		t.Errorf("it is acknowledged as somebody reads it: %v", err)
	case <-time.After(200 * time.Millisecond):
	}
	if _, err := other.Exec("COMMIT"); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	erasedSoon(t, store)
	closed(t, store)
}

// TestErasedAtStart erases what a process had no time to erase that was killed.
func TestErasedAtStart(t *testing.T) {
	s := tell(t, 0)
	store, away := secretly(t, s)
	var crashed string
	stop := watching(func(a act) int32 {
		if a.sort == writes && !strings.HasSuffix(a.path, "-wal") && crashed == "" { // the log is on its way into the file
			crashed = copied(t, store.file.path)
		}
		return lib.SQLITE_OK
	})
	s.apply(t, store, away)
	stop()
	closed(t, store)
	if !slices.Contains(stands(t, crashed, "a secret"), "parley.db-wal") {
		t.Fatal("the log of the process that was killed does not have it")
	}
	again := s.open(t, crashed)
	erasedSoon(t, again)
	closed(t, again)
}
