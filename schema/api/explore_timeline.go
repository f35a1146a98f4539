package api

import (
	"context"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/graph/explore"
	"parley/schema/gate"
	"parley/schema/planning"
)

// timelinePage is a part of a timeline, and what it was asked for with.
type timelinePage struct {
	*explore.TimelinePage
	cut explore.TimelineCut
}

func (p timelinePage) HasNext() bool {
	if p.cut.Backward {
		return p.cut.Before != nil
	}
	return p.More
}

func (p timelinePage) HasPrevious() bool {
	if p.cut.Backward {
		return p.More
	}
	return p.cut.After != nil
}

func (p timelinePage) Start() any { return p.cursorAt(0) }
func (p timelinePage) End() any   { return p.cursorAt(len(p.Entries) - 1) }

// cursorAt is the cursor of an entry, null where there is none.
func (p timelinePage) cursorAt(i int) any {
	if len(p.Entries) == 0 {
		return nil
	}
	return timelineCursor(p.Entries[i].Key)
}

// timelineOrder is what the cursors of timelines say of their order.
const timelineOrder = "timeline"

func timelineCursor(k explore.TimelineKey) string {
	var day any
	if k.Day.Known() {
		day = k.Day.String()
	}
	return planning.WriteCursor(timelineOrder, day, k.Side, k.Depth, k.ID)
}

// timelineKey reads a cursor, which may be left out.
func timelineKey(args map[string]any, name string) (*explore.TimelineKey, error) {
	cursor, given := args[name].(string)
	if !given {
		return nil, nil
	}
	order, key, err := planning.ReadCursor(name, cursor)
	if err != nil {
		return nil, err
	}
	if order != timelineOrder || len(key) != 4 {
		return nil, planning.NoCursor(name, cursor)
	}
	out := &explore.TimelineKey{Day: graph.NoDay}
	day, dated := key[0].(string)
	side, ok := gate.Integer(key[1])
	depth, also := gate.Integer(key[2])
	id, named := key[3].(string)
	if dated {
		if out.Day, err = graph.ParseDay(day); err != nil {
			return nil, planning.NoCursor(name, cursor)
		}
	}
	if !dated && key[0] != nil || !ok || !also || !named {
		return nil, planning.NoCursor(name, cursor)
	}
	out.Side, out.Depth, out.ID = int(side), int(depth), id
	return out, nil
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
	d.Field(entry, "placement", "Placement!", "Why it stands where it does.", planning.Found(func(e explore.Entry) any { return string(e.Placement) }))
	d.Field(entry, "entity", "Entity!", "The node that it is, or that the edge leads to.", planning.FoundNode(d.Model.All, func(e explore.Entry) string { return e.Entity }))
	d.Field(entry, "actors", "[Actor!]!", "Whose it is: of the entities asked for, those who represent them, and those who took part on their behalf.", planning.FoundNodes(d.Model.Actors, func(e explore.Entry) []string { return e.Actors }))
	d.Field(entry, "evidence", "[Evidence!]!", "The words for the edges that link these to it.", planning.FoundEvidence(func(e explore.Entry) []string { return e.Edges }))

	edge, _ := d.Define(ast.Object, "TimelineEdge", "One entry of a timeline.")
	d.Field(edge, "cursor", "String!", "Where the entry stands.", planning.Found(func(e explore.Entry) any { return timelineCursor(e.Key) }))
	d.Field(edge, "node", "TimelineEntry!", "The entry.", planning.FoundSame)

	page, _ := d.Define(ast.Object, "TimelineConnection", "What happened, in order.")
	d.Field(page, "edges", "[TimelineEdge!]!", "The entries.", planning.FoundList(func(p timelinePage) []any { return gate.AnyOf(p.Entries) }))
	d.Field(page, "nodes", "[TimelineEntry!]!", "The entries, without cursors.", planning.FoundList(func(p timelinePage) []any { return gate.AnyOf(p.Entries) }))
	d.Field(page, "totalCount", "Int!", "How many entries there are on all pages.", planning.Found(func(p timelinePage) any { return int64(p.Total) }))
	d.Field(page, "pageInfo", "PageInfo!", "Where the page lies in the timeline.", planning.FoundPage)
	d.root("timeline", "TimelineConnection!", "What happened, in order: what actors did, for a country or an organization also what its representatives did in their time and what anybody took part in on its behalf, and what is linked to anything else.",
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
	cut, err := timelineCut(args)
	if err != nil {
		return nil, err
	}
	found, err := x.TimelinePage(ctx, q, cut)
	if err != nil {
		return nil, err
	}
	page := timelinePage{found, cut}
	out := &planning.Explored{It: page}
	for _, e := range page.Entries {
		out.Nodes = append(append(out.Nodes, e.Entity), e.Actors...)
		out.Edges = append(out.Edges, e.Edges...)
	}
	return out, nil
}

// timelineCut reads which page of a timeline is asked for.
func timelineCut(args map[string]any) (cut explore.TimelineCut, err error) {
	if cut.Limit, cut.Backward, err = planning.PageLimit(args); err != nil {
		return cut, err
	}
	if cut.After, err = timelineKey(args, "after"); err != nil {
		return cut, err
	}
	cut.Before, err = timelineKey(args, "before")
	return cut, err
}
