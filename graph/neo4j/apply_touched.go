package neo4j

import (
	"strings"

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

// readTouched reads what the changed parts of the changeset are weighed by: all the
// evidence for them, and the sources of that.
func (a *application) readTouched() {
	redated := a.ledger.Redated(a.dirtyNodes())
	a.readFacts(readSaid, idsOf(redated))
	a.ledger.Redate(redated)
	var subjects []any
	for _, n := range a.dirtyNodes() {
		if n.stored && !n.whole {
			subjects = append(subjects, n.id)
		}
	}
	for _, e := range a.dirtyEdges() {
		if !e.whole {
			subjects = append(subjects, e.id)
		}
	}
	a.readUntold(a.dirtyNodes())
	a.readSubjects(subjects)
	a.readEdges()
	a.readOrigins()
}

// dirtyNodes lists the nodes that are to be finished, in the order of ids.
func (d *changeset) dirtyNodes() []*touchedNode {
	return those(d.nodes, func(n *touchedNode) bool { return n.dirty })
}

// dirtyEdges lists the edges that are to be finished, in the order of ids.
func (d *changeset) dirtyEdges() []*touchedEdge {
	return those(d.edges, func(e *touchedEdge) bool { return e.dirty })
}

// readEdges reads the values of edges that are weighed anew.
func (a *application) readEdges() {
	rows := map[*graph.Edge][]any{}
	for _, e := range a.dirtyEdges() {
		if e.stored && len(e.facts) > 0 {
			rows[e.edge] = append(rows[e.edge], e.row())
		}
	}
	for t, list := range rows {
		for _, r := range a.each(matchEdge(t)+"RETURN r.id, properties(r)", list) {
			a.edges[layout.Text(r.Values[0])].props, _ = r.Values[1].(map[string]any)
		}
	}
}

// readOrigins reads the sources of evidence that is weighed: their dates, and
// their places in the order of loading.
func (a *application) readOrigins() {
	var ids set
	weighed := func(facts map[string]*touchedFact) {
		for _, f := range facts {
			if !f.source.told {
				ids.add(f.source.id)
			}
		}
	}
	for _, n := range a.dirtyNodes() {
		weighed(n.facts)
	}
	for _, e := range a.dirtyEdges() {
		weighed(e.facts)
	}
	for _, r := range a.each(readOrigins(), ids.list) {
		props, _ := r.Values[1].(map[string]any)
		source := a.bare(layout.Text(r.Values[0]))
		source.published, source.loaded = layout.Date("published", props), layout.Number(props["loaded"])
	}
}

// readOrigins reads of a source only what it is weighed by, not its text.
func readOrigins() string {
	return "MATCH (s:Entity:Source {id: row}) RETURN s.id, s {.loaded, ." + strings.Join(layout.DateProperties("published"), ", .") + "}"
}
