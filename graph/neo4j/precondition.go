package neo4j

import (
	"parley/graph"
	"parley/graph/ledger"
	"parley/graph/neo4j/layout"
)

// readVersions reads the versions of what preconditions name.
func (a *application) readVersions(changes []ledger.Entry) {
	var expected []string
	var nodes []any
	edges := map[*graph.Edge][]any{}
	for _, c := range changes {
		e, ok := c.Change.(graph.Precondition)
		if !ok {
			continue
		}
		expected = append(expected, e.ID)
		if edge, from, to := a.model.EdgeOf(e.ID); edge != nil {
			edges[edge] = append(edges[edge], map[string]any{"id": e.ID, "from": from, "to": to})
		} else {
			nodes = append(nodes, graph.Means(e.ID, a.MergedInto))
		}
	}
	versions := a.readVersionsOf(nodes, edges)
	for _, id := range expected {
		a.versions[id] = versions[graph.Means(id, a.MergedInto)]
	}
}

const (
	readNodeVersions = "MATCH (n:Entity {id: row}) RETURN n.id, n.version"
	readEdgeVersions = "RETURN r.id, r.version"
)

// readVersionsOf reads the versions of nodes and edges, by id.
func (a *application) readVersionsOf(nodes []any, edges map[*graph.Edge][]any) map[string]string {
	records := a.each(readNodeVersions, nodes)
	for e, rows := range edges {
		records = append(records, a.each(matchEdge(e)+readEdgeVersions, rows)...)
	}
	versions := map[string]string{}
	for _, r := range records {
		versions[layout.Text(r.Values[0])] = layout.Text(r.Values[1])
	}
	return versions
}
