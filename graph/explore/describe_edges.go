package explore

import (
	"context"

	"parley/graph"
)

// EdgeOf returns an edge as its id tells of it; no kind where it is not the id of
// an edge.
func (x *Explorer) EdgeOf(id string) Edge {
	e, from, to := x.Model.EdgeOf(id)
	if e == nil {
		return Edge{ID: id}
	}
	return Edge{ID: id, Kind: e.Name, Source: from, Target: to}
}

// Describe returns some edges with their ends as a graph: labels, degrees, and
// details if they are wanted.
func (x *Explorer) Describe(ctx context.Context, edges []string, details bool) (*Graph, error) {
	g := &Graph{Directed: true}
	var ids []string
	for _, id := range unique(edges) {
		e := x.EdgeOf(id)
		if e.Kind == "" {
			return nil, graph.Errorf(graph.BadInput, "describe", "%q is not the id of an edge", id)
		}
		g.Edges = append(g.Edges, e)
		ids = append(ids, e.Source, e.Target)
	}
	for _, id := range unique(ids) {
		g.Nodes = append(g.Nodes, Node{ID: id, Kind: x.Model.KindOf(id)})
	}
	m := newMeter(ctx, "describe")
	m.Hold(len(g.Nodes)*nodeBytes + len(g.Edges)*edgeBytes)
	if err := m.Close(); err != nil {
		return nil, err
	}
	d := x.newDescription(g, nil, details)
	if !details {
		d.addBundles() // for the label value of the edges
	}
	missing, err := d.fill(ctx)
	if err == nil && len(missing) > 0 {
		err = notThere("describe", missing)
	}
	return g, err
}
