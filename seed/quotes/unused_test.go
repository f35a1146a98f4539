package quotes

import (
	"testing"

	"parley/graph"
)

// A sentence is used if a quote overlaps it.
func TestUnused(t *testing.T) {
	all := New("One. Two.\nThree. Four.").Sentences()
	fact := func(start, end int) graph.PutEvidence {
		return graph.PutEvidence{Evidence: graph.Evidence{Start: start, End: end}}
	}
	left := Unused(all, []graph.PutEvidence{fact(8, 12), fact(0, 0)})
	if len(left) != 2 || left[0].Text != "One." || left[1].Text != "Four." || left[1].Line != 2 {
		t.Errorf("unused are %v", left)
	}
}
