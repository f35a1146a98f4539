package explore

import (
	"slices"
	"strings"

	"parley/graph"
)

// hub is a meeting or a position, with the edges that can pair there in the order
// of their actors' ids.
type hub struct {
	id       string
	strength graph.Strength
	edges    []actorEdge
}

// actorEdge is an edge from an actor to a hub.
type actorEdge struct {
	actor    int32 // the actor's number
	a, b     uint8 // a bit for each combo in which its value is one of A, or of B
	strength graph.Strength
	periods  []graph.Period // when it held, if the relation's periods must overlap
	id       string         // if details are wanted
}

// The bytes of a hub, and of an edge there.
const (
	hubBytes       = 48
	actorEdgeBytes = 56
)

// gather reads the hubs, a page of them at a time.
func (n *network) gather() error {
	l := n.hubList()
	for {
		rows, err := n.each(n.Explorer, l, n.addHub)
		if err != nil {
			return err
		}
		if !rows.More {
			return n.Err()
		}
		l.Page.After = slices.Clone(rows.Row(rows.Len - 1)[:1])
	}
}

// hubList returns the list of the hubs that count, with the edges that can pair at
// each.
func (n *network) hubList() graph.List {
	slots := []graph.Slot{slot(graph.GetID, 1), prop(n.edge.Prop(n.of.Pair.On), 0), prop(n.edge.Verification(), 0)}
	if n.of.Pair.Overlap {
		slots = append(slots, prop(n.edge.PeriodsProp(), 0))
	}
	if n.q.Details {
		slots = append(slots, slot(graph.GetID, 0))
	}
	l := graph.List{
		From: graph.From{Kinds: n.edge.ToKinds()}, Vars: []graph.Var{{}}, Where: n.hubFilter(), Page: graph.Page{Limit: graph.MaxPage},
		Slots: []graph.Slot{slot(graph.GetID, 0), below(graph.List{
			From: graph.From{Link: n.edge.InLink()}, Vars: tieVars(), Where: n.tieFilter(n.of, n.q.Choice), Page: graph.Page{Limit: maxPairs}, Slots: slots,
		})},
	}
	if n.of.Pair.Hub != "" {
		l.Slots = append(l.Slots, prop(n.Model.NodeProp(n.of.Pair.Hub), 0))
	}
	if p := verificationOf(n.Model, n.edge.ToKinds()); p != nil {
		l.Slots = append(l.Slots, prop(p, 0))
	}
	return l
}

// hubFilter holds for the hubs that count: by topic, window of days and status.
func (n *network) hubFilter() graph.Filter {
	and, p := graph.And{n.sureHub(n.of, n.q.Choice, 0)}, n.of.Pair
	if n.q.Topic != "" {
		and = append(and, n.aboutTopic(n.q.Topic, 0))
	}
	if when := n.hubWhen(); when != nil && n.q.During != nil {
		and = append(and, graph.Is{Field: graph.Field{Prop: when}, Op: graph.Overlaps, Value: *n.q.During})
	}
	if p.Hub != "" {
		and = append(and, oneOf(graph.Field{Prop: n.Model.NodeProp(p.Hub)}, p.Statuses(n.q.Choice)))
	}
	if p.Except != nil {
		and = append(and, unless(graph.Field{Prop: n.Model.NodeProp(p.Except.Property)}, p.Except.Values))
	}
	return and
}

// hubWhen is the property with the date of a hub, or nil.
func (n *network) hubWhen() *graph.Property { return n.Model.KindsOf(n.edge.ToKinds())[0].When() }

// addHub adds a hub, and counts the pairs that can be made there as work.
func (n *network) addHub(row []graph.Value) error {
	list := rowsOf(row[1])
	if list.More {
		return graph.Errorf(graph.TooLarge, "network", "%s has more than %d edges that can pair; narrow it by a topic or a window of days", text(row[0]), maxPairs)
	}
	h, status := hub{id: text(row[0]), strength: graph.Undisputable}, ""
	if n.of.Pair.Hub != "" {
		status = text(row[2])
	}
	if verificationOf(n.Model, n.edge.ToKinds()) != nil {
		h.strength = n.Model.Strength(row[len(row)-1])
	}
	for row := range list.All() {
		if e := n.readEdge(row, status); e.a|e.b != 0 {
			h.edges = append(h.edges, e)
		}
	}
	if len(h.edges) < 2 {
		return nil
	}
	slices.SortStableFunc(h.edges, func(x, y actorEdge) int { return strings.Compare(n.ids[x.actor], n.ids[y.actor]) })
	n.hubs = append(n.hubs, h)
	n.holdScratch(hubBytes + len(h.edges)*actorEdgeBytes)
	n.Steps(len(h.edges) * (len(h.edges) - 1) / 2)
	return n.Err()
}

// readEdge reads an edge at a hub with some status.
func (n *network) readEdge(row []graph.Value, status string) actorEdge {
	e := actorEdge{strength: n.Model.Strength(row[2])}
	for i, c := range n.of.Pair.Combos {
		if n.of.Pair.Hub != "" && !slices.Contains(c.Hub, status) {
			continue
		}
		if c.A.Has(text(row[1])) {
			e.a |= 1 << i
		}
		if c.B.Has(text(row[1])) {
			e.b |= 1 << i
		}
	}
	if n.of.Pair.Overlap {
		e.periods, _ = row[3].([]graph.Period)
		if !n.within(e.periods) {
			e.a, e.b = 0, 0
		}
	}
	if n.q.Details {
		e.id = text(row[len(row)-1])
	}
	e.actor = n.numberOf(text(row[0]))
	return e
}

// within reports whether one of some periods lies in the window of days, which is
// for edges where hubs have no date.
func (n *network) within(periods []graph.Period) bool {
	if n.q.During == nil || n.hubWhen() != nil {
		return true
	}
	return slices.ContainsFunc(periods, func(p graph.Period) bool { return p.Overlaps(*n.q.During) })
}

// numberOf returns an actor's number, a new one if the actor is new.
func (n *network) numberOf(id string) int32 {
	i, known := n.numbers[id]
	if !known {
		i = int32(len(n.ids))
		n.ids = append(n.ids, id)
		n.numbers[id] = i
		n.holdScratch(textBytes + keyBytes)
	}
	return i
}
