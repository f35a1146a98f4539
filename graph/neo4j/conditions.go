package neo4j

import (
	"parley/graph"
)

// before returns what was made under a key before, if anything was.
func (a *application) before(o *graph.Once) (applied graph.Applied, made bool, err error) {
	records, err := a.query("MATCH (o:"+onceLabel+" {key: $key}) RETURN o.digest, o.nodes, o.edges, o.evidence", map[string]any{"key": o.Key})
	if err != nil || len(records) == 0 {
		return applied, false, err
	}
	v := records[0].Values
	if err := o.Check(text(v[0])); err != nil {
		return applied, false, err
	}
	return graph.Applied{Nodes: number(v[1]), Edges: number(v[2]), Evidence: number(v[3])}, true, nil
}

// remember keeps what the Apply gave under its key.
func (a *application) remember(o *graph.Once) error {
	_, err := a.query("CREATE (:"+onceLabel+" {key: $key, digest: $digest, nodes: $nodes, edges: $edges, evidence: $evidence})", map[string]any{
		"key": o.Key, "digest": o.Digest,
		"nodes": int64(a.counts.Nodes), "edges": int64(a.counts.Edges), "evidence": int64(a.counts.Evidence),
	})
	return err
}

// expect holds the versions that are stored against those that are expected.
func (a *application) expect(changes []graph.Change) error {
	var expected []graph.Expect
	var nodes []any
	edges := map[*graph.Edge][]any{}
	for _, c := range changes {
		e, ok := c.(graph.Expect)
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
