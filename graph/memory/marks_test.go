package memory

import (
	"fmt"
	"testing"

	"parley/graph"
)

// TestMarks states nodes one after another where there is ever less room
// between marks: they still rise as ids do.
func TestMarks(t *testing.T) {
	const n = 400
	for _, tt := range []struct {
		name string
		nth  func(i int) int
	}{
		{"rising", func(i int) int { return i }},
		{"falling", func(i int) int { return n - i }},
		{"inwards", func(i int) int {
			if i%2 == 0 {
				return i / 2
			}
			return n - i/2
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, err := graph.NewModel(graph.Standard())
			if err != nil {
				t.Fatal(err)
			}
			s := New(m)
			tell := func(id string) {
				c := graph.PutNode{Source: "source:s", Load: "1", ID: id, Props: map[string]graph.Value{"name": id}}
				if _, err := s.Apply(t.Context(), []graph.Change{c}); err != nil {
					t.Fatal(err)
				}
			}
			tell("source:s")
			for i := range n {
				tell(fmt.Sprintf("person:p%04d", tt.nth(i)))
				checkMarks(t, s.current.Load())
			}
		})
	}
}
