package memory

import (
	"maps"

	"parley/graph"
	"parley/graph/ledger"
)

// FindEdge returns the edge of a key. It is looked for where there are fewer.
func (t *tx) FindEdge(k edgeKey) (uint32, bool) {
	if h, ok := t.freshEdges[k]; ok {
		return h, true
	}
	e := &edge{edge: k.Type, from: k.From, to: k.To, key: k.Key}
	list, in := t.nodes.At(e.from).link(e.edge.OutLink()), t.nodes.At(e.to).link(e.edge.InLink())
	if len(in) < len(list) {
		list = in
	}
	if h, ok := findIn(list, func(at uint32) int { return t.compareEdges(t.edges.At(at), e) }); ok {
		return h, t.edges.At(h).edge != nil
	}
	for h := range t.absences.at(k.From) {
		if at := t.edges.At(h); at.edge == k.Type && at.from == k.From && at.to == k.To && at.key == k.Key {
			return h, true
		}
	}
	return none, false
}

// FindEdgeID returns the edge of an id.
func (t *tx) FindEdgeID(id string) (uint32, bool) {
	t.flush()
	return t.findEdge(id)
}

// AddEdge adds the edge of a key.
func (t *tx) AddEdge(k edgeKey, identity map[string]graph.Value) uint32 {
	h := alloc(&t.edges, t.stamp, &t.free.edges)
	vals := ledger.InPlace(k.Type.Props(), identity)
	for i, v := range vals {
		vals[i] = t.shared(k.Type.Props()[i], v)
	}
	*t.editEdge(h) = edge{edge: k.Type, from: k.From, to: k.To, key: k.Key, vals: vals}
	t.freshEdges[k] = h
	t.linkUp(k.From, k.Type.OutLink(), h)
	t.linkUp(k.To, k.Type.InLink(), h)
	return h
}

// shared returns a value that is boxed once: an enum's or an id.
func (t *tx) shared(p *graph.Property, v graph.Value) graph.Value {
	text, isText := v.(string)
	switch {
	case !isText:
		return v
	case p.Type == graph.Enumerated:
		boxed, _ := t.enumVals[p.Enum].find(text)
		return boxed
	case p.Type == graph.Reference:
		h, _ := t.FindNode(text)
		return t.nodes.At(h).boxed
	}
	return v
}

// editEdge returns an edge to write, and marks it.
func (t *tx) editEdge(h uint32) *edge {
	t.dirtyEdges.add(h)
	return t.edges.Edit(t.stamp, h)
}

// Edge returns what the rules look at of an edge.
func (t *tx) Edge(h uint32) ledger.Edge[uint32] {
	e := t.snapshot.Edge(h)
	e.New = h >= t.base.edges.Len() || t.base.edges.At(h).edge == nil
	return e
}

// SetEdge sets the values of an edge.
func (t *tx) SetEdge(h uint32, vals []graph.Value, at ledger.Standing) (changed bool) {
	e := t.edges.At(h)
	if is := (known{at.Since, at.Settled}); e.at != is || e.was != nil || at.Since < at.Settled {
		e = t.edges.Edit(t.stamp, h)
		e.at, e.was = is, nil
		t.learned.add(h)
	}
	if e.absent == !at.There && ledger.EqualValues(vals, e.vals) {
		return false
	}
	e = t.edges.Edit(t.stamp, h)
	e.vals, e.absent = t.found.lists.Values(vals), !at.There
	if t.placeEdge(h) {
		t.flush()
	}
	return true
}

// RemoveEdge takes an edge away.
func (t *tx) RemoveEdge(h uint32) {
	e := *t.edges.At(h)
	if e.loose {
		t.absences.note(&e, h, false)
		t.Loosen(e.from)
		t.Loosen(e.to)
	} else {
		t.unlink(e.from, e.edge.OutLink(), h)
		t.unlink(e.to, e.edge.InLink(), h)
	}
	if e.loop() { // it was hidden
		t.loops = maps.Clone(t.loops)
		t.loops[e.from] = without(t.loops[e.from], h)
	}
	t.edges.Edit(t.stamp, h).evidence = nil // links have it until they are flushed
	t.freed.edges = append(t.freed.edges, h)
}
