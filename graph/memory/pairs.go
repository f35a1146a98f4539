package memory

import (
	"slices"
	"strings"

	"parley/graph"
)

func (v *via) id(s *snapshot) string {
	id := s.edgeID(v.a)
	if v.b != none {
		id += " " + s.edgeID(v.b)
	}
	return id
}

// hubs lists the nodes in the middle that the pair rests on.
func (p *pair) hubs() []uint32 {
	var hubs []uint32
	for i, v := range p.vias {
		if v.hub != none && (i == 0 || v.hub != p.vias[i-1].hub) {
			hubs = append(hubs, v.hub)
		}
	}
	return hubs
}

// count is how many distinct things the pair rests on: nodes in the middle,
// and edges where there is none.
func (p *pair) count() int {
	n := len(p.hubs())
	for _, v := range p.vias {
		if v.hub == none {
			n++
		}
	}
	return n
}

// pairs returns where a derived relation leads from a node, by id.
func (q *query) pairs(from graph.From, h uint32) []*pair {
	found := map[uint32]*pair{}
	add := func(far uint32, v via, sameSide bool) {
		p := found[far]
		if p == nil {
			p = &pair{far: far, sameSide: true}
			found[far] = p
			q.lay(pairBytes)
			q.Steps(pairSteps)
		}
		q.Step()
		q.lay(viaBytes)
		p.vias = append(p.vias, v)
		p.sameSide = p.sameSide && sameSide
	}
	d := from.Link.Derived
	if d.Pair != nil {
		q.meet(d, from.Hubs, h, add)
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
type addPair func(far uint32, v via, sameSide bool)

// meet finds those whose edges end in the same hub.
func (q *query) meet(d *graph.Derived, hubs []string, h uint32, add addPair) {
	p := d.Pair
	e := d.EdgeType(p.Edge)
	groups := q.groups(d, h)
	for _, mine := range q.nodes.At(h).link(e.OutLink()) {
		if !q.Step() {
			return
		}
		a := q.edges.At(mine)
		hub := q.nodes.At(a.to)
		want, ok := q.partners(p, e, a, hub, hubs)
		if !ok || !q.edgeVisible(mine) {
			continue
		}
		for _, theirs := range hub.link(e.InLink()) {
			if !q.Step() {
				return
			}
			b := q.edges.At(theirs)
			value, _ := b.value(e.Prop(p.On)).(string)
			if b.from == h || groups[b.from] || !slices.Contains(want, value) || !q.edgeVisible(theirs) {
				continue
			}
			if p.Overlap && !overlap(a, b) {
				continue
			}
			add(b.from, via{hub: a.to, a: mine, b: theirs, aOut: true, bOut: true}, sameSide(e, p, a, b))
		}
	}
}

// partners returns the values that another edge at the hub must have to pair with a.
func (q *query) partners(p *graph.Pair, e *graph.Edge, a *edge, hub *node, hubs []string) ([]string, bool) {
	if x := p.Except; x != nil && x.Has(hub.value(q.model.NodeProp(x.Property))) {
		return nil, false
	}
	mine, _ := a.value(e.Prop(p.On)).(string)
	at := ""
	if p.Hub != "" {
		at, _ = hub.value(q.model.NodeProp(p.Hub)).(string)
	}
	return p.Partners(mine, at, hubs)
}

// groups lists the nodes that are a group of h's, or that h is a group of.
func (q *query) groups(d *graph.Derived, h uint32) map[uint32]bool {
	if d.Pair.NoGroup == "" {
		return nil
	}
	member := d.EdgeType(d.Pair.NoGroup)
	groups := map[uint32]bool{}
	n := q.nodes.At(h)
	for _, out := range []bool{true, false} {
		edges := n.link(member.Link(out))
		q.Steps(len(edges))
		for _, e := range edges {
			if q.edgeVisible(e) {
				groups[q.edges.At(e).far(out)] = true
			}
		}
	}
	return groups
}

func overlap(a, b *edge) bool {
	x, y := a.when(), b.when()
	return x == nil || y == nil || x.Overlaps(y.Bounds)
}

func sameSide(e *graph.Edge, p *graph.Pair, a, b *edge) bool {
	if p.Side == "" {
		return false
	}
	mine := a.value(e.Prop(p.Side))
	return mine != nil && mine == b.value(e.Prop(p.Side))
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
			add(mid, via{hub: none, a: first, b: none, aOut: out}, false)
			return
		}
		q.step(d, legs[1], out, mid, func(second, far uint32) {
			if far != h {
				add(far, via{hub: mid, a: first, b: second, aOut: out, bOut: out}, false)
			}
		})
	})
}

// step follows one leg from a node.
func (q *query) step(d *graph.Derived, leg graph.Leg, out bool, h uint32, yield func(edge, far uint32)) {
	e := d.EdgeType(leg.Edge)
	for _, at := range q.nodes.At(h).link(e.Link(out)) {
		if !q.Step() {
			return
		}
		x := q.edges.At(at)
		if leg.Except != nil && leg.Except.Has(x.value(e.Prop(leg.Except.Property))) || !q.edgeVisible(at) {
			continue
		}
		yield(at, x.far(out))
	}
}
