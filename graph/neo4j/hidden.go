package neo4j

import (
	"context"
	"maps"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// Edges that lead from a node to itself where their type cannot mean that are of
// earlier versions. A migration makes relationships of a type of their own of
// them, which hold their nodes but are in no answer and no export.

// loops lists the types that cannot lead from a node to itself.
func loops(m *graph.Model) []*graph.Edge {
	return slices.DeleteFunc(slices.Clone(m.Edges), func(e *graph.Edge) bool { return e.Reflexive })
}

// loop reports whether an edge is hidden.
func (e *touchedEdge) loop() bool { return e.from == e.to && !e.edge.Reflexive }

// readLoops reads nodes with their edges that lead to themselves.
func readLoops(m *graph.Model) string {
	return readAllNodes + "RETURN n.id, COLLECT { MATCH (n)-[r:" + layout.Types(loops(m)) + "]->(n) RETURN [type(r), r.id] }"
}

func hideLoops(m *migration, records []*neo4j.Record) {
	rows := map[string][]any{}
	for _, r := range records {
		for _, v := range layout.List(r.Values[1]) {
			if pair := layout.List(v); len(pair) == 2 {
				typ := layout.Text(pair[0])
				rows[typ] = append(rows[typ], map[string]any{"node": r.Values[0], "id": pair[1]})
			}
		}
	}
	for _, typ := range slices.Sorted(maps.Keys(rows)) {
		m.each("MATCH (n:"+layout.EntityLabel+" {id: row.node})-[r:"+layout.Name(typ)+" {id: row.id}]->(n) "+
			"CREATE (n)-[l:"+layout.LoopType+"]->(n) SET l = properties(r) DELETE r", rows[typ])
	}
}

// dropLoops takes hidden edges away.
func dropLoops() string { return between("-[r:"+layout.LoopType+" {id: row.id}]->") + "DELETE r" }

// notHidden writes that a piece of evidence e is not for a hidden edge.
func notHidden(m *graph.Model) string {
	var types []string
	for _, e := range loops(m) {
		types = append(types, e.Name)
	}
	return "NOT coalesce(e.factFrom = e.factTo AND e.factKind IN " + layout.Literals(types) + ", false)"
}

// Loops lists the ids of edges that lead from a node to itself where their type
// cannot mean that, and that are hidden therefore: a retraction takes them away.
func (s *Store) Loops(ctx context.Context) ([]string, error) {
	records, err := s.read(ctx, "loops", "MATCH ()-[l:"+layout.LoopType+"]->() RETURN l.id ORDER BY l.id", nil)
	ids := make([]string, 0, len(records))
	for _, r := range records {
		ids = append(ids, layout.Text(r.Values[0]))
	}
	return ids, err
}

// Nodes and edges that no statement which counts supports are stored, and are not
// there: their evidence can be read, and may count again. Such a node has not the label
// of its kind, but another; such an edge, and each that ends at such a node, is a relationship of a
// type that nothing reads.

// setAbsent plans to hide a node with its edges, or to show it again.
func (d *changeset) setAbsent(n *touchedNode, absent bool) {
	n.absent = absent
	label, edges := showNodes(n.kind), showEdges
	if absent {
		label, edges = hideNodes(n.kind), hideEdges
	}
	d.plan(label, n.id)
	for _, e := range d.model.Edges {
		if e.FromKinds().Has(n.kind) || e.ToKinds().Has(n.kind) {
			d.plan(edges(e), n.id)
		}
	}
}

// writeAbsent hides and shows the nodes, and then their edges.
func (a *application) writeAbsent() {
	var order []string
	for _, k := range a.model.Kinds {
		order = append(order, hideNodes(k), showNodes(k))
	}
	for _, e := range a.model.Edges {
		order = append(order, hideEdges(e), showEdges(e))
	}
	for _, statement := range order {
		a.each(statement, a.rows[statement])
	}
}

// hideNodes takes the label of a kind from nodes, and showNodes gives it back.
func hideNodes(k *graph.Kind) string {
	return "MATCH (n:Entity {id: row}) REMOVE n:" + layout.Name(k.Name) + " SET n:" + layout.Name(layout.WasLabel(k))
}
func showNodes(k *graph.Kind) string {
	return "MATCH (n:Entity {id: row}) SET n:" + layout.Name(k.Name) + " REMOVE n:" + layout.Name(layout.WasLabel(k))
}

// hideEdges hides the edges of a type at a node.
func hideEdges(e *graph.Edge) string {
	return "MATCH (:Entity {id: row})-[r:" + layout.Name(e.Name) + "]-(:Entity) " + distinct + retype(layout.WasType(e))
}

// showEdges shows the edges of a type at a node that are hidden for its sake alone.
func showEdges(e *graph.Edge) string {
	return "MATCH (:Entity {id: row})-[r:" + layout.Name(layout.WasType(e)) + "]-(m:Entity) WHERE r.absent IS NULL AND m.absent IS NULL " + distinct + retype(e.Name)
}

// moveEdges hides edges of a type, or shows them.
func moveEdges(e *graph.Edge, hidden bool) string {
	if hidden {
		return matchEdge(e) + retype(layout.WasType(e))
	}
	return matchEdge(e) + retype(e.Name)
}

// distinct takes each edge once, and its ends.
const distinct = "WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b "

// retype makes another relationship of one.
func retype(typ string) string {
	return "CREATE (a)-[is:" + layout.Name(typ) + "]->(b) SET is = properties(r) DELETE r"
}
