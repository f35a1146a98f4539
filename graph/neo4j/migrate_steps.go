package neo4j

import (
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// step is a part of a migration that goes once through things of one sort.
type step struct {
	name  string // as the stamp has it
	due   func(from, to versions) bool
	count string // how many things there are
	read  string // things in the order of keys, which come first: from $after on, without the first $skip, at most $limit
	rows  int    // how many are read at once
	write func(*migration, []*neo4j.Record)
}

// steps are all there are, in the order in which they are made.
func steps(m *graph.Model) []step {
	reversioned := func(from, _ versions) bool { return from.layout < 2 }
	reweighed := func(from, _ versions) bool { return from.layout < 3 }
	refolded := func(from, to versions) bool { return from.folds < to.folds }
	return []step{
		{
			name: "versions of nodes", due: reversioned, count: countNodes, rows: 200,
			read: readAllNodes + "RETURN n.id, properties(n), COLLECT { " + readEvidenceOf("n.id") + " }", write: reversionNodes,
		},
		{
			name: "versions of edges", due: reversioned, count: countEdges(m), rows: 2000,
			read: readAllEdges(m), write: reversionEdges,
		},
		{
			name: "edges from a node to itself", due: reweighed, count: countNodes, rows: 1000, read: readLoops(m), write: hideLoops,
		},
		{
			name: "values of edges", due: reweighed, count: countEdges(m), rows: 2000, read: readEdgeIDs(m), write: reweighEdges,
		},
		{
			name: "values of nodes", due: reweighed, count: countNodes, rows: 1000,
			read: readAllNodes + "RETURN n.id, " + hasEvidence("n.id"), write: reweighNodes,
		},
		{
			name: "folds of nodes", due: refolded, count: countNodes, rows: 1000,
			read: readAllNodes + "RETURN n.id, n { .name, .aliases, .statement, .folds, .statementFold, .words }", write: refoldNodes,
		},
		{
			name: "words of evidence", due: refolded, count: "MATCH (e:" + layout.EvidenceLabel + ") RETURN count(e)", rows: 2000,
			read: readAllEvidence, write: refoldEvidence,
		},
	}
}

// What a step goes through is found by an index of ids, which has its own idea of
// the order of texts: without the hints, Neo4j might compare in one order and sort
// in another.
const (
	countNodes   = "MATCH (n:" + layout.EntityLabel + ") RETURN count(n)"
	fromNode     = "MATCH (n:" + layout.EntityLabel + ") USING INDEX SEEK n:" + layout.EntityLabel + "(id) WHERE n.id >= $after WITH n ORDER BY n.id "
	readAllNodes = fromNode + "SKIP $skip LIMIT $limit "

	readAllEvidence = "MATCH (e:" + layout.EvidenceLabel + ") USING INDEX SEEK e:" + layout.EvidenceLabel + "(id) WHERE e.id >= $after " +
		"WITH e ORDER BY e.id SKIP $skip LIMIT $limit RETURN e.id, e.quote, e.words"
	setWords = "MATCH (e:" + layout.EvidenceLabel + " {id: row.id}) SET e.words = row.words"
)

// readAllEdges reads edges by the node that they come from, which is their key,
// and then by id.
func readAllEdges(m *graph.Model) string {
	return fromNode + "MATCH (n)-[r:" + layout.Types(m.Edges) + "]->(to:" + layout.EntityLabel + ") " +
		"WITH n, r, to ORDER BY n.id, r.id SKIP $skip LIMIT $limit " +
		"RETURN n.id, to.id, type(r), properties(r), COLLECT { " + readEvidenceOf("r.id") + " }"
}

// readEvidenceOf reads the ids of the evidence of a subject.
func readEvidenceOf(subject string) string {
	return "MATCH (e:" + layout.EvidenceLabel + " {subject: " + subject + "}) RETURN e.id"
}

// storedVersion is the version of a node or an edge with the values that it is
// stored with and the evidence for it, by ids.
func storedVersion(props []*graph.Property, values map[string]any, evidence []string) string {
	slices.Sort(evidence)
	return graph.Version(props, func(p *graph.Property) graph.Value { return layout.Value(p, values) }, slices.Values(evidence))
}

func reversionNodes(m *migration, records []*neo4j.Record) {
	m.setNodes(records, func(k *graph.Kind, r *neo4j.Record, props map[string]any) map[string]any {
		return layout.Changed(props, map[string]any{"version": storedVersion(k.Props(), props, layout.Texts(r.Values[2]))})
	})
}

// setNodes sets what differs of each node of a kind of ours that was read.
func (m *migration) setNodes(records []*neo4j.Record, differs func(*graph.Kind, *neo4j.Record, map[string]any) map[string]any) {
	var rows []any
	for _, r := range records {
		id := layout.Text(r.Values[0])
		k := m.model.KindOf(id)
		if k == nil {
			continue // it is somebody else's
		}
		props, _ := r.Values[1].(map[string]any)
		if diff := differs(k, r, props); len(diff) > 0 {
			rows = append(rows, map[string]any{"id": id, "props": diff})
		}
	}
	m.each(setNodes, rows)
}

func reversionEdges(m *migration, records []*neo4j.Record) {
	rows := map[*graph.Edge][]any{}
	for _, r := range records {
		e := m.model.Edge(layout.Text(r.Values[2]))
		props, _ := r.Values[3].(map[string]any)
		if version := storedVersion(e.Props(), props, layout.Texts(r.Values[4])); version != layout.Text(props["version"]) {
			rows[e] = append(rows[e], map[string]any{
				"id": props["id"], "from": r.Values[0], "to": r.Values[1], "props": map[string]any{"version": version},
			})
		}
	}
	for e, list := range rows {
		m.each(setEdges(e), list)
	}
}

func refoldNodes(m *migration, records []*neo4j.Record) {
	m.setNodes(records, func(k *graph.Kind, _ *neo4j.Record, props map[string]any) map[string]any {
		values := map[string]graph.Value{}
		for _, p := range k.Props() {
			values[p.Name] = layout.Value(p, props)
		}
		return layout.Changed(props, layout.Searched(values))
	})
}

func refoldEvidence(m *migration, records []*neo4j.Record) {
	var rows []any
	for _, r := range records {
		quote := layout.Text(r.Values[1])
		if words := graph.Fold(quote); quote != "" && words != layout.Text(r.Values[2]) {
			rows = append(rows, map[string]any{"id": r.Values[0], "words": words})
		}
	}
	m.each(setWords, rows)
}

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
