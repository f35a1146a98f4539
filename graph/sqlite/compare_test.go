//go:build unix

package sqlite

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/graph/memory"
)

// TestPlans asks random questions of a store in memory and one in a file to which
// the same random changes were made, and which was opened anew in between.
func TestPlans(t *testing.T) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	seed := graphtest.Seed(t)
	s := &story{model: m, seed: seed}
	plain, path := memory.New(m), filepath.Join(t.TempDir(), "parley.db")
	file := s.open(t, path)
	defer func() { closed(t, file) }()
	random := graphtest.NewRandom(m, seed)
	both := func(changes []graph.Change) {
		want, wantErr := plain.Apply(t.Context(), changes)
		got, err := file.Apply(t.Context(), changes)
		if want != got || graph.CodeOf(err) != graph.CodeOf(wantErr) {
			t.Fatalf("%+v, %v; not %+v, %v", got, err, want, wantErr)
		}
	}
	both(graphtest.MadeGraph(m, seed))
	for round := range uint64(4) {
		for range 15 {
			both(random.Next())
		}
		graphtest.Compare(t, m, seed+round*100, 50, 2, plain, file)
		closed(t, file)
		file = s.open(t, path)
		graphtest.Compare(t, m, seed+round*100, 50, 2, plain, file)
		if diff := cmp.Diff(graphtest.Dump(t, m, plain), graphtest.Dump(t, m, file)); diff != "" {
			t.Fatalf("(-memory +file):\n%s", diff)
		}
	}
}
