package api

import (
	"context"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/graph/explore"
	"parley/schema/gate"
	"parley/schema/planning"
)

// timelinePage is a part of a timeline.
type timelinePage struct {
	*explore.TimelinePage
	after bool // whether it begins after a cursor
}

func (p timelinePage) HasNext() bool     { return p.More }
func (p timelinePage) HasPrevious() bool { return p.after }
func (p timelinePage) Start() any        { return p.cursorAt(0) }
func (p timelinePage) End() any          { return p.cursorAt(len(p.Entries) - 1) }

// cursorAt is the cursor of an entry, null where there is none.
func (p timelinePage) cursorAt(i int) any {
	if len(p.Entries) == 0 {
		return nil
	}
	return p.Entries[i].ID
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
	d.Field(entry, "kind", "String!", "The node's kind, or the edge's type.", planning.Found(func(e explore.Entry) any { return e.Kind }))
	d.Field(entry, "label", "String!", "A node's name; an edge as a line: "+lineDoc, planning.Found(func(e explore.Entry) any { return e.Label }))
	d.Field(entry, "when", "When", "When it was.", planning.FoundWhen(func(e explore.Entry) *graph.When { return e.When }))
	d.Field(entry, "placement", "Placement!", "Why it stands where it does.", planning.Found(func(e explore.Entry) any { return string(e.Placement) }))
	d.Field(entry, "entity", "Entity!", "The node that it is, or that the edge leads to.", planning.FoundNode(d.Model.All, func(e explore.Entry) string { return e.Entity }))
	d.Field(entry, "actors", "[Actor!]!", "Whose it is: of the entities asked for, those who represent them, and those who took part on their behalf.", planning.FoundNodes(d.Model.Actors, func(e explore.Entry) []string { return e.Actors }))
	d.Field(entry, "evidence", "[Evidence!]!", "The words for the edges that link these to it.", planning.FoundEvidence(func(e explore.Entry) []string { return e.Edges }))

	edge, _ := d.Define(ast.Object, "TimelineEdge", "One entry of a timeline.")
	d.Field(edge, "cursor", "String!", "Where the entry stands.", planning.Found(func(e explore.Entry) any { return e.ID }))
	d.Field(edge, "node", "TimelineEntry!", "The entry.", planning.FoundSame)

	page, _ := d.Define(ast.Object, "TimelineConnection", "What happened, in order.")
	d.Field(page, "edges", "[TimelineEdge!]!", "The entries.", planning.FoundList(func(p timelinePage) []any { return gate.AnyOf(p.Entries) }))
	d.Field(page, "nodes", "[TimelineEntry!]!", "The entries, without cursors.", planning.FoundList(func(p timelinePage) []any { return gate.AnyOf(p.Entries) }))
	d.Field(page, "totalCount", "Int!", "How many entries there are on all pages.", planning.Found(func(p timelinePage) any { return int64(p.Total) }))
	d.Field(page, "pageInfo", "PageInfo!", "Where the page lies in the timeline.", planning.FoundPage)
	d.Field(page, "hasNextPage", "Boolean!", "Whether there are more after these; pageInfo says the same.", planning.Found(func(p timelinePage) any { return p.More }))
	d.root("timeline", "TimelineConnection!", "What happened, in order: what actors did, for a country or an organization also what its representatives did in their time and what anybody took part in on its behalf, and what is linked to anything else.",
		planning.Explore(timeline),
		Argument("entity", "ID", "Whose timeline; give this or entities."), Argument("entities", "[ID!]", "Whose timelines, as one."),
		Argument("from", "Date", "Only what may lie on this day or later; nothing that is UNPLACED."), Argument("to", "Date", "Only what may lie on this day or before; nothing that is UNPLACED."),
		Argument("kinds", "[String!]", "Only these kinds of node and what was done to them, or these types of edge: \"Meeting\", \"HOLDS\"."),
		Argument("first", "Int", "At most so many, at most 1000; 100 unless given."),
		Argument("after", "String", "Only entries after the one with this cursor."))
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
	first, given, err := planning.PageLimit(args, "first")
	if err != nil {
		return nil, err
	}
	if !given {
		first = graph.DefaultPage
	}
	after, given := args["after"].(string)
	if given && after == "" {
		return nil, graph.Errorf(graph.BadInput, "timeline", "after: \"\" is no entry of this timeline")
	}
	found, err := x.TimelinePage(ctx, q, after, first)
	if err != nil {
		return nil, err
	}
	page := timelinePage{found, given}
	out := &planning.Explored{It: page}
	for _, e := range page.Entries {
		out.Nodes = append(append(out.Nodes, e.Entity), e.Actors...)
		out.Edges = append(out.Edges, e.Edges...)
	}
	return out, nil
}
