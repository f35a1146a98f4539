package neo4j

import (
	"parley/graph"
	"parley/graph/ledger"
	"parley/graph/neo4j/layout"
)

// readVersions reads the versions of what preconditions name.
func (a *application) readVersions(changes []ledger.Entry) error {
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
	versions, err := a.readVersionsOf(nodes, edges)
	for _, id := range expected {
		a.versions[id] = versions[graph.Means(id, a.MergedInto)]
	}
	return err
}

const (
	readNodeVersions = "MATCH (n:Entity {id: row}) RETURN n.id, n.version"
	readEdgeVersions = "RETURN r.id, r.version"
)

// readVersionsOf reads the versions of nodes and edges, by id.
func (a *application) readVersionsOf(nodes []any, edges map[*graph.Edge][]any) (map[string]string, error) {
	versions := map[string]string{}
	read := func(statement string, rows []any) error {
		records, err := a.each(statement, rows)
		for _, r := range records {
			versions[layout.Text(r.Values[0])] = layout.Text(r.Values[1])
		}
		return err
	}
	if err := read(readNodeVersions, nodes); err != nil {
		return nil, err
	}
	for e, rows := range edges {
		if err := read(matchEdge(e)+readEdgeVersions, rows); err != nil {
			return nil, err
		}
	}
	return versions, nil
}
