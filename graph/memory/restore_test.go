package memory

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/graphtest"
)

// album keeps images as a file does.
type album map[imageKey][]byte

type imageKey struct {
	sort ImageKind
	no   uint32
}

func (a album) keep(_ context.Context, changed []Image) error {
	told := map[imageKey]bool{}
	for _, i := range changed {
		key := imageKey{i.Kind, i.No}
		if told[key] {
			return fmt.Errorf("%v is told twice", key)
		}
		if told[key] = true; len(i.Body) > 0 {
			a[key] = i.Body
		} else {
			delete(a, key)
		}
	}
	return nil
}

func (a album) images() iter.Seq2[Image, error] {
	keys := slices.SortedFunc(maps.Keys(a), func(x, y imageKey) int { return cmp.Or(cmp.Compare(x.sort, y.sort), cmp.Compare(x.no, y.no)) })
	return func(yield func(Image, error) bool) {
		for _, k := range keys {
			if !yield(Image{Kind: k.sort, No: k.no, Body: a[k]}, nil) {
				return
			}
		}
	}
}

// TestRestore keeps a store of random changes and restores it again and again:
// it is the same store, and goes on the same.
func TestRestore(t *testing.T) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	seed := graphtest.Seed(t)
	for run := range uint64(4) {
		plain, kept, r := New(m), album{}, graphtest.NewRandom(m, seed+run)
		for i := range 60 {
			store, err := Restore(m, kept.images(), kept.keep)
			if err != nil {
				t.Fatal(err)
			}
			changes := append(r.Next(), graph.IdempotencyKey{Key: string(rune('a' + i)), Digest: "d"})
			want, _ := plain.Apply(t.Context(), changes)
			for range 2 { // the second time, the key is known
				got, err := store.Apply(t.Context(), changes)
				if err != nil || got != want {
					t.Fatalf("%+v, not %+v: %v", got, want, err)
				}
			}
			again, err := Restore(m, kept.images(), kept.keep)
			if err != nil {
				t.Fatal(err)
			}
			checkSnapshot(t, again.current.Load())
			checkFree(t, again)
			if diff := gocmp.Diff(graphtest.Dump(t, m, plain), graphtest.Dump(t, m, again)); diff != "" {
				t.Fatalf("after apply %d of run %d (-plain +restored):\n%s", i, run, diff)
			}
		}
	}
}

// TestRestoreOldQuotes restores a source that has another text by now, of which
// some quotes are not yet: a load that was interrupted.
func TestRestoreOldQuotes(t *testing.T) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	const source, first, second = "source:s", "They met. They spoke.", "Yesterday they spoke."
	put := func(text string) graph.Change {
		return graph.PutNode{Source: source, ID: source, Props: map[string]graph.Value{"name": "S", "text": text}}
	}
	said := func(quote, text string) graph.Change {
		start := strings.Index(text, quote)
		return graph.PutEvidence{Source: source, Fact: graph.Fact{Node: source}, Evidence: graph.Evidence{
			Quote: quote, Start: start, End: start + len(quote), Act: "REPORTED", Basis: "STATED",
		}}
	}
	kept := album{}
	plain := New(m)
	for i, changes := range [][]graph.Change{
		{put(first), said("They met.", first), said("They spoke.", first)},
		{put(second)},
		{said("they spoke.", second)},
		{put("They")},
		{graph.PutNode{Source: source, ID: source, Props: map[string]graph.Value{"name": "S"}}},
		{put(first)},
	} {
		store, err := Restore(m, kept.images(), kept.keep)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range []*Store{plain, store} {
			if _, err := s.Apply(t.Context(), changes); err != nil {
				t.Fatal(err)
			}
		}
		again, err := Restore(m, kept.images(), kept.keep)
		if err != nil {
			t.Fatalf("after apply %d: %v", i, err)
		}
		if diff := gocmp.Diff(graphtest.Dump(t, m, plain), graphtest.Dump(t, m, again)); diff != "" {
			t.Fatalf("after apply %d (-plain +restored):\n%s", i, diff)
		}
	}
}

// TestKeepFails shows that what cannot be kept is not done.
func TestKeepFails(t *testing.T) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	full := errors.New("the disk is full")
	kept := album{}
	broken := false
	store, err := Restore(m, kept.images(), func(ctx context.Context, changed []Image) error {
		if broken {
			return full
		}
		return kept.keep(ctx, changed)
	})
	if err != nil {
		t.Fatal(err)
	}
	r := graphtest.NewRandom(m, graphtest.Seed(t))
	for i := range 40 {
		changes := r.Next()
		before := graphtest.Dump(t, m, store)
		broken = true
		if got, err := store.Apply(t.Context(), changes); got.Changed() || err != nil && !errors.Is(err, full) {
			t.Fatalf("%+v, %v", got, err)
		}
		broken = false
		if graphtest.Dump(t, m, store) != before {
			t.Fatalf("apply %d was not kept, but done", i)
		}
		if _, err := store.Apply(t.Context(), changes); err != nil {
			t.Fatal(err)
		}
		checkSnapshot(t, store.current.Load())
		checkFree(t, store)
	}
}

