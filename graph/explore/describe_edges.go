package explore

import (
	"context"
	"strings"

	"parley/graph"
)

// EdgeOf takes an edge's id apart (see [graph.EdgeID]).
func EdgeOf(id string) Edge {
	parts := strings.SplitN(id, " ", 4)
	e := Edge{ID: id, Kind: parts[0]}
	if len(parts) > 2 {
		e.Source, e.Target = parts[1], parts[2]
	}
	return e
}

// Describe gives some edges with their ends as a graph: labels, degrees, and
// details if they are wanted.
func (x *Explorer) Describe(ctx context.Context, edges []string, details bool) (*Graph, error) {
	g := &Graph{Directed: true}
	var ids []string
	for _, id := range unique(edges) {
		e := EdgeOf(id)
		if x.Model.Edge(e.Kind) == nil {
			return nil, graph.Errorf(graph.BadInput, "describe", "%q is not the id of an edge", id)
		}
		g.Edges = append(g.Edges, e)
		ids = append(ids, e.Source, e.Target)
	}
	for _, id := range unique(ids) {
		g.Nodes = append(g.Nodes, Node{ID: id, Kind: x.Model.KindOf(id)})
	}
	missing, err := x.describe(ctx, g, nil, details)
	if err == nil && len(missing) > 0 {
		err = notThere("describe", missing)
	}
	return g, err
}
