package cypher

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// matchPairs writes what binds the nodes to which a derived relation leads,
// each with all that it rests on.
func (s *scope) matchPairs(owner *bound) {
	d := s.from.Link.Derived
	via := s.matchPair(owner)
	row := &bound{
		name: via.far, sort: pairSort, kinds: s.from.Link.To, of: d, two: via.link != "null",
		vias: fmt.Sprintf("vias%d", s.i), count: fmt.Sprintf("count%d", s.i), same: fmt.Sprintf("same%d", s.i),
	}
	s.bound[0] = row
	same, parts := "null", []string{via.hub, via.a, via.b}
	if d.Pair != nil && d.Pair.Side != "" {
		same = fmt.Sprintf("all(x IN collect([%s = %s]) WHERE x[0])", layout.Get(via.a, d.Pair.Side), layout.Get(via.b, d.Pair.Side))
	}
	if linkEdge(d) != nil {
		parts = append(parts, via.link)
	}
	restsOn := fmt.Sprintf("coalesce(%s.id, %s.id)", via.hub, via.a)
	if row.two {
		restsOn = via.link + ".id"
	}
	s.line("WITH %s, collect([%s]) AS %s, count(DISTINCT %s) AS %s, %s AS %s", via.far, strings.Join(parts, ", "), row.vias, restsOn, row.count, same, row.same)
}

// restsOn names what is bound of one thing that a derived relation rests on: the node
// to which it leads, the one in the middle, two edges, and the edge between two nodes
// in the middle, or null.
type restsOn struct{ far, hub, a, b, link string }

// matchPair writes what binds each thing that a derived relation rests on.
func (s *scope) matchPair(owner *bound) restsOn {
	via := restsOn{fmt.Sprintf("n%d", s.i), s.mark("h"), s.mark("a"), s.mark("b"), "null"}
	switch {
	case s.from.Link.Derived.Pair == nil:
		s.matchPaths(owner, via.far, via.hub, via.a, via.b)
	case s.from.Choice.Through != "":
		via.link = s.mark("l")
		s.matchHubs(owner, via)
	default:
		s.matchHubs(owner, via)
	}
	return via
}

// matchHubs writes the pattern of a pair: two edges that end in the same node, or in
// two that an edge links.
func (s *scope) matchHubs(owner *bound, via restsOn) {
	d := s.from.Link.Derived
	p, e := d.Pair, d.EdgeType(d.Pair.Edge)
	far, hub, a, b := via.far, via.hub, via.a, via.b
	var across []string
	between := ""
	if s.from.Choice.Through != "" {
		other := &bound{name: s.mark("h"), kinds: e.ToKinds()}
		between = fmt.Sprintf("-[%s:%s]-(%s:%s)", via.link, s.types(linkEdge(d)), other.name, layout.EntityLabel)
		across = append(s.edgeVisible(via.link, linkEdge(d)), s.nodeVisible(other)...)
	}
	s.line("MATCH (%s)-[%s:%s]->(%s:%s)%s<-[%s:%s]-(%s:%s)", owner.name, a, s.types(e), hub, layout.EntityLabel, between, b, s.types(e), far, layout.EntityLabel)
	middle := &bound{name: hub, kinds: e.ToKinds()}
	conditions := []string{fmt.Sprintf("%s <> %s", far, owner.name), s.combos(middle, a, b)}
	conditions = append(conditions, s.inMode(middle, a, b)...)
	names := []string{hub, a, b, via.link}
	conditions = append(conditions, s.verified(s.votesOf(d, func(i int) string { return names[i] }, s.from.Choice.Through != ""))...)
	if p.Except != nil {
		conditions = append(conditions, s.allAsKnown(middle, func(hub string) string { return unless(hub, p.Except) }))
	}
	if p.Overlap {
		conditions = append(conditions, s.overlap(a, b, e))
	}
	if p.NoGroup != "" {
		conditions = append(conditions, s.noGroup(d.EdgeType(p.NoGroup), owner.name, far))
	}
	s.where(slices.Concat(conditions, across, s.edgeVisible(a, e), s.edgeVisible(b, e),
		s.nodeVisible(middle), s.nodeVisible(&bound{name: far, kinds: e.FromKinds()})))
}

// combos writes which values of the edges and the hub go together.
func (s *scope) combos(hub *bound, a, b string) string {
	p := s.from.Link.Derived.Pair
	at := s.ofHub(hub, p.Hub)
	var out []string
	for _, c := range p.CombosOf(s.from.Choice) {
		conditions := slices.Concat(says(a, p.On, c.A), says(b, p.On, c.B))
		if p.Hub != "" {
			conditions = append(conditions, fmt.Sprintf("%s IN %s", at, layout.Literals(c.Hub)))
		}
		out = append(out, all(conditions))
	}
	if p.Hub == "" {
		return oneOf(out)
	}
	return fmt.Sprintf("%s IN %s AND %s", at, s.param(p.Statuses(s.from.Choice)), oneOf(out))
}

// inMode writes that both edges are of a mode that is asked for: what an edge says
// goes before what the hub says.
func (s *scope) inMode(hub *bound, a, b string) []string {
	modes := s.from.Choice.Modes
	if modes == nil {
		return nil
	}
	p := s.from.Link.Derived.Pair
	asked, weak := s.param(modes), layout.Literal(pairEdge(s.from.Link.Derived).Prop(p.Mode).Enum.Weak())
	mode := func(edge string) string {
		said := layout.Get(edge, p.Mode)
		return fmt.Sprintf("CASE WHEN %s <> %s THEN %s ELSE coalesce(%s, %s) END IN %s", said, weak, said, s.ofHub(hub, p.Mode), weak, asked)
	}
	return []string{mode(a), mode(b)}
}

// ofHub writes a property of a hub.
func (s *scope) ofHub(hub *bound, property string) string {
	return s.allAsKnown(hub, func(variable string) string { return layout.Get(variable, property) })
}

// says writes that an edge has one of some values; nothing where any will do.
func says(edge, property string, values graph.Values) []string {
	if values == nil {
		return nil
	}
	return []string{fmt.Sprintf("%s IN %s", layout.Get(edge, property), layout.Literals(values))}
}

// unless writes that a node or an edge has none of the values that do not count.
func unless(of string, x *graph.Except) string {
	return fmt.Sprintf("coalesce(NOT %s IN %s, true)", layout.Get(of, x.Property), layout.Literals(x.Values))
}

// noGroup writes that neither node is a group of the other.
func (s *scope) noGroup(member *graph.Edge, x, y string) string {
	m := s.mark("m")
	return fmt.Sprintf("NOT EXISTS { %s }", s.inline(func() {
		s.line("MATCH (%s)-[%s:%s]-(%s)", x, m, s.types(member), y)
		s.where(s.edgeVisible(m, member))
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
		conditions = append(conditions, s.current(rel, e)...)
		conditions = append(conditions, s.edgeVisible(rel, e)...)
		conditions = append(conditions, s.nodeVisible(&bound{name: end, kinds: seen.To})...)
		return s.edgePattern(near, rel, seen, end+":"+layout.EntityLabel)
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
