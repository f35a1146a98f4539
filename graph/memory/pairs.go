package memory

import (
	"iter"
	"slices"
	"strings"

	"parley/graph"
)

func (v *via) id(s *snapshot) string {
	id := s.edgeID(v.a)
	for _, e := range []uint32{v.b, v.link} {
		if e != none {
			id += " " + s.edgeID(e)
		}
	}
	return id
}

// hubs lists the nodes in the middle that a pair rests on, by id.
func (q *query) hubs(p *pair) (hubs []uint32) {
	linked := false
	for _, v := range p.vias {
		if v.hub != none {
			hubs = append(hubs, v.hub)
		}
		if v.link != none {
			hubs, linked = append(hubs, q.edges.At(v.b).to), true
		}
	}
	if linked {
		q.sorting(len(hubs))
		slices.SortFunc(hubs, q.compareNodes)
	}
	return slices.Compact(hubs)
}

// count is how many distinct things the pair rests on: links between two nodes in
// the middle, else nodes there, and edges where there is none.
func (p *pair) count() (n int) {
	var links []uint32
	for i, v := range p.vias {
		switch {
		case v.link != none:
			links = append(links, v.link)
		case v.hub == none || i == 0 || v.hub != p.vias[i-1].hub:
			n++
		}
	}
	slices.Sort(links)
	return n + len(slices.Compact(links))
}

// pairs returns where a derived relation leads from a node, by id.
func (q *query) pairs(from graph.From, h uint32) []*pair {
	found := map[uint32]*pair{}
	add := func(far uint32, v via) {
		p := found[far]
		if p == nil {
			p = &pair{far: far, side: same}
			found[far] = p
			q.lay(pairBytes)
			q.Steps(pairSteps)
		}
		q.Step()
		q.lay(viaBytes)
		p.vias = append(p.vias, v)
		p.side, p.strength = min(p.side, v.side), max(p.strength, v.strength)
	}
	d := from.Link.Derived
	if d.Pair != nil {
		q.meet(from, h, add)
	}
	for _, path := range d.Paths {
		q.walk(d, path, from.Link.Out, h, add)
	}
	return q.sortedPairs(found)
}

func (q *query) sortedPairs(found map[uint32]*pair) []*pair {
	if !q.Going() {
		return nil
	}
	list := make([]*pair, 0, len(found))
	q.sorting(len(found))
	for _, p := range found {
		q.sorting(len(p.vias))
		slices.SortFunc(p.vias, func(a, b via) int {
			if a.hub != none && b.hub != none && a.hub != b.hub {
				return q.compareNodes(a.hub, b.hub)
			}
			return strings.Compare(a.id(q.snapshot), b.id(q.snapshot))
		})
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b *pair) int { return q.compareNodes(a.far, b.far) })
	return list
}

// addPair takes one thing that a pair rests on.
type addPair func(far uint32, v via)

// meet finds those whose edges end in the same hub.
func (q *query) meet(from graph.From, h uint32, add addPair) {
	d := from.Link.Derived
	p := d.Pair
	e := d.EdgeType(p.Edge)
	groups := q.groups(d, h)
	asked := q.model.Strengths(p, from.Choice)
	for _, mine := range q.link(h, e.OutLink()) {
		if !q.Step() {
			return
		}
		a := q.edge(mine)
		if a.absent {
			continue
		}
		hub := q.node(a.to)
		want, ok := q.partners(p, e, a, hub, from.Choice)
		if !ok || !q.edgeVisible(mine) {
			continue
		}
		strength := min(q.strength(edgeOf(mine, true)), q.strength(nodeOf(a.to)))
		if !asked.Reaches(strength) {
			continue
		}
		for at, link := range q.acrossFrom(d, from.Choice, a.to) {
			strength := strength
			if link != none {
				strength = min(strength, q.strength(edgeOf(link, true)), q.strength(nodeOf(at)))
			}
			for _, theirs := range q.link(at, e.InLink()) {
				if !q.Step() {
					return
				}
				b := q.edge(theirs)
				value, _ := b.value(e.Prop(p.On)).(string)
				if b.absent || b.from == h || groups[b.from] || !want.Has(value) || !q.inMode(p, b, hub, from.Choice) || !q.edgeVisible(theirs) {
					continue
				}
				strength := min(strength, q.strength(edgeOf(theirs, true)))
				if p.Overlap && !overlap(a, b) || !asked.Has(strength) {
					continue
				}
				add(b.from, via{hub: a.to, a: mine, b: theirs, link: link, aOut: true, bOut: true, side: sides(e, p, a, b), strength: strength})
			}
		}
	}
}

// acrossFrom iterates over the hubs at which an edge can end that pairs with one to a
// hub: that hub itself, or each that the chosen type of edge links with it, and by which
// edge.
func (q *query) acrossFrom(d *graph.Derived, of graph.Choice, hub uint32) iter.Seq2[uint32, uint32] {
	return func(yield func(hub, link uint32) bool) {
		if of.Through == "" {
			yield(hub, none)
			return
		}
		e := d.EdgeType(of.Through)
		links := []*graph.Link{e.OutLink(), e.InLink()}
		if e.Symmetric {
			links = links[:1]
		}
		for _, l := range links {
			for _, h := range q.link(hub, l) {
				if q.Step() && q.edgeVisible(h) && !yield(q.farNode(q.linked(hub, l, h)).h, h) {
					return
				}
			}
		}
	}
}

