package neo4j

import "parley/graph"

// expect holds the versions that are stored against those that are expected.
func (a *application) expect(changes []graph.Change) error {
	var expected []graph.Precondition
	var nodes []any
	edges := map[*graph.Edge][]any{}
	for _, c := range changes {
		e, ok := c.(graph.Precondition)
		if !ok {
			continue
		}
		expected = append(expected, e)
		if edge, from, to := a.model.EdgeOf(e.ID); edge != nil {
			edges[edge] = append(edges[edge], map[string]any{"id": e.ID, "from": from, "to": to})
		} else {
			nodes = append(nodes, a.means(e.ID))
		}
	}
	versions, err := a.versions(nodes, edges)
	if err != nil {
		return err
	}
	for _, e := range expected {
		if err := e.Check(versions[a.means(e.ID)]); err != nil {
			return err
		}
	}
	return nil
}

const (
	readNodeVersions = "MATCH (n:Entity {id: row}) RETURN n.id, n.version"
	readEdgeVersions = "RETURN r.id, r.version"
)

// versions reads the versions of nodes and edges, by id.
func (a *application) versions(nodes []any, edges map[*graph.Edge][]any) (map[string]string, error) {
	versions := map[string]string{}
	read := func(statement string, rows []any) error {
		records, err := a.each(statement, rows)
		for _, r := range records {
			versions[text(r.Values[0])] = text(r.Values[1])
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