// FuzzRestore reads images that anything happened to: there is an error or a
// store, and no panic.
func FuzzRestore(f *testing.F) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		f.Fatal(err)
	}
	kept := album{}
	store, _ := Restore(m, kept.images(), kept.keep)
	r := graphtest.NewRandom(m, 1)
	for range 20 {
		if _, err := store.Apply(f.Context(), r.Next()); err != nil {
			f.Fatal(err)
		}
	}
	f.Add(uint8(0), uint32(0), uint16(3), byte(0x80))
	f.Add(uint8(1), uint32(0), uint16(138), byte('\t')) // an edge that leads to what it may not lead to
	f.Fuzz(func(t *testing.T, sort uint8, no uint32, at uint16, flip byte) {
		harmed := maps.Clone(kept)
		key := imageKey{ImageKind(sort), no}
		body := slices.Clone(harmed[key])
		if int(at) < len(body) {
			body[at] ^= flip
		}
		harmed[key] = append(body, flip)[:max(len(body), 1)]
		s, err := Restore(m, harmed.images(), kept.keep)
		if err == nil {
			for _, err := range s.Snapshot().Changes(t.Context()) {
				if err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}

// restored measures how long the made graph takes to restore.
func restored(b *testing.B, m *maker) {
	kept, size := album{}, 0
	store, err := Restore(m.model, kept.images(), kept.keep)
	if err != nil {
		b.Fatal(err)
	}
	began := time.Now()
	for range m.store.Snapshot().Changes(b.Context()) {
	}
	told := time.Since(began)
	began = time.Now()
	var batch []graph.Change
	for c, err := range m.store.Snapshot().Changes(b.Context()) {
		if err != nil {
			b.Fatal(err)
		}
		if batch = append(batch, c); len(batch) == graph.MaxChanges {
			if _, err := store.Apply(b.Context(), batch); err != nil {
				b.Fatal(err)
			}
			batch = nil
		}
	}
	if _, err := store.Apply(b.Context(), batch); err != nil {
		b.Fatal(err)
	}
	wrote := time.Since(began)
	for _, body := range kept {
		size += len(body)
	}
	images := kept.images()
	runtime.GC()
	began = time.Now()
	if _, err := Restore(m.model, images, kept.keep); err != nil {
		b.Fatal(err)
	}
	fmt.Printf("told in %.1f s; %d MB in %d images, told and applied anew in %.1f s, restored in %.1f s\n", told.Seconds(), size>>20, len(kept), wrote.Seconds(), time.Since(began).Seconds())
}

// TestLost sees which images are said to have lost a text.
func TestLost(t *testing.T) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	node := func(source, id string, props map[string]graph.Value) graph.Change {
		return graph.PutNode{Source: source, ID: id, Props: props}
	}
	text := func(words string) graph.Change {
		return node("source:s", "source:s", map[string]graph.Value{"name": "S", "text": words})
	}
	named := func(name string) graph.Change {
		return node("source:s", "person:p", map[string]graph.Value{"name": name})
	}
	said := func(from, locator string) graph.Change {
		return graph.PutEvidence{Source: "source:s", Fact: graph.Fact{Edge: "MEMBER_OF", From: from, To: "organization:o"}, Evidence: graph.Evidence{
			Locator: locator, Act: "REPORTED", Basis: "STATED",
		}}
	}
	organization := node("source:s", "organization:o", map[string]graph.Value{"name": "O"})
	second := node("source:t", "source:t", map[string]graph.Value{"name": "T"})
	setUp := []graph.Change{text("They met."), second, named("P"), organization, said("person:p", "row 1")}
	cases := []struct {
		name    string
		changes []graph.Change
		lost    bool
	}{
		{"the first of all", nil, false},
		{"the same again", setUp, false},
		{"one more node", []graph.Change{node("source:s", "person:q", map[string]graph.Value{"name": "Q"})}, false},
		{"one more piece of evidence", []graph.Change{said("person:p", "row 2")}, false},
		{"one more source of a node", []graph.Change{node("source:t", "person:p", map[string]graph.Value{"name": "P"})}, false},
		{"another load of the same", []graph.Change{
			graph.PutNode{Source: "source:s", Load: "l", ID: "person:p", Props: map[string]graph.Value{"name": "P"}}, graph.PutNode{Source: "source:s", Load: "m", ID: "person:p", Props: map[string]graph.Value{"name": "P"}},
		}, false},
		{"another name", []graph.Change{named("Q")}, true},
		{"another text", []graph.Change{text("They parted.")}, true},
		{"a piece of evidence less", []graph.Change{said("person:p", "row 2"), graph.Retract{ID: "MEMBER_OF person:p organization:o"}}, true},
		{"a source less", []graph.Change{graph.DropSource{Source: "source:s"}}, true},
		{"a load that says less", []graph.Change{graph.Sweep{Source: "source:s", Load: "l"}}, true},
		{"what a source states less", []graph.Change{graph.Retract{ID: "MEMBER_OF person:p organization:o"}, graph.WithdrawStatement{Source: "source:s", ID: "person:p"}}, true},
		{"another in the same place", []graph.Change{graph.Retract{ID: "MEMBER_OF person:p organization:o"}, said("person:p", "row 2")}, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			kept, lost := album{}, false
			store, err := Restore(m, kept.images(), func(_ context.Context, changed []Image) error {
				lost = slices.ContainsFunc(changed, func(i Image) bool { return i.Lost })
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, changes := range [][]graph.Change{setUp, c.changes} {
				if _, err := store.Apply(t.Context(), changes); err != nil {
					t.Fatal(err)
				}
			}
			if lost != c.lost {
				t.Errorf("something is said to be lost: %t, right: %t", lost, c.lost)
			}
		})
	}
}
