package explore

import (
	"slices"

	"parley/graph"
)

// addDetails sets the details and labels of the actors and ties. It describes the
// edges that the ties shown rest on, which lead from the actors to the meetings or
// positions.
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
	n.setLabels(labels)
	for i := range n.out.Edges {
		tie := &n.out.Edges[i]
		for _, id := range unique(n.edges[i]) {
			e := edges[id]
			tie.During = span(tie.During, e.When())
			tie.During = span(tie.During, nodes[e.Target].When())
			tie.Words = preferred(tie.Words, e.Words)
		}
	}
	return nil
}

// span returns the time from the first day to the last of two dates: open where
// either is, INFERRED if either is. A date without a day is left out.
func span(a, b *graph.When) *graph.When {
	switch {
	case !b.Day().Known():
		return a
	case a == nil:
		return &graph.When{Bounds: b.Bounds, Basis: b.Basis}
	}
	out := *a
	out.StartEarliest, out.StartLatest = min(a.StartEarliest, b.StartEarliest), min(a.StartLatest, b.StartLatest)
	out.EndEarliest, out.EndLatest = latest(a.EndEarliest, b.EndEarliest), latest(a.EndLatest, b.EndLatest)
	if b.Basis == "INFERRED" {
		out.Basis = b.Basis
	}
	return &out
}

// latest returns the later of two last days, where an open one is latest. An open
// first day is the earliest, as NoDay is for min.
func latest(a, b graph.Day) graph.Day {
	if !a.Known() || !b.Known() {
		return graph.NoDay
	}
	return max(a, b)
}

// preferred returns a, or b if that is stated and a is not.
func preferred(a, b *Words) *Words {
	if a == nil || b != nil && a.Basis != "STATED" && b.Basis == "STATED" {
		return b
	}
	return a
}
