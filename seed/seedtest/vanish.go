package seedtest

import (
	"context"
	"fmt"
	"strconv"
	"testing"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/seed"
)

// Vanish shows that of a file which is many sources those go that it no longer
// names, also where the import is broken off, and that those of others stay.
func Vanish(t *testing.T, m *graph.Model, kind Store) {
	const first = graph.MaxPage + 2
	others := []graph.Change{document("source:h-2025", "another"), document("source:h-2-1", "1"), document("source:g-1", "1")}
	for broken := range 3 { // at which Apply; 0 is none
		t.Run(fmt.Sprint(kind.Name, " broken off at Apply ", broken), func(t *testing.T) {
			kind.with(t, m, func(s graph.Store) {
				mustImport(t, m, s, documents(1).importing())
				apply(t, s, others)
				want := graphtest.Dump(t, m, s)
				mustImport(t, m, s, documents(first).family())
				if broken > 0 {
					failing := &breaking{Store: s, until: broken, how: replyLost}
					if err := imported(context.Background(), m, failing, documents(1).family()); err == nil {
						t.Error("it is not broken off")
					}
				}
				mustImport(t, m, s, documents(1).family())
				same(t, want, graphtest.Dump(t, m, s))
			})
		})
	}
}

// documents is a file of so many documents.
func documents(n int) *rows {
	d := &rows{name: fmt.Sprint(n, " documents")}
	for i := range n {
		number := strconv.Itoa(i + 1)
		d.changes = append(d.changes, document("source:h-"+number, number))
	}
	return d
}

func document(id, number string) graph.Change {
	return graph.PutNode{Source: id, ID: id, Props: map[string]graph.Value{
		"name": id, "identifiers": []graph.Identifier{{Scheme: "test", Value: number}},
	}}
}

// family imports what the file is as a family.
func (d *rows) family() *seed.Import {
	i := d.importing()
	i.Batch, i.Family = 0, &seed.Family{Begins: "source:h-", Scheme: "test"}
	return i
}
