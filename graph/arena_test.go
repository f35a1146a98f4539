package graph_test

import (
	"math/rand/v2"
	"testing"

	"parley/graph"
)

// TestArena takes cells and pages again and again: they are empty, nobody else
// has them, and a reset arena holds on to nothing.
func TestArena(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var a graph.Arena
	for round := range 20 {
		var taken [][]graph.Value
		for i := range 1 + rng.IntN(50) {
			cells := a.Cells(rng.IntN(1 << (round % 18)))
			for j := range cells {
				if cells[j] != nil {
					t.Fatalf("round %d: a cell holds %v", round, cells[j])
				}
				cells[j] = i
			}
			rows := a.Rows()
			if rows.Cells != nil || rows.Len != 0 {
				t.Fatalf("round %d: a page holds %v", round, rows)
			}
			rows.Cells, rows.Len = cells, len(cells)
			taken = append(taken, cells)
		}
		for i, cells := range taken {
			for _, v := range cells {
				if v != i {
					t.Fatalf("round %d: what was taken as the %d-th holds %v", round, i, v)
				}
			}
			if len(cells) != cap(cells) {
				t.Fatal("cells could be appended to over those taken next")
			}
		}
		a.Reset()
	}
}
