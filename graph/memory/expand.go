package memory

import (
	"context"
	"slices"

	"parley/graph"
)

// Expand returns the neighbours of many nodes.
func (r reader) Expand(ctx context.Context, x *graph.Expansion) ([]graph.Neighbours, error) {
	q := newQuery(ctx, "expand", r.s, x.AsOf)
	out := make([]graph.Neighbours, len(x.Frontier))
	for i, id := range x.Frontier {
		out[i].ID = id
		if !q.Step() {
			break
		}
		if h, ok := q.find(id); ok && q.nodeVisible(h) {
			q.expand(h, x, &out[i])
		}
	}
	return out, q.done()
}

func (q *query) expand(h uint32, x *graph.Expansion, out *graph.Neighbours) {
	n := q.nodes.At(h)
	for _, l := range n.kind.Links() {
		if l.Kind != graph.EdgeLink || len(x.Edges) > 0 && !slices.Contains(x.Edges, l.Edge) {
			continue
		}
		list := n.link(l)
		if q.asOf.Set {
			list = q.visibleEdges(list)
		}
		out.Degree += len(list)
		for _, at := range list[:min(len(list), x.PerNode-len(out.Edges))] {
			if !q.Step() || !q.Hold(neighbourBytes) {
				return
			}
			far := q.farNode(edgeOf(at, l.Out))
			out.Edges = append(out.Edges, graph.Neighbour{
				EdgeID: q.edgeID(at), Edge: l.Edge, Out: l.Out, NodeID: q.nodes.At(far.h).id, LabelValue: q.edges.At(at).labelValue(),
			})
		}
	}
}

func (q *query) visibleEdges(list []uint32) (visible []uint32) {
	for _, at := range list {
		if !q.Step() {
			break
		}
		if q.edgeVisible(at) {
			visible = append(visible, at)
		}
	}
	return visible
}
