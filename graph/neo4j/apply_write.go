package neo4j

import (
	"slices"

	"parley/graph"
)

// writes are rows for the statements of an Apply, in the order in which these
// run.
type writes struct {
	dropFacts []any
	dropEdges map[*graph.Edge][]any
	unstate   []any
	addNodes  map[*graph.Kind][]any
	state     []any
	restate   []any
	addEdges  map[*graph.Edge][]any
	addFacts  []any
	moveFacts []any
	setNodes  []any
	setEdges  map[*graph.Edge][]any
	setMerged []any
	unmerge   []any
}

func newWrites() writes {
	return writes{
		dropEdges: map[*graph.Edge][]any{}, addEdges: map[*graph.Edge][]any{}, setEdges: map[*graph.Edge][]any{},
		addNodes: map[*graph.Kind][]any{},
	}
}

// write brings the database from what is stored to what the changeset says.
func (a *application) write() error {
	a.ledger.FinishEdges(a.dirtyEdges())
	steps := []func() error{a.planMerges, a.planFacts, a.planNodes, a.writeParts, a.writeRest, a.raise}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	a.ledger.FinishMerges()
	return a.writeMeta()
}

// planNodes plans what is stated of nodes, and the nodes that are new. On one
// that is new rests only what the changeset has.
func (a *application) planNodes() error {
	told := those(a.nodes, func(n *touchedNode) bool { return n.told })
	for _, n := range told {
		if err := a.planStated(n); err != nil {
			return err
		}
	}
	return a.ledger.FinishNodes(slices.DeleteFunc(told, func(n *touchedNode) bool { return n.stored }))
}

// writeMeta writes how many sources were ever loaded, and how many ids mean others.
func (a *application) writeMeta() error {
	is := meta{a.sources, a.meta.merges}
	for id, was := range a.ledger.Remerged() {
		switch {
		case was == "":
			is.merges++
		case a.merged[id] == "":
			is.merges--
		}
	}
	if is == a.meta {
		return nil
	}
	_, err := a.query("MATCH "+metaNode+" SET m.sources = $sources, m.merges = $merges",
		map[string]any{"sources": int64(is.sources), "merges": int64(is.merges)})
	return err
}

// raise raises the graph's revision, if anything was written.
func (a *application) raise() error {
	if a.writes.empty() {
		return nil
	}
	records, err := a.query(raiseText, nil)
	if err == nil && len(records) == 1 {
		a.revision, _ = records[0].Values[0].(int64)
	}
	return err
}

// empty reports whether there is nothing to write.
func (w *writes) empty() bool {
	rows := len(w.dropFacts) + len(w.unstate) + len(w.state) + len(w.restate) + len(w.addFacts) + len(w.moveFacts) +
		len(w.setNodes) + len(w.setMerged) + len(w.unmerge)
	for _, byEdge := range []map[*graph.Edge][]any{w.dropEdges, w.addEdges, w.setEdges} {
		for _, list := range byEdge {
			rows += len(list)
		}
	}
	for _, list := range w.addNodes {
		rows += len(list)
	}
	return rows == 0
}

const (
	dropFacts = "MATCH (e:Evidence {id: row}) DELETE e"
	moveFacts = "MATCH (e:Evidence {id: row.id}) SET e.load = row.load, e.seq = row.seq"
	setNodes  = "MATCH (n:Entity {id: row.id}) SET n += row.props"
	setMerged = "MERGE (m:" + mergedLabel + " {id: row.id}) SET m.into = row.into"
	unmerge   = "MATCH (m:" + mergedLabel + " {id: row}) DELETE m"
)

// matchStates finds what a source states of a node.
func matchStates() string {
	return between("-[t:"+statesType+"]->") + "WHERE coalesce(t.as, '') = coalesce(row.as, '') "
}

// writeParts writes all but the values of what was there before.
func (a *application) writeParts() error {
	w := &a.writes
	type part struct {
		statement string
		rows      []any
	}
	parts := []part{{dropFacts, w.dropFacts}, {unmerge, w.unmerge}, {setMerged, w.setMerged}}
	for _, e := range a.model.Edges {
		parts = append(parts, part{matchEdge(e) + "DELETE r", w.dropEdges[e]})
	}
	parts = append(parts, part{matchStates() + "DELETE t", w.unstate})
	for _, k := range a.model.Kinds {
		parts = append(parts, part{createNode(k), w.addNodes[k]})
	}
	parts = append(parts, part{create(statesType, statesColumns()), w.state}, part{matchStates() + "SET t.load = row.load, t.props = row.props", w.restate})
	for _, e := range a.model.Edges {
		parts = append(parts, part{create(e.Name, edgeColumns(e)), w.addEdges[e]}, part{matchEdge(e) + "SET r += row.props", w.setEdges[e]})
	}
	parts = append(parts, part{createEvidence(a.model), w.addFacts}, part{moveFacts, w.moveFacts})
	for _, p := range parts {
		if _, err := a.each(p.statement, p.rows); err != nil {
			return err
		}
	}
	return nil
}

// writeRest takes away the nodes on which nothing rests any more, and writes the
// values of the others that changed.
func (a *application) writeRest() error {
	var loose []any
	for _, n := range sortedByID(a.nodes) {
		if n.stored && n.loose && !(n.told && n.isStated()) {
			loose = append(loose, n.id)
		}
	}
	gone, err := a.each(collectNodes(a.model), loose)
	if err != nil {
		return err
	}
	a.gone = map[string]bool{}
	for _, r := range gone {
		a.gone[text(r.Values[0])] = true
	}
	rest := those(a.nodes, func(n *touchedNode) bool { return n.stored && (n.dirty || a.gone[n.id]) })
	if err := a.ledger.FinishNodes(rest); err != nil {
		return err
	}
	_, err = a.each(setNodes, a.writes.setNodes)
	return err
}

// collectNodes takes nodes away on which nothing rests: no source states them,
// no edge of ours ends there, no evidence names them. A relationship of others
// does not hold them.
func collectNodes(m *graph.Model) string {
	text := "MATCH (n:Entity {id: row}) WHERE NOT EXISTS { (n)-[:" + name(statesType) + "|" + edgeTypes(m) + "]-() }"
	for _, p := range restingProperties(m) {
		text += " AND NOT EXISTS { (:Evidence {" + p + ": row}) }"
	}
	return text + " DETACH DELETE n RETURN row"
}
