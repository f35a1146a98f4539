package cypher

import (
	"fmt"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// boundSort says what a variable of a statement is bound to.
type boundSort uint8

const (
	nodeSort boundSort = iota
	edgeSort
	evidenceSort
	pairSort
	viaSort
)

// bound is what a variable of a row is in the statement.
type bound struct {
	name  string // the Cypher variable; of a pair and a via that of their node
	sort  boundSort
	kinds graph.KindSet // of a node

	optional bool // there may be none

	ballot []*graph.Edge // of evidence that votes on a node: the types of edges that speak to it

	edge *graph.Edge // of an edge
	far  string      // of an edge: the variable of the node at the other end

	// Of a pair and a via:
	vias  string // the list of what it rests on: node, edge, edge
	count string // how many things it rests on
	same  string // whether all were on one side; null where that is not known
	a, b  string // of a via: its edges
	link  string // of a via: the edge between their two hubs
	two   bool   // of a pair: it rests on edges between two hubs
	of    *graph.Derived
}

// scope is the rows of one list, or of a link in a filter, while they are
// written.
type scope struct {
	*compiler
	i     int
	from  graph.From
	vars  []graph.Var
	bound []*bound
}

func (c *compiler) scope(from graph.From, vars []graph.Var) *scope {
	s := &scope{compiler: c, i: c.lists, from: from, vars: vars, bound: make([]*bound, len(vars))}
	c.lists++
	return s
}

// object returns what a variable is bound to; bind has bound it.
func (s *scope) object(v int) *bound { return s.bound[v] }

// bind makes sure that variables, and those that they are reached from, are
// bound.
func (s *scope) bind(vars ...int) {
	for _, v := range vars {
		if s.bound[v] == nil {
			s.bind(s.vars[v].Parent)
			s.bound[v] = s.follow(s.bound[s.vars[v].Parent], v)
		}
	}
}

// follow binds what a reference leads to.
func (s *scope) follow(from *bound, v int) *bound {
	fresh := fmt.Sprintf("v%d_%d", s.i, v)
	switch s.vars[v].Ref {
	case graph.NodeRef:
		return s.farNode(from)
	case graph.FromRef:
		s.line("WITH *, startNode(%s) AS %s", from.name, fresh)
		return &bound{name: fresh, kinds: from.edge.FromKinds(), optional: from.optional}
	case graph.ToRef:
		s.line("WITH *, endNode(%s) AS %s", from.name, fresh)
		return &bound{name: fresh, kinds: from.edge.ToKinds(), optional: from.optional}
	case graph.ARef:
		return &bound{name: from.a, sort: edgeSort, edge: pairEdge(from.of)}
	case graph.BRef:
		return &bound{name: from.b, sort: edgeSort, edge: pairEdge(from.of), optional: true}
	case graph.CorrectorRef:
		s.line("OPTIONAL MATCH (%s:%s {id: %s})", fresh, layout.EvidenceLabel, s.judged(from.name, layout.CorrectedBy, layout.JudgedBy))
		return &bound{name: fresh, sort: evidenceSort, optional: true}
	case graph.LinkRef:
		return &bound{name: from.link, sort: edgeSort, edge: linkEdge(from.of), optional: true}
	default:
		return s.referred(from, s.vars[v].Prop, fresh)
	}
}

func (s *scope) farNode(from *bound) *bound {
	if from.sort == edgeSort {
		return &bound{name: from.far, kinds: s.from.Link.To}
	}
	return &bound{name: from.name, kinds: from.kinds, optional: from.sort == viaSort}
}

// referred finds the node whose id a property holds. A hidden node is nothing.
func (s *scope) referred(from *bound, p *graph.Property, fresh string) *bound {
	b := &bound{name: fresh, kinds: s.model.KindsNamed(p.To), optional: true}
	s.line("OPTIONAL MATCH (%s:%s {id: %s})", fresh, s.label(b.kinds), layout.Get(from.name, p.Name))
	s.where(append(s.there(b), s.nodeVisible(b)...))
	return b
}

func pairEdge(d *graph.Derived) *graph.Edge {
	if d == nil || d.Pair == nil {
		return nil
	}
	return d.EdgeType(d.Pair.Edge)
}

// linkEdge returns the type of the edges between two hubs of a relation of pairs, or
// nil.
func linkEdge(d *graph.Derived) *graph.Edge {
	if pairEdge(d) == nil || d.Pair.Through == nil {
		return nil
	}
	return d.EdgeType(d.Pair.Through.Edge)
}

// used lists the variables that a filter looks at.
func used(f graph.Filter) []int {
	switch f := f.(type) {
	case graph.And:
		return usedBy(f)
	case graph.Or:
		return usedBy(f)
	case graph.Not:
		return used(f.Filter)
	case graph.Is:
		return []int{f.Field.Var}
	case *graph.Any:
		return []int{f.From.Var}
	}
	return nil
}

func usedBy(filters []graph.Filter) (vars []int) {
	for _, f := range filters {
		vars = append(vars, used(f)...)
	}
	return vars
}

// orderVars lists the variables that a list needs to order its rows.
func orderVars(l *graph.List) []int {
	var vars []int
	for _, o := range l.Order {
		vars = append(vars, o.Field.Var)
	}
	return vars
}

// usedAfter lists those that its slots need.
func usedAfter(l *graph.List) []int {
	var vars []int
	for _, s := range l.Slots {
		if s.List != nil {
			vars = append(vars, s.List.From.Var)
		} else {
			vars = append(vars, s.Field.Var)
		}
	}
	return vars
}
