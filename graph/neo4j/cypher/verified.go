package cypher

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// verified writes that the weakest verification of what a tie rests on is one of those
// that are asked for.
func (s *scope) verified(parts []string) []string {
	p, of := s.from.Link.Derived.Pair, s.from.Choice
	asked, set := s.param(p.Verifications(of)), s.model.Strengths(p, of)
	weaker := func(name string) bool { return !set.Has(s.model.Strength(name)) }
	if slices.ContainsFunc(s.model.Parts(set), weaker) {
		return []string{s.weakest(parts) + " IN " + asked}
	}
	conditions := make([]string, len(parts))
	for i, part := range parts {
		conditions[i] = part + " IN " + asked
	}
	return conditions
}

// weakest writes the weakest of some verifications.
func (s *scope) weakest(parts []string) string {
	list := "[" + strings.Join(parts, ", ") + "]"
	var cases []string
	for _, v := range s.model.Verification.Values {
		name := layout.Literal(v.Name)
		cases = append(cases, fmt.Sprintf("WHEN %s IN %s THEN %s", name, list, name))
	}
	return "CASE " + strings.Join(cases, " ") + " END"
}

// bestOf writes the best, over what a pair rests on, of the weakest verification there.
func (s *scope) bestOf(o *bound) string {
	via, part := s.mark("v"), s.mark("x")
	list := strings.Join(s.votesOf(o.of, func(i int) string { return fmt.Sprintf("%s[%d]", via, i) }, o.two), ", ")
	names := graph.Values{}
	for _, v := range s.model.Verification.Values {
		names = append(names, v.Name)
	}
	var cases []string
	for i := len(names) - 1; i > 0; i-- {
		cases = append(cases, fmt.Sprintf("WHEN any(%s IN %s WHERE none(%s IN [%s] WHERE coalesce(%s IN %s, false))) THEN %s",
			via, o.vias, part, list, part, layout.Literals(names[:i]), layout.Literal(names[i])))
	}
	return fmt.Sprintf("CASE %s ELSE %s END", strings.Join(cases, " "), layout.Literal(names[0]))
}

// votesOf writes the verifications of one thing that a derived relation rests on: of
// the node in the middle, both edges and, where it goes through one, the edge between
// two nodes in the middle and the other of these. They are named by their places in
// vias.
func (s *scope) votesOf(d *graph.Derived, at func(i int) string, two bool) []string {
	verification := s.model.Edges[0].Verification().Name // all types have it by one name
	parts := []string{layout.Get(at(1), verification), layout.Get(at(2), verification)}
	parts = append(parts, s.votesOfHub(d, at(0))...)
	if two {
		parts = append(parts, layout.Get(at(3), verification))
		parts = append(parts, s.votesOfHub(d, fmt.Sprintf("endNode(%s)", at(2)))...)
	}
	return parts
}

// votesOfHub writes the verification of a node in the middle, if it is voted on.
func (s *scope) votesOfHub(d *graph.Derived, name string) []string {
	hubs, _ := s.model.Pairs(d)
	hub := &bound{name: name, sort: nodeSort, kinds: hubs.To}
	for _, k := range s.model.KindsOf(hub.kinds) {
		if p := k.Verification(); p != nil && d.Pair != nil {
			return []string{s.property(hub, &graph.Field{Prop: p})}
		}
	}
	return nil
}
