package sqlite

import (
	"fmt"
	"path/filepath"
	"testing"

	"parley/graph"
)

// BenchmarkErase makes Applies that take something away, beside Applies that only
// add, of one change and of as many as an import makes at once.
func BenchmarkErase(b *testing.B) {
	for _, size := range []int{1, graph.MaxChanges - 1} {
		for _, erases := range []bool{false, true} {
			b.Run(fmt.Sprintf("%d changes, erases %t", size, erases), func(b *testing.B) {
				m, err := graph.NewModel(graph.Standard())
				if err != nil {
					b.Fatal(err)
				}
				store, err := Open(b.Context(), m, filepath.Join(b.TempDir(), "parley.db"))
				if err != nil {
					b.Fatal(err)
				}
				defer store.Close()
				n := 0
				for b.Loop() {
					n++
					changes := []graph.Change{graph.PutNode{Source: "source:s", ID: "source:s", Props: map[string]graph.Value{"name": "S"}}}
					for i := range size {
						id := fmt.Sprint("person:p", i)
						if !erases {
							id = fmt.Sprint(id, "of", n)
						}
						changes = append(changes, graph.PutNode{Source: "source:s", ID: id, Props: map[string]graph.Value{"name": "P", "description": fmt.Sprint("it says ", n)}})
					}
					if _, err := store.Apply(b.Context(), changes); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
