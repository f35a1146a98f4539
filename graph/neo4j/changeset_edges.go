package neo4j

import (
	"maps"
	"slices"
	"strings"

	"parley/graph"
	"parley/graph/ledger"
	"parley/graph/neo4j/layout"
)

func edgeIDOf(k ledger.EdgeKey[*touchedNode]) string {
	return k.Type.Name + " " + k.From.id + " " + k.To.id + k.Key
}

// FindEdge returns the edge of a key.
func (d *changeset) FindEdge(k ledger.EdgeKey[*touchedNode]) (*touchedEdge, bool) {
	return d.FindEdgeID(edgeIDOf(k))
}

// FindEdgeID returns the edge of an id.
func (d *changeset) FindEdgeID(id string) (*touchedEdge, bool) {
	e := d.edges[id]
	return e, e != nil
}

// AddEdge adds the edge of a key.
func (d *changeset) AddEdge(k ledger.EdgeKey[*touchedNode], identity map[string]graph.Value) *touchedEdge {
	e := &touchedEdge{id: edgeIDOf(k), edge: k.Type, from: k.From, to: k.To, identity: identity, whole: true, facts: map[string]*touchedFact{}}
	d.hold(e)
	return e
}

// hold takes an edge into the changeset.
func (d *changeset) hold(e *touchedEdge) {
	d.edges[e.id] = e
	if e.loop() {
		return
	}
	from, to := end{e.from, e.edge, true}, end{e.to, e.edge, false}
	d.at[from], d.at[to] = append(d.at[from], e), append(d.at[to], e)
	all := series{e.edge, e.from, e.to}
	d.parallel[all] = append(d.parallel[all], e)
}

// Edges returns the edges of a type from a node or to it.
func (d *changeset) Edges(n *touchedNode, t *graph.Edge, out bool) []*touchedEdge {
	return edgesByID(d.at[end{n, t, out}])
}

// Parallel returns the edges of the type of an edge between its ends.
func (d *changeset) Parallel(e *touchedEdge) []*touchedEdge {
	if e.loop() {
		return []*touchedEdge{e}
	}
	return edgesByID(d.parallel[series{e.edge, e.from, e.to}])
}

// edgesByID returns edges in the order of ids.
func edgesByID(edges []*touchedEdge) []*touchedEdge {
	return slices.SortedFunc(slices.Values(edges), func(a, b *touchedEdge) int { return strings.Compare(a.id, b.id) })
}

// Edge returns what the rules look at of an edge.
func (d *changeset) Edge(e *touchedEdge) ledger.Edge[*touchedNode] {
	identity := e.identity
	if e.stored {
		identity = map[string]graph.Value{}
		for _, p := range e.edge.Props() {
			if p.Identity {
				identity[p.Name] = layout.Value(p, e.props)
			}
		}
	}
	return ledger.Edge[*touchedNode]{Type: e.edge, From: e.from, To: e.to, New: !e.stored, Vals: ledger.InPlace(e.edge.Props(), identity)}
}

// SetEdge plans to write what is new of an edge: its values, and what is stored
// beside them. Those of its identity stay as they were first worded. Its ends may come
// or go yet, see [changeset.setAbsent].
func (d *changeset) SetEdge(e *touchedEdge, vals []graph.Value, at ledger.Standing) (changes bool) {
	named := ledger.Named(e.edge.Props(), vals)
	changing := slices.DeleteFunc(slices.Clone(e.edge.Props()), func(p *graph.Property) bool { return e.stored && p.Identity })
	props := layout.Props(changing, named)
	props["absent"] = orFalse(!at.There)
	hidden := !at.There || e.from.absent || e.to.absent
	quote := orNull(d.ledger.LeadQuote(d.EvidenceFor(touchedSubject{Edge: e, OnEdge: true})))
	past := d.pastOfEdge(e, vals, at, quote)
	d.planPast(e.props, past, dropEdgePast(e.edge), addEdgePast(e.edge), e.row())
	extras := map[string]any{
		"quote": quote, "version": versionOf(e.edge.Props(), named, e.facts), "knownFrom": past.KnownFrom, "past": past.Digest,
	}
	if e.stored {
		if hidden != e.was && !e.loop() {
			d.plan(moveEdges(e.edge, hidden), e.row())
		}
		diff := layout.Changed(e.props, props)
		changes = len(diff) > 0
		if maps.Copy(diff, layout.Changed(e.props, extras)); len(diff) > 0 {
			row := e.row()
			row["props"] = diff
			d.plan(setEdges(e.edge), row)
		}
		return changes
	}
	maps.Copy(props, extras)
	props["id"] = e.id
	t := d.tables.Edges[e.edge]
	if hidden {
		t = d.tables.Was[e.edge]
	}
	d.plan(t.Create, t.Row(props, e.from.id, e.to.id))
	return true
}

// RemoveEdge plans to take an edge away.
func (d *changeset) RemoveEdge(e *touchedEdge) {
	switch {
	case e.stored && e.loop():
		d.plan(dropLoops(), e.row())
	case e.stored:
		d.plan(dropEdges(e.edge), e.row())
	}
}

// row is what finds an edge.
func (e *touchedEdge) row() map[string]any {
	return map[string]any{"id": e.id, "from": e.from.id, "to": e.to.id}
}
