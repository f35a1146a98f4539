package api

import (
	"context"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/graph/explore"
	"parley/schema/gate"
	"parley/schema/planning"
)

// defineNeighbours defines the edges at a node, with the nodes to which they lead.
func (d *Definer) defineNeighbours() {
	count, _ := d.Define(ast.Object, "EdgeCount", "How many edges of a type a node has, one way.")
	d.Field(count, "edge", edgeTypeEnum+"!", "Their type.", planning.Found(func(c explore.EdgeCount) any { return c.Edge.Name }))
	d.Field(count, "out", "Boolean!", "Whether they lead away from the node; true where the type has no direction.", planning.Found(func(c explore.EdgeCount) any { return c.Out }))
	d.Field(count, "count", "Int!", "How many there are.", planning.Found(func(c explore.EdgeCount) any { return int64(c.Count) }))

	edge, page := definePageOf(d, "Neighbour", "GraphNode", "The edges at a node, with the nodes to which they lead.", d.neighbourCursor, func(n neighbour) any { return n.node })
	d.Field(edge, "edge", "GraphEdge!", "The edge that leads there.", planning.FoundObject(func(n neighbour) any { return n.Edge }))
	d.Field(page, "counts", "[EdgeCount!]!", "How many edges the node has, by type and direction, whatever `edges` and `kinds` are asked for.",
		planning.Wanting(func(e *planning.Exploration) { e.Counts = true }, planning.FoundList(func(p foundPage[neighbour]) []any { return gate.AnyOf(p.beside.([]explore.EdgeCount)) })))
	d.root("neighbours", page.Name+"!", "The edges at a node, with the nodes to which they lead: by type and direction, then by id of the edge. One that leads back to the node stands there twice.",
		planning.Explore(d.neighbours),
		Argument("of", "ID!", "The node."),
		Argument("edges", "["+edgeTypeEnum+"!]", "Only edges of these types."),
		Argument("kinds", "["+kindEnum+"!]", "Only nodes of these kinds."),
		withDefault(Argument("first", "Int", "The first so many, at most 1000."), ast.IntValue, "25"),
		Argument("after", "String", "Only rows after the one with this cursor."))
}

// neighbour is a neighbour as a page shows it.
type neighbour struct {
	explore.Neighbour
	node graphNode
}

// neighbourOrder is what the cursors of neighbours say of their order.
const neighbourOrder = "neighbours"

func (d *Definer) neighbourCursor(n neighbour) string {
	return planning.WriteCursor(neighbourOrder, n.Edge.Kind, n.Key.Link.Out, n.Key.EdgeID)
}

// neighbourKey reads the key in a cursor.
func (d *Definer) neighbourKey(parts []any) (graph.EdgeKey, bool) {
	if len(parts) != 3 {
		return graph.EdgeKey{}, false
	}
	name, _ := parts[0].(string)
	out, isFlag := parts[1].(bool)
	id, isText := parts[2].(string)
	e := d.Model.Edge(name)
	if e == nil || !isFlag || !isText {
		return graph.EdgeKey{}, false
	}
	return graph.EdgeKey{Link: e.Link(out), EdgeID: id}, true
}

func (d *Definer) neighbours(ctx context.Context, x *explore.Explorer, args map[string]any, e *planning.Exploration) (*planning.Explored, error) {
	q := explore.NeighboursQuery{Counts: e.Counts, Details: e.Details}
	q.Of, _ = args["of"].(string)
	var err error
	if q.Kinds, err = x.KindsNamed(gate.TextsOf(args["kinds"])); err != nil {
		return nil, err
	}
	if q.Edges, err = x.EdgesNamed(gate.TextsOf(args["edges"])); err != nil {
		return nil, err
	}
	cut, err := cutOf(args, neighbourOrder, d.neighbourKey)
	if err != nil {
		return nil, err
	}
	found, err := x.Neighbours(ctx, q, cut)
	if err != nil {
		return nil, err
	}
	page := &explore.Page[neighbour]{Total: found.Total, More: found.More}
	out := &planning.Explored{}
	for i, n := range found.Items {
		page.Items = append(page.Items, neighbour{n, graphNode{n.Node, i}})
		out.Nodes, out.Edges = append(out.Nodes, n.Node.ID), append(out.Edges, n.Edge.ID)
	}
	of := pageOf(page, cut, d.neighbourCursor)
	of.beside = found.Counts
	out.It = of
	return out, nil
}

// defineEdgesAmong defines the edges between the nodes of a drawing.
func (d *Definer) defineEdgesAmong() {
	d.root("edges", "[GraphEdge!]!", "All edges between some nodes, by id: at most 20000. Nodes that do not exist have none.", planning.Explore(edgesAmong),
		Argument("among", "[ID!]!", "The nodes, at most 5000."),
		Argument("edges", "["+edgeTypeEnum+"!]", "Only edges of these types."))
}

func edgesAmong(ctx context.Context, x *explore.Explorer, args map[string]any, e *planning.Exploration) (*planning.Explored, error) {
	types, err := x.EdgesNamed(gate.TextsOf(args["edges"]))
	if err != nil {
		return nil, err
	}
	list, err := x.EdgesAmong(ctx, gate.TextsOf(args["among"]), types, e.Labels, e.Details)
	if err != nil {
		return nil, err
	}
	out := &planning.Explored{It: gate.AnyOf(list)}
	for _, edge := range list {
		out.Edges = append(out.Edges, edge.ID)
	}
	return out, nil
}
