package neo4j

import (
	"slices"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

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
	if len(a.rows) == 0 {
		return nil
	}
	records, err := a.query(raiseText, nil)
	if err == nil && len(records) == 1 {
		a.revision, _ = records[0].Values[0].(int64)
	}
	return err
}

// What is written beside what is created, see [layout.Tables].
const (
	dropFacts = "MATCH (e:Evidence {id: row}) DELETE e"
	moveFacts = "MATCH (e:Evidence {id: row.id}) SET e.load = row.load, e.seq = row.seq"
	setNodes  = "MATCH (n:Entity {id: row.id}) SET n += row.props"
	setMerged = "MERGE (m:" + layout.MergedLabel + " {id: row.id}) SET m.into = row.into"
	unmerge   = "MATCH (m:" + layout.MergedLabel + " {id: row}) DELETE m"
)

func dropEdges(e *graph.Edge) string { return matchEdge(e) + "DELETE r" }
func setEdges(e *graph.Edge) string  { return matchEdge(e) + "SET r += row.props" }
func unstate() string                { return matchStates() + "DELETE t" }
func restate() string                { return matchStates() + "SET t.load = row.load, t.props = row.props" }

// matchStates finds what a source states of a node.
func matchStates() string {
	return between("-[t:"+layout.StatesType+"]->") + "WHERE coalesce(t.as, '') = coalesce(row.as, '') "
}

// writeParts writes all but the values of the nodes that were there before.
func (a *application) writeParts() error {
	order := []string{dropFacts, unmerge, setMerged}
	for _, e := range a.model.Edges {
		order = append(order, dropEdges(e))
	}
	order = append(order, unstate())
	for _, k := range a.model.Kinds {
		order = append(order, a.tables.Nodes[k].Create)
	}
	order = append(order, a.tables.States.Create, restate())
	for _, e := range a.model.Edges {
		order = append(order, a.tables.Edges[e].Create, setEdges(e))
	}
	for _, statement := range append(order, a.tables.Evidence.Create, moveFacts) {
		if _, err := a.each(statement, a.rows[statement]); err != nil {
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
		a.gone[layout.Text(r.Values[0])] = true
	}
	rest := those(a.nodes, func(n *touchedNode) bool { return n.stored && (n.dirty || a.gone[n.id]) })
	if err := a.ledger.FinishNodes(rest); err != nil {
		return err
	}
	_, err = a.each(setNodes, a.rows[setNodes])
	return err
}

// collectNodes takes nodes away on which nothing rests: no source states them,
// no edge of ours ends there, no evidence names them. A relationship of others
// does not hold them.
func collectNodes(m *graph.Model) string {
	text := "MATCH (n:Entity {id: row}) WHERE NOT EXISTS { (n)-[:" + layout.Name(layout.StatesType) + "|" + layout.Types(m.Edges) + "]-() }"
	for _, p := range restingProperties(m) {
		text += " AND NOT EXISTS { (:Evidence {" + p + ": row}) }"
	}
	return text + " DETACH DELETE n RETURN row"
}
