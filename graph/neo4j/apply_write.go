package neo4j

import (
	"slices"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// write brings the database from what is stored to what the changeset says.
func (a *application) write() {
	a.ledger.FinishEdges(a.dirtyEdges())
	a.planMerges()
	a.inTurn(a.planNodes, a.planFacts, a.writeParts, a.writeRest, a.raise)
	a.ledger.FinishMerges()
	a.writeMeta()
}

// planNodes plans what is stated of nodes, and the nodes that are new. On one
// that is new rests only what the changeset has.
func (a *application) planNodes() {
	told := those(a.nodes, func(n *touchedNode) bool { return n.told })
	for _, n := range told {
		a.planStated(n)
	}
	a.ledger.FinishNodes(slices.DeleteFunc(told, func(n *touchedNode) bool { return n.stored }))
}

// writeMeta writes how many sources were ever loaded, and how many ids mean others.
func (a *application) writeMeta() {
	is := meta{a.sources, a.meta.merges}
	for id, was := range a.ledger.Remerged() {
		switch {
		case was == "":
			is.merges++
		case a.merged[id] == "":
			is.merges--
		}
	}
	if is != a.meta {
		a.query("MATCH "+metaNode+" SET m.sources = $sources, m.merges = $merges",
			map[string]any{"sources": int64(is.sources), "merges": int64(is.merges)})
	}
}

// raise raises the graph's revision, if anything was written.
func (a *application) raise() {
	if len(a.rows) == 0 {
		return
	}
	for _, r := range a.query(raiseText, nil) {
		a.revision, _ = r.Values[0].(int64)
	}
}

// writeParts writes all but the values of the nodes that were there before.
func (a *application) writeParts() {
	order := []string{dropFacts, unmerge, setMerged}
	for _, e := range a.model.Edges {
		order = append(order, dropEdges(e))
	}
	order = append(order, dropLoops(), unstate())
	for _, k := range a.model.Kinds {
		order = append(order, a.tables.Nodes[k].Create)
	}
	order = append(order, a.tables.States.Create, restate())
	for _, e := range a.model.Edges {
		order = append(order, a.tables.Edges[e].Create, a.tables.Was[e].Create, moveEdges(e, true), moveEdges(e, false), setEdges(e), dropEdgePast(e), addEdgePast(e))
	}
	for _, statement := range append(order, a.tables.Evidence.Create) {
		a.each(statement, a.rows[statement])
	}
}

// writeRest takes away the nodes on which nothing rests any more, writes the values of
// the others that changed, what becomes of evidence, and hides and shows the nodes.
func (a *application) writeRest() {
	loose := idsOf(those(a.nodes, func(n *touchedNode) bool { return n.stored && n.loose && !(n.told && n.isStated()) }))
	a.gone = map[string]bool{}
	for _, r := range a.each(collectNodes(a.model), loose) {
		a.gone[layout.Text(r.Values[0])] = true
	}
	rest := those(a.nodes, func(n *touchedNode) bool { return n.stored && (n.dirty || a.gone[n.id]) })
	a.ledger.FinishNodes(rest)
	a.planChangedFacts()
	for _, statement := range []string{setNodes, dropNodePast, addNodePast, setFacts} {
		a.each(statement, a.rows[statement])
	}
	a.writeAbsent()
}

// collectNodes takes nodes away on which nothing rests: no source states them,
// no edge of ours ends there, no evidence names them. A relationship of others
// does not hold them.
func collectNodes(m *graph.Model) string {
	text := "MATCH (n:Entity {id: row}) WHERE NOT EXISTS { (n)-[:" + layout.Name(layout.StatesType) + "|" + layout.AllTypes(m.Edges) + "|" + layout.LoopType + "]-() }"
	for _, p := range restingProperties(m) {
		text += " AND NOT EXISTS { (:Evidence {" + p + ": row}) }"
	}
	return text + " OPTIONAL MATCH (n)-[:" + layout.ThenType + "]->(was:" + layout.ThenLabel + ") DETACH DELETE n, was RETURN DISTINCT row"
}
