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
	During   *graph.Bounds // only what may have happened then; nil is always
	Kinds    []string      // only nodes of these kinds and acts on them, or edges of these types; none means all
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
	Unplaced Placement = "UNPLACED" // nothing says when it was; it stands at the end
)

// Entry is one thing in a timeline: an edge with a date of its own, such as a
// stance, a post or what was said of a claim, or else a meeting, a proposal or a
// claim.
type Entry struct {
	ID        string // of the node or the edge
	Kind      string // the node's kind, or the edge's type
	Label     string
	When      *graph.When // nil where it has none
	Placement Placement

	// Verification is that of the edge; of a node, the best, over the edges that lead
	// to it, of the weaker of the edge's and its own.
	Verification string

	Entity string   // the node that it is or leads to
	Actors []string // who did it: entities asked for, and those who acted for them
	Edges  []string // ids of the edges that link these to it
	Key    TimelineKey
}

// Timeline returns what happened, in the order of the first days on which it may
// have begun, or else of the last on which it may have ended. What has no date is
// placed by When.After and by edges to sequels. An actor's timeline holds what it
// did; that of a country or an organization also what its representatives did
// while they may have represented it, and what anybody took part in on its behalf.
// Each dated act is an entry; an act without a date is part of the entry of the
// node that it was done to. A state without a date is no entry. The timeline of any
// other entity holds what is linked to it. Entities that do not exist are NOT_FOUND.
func (x *Explorer) Timeline(ctx context.Context, q TimelineQuery) ([]Entry, error) {
	page, err := x.TimelinePage(ctx, q, Cut[TimelineKey]{Limit: math.MaxInt})
	if err != nil {
		return nil, err
	}
	return page.Items, nil
}