// partners returns the values that another edge at the hub must have to pair with a.
func (q *query) partners(p *graph.Pair, e *graph.Edge, a *edge, hub *node, of graph.Choice) (graph.Values, bool) {
	if x := p.Except; x != nil && x.Has(hub.value(q.model.NodeProp(x.Property))) {
		return nil, false
	}
	if !q.inMode(p, a, hub, of) {
		return nil, false
	}
	mine, _ := a.value(e.Prop(p.On)).(string)
	at := ""
	if p.Hub != "" {
		at, _ = hub.value(q.model.NodeProp(p.Hub)).(string)
	}
	return p.Partners(mine, at, of)
}

// inMode reports whether an edge to a hub is of a mode that is asked for.
func (q *query) inMode(p *graph.Pair, x *edge, hub *node, of graph.Choice) bool {
	if of.Modes == nil {
		return true
	}
	mode := x.edge.Prop(p.Mode)
	return of.TakesMode(mode.Enum, x.value(mode), hub.value(q.model.NodeProp(p.Mode)))
}

// strength returns how well a node or an edge is supported.
func (q *query) strength(o object) graph.Strength {
	var p *graph.Property
	if o.sort == edgeObject {
		p = q.edges.At(o.h).edge.Verification()
	} else {
		p = q.nodes.At(o.h).kind.Verification()
	}
	if p == nil {
		return graph.Undisputable
	}
	return q.model.Strength(q.prop(o, p))
}

// verified returns the verification of a strength.
func (q *query) verified(s graph.Strength) graph.Value {
	if s == graph.Undisputable {
		return nil
	}
	return q.enumVals[q.model.Verification][s]
}

// groups lists the nodes that are a group of h's, or that h is a group of.
func (q *query) groups(d *graph.Derived, h uint32) map[uint32]bool {
	if d.Pair.NoGroup == "" {
		return nil
	}
	member := d.EdgeType(d.Pair.NoGroup)
	groups := map[uint32]bool{}
	for _, out := range []bool{true, false} {
		edges := q.link(h, member.Link(out))
		q.Steps(len(edges))
		for _, e := range edges {
			if q.edgeVisible(e) {
				groups[q.edges.At(e).far(out)] = true
			}
		}
	}
	return groups
}

// overlap reports whether two states may have held on one day.
func overlap(a, b *edge) bool {
	return slices.ContainsFunc(a.periods(), func(p graph.Period) bool {
		return slices.ContainsFunc(b.periods(), func(o graph.Period) bool { return p.Overlaps(o.Bounds) })
	})
}

// side is what is known of the sides of two actors; of several things that a pair
// rests on, the least counts.
type side uint8

const (
	opposite side = iota
	unknown
	same
)

// sides says what two edges tell of the sides of their actors.
func sides(e *graph.Edge, p *graph.Pair, a, b *edge) side {
	if p.Side == "" {
		return unknown
	}
	mine, theirs := a.value(e.Prop(p.Side)), b.value(e.Prop(p.Side))
	switch {
	case mine == nil || theirs == nil:
		return unknown
	case mine == theirs:
		return same
	}
	return opposite
}

// sameSide returns whether a pair acted for the same, or nil where that is not known.
func (p *pair) sameSide() graph.Value {
	if p.side == unknown {
		return nil
	}
	return p.side == same
}

// walk follows a path of one or two edges, from its beginning or, for the
// inverse relation, from its end.
func (q *query) walk(d *graph.Derived, path graph.Path, out bool, h uint32, add addPair) {
	legs := slices.Clone(path)
	if !out {
		slices.Reverse(legs)
	}
	q.step(d, legs[0], out, h, func(first, mid uint32) {
		if len(legs) == 1 {
			add(mid, via{hub: none, a: first, b: none, link: none, aOut: out, side: unknown, strength: q.strength(edgeOf(first, out))})
			return
		}
		q.step(d, legs[1], out, mid, func(second, far uint32) {
			if far == h {
				return
			}
			strength := min(q.strength(edgeOf(first, out)), q.strength(nodeOf(mid)), q.strength(edgeOf(second, out)))
			add(far, via{hub: mid, a: first, b: second, link: none, aOut: out, bOut: out, side: unknown, strength: strength})
		})
	})
}

// holds reports whether an edge counts on a path: where no day is asked for, a state
// that is over does not.
func (q *query) holds(e *edge) bool {
	if q.asOf.Set || e.edge.Time != graph.State {
		return true
	}
	periods := e.periods()
	return len(periods) > 0 && periods[len(periods)-1].Open()
}

// step follows one leg from a node.
func (q *query) step(d *graph.Derived, leg graph.Leg, out bool, h uint32, yield func(edge, far uint32)) {
	e := d.EdgeType(leg.Edge)
	for _, at := range q.link(h, e.Link(out)) {
		if !q.Step() {
			return
		}
		x := q.edge(at)
		if x.absent || leg.Except != nil && leg.Except.Has(x.value(e.Prop(leg.Except.Property))) || !q.holds(x) || !q.edgeVisible(at) {
			continue
		}
		yield(at, x.far(out))
	}
}
