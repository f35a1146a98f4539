package schema

import (
	"cmp"
	"context"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/graph/explore"
	"parley/schema/gate"
)

// hop is a step of a path with its edges.
type hop struct {
	explore.Hop
	edges []explore.Edge
}

// definePaths defines how two nodes are connected.
func (d *definer) definePaths() {
	met := d.model.Meets
	hubs, _ := d.model.Pairs(met)
	meeting := d.typeOf(hubs.To)

	step, _ := d.define(ast.Object, "Hop", "One step of a path.")
	d.field(step, "from", "Entity!", "Where it begins.", planFoundNode(d.model.All, func(h hop) string { return h.From }))
	d.field(step, "to", "Entity!", "Where it ends.", planFoundNode(d.model.All, func(h hop) string { return h.To }))
	d.field(step, lowerFirst(meeting), meeting, "What both took part in; null where an edge leads from one to the other.",
		planFoundNode(hubs.To, func(h hop) string { return h.Hub }))
	d.field(step, "edges", "[GraphEdge!]!", "The edges that it rests on.", planFoundList(func(h hop) []any { return gate.AnyOf(h.edges) }))
	d.field(step, "evidence", "[Evidence!]!", "The words for these.", planFoundEvidence(func(h hop) []string { return h.Edges }))

	path, _ := d.define(ast.Object, "Path", "A way from one node to another.")
	d.field(path, "length", "Int!", "How many steps it has.", planFound(func(hops []hop) any { return int64(len(hops)) }))
	d.field(path, "actors", "[Actor!]!", "The actors that it goes through, with both ends.", planFoundNodes(d.model.Actors, stations))
	d.field(path, "nodes", "[Entity!]!", "All that it goes through, with both ends, meetings too.", planFoundNodes(d.model.All, stations))
	d.field(path, "hops", "[Hop!]!", "Its steps.", planFoundList(func(hops []hop) []any { return gate.AnyOf(hops) }))

	d.root("paths", "[Path!]!", "How two are connected: the shortest ways first, then by ids. No way goes through an actor or a meeting twice.",
		planExploration(d.paths),
		argument("from", "ID!", "One end."), argument("to", "ID!", "The other."),
		argument(met.Pair.Hub, "["+d.model.NodeProp(met.Pair.Hub).Enum.Name+"!]", "Through meetings of this status; those that were held unless given."),
		argument("edges", "[String!]", "Through edges of these types instead: \"MEMBER_OF\"."),
		argument("maxHops", "Int", "At most so many steps, 8 at most; 4 unless given."),
		argument("first", "Int", "At most so many ways, 100 at most; 10 unless given."))
}

// stations lists what a path goes through.
func stations(hops []hop) []string {
	p := explore.Path{}
	for _, h := range hops {
		p.Hops = append(p.Hops, h.Hop)
	}
	return p.IDs()
}

func (d *definer) paths(ctx context.Context, x *explore.Explorer, args map[string]any, e *exploration) (*explored, error) {
	q := explore.PathsQuery{}
	q.From, _ = args["from"].(string)
	q.To, _ = args["to"].(string)
	q.Hubs = gate.TextsOf(args["status"])
	var err error
	if q.Edges, err = x.EdgesNamed(gate.TextsOf(args["edges"])); err != nil {
		return nil, err
	}
	for name, to := range map[string]*int{"maxHops": &q.MaxHops, "first": &q.First} {
		if err := count(args, name, to); err != nil {
			return nil, err
		}
	}
	list, err := x.Paths(ctx, q)
	if err != nil {
		return nil, err
	}
	out := &explored{}
	for _, p := range list {
		out.nodes = append(out.nodes, p.IDs()...)
		for _, h := range p.Hops {
			out.edges = append(out.edges, h.Edges...)
		}
	}
	of, err := describedEdges(ctx, x, e, out.edges)
	if err != nil {
		return nil, err
	}
	ways := make([]any, len(list))
	for i, p := range list {
		ways[i] = hopsOf(p, of)
	}
	out.it = ways
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
func describedEdges(ctx context.Context, x *explore.Explorer, e *exploration, ids []string) (func(string) explore.Edge, error) {
	if !e.labels && !e.details {
		return x.EdgeOf, nil
	}
	g, err := x.Describe(ctx, ids, e.details)
	if err != nil {
		return nil, err
	}
	byID := map[string]explore.Edge{}
	for _, edge := range g.Edges {
		byID[edge.ID] = edge
	}
	return func(id string) explore.Edge { return byID[id] }, nil
}

// defineChanges defines which stances changed between two days.
func (d *definer) defineChanges() {
	of := d.model.Conflicts
	e := of.EdgeType(of.Pair.Edge)
	on := "[" + e.Prop(of.Pair.On).Enum.Name + "!]!"
	position := d.typeOf(e.ToKinds())

	def, _ := d.define(ast.Object, "StanceChange", "What an actor held of a position on two days, where that is not the same.")
	d.field(def, "actor", "Actor!", "Who.", planFoundNode(e.FromKinds(), func(c explore.Change) string { return c.Actor }))
	d.field(def, lowerFirst(position), position+"!", "On what.", planFoundNode(e.ToKinds(), func(c explore.Change) string { return c.Position }))
	d.field(def, "before", on, "The stances on the first day; none if nothing was held.", planFound(func(c explore.Change) any { return gate.AnyOf(c.Before) }))
	d.field(def, "after", on, "The stances on the last day; none if nothing is held any more.", planFound(func(c explore.Change) any { return gate.AnyOf(c.After) }))
	d.field(def, "evidence", "[Evidence!]!", "The words for the stances of both days.", planFoundEvidence(func(c explore.Change) []string { return c.Edges }))

	d.root("changes", "[StanceChange!]!", "Which stances changed between two days: new ones, other ones, and those given up. asOf has no say here.",
		planExploration(changes),
		argument("from", "Date!", "The first day."), argument("to", "Date!", "The last day."),
		argument("topic", "ID", "Only positions about this entity."),
		argument("actor", "ID", "Only stances of this actor."))
}

func changes(ctx context.Context, x *explore.Explorer, args map[string]any, _ *exploration) (*explored, error) {
	if x.AsOf.Set {
		return nil, graph.Errorf(graph.BadInput, "changes", "asOf does not apply here; from and to give the days")
	}
	q := explore.ChangesQuery{Certain: args["certainty"] == "CERTAIN"}
	err := cmp.Or(givenID("changes", args, "topic", &q.Topic), givenID("changes", args, "actor", &q.Actor))
	if err != nil {
		return nil, err
	}
	if q.From, q.To, err = days(args); err != nil {
		return nil, err
	}
	list, err := x.Changes(ctx, q)
	out := &explored{it: gate.AnyOf(list)}
	for _, c := range list {
		out.nodes = append(out.nodes, c.Actor, c.Position)
		out.edges = append(out.edges, c.Edges...)
	}
	return out, err
}
