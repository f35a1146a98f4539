package cypher

import (
	"fmt"
	"slices"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// matchBallots writes what binds the evidence that votes on a node or an edge: of a
// node that which is for it, and that of edges that speak to it; of an edge that of all
// between its ends, where they are voted on together. Edges that are not there on the
// day that is asked for have evidence too.
func (s *scope) matchBallots(owner *bound) []string {
	subject := s.mark("s")
	var spoken []*graph.Edge
	if owner.sort == nodeSort {
		spoken = s.speaking(owner.kinds)
	}
	s.line("UNWIND %s AS %s", s.subjects(owner, spoken), subject)
	s.bindEvidence(fmt.Sprintf(" {subject: %s}", subject))
	s.bound[0].ballot = spoken
	return nil
}

// subjects writes the ids of what the evidence that votes on a node or an edge is for.
func (s *scope) subjects(owner *bound, spoken []*graph.Edge) string {
	r := s.mark("r")
	switch {
	case len(spoken) > 0:
		return fmt.Sprintf("[%s.id] + COLLECT { MATCH (%s)<-[%s:%s]-(:%s) RETURN %s.id }", owner.name, owner.name, r, layout.AllTypes(spoken), layout.EntityLabel, r)
	case owner.edge != nil && owner.edge.Together():
		from, to := s.mark("s"), s.mark("s")
		return fmt.Sprintf("COLLECT { WITH startNode(%s) AS %s, endNode(%s) AS %s MATCH (%s)-[%s:%s]->(%s) RETURN %s.id }",
			owner.name, from, owner.name, to, from, r, layout.AllTypes([]*graph.Edge{owner.edge}), to, r)
	}
	return fmt.Sprintf("[%s.id]", owner.name)
}

// speaking lists the types of edges that say something of nodes of some kinds.
func (c *compiler) speaking(kinds graph.KindSet) []*graph.Edge {
	var types []*graph.Edge
	for _, k := range c.model.KindsOf(kinds) {
		for _, e := range c.model.SpeechOf(k) {
			if !slices.Contains(types, e) {
				types = append(types, e)
			}
		}
	}
	return types
}

// principal writes for whom a piece of evidence votes. With what is said of a node in
// an edge, another may vote on the node than on the edge.
func (s *scope) principal(o *bound) string {
	principal := layout.Get(o.name, layout.Principal)
	if len(o.ballot) == 0 {
		return principal
	}
	var types []string
	for _, e := range o.ballot {
		types = append(types, e.Name)
	}
	return fmt.Sprintf("CASE WHEN %s.factKind IN %s THEN %s ELSE %s END", o.name, layout.Literals(types), layout.Get(o.name, layout.Claimant), principal)
}
