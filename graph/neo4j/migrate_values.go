package neo4j

import (
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// The rules by which evidence becomes values may change, and values are stored: a
// step of a migration has the ledger weigh all of them again. What has no
// evidence is left alone, as somebody else may have made it.

func countEdges(m *graph.Model) string {
	return "MATCH ()-[r:" + layout.Types(m.Edges) + "]->() RETURN count(r)"
}

// readEdgeIDs reads what finds edges, in the order of readAllEdges.
func readEdgeIDs(m *graph.Model) string {
	return fromNode + "MATCH (n)-[r:" + layout.Types(m.Edges) + "]->(to:" + layout.EntityLabel + ") " +
		"WITH n, r, to ORDER BY n.id, r.id SKIP $skip LIMIT $limit " +
		"RETURN n.id, to.id, type(r), r.id, " + hasEvidence("r.id")
}

// hasEvidence writes whether there is evidence for a subject.
func hasEvidence(subject string) string {
	return "EXISTS { MATCH (:" + layout.EvidenceLabel + " {subject: " + subject + "}) }"
}

func reweighEdges(m *migration, records []*neo4j.Record) {
	m.reweigh(func(a *application) {
		for _, r := range records {
			if has, _ := r.Values[4].(bool); has {
				e := a.storedEdge(m.model.Edge(layout.Text(r.Values[2])), layout.Text(r.Values[3]), layout.Text(r.Values[0]), layout.Text(r.Values[1]))
				e.dirty = true
			}
		}
	})
}

func reweighNodes(m *migration, records []*neo4j.Record) {
	m.reweigh(func(a *application) {
		for _, r := range records {
			id := layout.Text(r.Values[0])
			if has, _ := r.Values[1].(bool); has && m.model.KindOf(id) != nil {
				a.bare(id).dirty = true
			}
		}
	})
}

// reweigh finishes what is touched as an Apply does that has nothing else to do.
func (m *migration) reweigh(touch func(*application)) {
	a := &application{queries: m.queries, store: m.store}
	a.changeset = newChangeset(m.model, m.store.tables, meta{})
	touch(a)
	a.inTurn(a.readTouched, a.write)
	m.revision = a.revision
}
