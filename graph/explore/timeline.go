package explore

import (
	"context"
	"math"
	"slices"

	"parley/graph"
)

// TimelineQuery asks what happened to some entities, or what they did.
type TimelineQuery struct {
	Entities []string
	During   *graph.Bounds // only what may lie then, as far as anything says when it was; nil is always
	Kinds    []string      // only these kinds of node and what was done to them, or these types of edge; none means all
}

// Limits of a timeline.
const (
	maxEntities = 100
	maxEntries  = 20_000
)

// Placement says why an entry stands where it does.
type Placement string

// The placements.
const (
	Dated    Placement = "DATED"    // by its own date
	After    Placement = "AFTER"    // it has no date, but comes after what stands before it
	Before   Placement = "BEFORE"   // it has no date, but what stands behind it comes after it
	Unplaced Placement = "UNPLACED" // nothing says when; it stands at the end
)

// Entry is one thing in a timeline: an edge with a date of its own, such as a
// stance, a post or what was said of a claim, or else a meeting, a proposal or a
// claim.
type Entry struct {
	ID        string // of the node or the edge
	Kind      string // the node's kind or the edge's type
	Label     string
	When      *graph.When // nil where it has none
	Placement Placement
	Entity    string   // the node that it is or leads to
	Actors    []string // whose it is: of those asked for and those who acted for them
	Edges     []string // how these are linked to it
}

// Timeline returns what happened, in order: by the first day on which it may have
// begun, or else the last on which it may have ended. What has no date stands
// where When.After and edges to sequels put it. An actor's timeline holds what
// it did; for a country or an organization also what its representatives did, at
// a date at which they may have been that, and what anybody took part in for it.
// Each dated act is an entry; those without a date are part of the entry of what
// they were done to. A state without a date is no entry. Any other entity's holds
// what is linked to it. Entities that do not exist are NOT_FOUND.
func (x *Explorer) Timeline(ctx context.Context, q TimelineQuery) ([]Entry, error) {
	page, err := x.TimelinePage(ctx, q, "", math.MaxInt)
	if err != nil {
		return nil, err
	}
	return page.Entries, nil
}

func (x *Explorer) checkTimeline(q *TimelineQuery) error {
	if len(q.Entities) == 0 || len(q.Entities) > maxEntities {
		return graph.Errorf(graph.BadInput, "timeline", "give 1 to %d entities, not %d", maxEntities, len(q.Entities))
	}
	if err := x.checkIDs("timeline", "entities", q.Entities); err != nil {
		return err
	}
	for _, name := range q.Kinds {
		if x.Model.Kind(name) == nil && x.Model.Edge(name) == nil {
			return graph.Errorf(graph.BadInput, "timeline", "%q is neither a kind of node nor a type of edge", name)
		}
	}
	return nil
}

// timeline is a timeline in the making.
type timeline struct {
	*Explorer
	*meter
	q       *TimelineQuery
	who     *doers
	kinds   graph.KindSet // those of the query's kinds that are kinds of nodes
	entries []*entry
	at      map[string]int         // the entries' places, by id
	dates   map[string]*graph.When // of nodes that are no entries, or of the first act on them
	told    map[string]bool        // nodes whose dates are still to be read
}

// entry is an [Entry] with what decides its place.
type entry struct {
	Entry
	after, before []string // ids of nodes
	place         *place
	visiting      bool
}

// entryBytes is what an entry takes that is placed, with its place in the index.
const entryBytes = 480

// followed lists the links that lead to what happened.
func (t *timeline) followed(who []string) (links []*graph.Link) {
	for _, l := range t.Model.Links() {
		if l.Kind != graph.EdgeLink || l.From&t.kindsOf(who) == 0 || !l.Out && l.From.Within(t.Model.Actors) {
			continue
		}
		if !l.Out && l.From&t.kindsOf(who)&^t.Model.Actors == 0 {
			continue
		}
		dated := l.Edge.When() != nil
		for _, k := range t.Model.KindsOf(l.To) {
			dated = dated || k.When() != nil
		}
		if dated && t.wants(l.Edge, l.To) {
			links = append(links, l)
		}
	}
	return links
}

