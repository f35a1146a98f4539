package api

import (
	"context"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/explore"
	"parley/schema/gate"
	"parley/schema/planning"
)

// hop is a step of a path with its edges.
type hop struct {
	explore.Hop
	edges []explore.Edge
}

// definePaths defines how two nodes are connected.
func (d *Definer) definePaths() {
	met := d.Model.Meets
	hubs, _ := d.Model.Pairs(met)
	meeting := d.typeOf(hubs.To)

	step, _ := d.Define(ast.Object, "Hop", "One step of a path.")
	d.Field(step, "from", "Entity!", "Where it begins.", planning.FoundNode(d.Model.All, func(h hop) string { return h.From }))
	d.Field(step, "to", "Entity!", "Where it ends.", planning.FoundNode(d.Model.All, func(h hop) string { return h.To }))
	d.Field(step, LowerFirst(meeting), meeting, "What both took part in; null where an edge leads from one to the other.",
		planning.FoundNode(hubs.To, func(h hop) string { return h.Hub }))
	d.Field(step, planning.VerifiedField, met.EdgeType(met.Pair.Edge).Verification().Enum.Name, "How well it is verified that both took part: of each pair of their edges and the meeting the weakest tells, and of these the best; null where an edge leads from one to the other.",
		planning.Found(func(h hop) any { return orNull(h.Verification) }))
	d.Field(step, "edges", "[GraphEdge!]!", "The edges that it rests on.", planning.FoundList(func(h hop) []any { return gate.AnyOf(h.edges) }))
	d.Field(step, "evidence", "[Evidence!]!", "The words for these.", planning.FoundEvidence(func(h hop) []string { return h.Edges }))

	path, _ := d.Define(ast.Object, "Path", "A way from one node to another.")
	d.Field(path, "length", "Int!", "How many steps it has.", planning.Found(func(hops []hop) any { return int64(len(hops)) }))
	d.Field(path, "actors", "[Actor!]!", "The actors that it goes through, with both ends.", planning.FoundNodes(d.Model.Actors, stations))
	d.Field(path, "nodes", "[Entity!]!", "All that it goes through, with both ends, meetings too.", planning.FoundNodes(d.Model.All, stations))
	d.Field(path, "hops", "[Hop!]!", "Its steps.", planning.FoundList(func(hops []hop) []any { return gate.AnyOf(hops) }))

	d.root("paths", "[Path!]!", "How two are connected: the shortest ways first, then by ids. No way goes through an actor or a meeting twice.",
		planning.Explore(d.paths),
		slices.Concat([]*ast.ArgumentDefinition{Argument("from", "ID!", "One end."), Argument("to", "ID!", "The other.")}, d.choiceArguments(met), []*ast.ArgumentDefinition{
			Argument("edges", "["+edgeTypeEnum+"!]", "Through edges of these types instead."),
			Argument("maxHops", "Int", "At most so many steps, 8 at most; 4 unless given."),
			Argument("first", "Int", "At most so many ways, 100 at most; 10 unless given."),
		})...)
}

// stations lists what a path goes through.
func stations(hops []hop) []string {
	p := explore.Path{}
	for _, h := range hops {
		p.Hops = append(p.Hops, h.Hop)
	}
	return p.IDs()
}

func (d *Definer) paths(ctx context.Context, x *explore.Explorer, args map[string]any, e *planning.Exploration) (*planning.Explored, error) {
	q := explore.PathsQuery{}
	q.From, _ = args["from"].(string)
	q.To, _ = args["to"].(string)
	q.Choice = planning.ChoiceOf(d.Model.Meets, args)
	var err error
	if q.Edges, err = x.EdgesNamed(gate.TextsOf(args["edges"])); err != nil {
		return nil, err
	}
	if err := counts(args, limit{"maxHops", &q.MaxHops}, limit{"first", &q.First}); err != nil {
		return nil, err
	}
	list, err := x.Paths(ctx, q)
	if err != nil {
		return nil, err
	}
	out := &planning.Explored{}
	for _, p := range list {
		out.Nodes = append(out.Nodes, p.IDs()...)
		for _, h := range p.Hops {
			out.Edges = append(out.Edges, h.Edges...)
		}
	}
	of, err := describedEdges(ctx, x, e, out.Edges)
	if err != nil {
		return nil, err
	}
	ways := make([]any, len(list))
	for i, p := range list {
		ways[i] = hopsOf(p, of)
	}
	out.It = ways
	return out, nil
}

func hopsOf(p explore.Path, of func(id string) explore.Edge) []hop {
	hops := make([]hop, len(p.Hops))
	for i, h := range p.Hops {
		hops[i].Hop = h
		for _, id := range h.Edges {
			hops[i].edges = append(hops[i].edges, of(id))
		}
	}
	return hops
}

// describedEdges returns edges by id, with labels and attributes if these are
// selected.
func describedEdges(ctx context.Context, x *explore.Explorer, e *planning.Exploration, ids []string) (func(string) explore.Edge, error) {
	if !e.Labels && e.Details == 0 {
		return x.EdgeOf, nil
	}
	g, err := x.Describe(ctx, ids, e.Details)
	if err != nil {
		return nil, err
	}
	byID := map[string]explore.Edge{}
	for _, edge := range g.Edges {
		byID[edge.ID] = edge
	}
	return func(id string) explore.Edge { return byID[id] }, nil
}
