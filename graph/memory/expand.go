package memory

import (
	"context"

	"parley/graph"
)

// Expand gives the neighbours of many nodes.
func (r reader) Expand(ctx context.Context, x *graph.Expansion) ([]graph.Neighbours, error) {
	q := newQuery(ctx, r.s, x.AsOf)
	out := make([]graph.Neighbours, len(x.Frontier))
	for i, id := range x.Frontier {
		out[i].ID = id
		if h, ok := q.find(id); ok && q.nodeVisible(h) {
			q.expand(h, x, &out[i])
		}
	}
	return out, q.err
}

func (q *query) expand(h uint32, x *graph.Expansion, out *graph.Neighbours) {
	n := q.nodes.at(h)
	for _, l := range n.kind.Links() {
		if l.Sort != graph.EdgeLink || len(x.Edges) > 0 && !contains(x.Edges, l.Edge) {
			continue
		}
		for _, at := range n.link(l) {
			if q.stopped() {
				return
			}
			if !q.edgeVisible(at) {
				continue
			}
			out.Degree++
			if len(out.Edges) == x.PerNode {
				continue
			}
			far := q.farNode(edgeOf(at, l.Out))
			out.Edges = append(out.Edges, graph.Neighbour{
				EdgeID: q.edgeID(at), Edge: l.Edge, Out: l.Out, NodeID: q.nodes.at(far.h).id,
			})
		}
	}
}