// wants reports whether that is asked for which an edge does to nodes of some kinds.
func (t *timeline) wants(e *graph.Edge, to graph.KindSet) bool {
	return len(t.q.Kinds) == 0 || to&t.kinds != 0 || slices.Contains(t.q.Kinds, e.Name)
}

// doersAtOnce is how many doers' events are read at once.
const doersAtOnce = 100

// gather reads what the entities are linked to.
func (t *timeline) gather() error {
	links := t.followed(t.who.ids())
	var slots []graph.Slot
	for _, link := range links {
		s := below(t.events(link))
		s.Only = link.From
		if !link.Out {
			s.Only &^= t.Model.Actors
		}
		slots = append(slots, s)
	}
	for who := range slices.Chunk(t.who.ids(), doersAtOnce) {
		if err := t.gatherOf(who, links, slots); err != nil {
			return err
		}
	}
	return nil
}

// gatherOf reads what some links of some entities lead to.
func (t *timeline) gatherOf(who []string, links []*graph.Link, slots []graph.Slot) error {
	before := t.scratch
	rows, err := t.ask(t.Explorer, t.byIDs(who, slices.Concat([]graph.Slot{slot(graph.GetID, 0)}, slots)...))
	records := t.scratch - before
	if err != nil {
		return err
	}
	for i := range rows.Len {
		row := rows.Row(i)
		id := text(row[0])
		for j, link := range links {
			if err := t.take(id, link, rowsOf(row[1+j]), t.who.may); err != nil {
				return err
			}
		}
	}
	t.letGo(records)
	return nil
}

// take adds the events that a link of an entity leads to, as far as they may be
// that entity's.
func (t *timeline) take(id string, link *graph.Link, events *graph.Rows, may func(id string, w *graph.When) bool) error {
	for i := range events.Len {
		if e := t.entryOf(link, events.Row(i)); e != nil && may(id, e.When) {
			if err := t.add(id, e, link, events.Row(i)); err != nil {
				return err
			}
		}
	}
	if len(t.entries) > maxEntries || events.More {
		return graph.Errorf(graph.TooLarge, "timeline", "more than %d entries; ask for fewer entities or kinds", maxEntries)
	}
	t.Steps(events.Len)
	return t.Err()
}

// The slots of an event, before those for sequels.
const (
	edgeID = iota
	edgeLabel
	edgeWhen
	nodeID
	nodeLabel
	nodeWhen
	sequels
)

// events lists what a link leads to, with what came before and after that.
func (t *timeline) events(link *graph.Link) graph.List {
	l := graph.List{
		From: graph.From{Link: link}, Vars: far(), Page: graph.Page{Limit: maxEntries},
		Slots: []graph.Slot{slot(graph.GetID, 0), slot(graph.GetLabel, 0), {}, slot(graph.GetID, 1), slot(graph.GetLabel, 1), prop(t.Model.NodeProp("when"), 1)},
	}
	l.Slots[edgeWhen] = l.Slots[nodeWhen]
	if when := link.Edge.When(); when != nil {
		l.Slots[edgeWhen] = prop(when, 0)
	}
	for _, s := range t.sequelLinks(link.To) {
		inner := below(graph.List{
			From: graph.From{Link: s, Var: 1}, Vars: far(), Page: graph.Page{Limit: graph.MaxPage},
			Slots: []graph.Slot{slot(graph.GetID, 1), prop(t.Model.NodeProp("when"), 1)},
		})
		inner.Only = s.From
		l.Slots = append(l.Slots, inner)
	}
	return l
}

// sequelLinks lists the links of some kinds to what came before, and to what
// came after.
func (t *timeline) sequelLinks(of graph.KindSet) (links []*graph.Link) {
	for _, l := range t.Model.Links() {
		if l.Kind == graph.EdgeLink && l.Edge.Sequel && l.From&of != 0 {
			links = append(links, l)
		}
	}
	return links
}

