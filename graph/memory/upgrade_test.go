package memory

import (
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/graphtest"
)

// upgraded returns an album whose edges are told apart as they are now.
func (a album) upgraded(t *testing.T, m *graph.Model) album {
	t.Helper()
	changed, err := UpgradeEdges(m, a.images())
	if err != nil {
		t.Fatal(err)
	}
	if err := a.keep(t.Context(), changed); err != nil {
		t.Fatal(err)
	}
	return a
}

// TestUpgradeEdges restores images in which dates told edges apart: they make the
// store that the same changes make, which goes on the same, and are upgraded for good.
func TestUpgradeEdges(t *testing.T) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	dated, start := graphtest.DatedModel(t), graphtest.Seed(t)
	apply := func(s *Store, changes []graph.Change) {
		t.Helper()
		if _, err := s.Apply(t.Context(), changes); err != nil {
			t.Fatal(err)
		}
	}
	joined := 0
	for run := range uint64(20) {
		now, kept := New(m), album{}
		random := graphtest.NewRandom(dated, start+run)
		store, err := Restore(dated, kept.images(), kept.keep)
		if err != nil {
			t.Fatal(err)
		}
		for range 40 {
			apply(store, random.Next())
		}
		var told []graph.Change
		for c, err := range store.Snapshot().Changes(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			told = append(told, c)
		}
		apply(now, told)
		is, err := Restore(m, kept.upgraded(t, m).images(), kept.keep)
		if err != nil {
			t.Fatal(err)
		}
		checkSnapshot(t, is.current.Load())
		checkFree(t, is)
		if diff := gocmp.Diff(graphtest.Dump(t, m, now), graphtest.Dump(t, m, is)); diff != "" {
			t.Fatalf("run %d (-put anew +upgraded):\n%s", run, diff)
		}
		if again, err := UpgradeEdges(m, kept.images()); len(again) > 0 || err != nil {
			t.Fatalf("%d images change once more, %v", len(again), err)
		}
		joined += edgesOf(store) - edgesOf(is)
		for range 10 {
			changes := random.Next()
			want, wrong := now.Apply(t.Context(), changes)
			got, err := is.Apply(t.Context(), changes)
			if diff := gocmp.Diff(graphtest.Dump(t, m, now), graphtest.Dump(t, m, is)); want != got || graph.CodeOf(wrong) != graph.CodeOf(err) || diff != "" {
				t.Fatalf("run %d: %+v, not %+v; %v, not %v (-put anew +upgraded):\n%s", run, got, want, err, wrong, diff)
			}
		}
	}
	if joined == 0 {
		t.Error("no edges became one")
	}
}

// edgesOf returns how many edges a store has, whether or not they are there.
func edgesOf(s *Store) (n int) {
	for range all(&s.current.Load().edges, (*edge).gone) {
		n++
	}
	return n
}
