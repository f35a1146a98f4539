package container

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPostings makes random changes, and looks at older copies too.
func TestPostings(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var p, older Postings
	has, had := map[uint32]bool{}, []uint32{}
	for stamp := range uint64(300) {
		for range 40 {
			h := rng.Uint32N(4000)
			if rng.IntN(3) == 0 {
				p.Remove(stamp+1, h)
				delete(has, h)
			} else {
				p.Insert(stamp+1, h)
				has[h] = true
			}
		}
		if diff := cmp.Diff(had, append([]uint32{}, slices.Concat(older.Chunks()...)...)); diff != "" {
			t.Fatalf("a write changed an older copy:\n%s", diff)
		}
		older, had = p, append([]uint32{}, slices.Concat(p.Chunks()...)...)
		if len(had) != len(has) || !slices.IsSorted(had) {
			t.Fatalf("%d postings, in order: %t; want %d", len(had), slices.IsSorted(had), len(has))
		}
		for h := range has {
			if !p.Has(h) {
				t.Fatalf("%d is missing", h)
			}
		}
	}
}
