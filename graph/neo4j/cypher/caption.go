package cypher

import (
	"fmt"
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
		return labelled("startNode("+o.name+").name", "type("+o.name+")", labelValue(o.name, edges), "endNode("+o.name+").name")
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
// evidence is for. Edges have no index by id: it is found between its ends.
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
	return fmt.Sprintf("COLLECT { MATCH (:Entity {id: %s.factFrom})-[%s:%s {id: %s.subject}]->(:Entity {id: %s.factTo}) RETURN %s }[0]",
		e, x, layout.Types(edges), e, e, labelValue(x, edges))
}

// labelValue writes the value that stands in the label of an edge of some types;
// "" if none of them has one.
func labelValue(variable string, edges []*graph.Edge) string {
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
	return fmt.Sprintf("CASE type(%s) %s END", variable, strings.Join(cases, " "))
}

// labelled writes what [graph.Line] makes.
func labelled(from, typ, value, to string) string {
	if value != "" {
		typ += " + coalesce(' (' + " + value + " + ')', '')"
	}
	return strings.Join([]string{from, typ, to}, " + ' ' + ")
}
