package neo4j

import (
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// readBared reads what holds the nodes that may have lost the evidence that they need.
func (a *application) readBared() {
	bared := a.ledger.Bared()
	a.readUntold(bared)
	a.readFacts(readResting(a.model), idsOf(bared))
}

// readUntold reads those of some nodes of which only the ids are known.
func (a *application) readUntold(nodes []*touchedNode) {
	var untold []any
	for _, n := range nodes {
		if n.stored && !n.told {
			untold = append(untold, n.id)
		}
	}
	a.readNodes(untold)
}

// readTouched reads what the changed parts of the changeset are weighed by. What is
// weighed together with what was touched is touched too, as the ledger finds it.
func (a *application) readTouched() {
	a.inTurn(
		a.readRedated,
		a.readWeighed,
		a.readVoices,
		a.readWeighed,
		a.readBeside,
		func() { a.ledger.Spread(a.dirtyNodes(), a.dirtyEdges()) },
		a.readWeighed,
		a.readSpoken,
		a.readPrincipals,
		a.readOrigins,
	)
}

// dirtyNodes lists the nodes that are to be finished, in the order of ids.
func (d *changeset) dirtyNodes() []*touchedNode {
	return those(d.nodes, func(n *touchedNode) bool { return n.dirty })
}

// dirtyEdges lists the edges that are to be finished, in the order of ids.
func (d *changeset) dirtyEdges() []*touchedEdge {
	return those(d.edges, func(e *touchedEdge) bool { return e.dirty })
}

// readRedated reads what rests on sources that are dated anew, and all corrections where
// there are such.
func (a *application) readRedated() {
	sources := those(a.nodes, func(n *touchedNode) bool {
		return n.kind == a.model.Publication && n.stored && (n.dirty || n.loose)
	})
	a.readUntold(sources)
	a.readHolding(sources)
	redated := a.ledger.Redated(sources)
	if a.readFacts(readSaid, idsOf(redated)); len(redated) > 0 {
		a.takeIn(a.query(readCorrections+factColumns(a.model), nil))
	}
	a.ledger.Redate(redated)
}

// readHolding reads what holds those of some sources that nothing is known to hold.
func (a *application) readHolding(sources []*touchedNode) {
	var ids []any
	for _, n := range sources {
		if !n.isStated() && !a.Held(n) {
			ids = append(ids, n.id)
		}
	}
	a.readFacts(readResting(a.model), ids)
	for _, r := range a.each(readStates, ids) {
		source, n := a.bare(layout.Text(r.Values[0])), a.bare(layout.Text(r.Values[1]))
		if !n.told { // or it is known already
			a.SetStates(source, n, true)
		}
	}
}

const (
	readCorrections = "MATCH (e:Evidence) WHERE e.corrects IS NOT NULL "
	readStates      = "MATCH (:Entity:Source {id: row})-[:" + layout.StatesType + "]->(n:Entity) WHERE n.id <> row RETURN DISTINCT row, n.id"
)

// readWeighed reads the touched nodes, all evidence for what was touched, and the
// values of edges of which evidence is known.
func (a *application) readWeighed() {
	nodes := a.dirtyNodes()
	a.readUntold(nodes)
	a.readWhole(nodes, a.dirtyEdges())
	a.readValues()
}

// readWhole reads all evidence for some nodes and edges.
func (a *application) readWhole(nodes []*touchedNode, edges []*touchedEdge) {
	var subjects set
	for _, n := range nodes {
		if n.stored && !n.whole {
			subjects.add(n.id)
		}
	}
	for _, e := range edges {
		if !e.whole {
			subjects.add(e.id)
		}
	}
	a.readSubjects(subjects.list)
}

// readValues reads the values of the edges of which only evidence is known.
func (a *application) readValues() {
	rows := map[*graph.Edge][]any{}
	for _, e := range a.edges {
		if e.stored && e.props == nil && len(e.facts) > 0 && !e.loop() {
			rows[e.edge] = append(rows[e.edge], e.row())
		}
	}
	for _, t := range a.model.Edges {
		a.takeEdges(t, a.each(matchEdge(t)+edgeColumns, rows[t]))
	}
}

// takeEdges takes edges of a type into the changeset, as they are stored. One whose id
// says otherwise is somebody else's.
func (a *application) takeEdges(t *graph.Edge, records []*neo4j.Record) (edges []*touchedEdge) {
	for _, r := range records {
		id, from, to := layout.Text(r.Values[0]), layout.Text(r.Values[3]), layout.Text(r.Values[4])
		if of, a, b := a.model.EdgeOf(id); of != t || a != from || b != to {
			continue
		}
		e := a.storedEdge(t, id, from, to)
		e.was = layout.Text(r.Values[1]) == layout.WasType(t)
		e.props, _ = r.Values[2].(map[string]any)
		e.from.absent, e.to.absent = r.Values[5] != nil, r.Values[6] != nil
		edges = append(edges, e)
	}
	return edges
}

// readEdgesAt reads the edges of a type from some nodes, or to them.
func (a *application) readEdgesAt(nodes []*touchedNode, t *graph.Edge, out bool) {
	ends := t.ToKinds()
	if out {
		ends = t.FromKinds()
	}
	var ids []any
	for _, n := range nodes {
		if at := (end{n, t, out}); n.stored && ends.Has(n.kind) && !a.around[at] {
			a.around[at] = true
			ids = append(ids, n.id)
		}
	}
	a.takeEdges(t, a.each(matchAt(t, out)+edgeColumns, ids))
}

// readBeside reads what stands beside the touched edges and is weighed with them:
// edges between the same ends, those of who took part in a touched meeting, and what
// is said of a meeting that a touched edge leads to.
func (a *application) readBeside() {
	nodes, edges := a.dirtyNodes(), a.dirtyEdges()
	var beside []*touchedEdge
	var led []*touchedNode
	for _, t := range a.model.Edges {
		beside = append(beside, a.readSeries(t, edges)...)
		if t.Leading() == nil {
			continue
		}
		a.readEdgesAt(nodes, t, false)
		for _, n := range nodes {
			beside = append(beside, a.at[end{n, t, false}]...)
		}
	}
	for _, e := range slices.Concat(edges, beside) {
		if e.edge.Leading() != nil {
			led = append(led, e.to)
		}
	}
	a.readWhole(led, beside)
}

// readSeries reads the edges between the same ends as some of a type that may have
// more than one there, and returns them.
func (a *application) readSeries(t *graph.Edge, edges []*touchedEdge) []*touchedEdge {
	if !slices.ContainsFunc(t.Props(), func(p *graph.Property) bool { return p.Identity }) {
		return nil
	}
	asked := map[series]bool{}
	var rows []any
	for _, e := range edges {
		all := series{t, e.from, e.to}
		if e.edge != t || asked[all] || !e.from.stored || !e.to.stored {
			continue
		}
		asked[all] = true
		rows = append(rows, e.row())
	}
	return a.takeEdges(t, a.each(matchSeries(t)+edgeColumns, rows))
}

// readSpoken reads what edges say of touched nodes, claims.
func (a *application) readSpoken() {
	nodes := a.dirtyNodes()
	var spoken []*touchedEdge
	for _, t := range a.model.Edges {
		if t.Speech() == nil {
			continue
		}
		a.readEdgesAt(nodes, t, false)
		for _, n := range nodes {
			spoken = append(spoken, a.at[end{n, t, false}]...)
		}
	}
	a.readWhole(nil, spoken)
}