// add takes an event that an actor or another entity is linked to.
func (t *timeline) add(who string, e *entry, link *graph.Link, row []graph.Value) error {
	i, known := t.at[e.ID]
	if !known {
		i = len(t.entries)
		t.at[e.ID] = i
		t.entries = append(t.entries, e)
		t.lay(entryBytes + len(e.Label))
		if err := t.order(e, link, row); err != nil {
			return err
		}
	}
	at := t.entries[i]
	at.Actors = unique(append(at.Actors, who))
	at.Edges = unique(append(at.Edges, text(row[edgeID])))
	t.Steps(len(at.Actors) + len(at.Edges))
	t.lay(2 * textBytes)
	return nil
}

// entryOf makes the entry of an event: of an edge with a date of its own, or
// else of the node that it leads to; nil where neither has happened.
func (t *timeline) entryOf(link *graph.Link, row []graph.Value) *entry {
	node := t.Model.KindOf(text(row[nodeID]))
	if !t.wants(link.Edge, graph.KindSet(0).With(node)) {
		return nil
	}
	e := &entry{Entry: Entry{ID: text(row[edgeID]), Kind: link.Edge.Name, Label: text(row[edgeLabel]), Entity: text(row[nodeID])}}
	var when *graph.When
	if link.Edge.When() != nil {
		when, _ = row[edgeWhen].(*graph.When)
	}
	switch {
	case when != nil:
		e.When = when
	case node.When() != nil:
		e.ID, e.Kind, e.Label = text(row[nodeID]), node.Name, text(row[nodeLabel])
		e.When, _ = row[nodeWhen].(*graph.When)
	case link.Edge.Time != graph.Event:
		return nil // it holds, but nothing is said to have happened
	}
	return e
}

// order notes what an entry came after, and what came after it. What came before
// or after the node that an act is done to says nothing of the act; but the first
// act says when that node was, if nothing else does.
func (t *timeline) order(e *entry, link *graph.Link, row []graph.Value) error {
	if e.When != nil {
		e.after = append(e.after, e.When.After...)
		for _, id := range e.When.After {
			t.told[id] = true
		}
	}
	if e.ID == e.Entity {
		return t.orderNode(e, t.sequelLinks(link.To), row[sequels:])
	}
	if day := dayOf(e.When); row[nodeWhen] == nil && day.Known() {
		if first := dayOf(t.dates[e.Entity]); !first.Known() || day < first {
			t.dates[e.Entity] = e.When
		}
	}
	return nil
}

// orderNode notes the prequels and sequels of a node.
func (t *timeline) orderNode(e *entry, links []*graph.Link, lists []graph.Value) error {
	for i, l := range links {
		rows := rowsOf(lists[i])
		if rows.More {
			return graph.Errorf(graph.TooLarge, "timeline", "%s has more than %d edges %s, by which to place it; leave its kind out by kinds", e.ID, graph.MaxPage, l.Edge.Name)
		}
		for j := range rows.Len {
			id := text(rows.Row(j)[0])
			if w, ok := rows.Row(j)[1].(*graph.When); ok {
				t.dates[id] = w
			}
			if l.Out {
				e.after = append(e.after, id)
			} else {
				e.before = append(e.before, id)
			}
		}
	}
	return nil
}

// outside asks when that was what entries came after, beyond the entries.
func (t *timeline) outside() error {
	var ids []string
	for id := range t.told {
		if _, known := t.at[id]; !known && t.Model.KindOf(id) != nil {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	rows, err := t.ask(t.Explorer, t.byIDs(ids, slot(graph.GetID, 0), prop(t.Model.NodeProp("when"), 0)))
	if err != nil {
		return err
	}
	for i := range rows.Len {
		if w, ok := rows.Row(i)[1].(*graph.When); ok {
			t.dates[text(rows.Row(i)[0])] = w
		}
	}
	return nil
}

// dayOf is the day by which a date stands in order; NoDay where it has none.
func dayOf(w *graph.When) graph.Day {
	if w == nil {
		return graph.NoDay
	}
	for _, d := range []graph.Day{w.StartEarliest, w.StartLatest, w.EndEarliest, w.EndLatest} {
		if d.Known() {
			return d
		}
	}
	return graph.NoDay
}
