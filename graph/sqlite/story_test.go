//go:build unix

package sqlite

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/graph/memory"
)

func TestMain(m *testing.M) {
	if err := theDisk.install(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if task := os.Getenv(taskVariable); task != "" {
		os.Exit(child(task))
	}
	os.Exit(m.Run())
}

// story is a sequence of Applies, of which each writes one batch: after n of
// them, a store holds states[n]. Some of them take something away, which empties
// the log.
type story struct {
	model  *graph.Model
	seed   uint64
	steps  [][]graph.Change
	states []string
}

func newStory(seed uint64, length int) (*story, error) {
	s, err := addingStory(seed, length)
	if err != nil {
		return nil, err
	}
	random := graphtest.NewRandom(s.model, seed)
	for i := 1; i < length; i += 3 {
		s.steps[i] = append(random.Next(), s.steps[i][0])
	}
	return s, nil
}

// addingStory returns a story of which no step takes anything away, so that the log
// has them all.
func addingStory(seed uint64, length int) (*story, error) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		return nil, err
	}
	s := &story{model: m, seed: seed}
	rng := rand.New(rand.NewPCG(seed, 6))
	for i := range length {
		s.steps = append(s.steps, append([]graph.Change{graph.IdempotencyKey{Key: fmt.Sprint("step ", i), Digest: "it"}}, adds(rng, i)...))
	}
	return s, nil
}

// adds returns the changes of a step that adds a source, and what it says of people
// who may be known already.
func adds(rng *rand.Rand, step int) []graph.Change {
	id := fmt.Sprint("source:step", step)
	put := func(id, name string) graph.Change {
		return graph.PutNode{Source: fmt.Sprint("source:step", step), ID: id, Props: map[string]graph.Value{"name": name}}
	}
	changes := []graph.Change{source(id, strings.Repeat("x", rng.IntN(200))), put("organization:steps", "Steps")}
	for i := range rng.IntN(3) {
		person := fmt.Sprint("person:walker", rng.IntN(30))
		changes = append(changes, put(person, person), graph.PutEvidence{
			Source: id, Fact: graph.Fact{Edge: "MEMBER_OF", From: person, To: "organization:steps"},
			Evidence: graph.Evidence{Locator: fmt.Sprint("row ", i), Act: "REPORTED", Basis: "STATED"},
		})
	}
	return changes
}

// tell returns a story with the states that it makes, and tellMore one that only
// adds.
func tell(t *testing.T, length int) *story { return told(t, graphtest.Seed(t), length, newStory) }

func tellMore(t *testing.T, length int) *story {
	return told(t, graphtest.Seed(t), length, addingStory)
}

// told tells the story of a seed.
func told(t *testing.T, seed uint64, length int, tell func(uint64, int) (*story, error)) *story {
	t.Helper()
	s, err := tell(seed, length)
	if err != nil {
		t.Fatal(err)
	}
	store := memory.New(s.model)
	s.states = []string{digest(t, store)}
	for _, step := range s.steps {
		if _, err := store.Apply(t.Context(), step); err != nil {
			t.Fatal(err)
		}
		s.states = append(s.states, digest(t, store))
	}
	return s
}

// digest is of all that a store holds.
func digest(t *testing.T, s graph.Store) string {
	t.Helper()
	sum := sha256.New()
	for c, err := range s.Snapshot().Changes(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(sum, "%T%s\n", c, text)
	}
	return fmt.Sprintf("%x", sum.Sum(nil)[:8])
}

// open opens a store, which is closed at the end of the test if not before.
func (s *story) open(t *testing.T, path string) *Store {
	t.Helper()
	store, err := Open(t.Context(), s.model, path)
	if err != nil {
		t.Fatal(err)
	}
	return store
}

// write writes the story to a file, step by step. The log goes into the file
// after a few of them.
func (s *story) write(ctx context.Context, path string, begun func(*Store), applied func(*Store)) error {
	store, err := Open(ctx, s.model, path)
	if err != nil {
		return err
	}
	if _, err := store.file.db.ExecContext(ctx, "PRAGMA wal_autocheckpoint = 16"); err != nil {
		return errors.Join(err, store.Close())
	}
	begun(store)
	for _, step := range s.steps {
		if _, err := store.Apply(ctx, step); err != nil {
			return errors.Join(err, store.Close())
		}
		applied(store)
	}
	return store.Close()
}

// written makes a closed store that holds the whole story.
func (s *story) written(t *testing.T) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "parley.db")
	if err := s.write(t.Context(), path, func(*Store) {}, func(*Store) {}); err != nil {
		t.Fatal(err)
	}
	return path
}

func (s *story) apply(t *testing.T, store *Store, steps ...[]graph.Change) {
	t.Helper()
	for _, step := range steps {
		if _, err := store.Apply(t.Context(), step); err != nil {
			t.Fatal(err)
		}
	}
}

func closed(t *testing.T, store *Store) {
	t.Helper()
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
}

// holds opens a store and sees that it holds the story up to one of some steps,
// whose number it gives.
func (s *story) holds(t *testing.T, path string, least, most int) int {
	t.Helper()
	store := s.open(t, path)
	defer closed(t, store)
	n := int(store.file.head.batch)
	if n < least || n > most {
		t.Fatalf("%s holds %d batches, not %d to %d", path, n, least, most)
	}
	if digest(t, store) != s.states[n] {
		t.Fatalf("%s does not hold what was written up to batch %d", path, n)
	}
	return n
}

// beside lists the files in a file's folder.
func beside(t *testing.T, path string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// copied copies a store's files, as a process finds them that opens it after
// another was killed.
func copied(t *testing.T, path string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "parley.db")
	for _, end := range []string{"", "-wal", "-journal"} {
		if data, err := os.ReadFile(path + end); err == nil {
			put(t, to+end, data)
		}
	}
	return to
}

func put(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
