package neo4j

import (
	"parley/graph"
	"parley/graph/neo4j/layout"
)

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

// matchEdge finds an edge by its ends: relationships have no index by id.
func matchEdge(e *graph.Edge) string {
	return between("-[r:" + layout.Name(e.Name) + " {id: row.id}]->")
}

// between finds a relationship by its ends. The order keeps the planner from
// doing away with the WITH: both ends are to be found before what is between
// them, as one may have very many relationships.
func between(relationship string) string {
	return "MATCH (a:Entity {id: row.from}) MATCH (b:Entity {id: row.to}) WITH a, b, row ORDER BY row.from MATCH (a)" + relationship + "(b) "
}

// metaNode is the pattern of the node that is locked first.
const metaNode = "(m:" + layout.MetaLabel + " {name: '" + layout.MetaName + "'})"
