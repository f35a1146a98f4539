package cypher

import (
	"fmt"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// match writes what binds the rows of a scope, and returns the conditions that
// belong into the WHERE after it.
func (s *scope) match(owner *bound) []string {
	switch {
	case s.from.Link != nil:
		return s.matchLink(owner)
	case s.from.Evidence:
		return s.matchEvidence("")
	}
	row := s.rootRow()
	s.bound[0] = row
	s.line("MATCH (%s:%s)", row.name, s.label(row.kinds))
	if row.kinds.Len() != 1 {
		return append([]string{s.ofKinds(row.name, row.kinds)}, s.nodeVisible(row)...)
	}
	return s.nodeVisible(row)
}

func (s *scope) matchLink(owner *bound) []string {
	link := s.from.Link
	switch link.Kind {
	case graph.MentionLink:
		return s.matchEvidence(fmt.Sprintf(" {%s: %s.id}", layout.Name(link.Ref.Name), owner.name))
	case graph.EvidenceLink:
		s.matchEvidence(fmt.Sprintf(" {subject: %s.id}", owner.name))
		return nil
	case graph.BallotLink:
		return s.matchBallots(owner)
	case graph.DerivedLink:
		s.matchPairs(owner)
		return nil
	case graph.HubLink:
		row := &bound{name: fmt.Sprintf("n%d", s.i), kinds: link.To}
		via := s.mark("via")
		s.bound[0] = row
		s.line("UNWIND %s AS %s", owner.vias, via)
		if owner.two {
			hub := s.mark("hub")
			s.line("UNWIND [%s[0], endNode(%s[2])] AS %s", via, via, hub)
			s.line("WITH DISTINCT %s AS %s", hub, row.name)
			return nil
		}
		s.line("WITH DISTINCT %s[0] AS %s", via, row.name)
		return []string{row.name + " IS NOT NULL"} // a path of one edge has no middle
	case graph.ViaLink:
		via := s.mark("via")
		row := &bound{name: fmt.Sprintf("n%d", s.i), sort: viaSort, kinds: link.To, of: link.Derived, a: fmt.Sprintf("a%d", s.i), b: fmt.Sprintf("b%d", s.i), link: fmt.Sprintf("l%d", s.i)}
		s.bound[0] = row
		s.line("UNWIND %s AS %s", owner.vias, via)
		link := ""
		if linkEdge(row.of) != nil {
			link = fmt.Sprintf(", %s[3] AS %s", via, row.link)
		}
		s.line("WITH %s[0] AS %s, %s[1] AS %s, %s[2] AS %s%s", via, row.name, via, row.a, via, row.b, link)
		return nil
	}
	return s.matchEdges(owner)
}

// rootRow is the row of a root list.
func (s *scope) rootRow() *bound {
	if s.from.Evidence {
		return s.evidenceRow()
	}
	return &bound{name: fmt.Sprintf("n%d", s.i), kinds: s.from.Kinds}
}

func (s *scope) evidenceRow() *bound {
	return &bound{name: fmt.Sprintf("e%d", s.i), sort: evidenceSort}
}

func (s *scope) edgeRow() *bound {
	return &bound{name: fmt.Sprintf("r%d", s.i), sort: edgeSort, edge: s.from.Link.Edge, far: fmt.Sprintf("n%d", s.i)}
}

// rowVisible returns the conditions under which the row of a root list is there.
func (s *scope) rowVisible(row *bound) []string {
	if row.sort == evidenceSort {
		return append(ours(row.name), s.evidenceVisible(row.name)...)
	}
	return s.nodeVisible(row)
}

// ours writes that an :Evidence is one of ours, which all have a factKind.
func ours(evidence string) []string { return []string{evidence + ".factKind IS NOT NULL"} }

func (s *scope) matchEvidence(by string) []string {
	return s.evidenceVisible(s.bindEvidence(by))
}

// bindEvidence writes what binds evidence, also for what is hidden, and returns its
// name.
func (s *scope) bindEvidence(by string) string {
	row := s.evidenceRow()
	s.bound[0] = row
	s.line("MATCH (%s:%s%s)", row.name, layout.EvidenceLabel, by)
	return row.name
}

func (s *scope) matchEdges(owner *bound) []string {
	link := s.from.Link
	row := s.edgeRow()
	s.bound[0] = row
	s.line("MATCH %s", s.edgePattern(owner.name, row.name, link, row.far+":"+layout.EntityLabel))
	far := &bound{name: row.far, kinds: link.To}
	return append(s.edgeVisible(row.name, link.Edge), s.nodeVisible(far)...)
}

// edgePattern writes a relationship as a link sees it.
func (c *compiler) edgePattern(near, rel string, l *graph.Link, far string) string {
	switch {
	case l.Edge.Symmetric:
		return fmt.Sprintf("(%s)-[%s:%s]-(%s)", near, rel, c.types(l.Edge), far)
	case l.Out:
		return fmt.Sprintf("(%s)-[%s:%s]->(%s)", near, rel, c.types(l.Edge), far)
	}
	return fmt.Sprintf("(%s)<-[%s:%s]-(%s)", near, rel, c.types(l.Edge), far)
}
