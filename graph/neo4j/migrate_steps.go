package neo4j

import (
	"cmp"
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
	unlooped := func(from, _ versions) bool { return from.layout < 3 }
	reweighed := func(from, _ versions) bool { return from.layout < 4 }
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
			name: "edges from a node to itself", due: unlooped, count: countNodes, rows: 1000, read: readLoops(m), write: hideLoops,
		},
		{
			name: "dates of edges", due: reweighed, count: countNodes, rows: 200, read: readDated(m), write: regroupEdges,
		},
		{
			name: "values of edges", due: reweighed, count: countEdges(m), rows: 2000, read: readEdgeIDs(m), write: reweighEdges,
		},
		{
			name: "values of nodes", due: reweighed, count: countNodes, rows: 1000,
			read: readAllNodes + "RETURN n.id, " + hasEvidence("n.id") + ", n.kept IS NOT NULL OR EXISTS { (n)<-[:" + layout.StatesType + "]-() }", write: reweighNodes,
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
// evidence is left alone, as somebody else may have made it; but for nodes on which
// one votes and that a source states.

func countEdges(m *graph.Model) string {
	return "MATCH ()-[r:" + layout.AllTypes(m.Edges) + "|" + layout.LoopType + "]->() RETURN count(r)"
}

// readEdgeIDs reads what finds edges, in the order of readAllEdges, and those that are
// hidden: their evidence is weighed too.
func readEdgeIDs(m *graph.Model) string {
	return fromNode + "MATCH (n)-[r:" + layout.AllTypes(m.Edges) + "|" + layout.LoopType + "]->(to:" + layout.EntityLabel + ") " +
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
			id := layout.Text(r.Values[3])
			if t, _, _ := m.model.EdgeOf(id); t != nil && r.Values[4] == true {
				a.storedEdge(t, id, layout.Text(r.Values[0]), layout.Text(r.Values[1])).dirty = true
			}
		}
	})
}

func reweighNodes(m *migration, records []*neo4j.Record) {
	m.reweigh(func(a *application) {
		for _, r := range records {
			id := layout.Text(r.Values[0])
			if k := m.model.KindOf(id); k != nil && (r.Values[1] == true || k.Verified && r.Values[2] == true) {
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

// Before layout 4, dates were part of the ids of states: what is one edge now were
// several. A step of a migration makes one relationship of them, to which all their
// evidence goes, which says the date that its edge had and has the id that it gets
// where it is put so. Nodes are what the step goes through, as none of them goes.

// dated lists the types whose ids had more in earlier versions.
func dated(m *graph.Model) []*graph.Edge {
	return slices.DeleteFunc(slices.Clone(m.Edges), func(e *graph.Edge) bool { return len(e.Former()) == 0 })
}

// readDated reads nodes with the edges of such types that come from them, and the
// evidence for these.
func readDated(m *graph.Model) string {
	return readAllNodes + "RETURN n.id, COLLECT { MATCH (n)-[r:" + layout.Types(dated(m)) + "]->(to:" + layout.EntityLabel + ") WITH r, to ORDER BY r.id " +
		"RETURN [to.id, properties(r), COLLECT { MATCH (e:" + layout.EvidenceLabel + " {subject: r.id}) RETURN properties(e) }] }"
}

const regroupFacts = "MATCH (e:" + layout.EvidenceLabel + " {id: row.id}) SET e += row.props"

func renameEdges(e *graph.Edge) string { return matchEdge(e) + "SET r.id = row.now" }

func regroupEdges(m *migration, records []*neo4j.Record) {
	renamed, dropped, facts := map[*graph.Edge][]any{}, map[*graph.Edge][]any{}, []any(nil)
	for _, r := range records {
		seen := map[string]bool{}
		for _, v := range layout.List(r.Values[1]) {
			edge := layout.List(v)
			props, _ := edge[1].(map[string]any)
			was := layout.Text(props["id"])
			e, _, _ := m.model.EdgeOf(was)
			if e == nil {
				continue // it is somebody else's
			}
			is := m.model.CurrentID(was)
			row := map[string]any{"id": was, "now": is, "from": r.Values[0], "to": edge[0]}
			switch there := seen[is]; {
			case is == was:
			case there:
				dropped[e] = append(dropped[e], row)
			default:
				renamed[e] = append(renamed[e], row)
			}
			seen[is] = true
			if is != was {
				facts = append(facts, m.regrouped(e, is, props, layout.List(edge[2]))...)
			}
		}
	}
	for _, e := range dated(m.model) {
		m.each(dropEdges(e), dropped[e])
		m.each(renameEdges(e), renamed[e])
	}
	m.each(regroupFacts, facts)
	if len(renamed)+len(dropped) > 0 {
		m.raise()
	}
}

// regrouped returns what changes of the evidence for an edge with some values that has
// another id now.
func (m *migration) regrouped(e *graph.Edge, is string, values map[string]any, evidence []any) (rows []any) {
	for _, v := range evidence {
		stored, _ := v.(map[string]any)
		says, err := layout.Said(e.Props(), layout.Text(stored["says"]))
		if err != nil {
			m.fail(err)
			return nil
		}
		put, err := toldEvidence(m.model, []any{stored, values})
		if err != nil {
			m.fail(err)
			return nil
		}
		for _, p := range e.Former() {
			if had := layout.Value(p, values); had != nil && put.Says[p.Name] == nil {
				says = append(says, graph.Said{Property: p.Name, Value: had})
				put.Says[p.Name] = had
			}
		}
		slices.SortFunc(says, func(a, b graph.Said) int {
			return cmp.Compare(e.Prop(a.Property).Ordinal(), e.Prop(b.Property).Ordinal())
		})
		rows = append(rows, map[string]any{"id": stored["id"], "props": map[string]any{
			"id": m.model.EvidenceIDOf(put), "subject": is, "says": layout.SaidText(says),
		}})
	}
	return rows
}

// raise raises the graph's revision.
func (m *migration) raise() {
	for _, r := range m.query(raiseText, nil) {
		m.revision, _ = r.Values[0].(int64)
	}
}
