package api

import (
	"context"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/graph/explore"
	"parley/schema/gate"
	"parley/schema/planning"
)

// timelineOrder is what the cursors of timelines say of their order.
const timelineOrder = "timeline"

func timelineCursor(e explore.Entry) string {
	k := e.Key
	var day any
	if k.Day.Known() {
		day = k.Day.String()
	}
	return planning.WriteCursor(timelineOrder, day, k.Side, k.Depth, k.ID)
}

// timelineKey reads the key of a cursor.
func timelineKey(key []any) (out explore.TimelineKey, ok bool) {
	if len(key) != 4 {
		return out, false
	}
	out.Day = graph.NoDay
	day, dated := key[0].(string)
	side, ok := gate.Integer(key[1])
	depth, also := gate.Integer(key[2])
	id, named := key[3].(string)
	if dated {
		var err error
		if out.Day, err = graph.ParseDay(day); err != nil {
			return out, false
		}
	}
	out.Side, out.Depth, out.ID = int(side), int(depth), id
	return out, (dated || key[0] == nil) && ok && also && named
}

// defineTimeline defines what happened, in order.
func (d *Definer) defineTimeline() {
	d.enum("Placement", "Why an entry stands where it does in a timeline.",
		graph.EnumValue{Name: string(explore.Dated), Doc: "by its own date"},
		graph.EnumValue{Name: string(explore.After), Doc: "it has no date, but comes after what stands before it"},
		graph.EnumValue{Name: string(explore.Before), Doc: "it has no date, but comes before what stands behind it"},
		graph.EnumValue{Name: string(explore.Unplaced), Doc: "nothing says when; it stands at the end"})

	entry, _ := d.Define(ast.Object, "TimelineEntry", "One thing that happened or held: a meeting, a proposal or a claim, or an edge with a date of its own.")
	d.Field(entry, "id", "ID!", "The node's id, or the edge's.", planning.Found(func(e explore.Entry) any { return e.ID }))
	d.fieldSnapshot(entry)
	d.Field(entry, "kind", factKindEnum+"!", "The node's kind, or the edge's type.", planning.Found(func(e explore.Entry) any { return e.Kind }))
	d.Field(entry, "label", "String!", "A node's name; an edge as a line: "+lineDoc, planning.Found(func(e explore.Entry) any { return e.Label }))
	d.Field(entry, "when", "When", "When it was.", planning.FoundWhen(func(e explore.Entry) *graph.When { return e.When }))
	d.Field(entry, planning.VerifiedField, d.Model.Verification.Name+"!", "How well the edge is verified; of a node, the best, over the edges by which it is whose it is, of the weaker of the edge's and its own.", planning.Found(func(e explore.Entry) any { return e.Verification }))
	d.Field(entry, "placement", "Placement!", "Why it stands where it does.", planning.Found(func(e explore.Entry) any { return string(e.Placement) }))
	d.Field(entry, "entity", "Entity!", "The node that it is, or that the edge leads to.", planning.FoundNode(d.Model.All, func(e explore.Entry) string { return e.Entity }))
	d.Field(entry, "actors", "[Actor!]!", "Whose it is: of the entities asked for, those who represent them, and those who took part on their behalf.", planning.FoundNodes(d.Model.Actors, func(e explore.Entry) []string { return e.Actors }))
	d.Field(entry, "evidence", "[Evidence!]!", "The words for the edges that link these to it.", planning.FoundEvidence(func(e explore.Entry) []string { return e.Edges }))

	page := definePage(d, "Timeline", entry.Name, "What happened, in order.", timelineCursor)
	d.root("timeline", page.Name+"!", "What happened, in order: what actors did, for a country or an organization also what its representatives did in their time and what anybody took part in on its behalf, and what is linked to anything else.",
		planning.Explore(timeline), append([]*ast.ArgumentDefinition{
			Argument("entity", "ID", "Whose timeline; give this or entities."), Argument("entities", "[ID!]", "Whose timelines, as one."),
			Argument("from", "Date", "Only what may lie on this day or later; nothing that is UNPLACED."), Argument("to", "Date", "Only what may lie on this day or before; nothing that is UNPLACED."),
			Argument("kinds", "["+factKindEnum+"!]", "Only these kinds of node and what was done to them, or these types of edge.")}, pageArgs("", "")...)...)
}

func timeline(ctx context.Context, x *explore.Explorer, args map[string]any, _ *planning.Exploration) (*planning.Explored, error) {
	q := explore.TimelineQuery{Entities: gate.TextsOf(args["entities"]), Kinds: gate.TextsOf(args["kinds"])}
	if id, ok := args["entity"].(string); ok {
		if q.Entities != nil {
			return nil, graph.Errorf(graph.BadInput, "timeline", "give either entity or entities")
		}
		q.Entities = []string{id}
	}
	var err error
	if q.During, err = during("timeline", args); err != nil {
		return nil, err
	}
	return listed(args, timelineOrder, timelineKey, timelineCursor, func(cut explore.Cut[explore.TimelineKey]) (*explore.Page[explore.Entry], error) {
		return x.TimelinePage(ctx, q, cut)
	}, func(out *planning.Explored, e explore.Entry) {
		out.Nodes = append(append(out.Nodes, e.Entity), e.Actors...)
		out.Edges = append(out.Edges, e.Edges...)
	})
}
