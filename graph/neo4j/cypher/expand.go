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
	e := expansion{compiler: c, Expansion: x, edges: x.Edges, ids: ids}
	if len(e.edges) == 0 {
		e.edges = m.Edges
	}
	c.block("CALL (n)", func() {
		e.neighbours()
		c.line("WITH r, m, out, %s AS link", c.linkOrdinal(e.edges))
		e.behind()
		c.line("WITH r, m, out ORDER BY link, r.id LIMIT %s", c.param(int64(x.PerNode)))
		c.line("RETURN collect([r.id, %s, out, m.id, %s]) AS edges", c.typeOf("r"), cmp.Or(labelValue(c.typeOf("r"), "r", e.edges), "null"))
	})
	e.degree()
	c.line("WITH i, degree, edges ORDER BY i")
	c.line("WITH collect([degree, edges]) AS answer")
	c.line("RETURN answer, %s AS revision", layout.Revisions)
	return c.statement()
}

// expansion is an Expand being compiled.
type expansion struct {
	*compiler
	*graph.Expansion
	edges []*graph.Edge // the types followed
	ids   string        // the parameter of the frontier
}

// degree writes how many edges there are at a node; one that leads back to it
// counts twice. Where all of them are asked for, the database keeps the number.
func (x *expansion) degree() {
	if !x.whole() || x.Kinds != 0 || x.Among {
		x.block("CALL (n)", func() {
			x.neighbours()
			x.line("RETURN count(*) AS degree")
		})
		return
	}
	types := layout.Types(x.edges)
	x.line("WITH i, n, edges, COUNT { (n)-[:%s]->() } + COUNT { (n)<-[:%s]-() } AS degree", types, types)
}

// neighbours writes what binds the edges at a node, each once, but twice where it
// leads back there.
func (x *expansion) neighbours() {
	x.line("MATCH (n)-[r:%s]-(m:%s)", x.types(x.edges...), layout.EntityLabel)
	if slices.ContainsFunc(x.edges, func(e *graph.Edge) bool { return e.Reflexive }) {
		x.line("UNWIND CASE WHEN n = m THEN [true, false] ELSE [startNode(r) = n] END AS out")
	} else {
		x.line("WITH *, startNode(r) = n AS out")
	}
	conditions := append(x.nodeVisible(&bound{name: "m", kinds: x.model.All}), x.edgesVisible("r", x.edges)...)
	if x.Kinds != 0 {
		conditions = append(conditions, x.ofKinds("m", x.Kinds))
	}
	if x.Among {
		conditions = append(conditions, "m.id IN "+x.ids)
	}
	x.only(conditions)
}

// behind writes that an edge stands behind the key that is asked for.
func (x *expansion) behind() {
	if x.After == nil {
		return
	}
	link := x.param(int64(x.After.Link.Ordinal()))
	way, _ := x.valueAgainst("r.id", x.After.EdgeID, true)
	x.only([]string{fmt.Sprintf("(link > %s OR link = %s AND %s)", link, link, way)})
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
	}
	return out, torn
}

func neighbour(m *graph.Model, v any) graph.Neighbour {
	parts := layout.List(v)
	out, _ := parts[2].(bool)
	return graph.Neighbour{
		EdgeID: layout.Text(parts[0]), Edge: m.Edge(layout.Text(parts[1])), Out: out,
		NodeID: layout.Text(parts[3]), LabelValue: layout.Text(parts[4]),
	}
}
