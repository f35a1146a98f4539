package exploretest

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/explore"
)

// testNeighbours shows that the pages of a node's neighbours are together what the
// list of all edges has at the node, with at most two questions for each page.
func (w *world) testNeighbours(t *testing.T, x *explore.Explorer, r *run) {
	rng := r.rng
	for range r.questions {
		q := explore.NeighboursQuery{Of: w.ids[rng.IntN(len(w.ids))]}
		if rng.IntN(3) == 0 {
			q.Edges = some(rng, w.model.Edges, 4)
		}
		if rng.IntN(3) == 0 {
			for _, k := range some(rng, w.model.Kinds, 4) {
				q.Kinds = q.Kinds.With(k)
			}
		}
		var want, got []string
		for _, e := range w.at(q.Of, q.Edges) {
			if q.Kinds == 0 || q.Kinds.Has(w.nodes[e.far].kind) {
				want = append(want, e.id+" = "+e.far+" "+w.label(e.id))
			}
		}
		cut := explore.Cut[graph.EdgeKey]{Limit: 1 + rng.IntN(5)}
		for more := true; more; {
			page := w.neighbours(t, x, q, cut)
			if page.Total != len(want) {
				t.Fatalf("%+v: there are %d, not %d", q, len(want), page.Total)
			}
			for _, n := range page.Items {
				got, cut.After = append(got, n.Edge.ID+" = "+n.Node.ID+" "+n.Edge.Label), &n.Key
			}
			more = page.More
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%+v (-textbook +explored):\n%s", q, diff)
		}
		w.testCounts(t, x, q.Of)
	}
}

// neighbours asks for a page.
func (w *world) neighbours(t *testing.T, x *explore.Explorer, q explore.NeighboursQuery, cut explore.Cut[graph.EdgeKey]) *explore.Neighbourhood {
	t.Helper()
	asked, counts := *x, &counting{Reader: x.From}
	asked.From = counts
	page, err := asked.Neighbours(context.Background(), q, cut)
	if err != nil {
		t.Fatalf("%+v: %v", q, err)
	}
	if counts.expands != 1 || counts.selects != 1 {
		t.Errorf("a page took %d Expands and %d Selects", counts.expands, counts.selects)
	}
	return page
}

// testCounts shows that the edges at a node are counted by type and direction, whatever
// is asked for.
func (w *world) testCounts(t *testing.T, x *explore.Explorer, id string) {
	t.Helper()
	page, err := x.Neighbours(context.Background(), explore.NeighboursQuery{Of: id, Edges: w.model.Edges[:1], Counts: true}, explore.Cut[graph.EdgeKey]{})
	if err != nil {
		t.Fatal(err)
	}
	var want []explore.EdgeCount
	for _, e := range w.at(id, nil) {
		if n := len(want); n > 0 && want[n-1].Edge == e.typ && want[n-1].Out == e.link.Out {
			want[n-1].Count++
		} else {
			want = append(want, explore.EdgeCount{Edge: e.typ, Out: e.link.Out, Count: 1})
		}
	}
	if !slices.Equal(want, page.Counts) {
		t.Errorf("%s has %v, not %v", id, want, page.Counts)
	}
}

// testAmong shows that the edges among nodes are those of the list of all edges both of
// whose ends are such, with two questions.
func (w *world) testAmong(t *testing.T, x *explore.Explorer, r *run) {
	rng := r.rng
	for range r.questions {
		ids := some(rng, w.ids, 1+rng.IntN(15))
		var types []*graph.Edge
		if rng.IntN(3) == 0 {
			types = some(rng, w.model.Edges, 4)
		}
		var want, got []string
		for _, e := range w.edges {
			if slices.Contains(ids, e.from) && slices.Contains(ids, e.to) && (len(types) == 0 || slices.Contains(types, e.typ)) {
				want = append(want, e.id+" "+w.label(e.id))
			}
		}
		asked, counts := *x, &counting{Reader: x.From}
		asked.From = counts
		list, err := asked.EdgesAmong(context.Background(), append(ids, "topic:none"), types, true, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range list {
			got = append(got, e.ID+" "+e.Label)
		}
		slices.SortFunc(want, strings.Compare)
		slices.SortFunc(got, strings.Compare)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("among %v (-textbook +explored):\n%s", ids, diff)
		}
		if !slices.IsSortedFunc(list, func(a, b explore.Edge) int { return strings.Compare(a.ID, b.ID) }) {
			t.Error("they are not in the order of ids")
		}
		if counts.expands != 1 || counts.selects > 1 {
			t.Errorf("they took %d Expands and %d Selects", counts.expands, counts.selects)
		}
	}
}
