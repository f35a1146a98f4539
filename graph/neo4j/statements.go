package neo4j

import (
	"parley/graph"
	"parley/graph/neo4j/layout"
)

// What is written beside what is created, see [layout.Tables].
const (
	dropFacts = "MATCH (e:Evidence {id: row}) DELETE e"
	setFacts  = "MATCH (e:Evidence {id: row.id}) SET e += row.props"
	setNodes  = "MATCH (n:Entity {id: row.id}) SET n += row.props"
	setMerged = "MERGE (m:" + layout.MergedLabel + " {id: row.id}) SET m.into = row.into"
	unmerge   = "MATCH (m:" + layout.MergedLabel + " {id: row}) DELETE m"
)

// dropEdges takes edges away, with what they were.
func dropEdges(e *graph.Edge) string {
	return between("-[r:"+layout.KnownTypes([]*graph.Edge{e})+" {id: row.id}]->") + "DELETE r"
}

func setEdges(e *graph.Edge) string { return matchEdge(e) + "SET r += row.props" }
func unstate() string               { return matchStates() + "DELETE t" }
func restate() string               { return matchStates() + "SET t.load = row.load, t.props = row.props" }

// matchStates finds what a source states of a node.
func matchStates() string {
	return between("-[t:"+layout.StatesType+"]->") + "WHERE coalesce(t.as, '') = coalesce(row.as, '') "
}

// matchEdge finds an edge, there or not, by its ends: relationships have no index by
// id.
func matchEdge(e *graph.Edge) string { return between("-[r:" + eitherType(e) + " {id: row.id}]->") }

// matchSeries finds all edges of a type between two ends.
func matchSeries(e *graph.Edge) string { return between("-[r:" + eitherType(e) + "]->") }

// matchAt finds all edges of a type from a node, or to it.
func matchAt(e *graph.Edge, out bool) string {
	if out {
		return "MATCH (a:Entity {id: row})-[r:" + eitherType(e) + "]->(b:Entity) "
	}
	return "MATCH (b:Entity {id: row})<-[r:" + eitherType(e) + "]-(a:Entity) "
}

// eitherType writes the types of the relationships that edges of a type are.
func eitherType(e *graph.Edge) string { return layout.AllTypes([]*graph.Edge{e}) }

// edgeColumns are what is read of an edge.
const edgeColumns = "RETURN r.id, type(r), properties(r), a.id, b.id, a.absent, b.absent"

// between finds a relationship by its ends. The order keeps the planner from
// doing away with the WITH: both ends are to be found before what is between
// them, as one may have very many relationships.
func between(relationship string) string {
	return "MATCH (a:Entity {id: row.from}) MATCH (b:Entity {id: row.to}) WITH a, b, row ORDER BY row.from MATCH (a)" + relationship + "(b) "
}

// metaNode is the pattern of the node that is locked first.
const metaNode = "(m:" + layout.MetaLabel + " {name: '" + layout.MetaName + "'})"
