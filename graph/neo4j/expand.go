package neo4j

import (
	"fmt"
	"strings"

	"parley/graph"
)

// CompileExpand writes the statement that gives the neighbours of many nodes.
func CompileExpand(m *graph.Model, x *graph.Expansion) *Statement {
	c := newCompiler(m, x.AsOf)
	ids := c.param(x.Frontier)
	c.line("UNWIND range(0, size(%s) - 1) AS i", ids)
	c.line("OPTIONAL MATCH (n:%s {id: %s[i]})", entityLabel, ids)
	c.where(c.nodeVisible(&bound{name: "n", kinds: m.All}))
	edges := x.Edges
	if len(edges) == 0 {
		edges = m.Edges
	}
	c.block("CALL (n)", func() {
		c.neighbours(edges)
		c.line("WITH r, m, out ORDER BY %s, r.id LIMIT %s", place(edges), c.param(int64(x.PerNode)))
		c.line("RETURN collect([r.id, type(r), out, m.id]) AS edges")
	})
	c.degree(edges)
	c.line("WITH i, degree, edges ORDER BY i")
	c.line("RETURN collect([degree, edges]) AS answer")
	return c.statement()
}

// degree writes how many edges there are at a node. Where no day is asked for,
// nothing of them need be looked at.
func (c *compiler) degree(edges []*graph.Edge) {
	if c.asOf.Set {
		c.block("CALL (n)", func() {
			c.neighbours(edges)
			c.line("RETURN count(*) AS degree")
		})
		return
	}
	types := typesOf(edges)
	c.line("WITH i, n, edges, COUNT { (n)-[:%s]->(:%s) } + COUNT { (n)<-[:%s]-(:%s) } AS degree", types, entityLabel, types, entityLabel)
}

// neighbours writes what binds the edges at a node, those that lead away first.
func (c *compiler) neighbours(edges []*graph.Edge) {
	types := typesOf(edges)
	c.block("CALL (n)", func() {
		c.line("MATCH (n)-[r:%s]->(m:%s) RETURN r, m, true AS out", types, entityLabel)
		c.line("UNION ALL")
		c.line("MATCH (n)<-[r:%s]-(m:%s) RETURN r, m, false AS out", types, entityLabel)
	})
	conditions := c.nodeVisible(&bound{name: "m", kinds: c.model.All})
	for _, e := range edges {
		for _, inTime := range c.edgeInTime("r", e) {
			conditions = append(conditions, fmt.Sprintf("(type(r) <> %s OR %s)", literal(e.Name), inTime))
		}
	}
	if len(conditions) > 0 {
		c.line("WITH * WHERE %s", all(conditions))
	}
}

// place writes the place of an edge's link in the model.
func place(edges []*graph.Edge) string {
	var cases []string
	for _, e := range edges {
		cases = append(cases, fmt.Sprintf("WHEN %s THEN CASE WHEN out THEN %d ELSE %d END", literal(e.Name), e.OutLink().Ordinal(), e.InLink().Ordinal()))
	}
	return "CASE type(r) " + strings.Join(cases, " ") + " END"
}

// neighbours takes over the answer of an expansion.
func neighbours(m *graph.Model, x *graph.Expansion, answer any) []graph.Neighbours {
	list, _ := answer.([]any)
	out := make([]graph.Neighbours, len(x.Frontier))
	for i, id := range x.Frontier {
		out[i].ID = id
		if i >= len(list) {
			continue
		}
		pair, _ := list[i].([]any)
		degree, _ := pair[0].(int64)
		out[i].Degree = int(degree)
		edges, _ := pair[1].([]any)
		for _, edge := range edges {
			out[i].Edges = append(out[i].Edges, neighbour(m, edge))
		}
	}
	return out
}

func neighbour(m *graph.Model, v any) graph.Neighbour {
	parts, _ := v.([]any)
	id, _ := parts[0].(string)
	typ, _ := parts[1].(string)
	out, _ := parts[2].(bool)
	node, _ := parts[3].(string)
	return graph.Neighbour{EdgeID: id, Edge: m.Edge(typ), Out: out, NodeID: node}
}
