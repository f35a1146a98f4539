package memory

import (
	"fmt"
	"testing"
	"time"

	"parley/graph"
)

// runWrites measures small writes, and last the largest.
func (a *asker) runWrites(b *testing.B) {
	small := func() *article { return &a.articles[1+a.rng.IntN(len(a.articles)-1)] }
	n := 0
	write := func(source *article, to string) {
		n++
		person := fmt.Sprintf("person:newcomer-%d", n)
		a.apply(
			graph.PutNode{Source: source.id, Load: "1", ID: person, Props: map[string]graph.Value{"name": "Newcomer"}},
			a.quote(source, graph.Fact{Edge: "RELATED_TO", From: person, To: to}, nil),
			a.quote(source, graph.Fact{Edge: "PARTICIPATED_IN", From: person, To: oneOf(a.maker, a.ids["Meeting"])},
				map[string]graph.Value{"attendance": "ATTENDED"}),
		)
	}
	b.Run("a write of three changes", func(b *testing.B) { a.measure(b, func() { write(small(), a.anyone()) }) })
	b.Run("a write to the largest node", func(b *testing.B) { a.measure(b, func() { write(small(), a.hub()) }) })
	b.Run("a write into the largest source", func(b *testing.B) { a.measure(b, func() { write(&a.articles[0], a.anyone()) }) })
	began := time.Now()
	gone := a.apply(graph.Sweep{Source: a.articles[0].id, Load: "2"})
	fmt.Printf("the largest source swept in %.1f s: %+v\n", time.Since(began).Seconds(), gone)
}
