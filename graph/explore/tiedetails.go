package explore

import (
	"slices"

	"parley/graph"
)

// addDetails adds to the actors and ties what is known of them, and their labels.
// It describes the edges that the ties shown rest on, whose ends are the actors and
// the meetings or positions.
func (n *network) addDetails() error {
	g, err := n.Describe(n.ctx, slices.Concat(n.edges...), true)
	if err != nil {
		return err
	}
	nodes, edges, labels := map[string]*Node{}, map[string]*Edge{}, map[string]string{}
	for i := range g.Nodes {
		nodes[g.Nodes[i].ID], labels[g.Nodes[i].ID] = &g.Nodes[i], g.Nodes[i].Label
	}
	for i := range g.Edges {
		edges[g.Edges[i].ID] = &g.Edges[i]
	}
	for i := range n.out.Nodes {
		n.out.Nodes[i].Details = nodes[n.out.Nodes[i].ID].Details
	}
	n.label(labels)
	for i := range n.out.Edges {
		tie := &n.out.Edges[i]
		for _, id := range unique(n.edges[i]) {
			e := edges[id]
			tie.During = span(tie.During, e.When())
			tie.During = span(tie.During, nodes[e.Target].When())
			tie.Words = lead(tie.Words, e.Words)
		}
	}
	return nil
}

// span is the time from the first day to the last of two dates: open where one
// is, INFERRED if one is. A date without a day says nothing.
func span(a, b *graph.When) *graph.When {
	switch {
	case !dayOf(b).Known():
		return a
	case a == nil:
		return &graph.When{Bounds: b.Bounds, Basis: b.Basis}
	}
	out := *a
	out.StartEarliest, out.StartLatest = min(a.StartEarliest, b.StartEarliest), min(a.StartLatest, b.StartLatest)
	out.EndEarliest, out.EndLatest = last(a.EndEarliest, b.EndEarliest), last(a.EndLatest, b.EndLatest)
	if b.Basis == "INFERRED" {
		out.Basis = b.Basis
	}
	return &out
}

// last is the later of two days, of which an open one is the last. Among first
// days it is the least, and so min takes it.
func last(a, b graph.Day) graph.Day {
	if !a.Known() || !b.Known() {
		return graph.NoDay
	}
	return max(a, b)
}

// lead is the first of some words, but stated before inferred.
func lead(a, b *Words) *Words {
	if a == nil || b != nil && a.Basis != "STATED" && b.Basis == "STATED" {
		return b
	}
	return a
}
