package cypher

import (
	"fmt"
	"slices"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// matchPairs writes what binds the nodes to which a derived relation leads,
// each with all that it rests on.
func (s *scope) matchPairs(owner *bound) {
	d := s.from.Link.Derived
	far, hub, a, b := s.matchPair(owner)
	row := &bound{
		name: far, sort: pairSort, kinds: s.from.Link.To, of: d,
		vias: fmt.Sprintf("vias%d", s.i), count: fmt.Sprintf("count%d", s.i), same: fmt.Sprintf("same%d", s.i),
	}
	s.bound[0] = row
	same := "false"
	if d.Pair != nil && d.Pair.Side != "" {
		same = fmt.Sprintf("all(x IN collect(coalesce(%s = %s, false)) WHERE x)", layout.Get(a, d.Pair.Side), layout.Get(b, d.Pair.Side))
	}
	s.line("WITH %s, collect([%s, %s, %s]) AS %s, count(DISTINCT coalesce(%s.id, %s.id)) AS %s, %s AS %s",
		far, hub, a, b, row.vias, hub, a, row.count, same, row.same)
}

// matchPair writes what binds each thing that a derived relation rests on: the
// node to which it leads, the one in the middle and two edges.
func (s *scope) matchPair(owner *bound) (far, hub, a, b string) {
	far, hub, a, b = fmt.Sprintf("n%d", s.i), s.mark("h"), s.mark("a"), s.mark("b")
	if s.from.Link.Derived.Pair != nil {
		s.matchHubs(owner, far, hub, a, b)
	} else {
		s.matchPaths(owner, far, hub, a, b)
	}
	return far, hub, a, b
}

// matchHubs writes the pattern of a pair: two edges that end in the same node.
func (s *scope) matchHubs(owner *bound, far, hub, a, b string) {
	d := s.from.Link.Derived
	p, e := d.Pair, d.EdgeType(d.Pair.Edge)
	s.line("MATCH (%s)-[%s:%s]->(%s:%s)<-[%s:%s]-(%s:%s)", owner.name, a, layout.Name(e.Name), hub, layout.EntityLabel, b, layout.Name(e.Name), far, layout.EntityLabel)
	conditions := []string{fmt.Sprintf("%s <> %s", far, owner.name), s.combos(hub, a, b)}
	if p.Except != nil {
		conditions = append(conditions, unless(hub, p.Except))
	}
	if p.Overlap {
		conditions = append(conditions, overlap(a, b, e.When().Name))
	}
	if p.NoGroup != "" {
		conditions = append(conditions, s.noGroup(d.EdgeType(p.NoGroup), owner.name, far))
	}
	s.where(slices.Concat(conditions, s.edgeInTime(a, e), s.edgeInTime(b, e),
		s.nodeVisible(&bound{name: hub, kinds: e.ToKinds()}), s.nodeVisible(&bound{name: far, kinds: e.FromKinds()})))
}

// combos writes which values of the edges and the hub go together.
func (s *scope) combos(hub, a, b string) string {
	p := s.from.Link.Derived.Pair
	hubs := s.from.Hubs
	if hubs == nil {
		hubs = p.Default
	}
	var out []string
	for _, c := range p.Combos {
		conditions := []string{
			fmt.Sprintf("%s IN %s", layout.Get(a, p.On), layout.Literals(c.A)),
			fmt.Sprintf("%s IN %s", layout.Get(b, p.On), layout.Literals(c.B)),
		}
		if p.Hub != "" {
			conditions = append(conditions, fmt.Sprintf("%s IN %s", layout.Get(hub, p.Hub), layout.Literals(c.Hub)))
		}
		out = append(out, all(conditions))
	}
	if p.Hub == "" {
		return oneOf(out)
	}
	return fmt.Sprintf("%s IN %s AND %s", layout.Get(hub, p.Hub), s.param(hubs), oneOf(out))
}

func overlap(a, b, when string) string {
	before := func(x, y string) string {
		start, end := layout.Get(x, when+"StartEarliest"), layout.Get(y, when+"EndLatest")
		return fmt.Sprintf("(%s IS NULL OR %s IS NULL OR %s <= %s)", start, end, start, end)
	}
	return before(a, b) + " AND " + before(b, a)
}

// unless writes that a node or an edge has none of the values that do not count.
func unless(of string, x *graph.Except) string {
	return fmt.Sprintf("coalesce(NOT %s IN %s, true)", layout.Get(of, x.Property), layout.Literals(x.Values))
}

// noGroup writes that neither node is a group of the other.
func (s *scope) noGroup(member *graph.Edge, x, y string) string {
	m := s.mark("m")
	return fmt.Sprintf("NOT EXISTS { %s }", s.inline(func() {
		s.line("MATCH (%s)-[%s:%s]-(%s)", x, m, layout.Name(member.Name), y)
		s.where(s.edgeInTime(m, member))
	}))
}

// matchPaths writes the chains of a derived relation, from their beginning or,
// for the inverse, from their end.
func (s *scope) matchPaths(owner *bound, far, hub, a, b string) {
	link := s.from.Link
	s.block(fmt.Sprintf("CALL (%s)", owner.name), func() {
		for i, path := range link.Derived.Paths {
			if i > 0 {
				s.line("UNION ALL")
			}
			s.matchPath(owner, path, far, hub, a, b)
		}
	})
}

func (s *scope) matchPath(owner *bound, path graph.Path, far, hub, a, b string) {
	link := s.from.Link
	legs := slices.Clone(path)
	if !link.Out {
		slices.Reverse(legs)
	}
	var conditions []string
	step := func(near, rel string, leg graph.Leg, end string) string {
		e := link.Derived.EdgeType(leg.Edge)
		seen := e.Link(link.Out)
		if leg.Except != nil {
			conditions = append(conditions, unless(rel, leg.Except))
		}
		conditions = append(conditions, s.edgeInTime(rel, e)...)
		conditions = append(conditions, s.nodeVisible(&bound{name: end, kinds: seen.To})...)
		return edgePattern(near, rel, seen, end+":"+layout.EntityLabel)
	}
	if len(legs) == 1 {
		s.line("MATCH %s", step(owner.name, a, legs[0], far))
		s.where(conditions)
		s.line("RETURN %s, null AS %s, %s, null AS %s", far, hub, a, b)
		return
	}
	first, second := step(owner.name, a, legs[0], hub), step(hub, b, legs[1], far)
	s.line("MATCH %s", first)
	s.line("MATCH %s", second)
	s.where(append(conditions, fmt.Sprintf("%s <> %s", far, owner.name)))
	s.line("RETURN %s, %s, %s, %s", far, hub, a, b)
}
