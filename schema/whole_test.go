package schema

import (
	"strings"
	"testing"

	"parley/graph"
	"parley/schema/sampletest"
)

// changing is a store whose graph changes while its first snapshots are read.
type changing struct {
	graph.Store
	changes   int  // so many snapshots are not whole
	empty     bool // and have null in the place of each value
	snapshots *int
}

func (c changing) Snapshot() graph.Reader {
	*c.snapshots++
	r := c.Store.Snapshot()
	if *c.snapshots > c.changes {
		return r
	}
	if c.empty {
		r = sampletest.Odd{Store: c.Store, Change: func(rows *graph.Rows) { clear(rows.Cells) }}.Snapshot()
	}
	return mixedReader{r}
}

type mixedReader struct{ graph.Reader }

func (mixedReader) Whole() bool { return false }

// TestWhole shows that a query is asked again while its answers are of several
// states of the graph, and what is said where they stay so.
func TestWhole(t *testing.T) {
	s := standard(t)
	store := sampletest.Oslo(t, s.model)
	const query = `{ a: person(id: "person:ann") { name } b: person(id: "person:bob") { name } }`
	const answer = `{"data":{"a":{"name":"Ann"},"b":{"name":"Bob"}}`
	for _, tt := range []struct {
		name      string
		changes   int
		empty     bool
		snapshots int
		want      string
	}{
		{"one state", 0, false, 1, answer + `}`},
		{"the second time", 1, false, 2, answer + `}`},
		{"the third time", 2, true, 3, answer + `}`},
		{"never", 3, false, 3, answer + `,"extensions":{"mixed":true}}`},
		{"never, and null in it", 3, true, 3, `"code":"UNAVAILABLE"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			snapshots := 0
			got := string(s.Do(t.Context(), changing{store, tt.changes, tt.empty, &snapshots}, Request{Query: query}).JSON())
			if snapshots != tt.snapshots || !strings.Contains(got, tt.want) || strings.Contains(got, "INTERNAL") {
				t.Errorf("%d snapshots, %s", snapshots, got)
			}
			if mixed := strings.Contains(got, `"mixed":true`); mixed != (tt.changes == 3) {
				t.Errorf("mixed: %v in %s", mixed, got)
			}
		})
	}
}
