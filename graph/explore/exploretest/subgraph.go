package exploretest

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/explore"
)

// shown is a subgraph as the test compares it.
type shown struct {
	Nodes                      []string
	Degrees                    []int
	Edges                      []string
	Labels                     []string // of the edges
	MissingNodes, MissingEdges int
	Truncated                  bool
}

func (w *world) testSubgraph(t *testing.T, x *explore.Explorer, r *run) {
	rng := r.rng
	for range r.questions {
		q := explore.SubgraphQuery{
			Roots: some(rng, w.ids, 1+rng.IntN(2)), Depth: 1 + rng.IntN(4), MaxNodes: 2 + rng.IntN(30), MaxEdges: 1 + rng.IntN(60),
		}
		if rng.IntN(3) == 0 {
			q.Edges = some(rng, w.model.Edges, 4)
		}
		if rng.IntN(3) == 0 {
			for _, k := range some(rng, w.model.Kinds, 4) {
				q.Kinds = q.Kinds.With(k)
			}
		}
		asked := *x
		counts := &counting{Reader: x.From}
		asked.From = counts
		g, err := asked.Subgraph(context.Background(), q)
		if err != nil {
			t.Fatalf("%+v: %v", q, err)
		}
		if counts.expands > q.Depth || counts.selects > 1 {
			t.Errorf("depth %d took %d Expands and %d Selects", q.Depth, counts.expands, counts.selects)
		}
		got := shown{MissingNodes: g.MissingNodes, MissingEdges: g.MissingEdges, Truncated: g.Truncated}
		for _, n := range g.Nodes {
			got.Nodes, got.Degrees = append(got.Nodes, n.ID), append(got.Degrees, n.Degree)
		}
		for _, e := range g.Edges {
			got.Edges, got.Labels = append(got.Edges, e.ID), append(got.Labels, e.Label)
		}
		if diff := cmp.Diff(w.subgraph(q), got); diff != "" {
			t.Fatalf("%+v (-textbook +explored):\n%s", q, diff)
		}
		w.testDescribe(t, x, got, explore.Want(rng.IntN(256)))
	}
}

// testDescribe shows that edges that are described by their ids have the labels
// that they have in a subgraph.
func (w *world) testDescribe(t *testing.T, x *explore.Explorer, want shown, details explore.Want) {
	t.Helper()
	g, err := x.Describe(context.Background(), want.Edges, details)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range g.Edges {
		got = append(got, e.Label)
	}
	if diff := cmp.Diff(slices.Sorted(slices.Values(want.Labels)), slices.Sorted(slices.Values(got))); diff != "" {
		t.Fatalf("described, with the details %b (-want +got):\n%s", details, diff)
	}
}

// subgraph goes breadth first over the list of all edges.
func (w *world) subgraph(q explore.SubgraphQuery) shown {
	var out shown
	for _, id := range q.Roots {
		if !slices.Contains(out.Nodes, id) {
			out.Nodes = append(out.Nodes, id)
		}
	}
	seen := map[string]bool{} // edges
	without := map[string]bool{}
	for begin := 0; q.Depth > 0; q.Depth-- {
		level := slices.Clone(out.Nodes[begin:])
		begin = len(out.Nodes)
		for _, id := range level {
			ends := slices.DeleteFunc(w.at(id, q.Edges), func(e end) bool { return !w.mayLead(q, e) })
			read := min(len(ends), explore.PerNode(len(level), q.MaxEdges))
			out.MissingEdges += len(ends) - read
			for _, e := range ends[:read] {
				known := slices.Contains(out.Nodes, e.far)
				if seen[e.id] || !known && q.Kinds != 0 && !q.Kinds.Has(w.nodes[e.far].kind) {
					continue
				}
				seen[e.id] = true
				switch {
				case known && len(out.Edges) < q.MaxEdges:
					out.Edges = append(out.Edges, e.id)
				case !known && len(out.Edges) < q.MaxEdges && len(out.Nodes) < q.MaxNodes:
					out.Edges = append(out.Edges, e.id)
					out.Nodes = append(out.Nodes, e.far)
				default:
					out.MissingEdges++
					if !known {
						without[e.far] = true
					}
				}
			}
		}
	}
	out.MissingNodes = len(without)
	out.Truncated = out.MissingNodes > 0 || out.MissingEdges > 0
	for _, id := range out.Edges {
		out.Labels = append(out.Labels, w.label(id))
	}
	for _, id := range out.Nodes {
		out.Degrees = append(out.Degrees, len(w.at(id, q.Edges)))
	}
	return out
}

// mayLead reports whether edges of a type are read at all where kinds are chosen:
// those that can lead to one of these or to a root's.
func (w *world) mayLead(q explore.SubgraphQuery, e end) bool {
	kinds := q.Kinds
	if kinds == 0 {
		return true
	}
	for _, id := range q.Roots {
		kinds = kinds.With(w.nodes[id].kind)
	}
	return (e.typ.FromKinds()|e.typ.ToKinds())&kinds != graph.KindSet(0)
}
