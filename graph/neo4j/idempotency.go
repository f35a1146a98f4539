package neo4j

import (
	"parley/graph"
	"parley/graph/neo4j/layout"
)

// before returns what was made under a key before, if anything was.
func (a *application) before(o *graph.IdempotencyKey) (applied graph.Applied, made bool) {
	records := a.query("MATCH (o:"+layout.OnceLabel+" {key: $key}) RETURN o.digest, o.nodes, o.edges, o.evidence", map[string]any{"key": o.Key})
	for _, r := range records {
		v := r.Values
		a.fail(o.Check(layout.Text(v[0])))
		return graph.Applied{Nodes: layout.Number(v[1]), Edges: layout.Number(v[2]), Evidence: layout.Number(v[3])}, true
	}
	return applied, false
}

// remember keeps what the Apply made under its key.
func (a *application) remember(o *graph.IdempotencyKey) {
	made := a.ledger.Counts
	a.query("CREATE (:"+layout.OnceLabel+" {key: $key, digest: $digest, nodes: $nodes, edges: $edges, evidence: $evidence})", map[string]any{
		"key": o.Key, "digest": o.Digest,
		"nodes": int64(made.Nodes), "edges": int64(made.Edges), "evidence": int64(made.Evidence),
	})
}
