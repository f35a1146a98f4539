package cypher

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// CompileExpand writes the statement that gives the neighbours of many nodes.
func CompileExpand(m *graph.Model, x *graph.Expansion) *Statement {
	c := newCompiler(m, x.AsOf)
	ids := c.param(x.Frontier)
	c.line("UNWIND range(0, size(%s) - 1) AS i", ids)
	c.line("OPTIONAL MATCH (n:%s {id: %s[i]})", layout.EntityLabel, ids)
	c.where(c.nodeVisible(&bound{name: "n", kinds: m.All}))
	edges := x.Edges
	if len(edges) == 0 {
		edges = m.Edges
	}
	c.block("CALL (n)", func() {
		c.neighbours(edges)
		c.line("WITH r, m, out ORDER BY %s, r.id LIMIT %s", c.linkOrdinal(edges), c.param(int64(x.PerNode)))
		c.line("RETURN collect([r.id, %s, out, m.id, %s]) AS edges", c.typeOf("r"), cmp.Or(labelValue(c.typeOf("r"), "r", edges), "null"))
	})
	c.degree(edges)
	c.line("WITH i, degree, edges ORDER BY i")
	c.line("WITH collect([degree, edges]) AS answer")
	c.line("RETURN answer, %s AS revision", layout.Revisions)
	return c.statement()
}

// degree writes how many edges there are at a node; one that leads back to it
// counts twice. Where no day is asked for, the database keeps the number.
func (c *compiler) degree(edges []*graph.Edge) {
	if !c.whole() {
		c.block("CALL (n)", func() {
			c.neighbours(edges)
			c.line("RETURN count(*) + count(CASE WHEN m = n THEN 1 END) AS degree")
		})
		return
	}
	types := layout.Types(edges)
	c.line("WITH i, n, edges, COUNT { (n)-[:%s]->() } + COUNT { (n)<-[:%s]-() } AS degree", types, types)
}

// Neighbours writes what binds the edges at a node, each once.
func (c *compiler) neighbours(edges []*graph.Edge) {
	c.line("MATCH (n)-[r:%s]-(m:%s) WITH *, startNode(r) = n AS out", c.types(edges...), layout.EntityLabel)
	c.only(append(c.nodeVisible(&bound{name: "m", kinds: c.model.All}), c.edgesVisible("r", edges)...))
}

// linkOrdinal writes the ordinal of an edge's link in the model.
func (c *compiler) linkOrdinal(edges []*graph.Edge) string {
	var cases []string
	for _, e := range edges {
		cases = append(cases, fmt.Sprintf("WHEN %s THEN CASE WHEN out THEN %d ELSE %d END", layout.Literal(e.Name), e.OutLink().Ordinal(), e.InLink().Ordinal()))
	}
	return "CASE " + c.typeOf("r") + " " + strings.Join(cases, " ") + " END"
}

// Neighbours takes over the answer of an expansion. It is torn if an edge was
// taken away while it was read; that edge is left out.
func Neighbours(m *graph.Model, x *graph.Expansion, answer any) (out []graph.Neighbours, torn bool) {
	list := layout.List(answer)
	out = make([]graph.Neighbours, len(x.Frontier))
	for i, id := range x.Frontier {
		out[i].ID = id
		if i >= len(list) {
			continue
		}
		pair := layout.List(list[i])
		out[i].Degree = layout.Number(pair[0])
		for _, edge := range layout.List(pair[1]) {
			n := neighbour(m, edge)
			if n.Edge == nil || n.EdgeID == "" || n.NodeID == "" {
				torn = true
				continue
			}
			out[i].Edges = append(out[i].Edges, n)
		}
		out[i].Edges = bothWays(id, out[i].Edges, x.PerNode)
	}
	return out, torn
}

// bothWays adds the other end of each edge that leads from a node back to it,
// as long as there is room. That end comes after the one that leads away, and so
// no edge that was not read is missing.
func bothWays(id string, edges []graph.Neighbour, most int) []graph.Neighbour {
	read := len(edges)
	for _, e := range edges[:read] {
		if e.NodeID == id {
			e.Out = false
			edges = append(edges, e)
		}
	}
	if len(edges) == read {
		return edges
	}
	slices.SortFunc(edges, func(a, b graph.Neighbour) int {
		return cmp.Or(cmp.Compare(a.Edge.Link(a.Out).Ordinal(), b.Edge.Link(b.Out).Ordinal()), strings.Compare(a.EdgeID, b.EdgeID))
	})
	return edges[:min(len(edges), most)]
}

func neighbour(m *graph.Model, v any) graph.Neighbour {
	parts := layout.List(v)
	out, _ := parts[2].(bool)
	return graph.Neighbour{
		EdgeID: layout.Text(parts[0]), Edge: m.Edge(layout.Text(parts[1])), Out: out,
		NodeID: layout.Text(parts[3]), LabelValue: layout.Text(parts[4]),
	}
}
