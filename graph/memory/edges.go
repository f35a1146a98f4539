package memory

import (
	"cmp"
	"sort"
	"strings"

	"parley/graph"
	"parley/graph/ledger"
)

type edgeKey = ledger.EdgeKey[uint32]

// FindEdge returns the edge of a key. It is looked for where there are fewer.
func (t *tx) FindEdge(k edgeKey) (uint32, bool) {
	if h, ok := t.freshEdges[k]; ok {
		return h, true
	}
	e := &edge{edge: k.Type, from: k.From, to: k.To, key: k.Key}
	list, in := t.nodes.at(e.from).link(e.edge.OutLink()), t.nodes.at(e.to).link(e.edge.InLink())
	if len(in) < len(list) {
		list = in
	}
	i := search(len(list), func(i int) int { return t.compareEdges(t.edges.at(list[i]), e) })
	if i < len(list) && t.compareEdges(t.edges.at(list[i]), e) == 0 && t.edges.at(list[i]).edge != nil {
		return list[i], true
	}
	return none, false
}

// FindEdgeID returns the edge of an id.
func (t *tx) FindEdgeID(id string) (uint32, bool) {
	t.flush()
	return t.edgeWithID(id)
}

// edgeWithID returns the edge of an id. Nothing may be pending.
func (s *snapshot) edgeWithID(id string) (uint32, bool) {
	words := strings.SplitN(id, " ", 3)
	e := s.model.Edge(words[0])
	h, ok := s.find(words[1])
	if e == nil || !ok {
		return none, false
	}
	for _, at := range s.loops[h] {
		if s.edgeID(at) == id {
			return at, true
		}
	}
	list := s.nodes.at(h).link(e.OutLink())
	i := sort.Search(len(list), func(i int) bool { return s.edgeID(list[i]) >= id })
	if i < len(list) && s.edgeID(list[i]) == id {
		return list[i], true
	}
	return none, false
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
		return t.nodes.at(h).boxed
	}
	return v
}

// editEdge returns an edge to write, and marks it.
func (t *tx) editEdge(h uint32) *edge {
	t.dirtyEdges.add(h)
	return t.edges.edit(t.stamp, h)
}

// Edge returns what the rules look at of an edge.
func (t *tx) Edge(h uint32) ledger.Edge[uint32] {
	e := t.edges.at(h)
	isNew := h >= t.base.edges.n || t.base.edges.at(h).edge == nil
	return ledger.Edge[uint32]{Type: e.edge, From: e.from, New: isNew, Vals: e.vals}
}

// SetEdge sets the values of an edge.
func (t *tx) SetEdge(h uint32, vals []graph.Value) (changed bool) {
	if ledger.EqualValues(vals, t.edges.at(h).vals) {
		return false
	}
	t.edges.edit(t.stamp, h).vals = vals
	return true
}

// RemoveEdge takes an edge away.
func (t *tx) RemoveEdge(h uint32) {
	e := *t.edges.at(h)
	t.unlink(e.from, e.edge.OutLink(), h)
	t.unlink(e.to, e.edge.InLink(), h)
	if e.loop() {
		t.removeLoop(e.from, h)
	}
	*t.edges.edit(t.stamp, h) = edge{}
	t.freed.edges = append(t.freed.edges, h)
}

// compareEdges orders edges of one type as their ids do: a space, which parts
// an id's words, sorts below all that a word may hold.
func (s *snapshot) compareEdges(a, b *edge) int {
	return cmp.Or(
		s.compareNodes(a.from, b.from),
		s.compareNodes(a.to, b.to),
		strings.Compare(a.key, b.key),
	)
}
