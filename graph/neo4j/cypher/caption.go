package cypher

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// caption writes the label of a node or an edge.
func (s *scope) caption(o *bound) string {
	switch o.sort {
	case edgeSort:
		edges := s.model.Edges
		if o.edge != nil {
			edges = []*graph.Edge{o.edge}
		}
		return labelled("startNode("+o.name+").name", s.typeOf(o.name), labelValue(s.typeOf(o.name), o.name, edges), "endNode("+o.name+").name")
	case nodeSort:
		return o.name + ".name"
	}
	return "null"
}

// factLabel writes the label of what a piece of evidence is for.
func (s *scope) factLabel(e string) string {
	named := func(id string) string {
		x := s.mark("x")
		return fmt.Sprintf("COLLECT { MATCH (%s:Entity {id: %s}) RETURN %s.name }[0]", x, id, x)
	}
	return fmt.Sprintf("CASE WHEN %s.factFrom IS NULL THEN %s ELSE %s END", e, named(e+".subject"),
		labelled(named(e+".factFrom"), e+".factKind", s.factTelling(e), named(e+".factTo")))
}

// factTelling writes the value that stands in the label of the edge that an
// evidence is for, there or not. Edges have no index by id: it is found between its
// ends.
func (s *scope) factTelling(e string) string {
	var edges []*graph.Edge
	for _, edge := range s.model.Edges {
		if edge.LabelProp() != nil {
			edges = append(edges, edge)
		}
	}
	if len(edges) == 0 {
		return ""
	}
	x := s.mark("x")
	types, value := layout.AllTypes(edges), labelValue(e+".factKind", x, edges)
	if s.asOf.Known {
		types, value = layout.KnownTypes(edges), s.toldThen(e, x, edges)
	}
	return fmt.Sprintf("COLLECT { MATCH (:Entity {id: %s.factFrom})-[%s:%s {id: %s.subject}]->(:Entity {id: %s.factTo}) RETURN %s }[0]",
		e, x, types, e, e, value)
}

// toldThen writes the value that stands in the label of an edge, as it was known on the
// day; of one that was not there, if its id tells it.
func (s *scope) toldThen(e, x string, edges []*graph.Edge) string {
	byID := slices.DeleteFunc(slices.Clone(edges), func(edge *graph.Edge) bool { return !edge.LabelProp().Identity })
	known := fmt.Sprintf("coalesce(%s, false)", all(s.edgeKnown(x)))
	kind := e + ".factKind"
	return fmt.Sprintf("CASE WHEN %s THEN %s ELSE %s END ORDER BY %s DESC LIMIT 1", known, labelValue(kind, x, edges), cmp.Or(labelValue(kind, x, byID), "null"), known)
}

// labelValue writes the value that stands in the label of an edge of some types, with
// what tells which of them it is; "" if none of them has one.
func labelValue(typ, variable string, edges []*graph.Edge) string {
	var cases []string
	for _, e := range edges {
		p := e.LabelProp()
		if p == nil {
			continue
		}
		if len(edges) == 1 {
			return layout.Get(variable, p.Name)
		}
		cases = append(cases, fmt.Sprintf("WHEN %s THEN %s", layout.Literal(e.Name), layout.Get(variable, p.Name)))
	}
	if len(cases) == 0 {
		return ""
	}
	return fmt.Sprintf("CASE %s %s END", typ, strings.Join(cases, " "))
}

// labelled writes what [graph.Line] makes.
func labelled(from, typ, value, to string) string {
	if value != "" {
		typ += " + coalesce(' (' + " + value + " + ')', '')"
	}
	return strings.Join([]string{from, typ, to}, " + ' ' + ")
}
