package neo4j

import (
	"parley/graph"
	"parley/graph/neo4j/layout"
)

// before returns what was made under a key before, if anything was.
func (a *application) before(o *graph.IdempotencyKey) (applied graph.Applied, made bool, err error) {
	records, err := a.query("MATCH (o:"+layout.OnceLabel+" {key: $key}) RETURN o.digest, o.nodes, o.edges, o.evidence", map[string]any{"key": o.Key})
	if err != nil || len(records) == 0 {
		return applied, false, err
	}
	v := records[0].Values
	if err := o.Check(layout.Text(v[0])); err != nil {
		return applied, false, err
	}
	return graph.Applied{Nodes: layout.Number(v[1]), Edges: layout.Number(v[2]), Evidence: layout.Number(v[3])}, true, nil
}

// remember keeps what the Apply gave under its key.
func (a *application) remember(o *graph.IdempotencyKey) error {
	_, err := a.query("CREATE (:"+layout.OnceLabel+" {key: $key, digest: $digest, nodes: $nodes, edges: $edges, evidence: $evidence})", map[string]any{
		"key": o.Key, "digest": o.Digest,
		"nodes": int64(a.ledger.Counts.Nodes), "edges": int64(a.ledger.Counts.Edges), "evidence": int64(a.ledger.Counts.Evidence),
	})
	return err
}