func (x *Explorer) checkTimeline(q *TimelineQuery) error {
	if len(q.Entities) == 0 || len(q.Entities) > maxEntities {
		return graph.Errorf(graph.BadInput, "timeline", "give 1 to %d entities, not %d", maxEntities, len(q.Entities)).In("entities")
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

// timeline is a timeline that is being built.
type timeline struct {
	*Explorer
	*meter
	q           *TimelineQuery
	doers       *doers
	kinds       graph.KindSet // those of the query's kinds that are kinds of nodes
	entries     []*entry
	index       map[string]int         // the entries, by id
	dates       map[string]*graph.When // of nodes that are not entries, or of the first act on them
	datesWanted map[string]bool        // nodes whose dates are still to be read
}

// entry is an [Entry] with what places it.
type entry struct {
	Entry
	after, before []string // ids of nodes
	strength      graph.Strength
	key           *sortKey
	visiting      bool
}

// entryBytes is the bytes of a placed entry with its entry in the index.
const entryBytes = 520

// followed lists the links of some entities that lead to what happened.
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

// wants reports whether the query asks for edges of a type to nodes of some kinds.
func (t *timeline) wants(e *graph.Edge, to graph.KindSet) bool {
	return len(t.q.Kinds) == 0 || to&t.kinds != 0 || slices.Contains(t.q.Kinds, e.Name)
}

// doersAtOnce is how many doers' events are read at once.
const doersAtOnce = 100

// gather adds the events that the doers are linked to.
func (t *timeline) gather() error {
	links := t.followed(t.doers.ids())
	var slots []graph.Slot
	for _, link := range links {
		s := below(t.eventList(link))
		s.Only = link.From
		if !link.Out {
			s.Only &^= t.Model.Actors
		}
		slots = append(slots, s)
	}
	for who := range slices.Chunk(t.doers.ids(), doersAtOnce) {
		if err := t.gatherOf(who, links, slots); err != nil {
			return err
		}
	}
	return nil
}

// gatherOf adds the events that some links of some doers lead to.
func (t *timeline) gatherOf(who []string, links []*graph.Link, slots []graph.Slot) error {
	l := t.byIDs(who, slices.Concat([]graph.Slot{slot(graph.GetID, 0)}, slots)...)
	_, err := t.each(t.Explorer, l, func(row []graph.Value) error {
		for j, link := range links {
			if err := t.addEvents(text(row[0]), link, rowsOf(row[1+j]), t.doers.mayHaveActed); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// addEvents adds the events that a link of a doer leads to, if they may be the
// doer's at their date.
func (t *timeline) addEvents(id string, link *graph.Link, events *graph.Rows, may func(id string, w *graph.When) bool) error {
	for row := range events.All() {
		if e := t.entryOf(link, row); e != nil && may(id, e.When) {
			if err := t.addEntry(id, e, link, row); err != nil {
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
	edgeVerification
	nodeVerification
	sequels
)

// eventList returns the list of a link's events, with what came before and after
// each.
func (t *timeline) eventList(link *graph.Link) graph.List {
	l := graph.List{
		From: graph.From{Link: link}, Vars: farVars(), Page: graph.Page{Limit: maxEntries},
		Slots: []graph.Slot{slot(graph.GetID, 0), slot(graph.GetLabel, 0), {}, slot(graph.GetID, 1), slot(graph.GetLabel, 1), prop(t.Model.NodeProp("when"), 1),
			prop(link.Edge.Verification(), 0), prop(verificationOf(t.Model, t.Model.All), 1)},
	}
	l.Slots[edgeWhen] = l.Slots[nodeWhen]
	if when := link.Edge.When(); when != nil {
		l.Slots[edgeWhen] = prop(when, 0)
	}
	for _, s := range t.sequelLinks(link.To) {
		inner := below(graph.List{
			From: graph.From{Link: s, Var: 1}, Vars: farVars(), Page: graph.Page{Limit: graph.MaxPage},
			Slots: []graph.Slot{slot(graph.GetID, 1), prop(t.Model.NodeProp("when"), 1)},
		})
		inner.Only = s.From
		l.Slots = append(l.Slots, inner)
	}
	return l
}

// sequelLinks lists the links of some kinds that lead to what came before or after.
func (t *timeline) sequelLinks(of graph.KindSet) (links []*graph.Link) {
	for _, l := range t.Model.Links() {
		if l.Kind == graph.EdgeLink && l.Edge.Sequel && l.From&of != 0 {
			links = append(links, l)
		}
	}
	return links
}

// addEntry adds an event that a doer is linked to, or the doer to its entry.
func (t *timeline) addEntry(who string, e *entry, link *graph.Link, row []graph.Value) error {
	i, known := t.index[e.ID]
	if !known {
		i = len(t.entries)
		t.index[e.ID] = i
		t.entries = append(t.entries, e)
		t.holdScratch(entryBytes + len(e.Label))
		if err := t.noteOrder(e, link, row); err != nil {
			return err
		}
	}
	at := t.entries[i]
	at.Actors = unique(append(at.Actors, who))
	at.Edges = unique(append(at.Edges, text(row[edgeID])))
	at.strength = max(at.strength, t.strengthOf(e, row))
	at.Verification = t.Model.Verified(at.strength)
	t.Steps(len(at.Actors) + len(at.Edges))
	t.holdScratch(2 * textBytes)
	return nil
}

// strengthOf returns the strength of an entry as far as one edge tells.
func (t *timeline) strengthOf(e *entry, row []graph.Value) graph.Strength {
	strength := t.Model.Strength(row[edgeVerification])
	if e.ID == e.Entity {
		strength = min(strength, t.Model.Strength(row[nodeVerification]))
	}
	return strength
}

// entryOf returns the entry of an event: the edge if it has a date of its own, or
// else the node that it leads to; nil if neither happened.
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
		return nil // a state without a date
	}
	return e
}

// noteOrder records what an entry came after, and what came after it. The sequels of
// a node say nothing of an act on it; but the first act dates the node if nothing
// else does.
func (t *timeline) noteOrder(e *entry, link *graph.Link, row []graph.Value) error {
	if e.When != nil {
		e.after = append(e.after, e.When.After...)
		for _, id := range e.When.After {
			t.datesWanted[id] = true
		}
	}
	if e.ID == e.Entity {
		return t.noteSequels(e, t.sequelLinks(link.To), row[sequels:])
	}
	if day := e.When.Day(); row[nodeWhen] == nil && day.Known() {
		if first := t.dates[e.Entity].Day(); !first.Known() || day < first {
			t.dates[e.Entity] = e.When
		}
	}
	return nil
}

// noteSequels records the prequels and sequels of a node.
func (t *timeline) noteSequels(e *entry, links []*graph.Link, lists []graph.Value) error {
	for i, l := range links {
		rows := rowsOf(lists[i])
		if rows.More {
			return graph.Errorf(graph.TooLarge, "timeline", "%s has more than %d edges %s, by which to place it; leave its kind out by kinds", e.ID, graph.MaxPage, l.Edge.Name)
		}
		for row := range rows.All() {
			id := text(row[0])
			if w, ok := row[1].(*graph.When); ok {
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

// readOtherDates reads the dates of nodes that entries came after and that are not
// entries themselves.
func (t *timeline) readOtherDates() error {
	var ids []string
	for id := range t.datesWanted {
		if _, known := t.index[id]; !known && t.Model.KindOf(id) != nil {
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
	for row := range rows.All() {
		if w, ok := row[1].(*graph.When); ok {
			t.dates[text(row[0])] = w
		}
	}
	return nil
}
