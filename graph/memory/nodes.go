package memory

import (
	"iter"
	"slices"

	"parley/graph"
	"parley/graph/ledger"
	"parley/graph/memory/container"
)

// FindNode returns the node of an id.
func (t *tx) FindNode(id string) (uint32, bool) {
	h, ok := t.found.ids[id]
	if !ok {
		if h, ok = t.byID.Get(id); ok {
			t.found.ids[t.nodes.At(h).id] = h
		}
	}
	return h, ok
}

// AddNode adds a node of which nothing is stated yet.
func (t *tx) AddNode(id string) uint32 {
	h := alloc(&t.nodes, t.stamp, &t.free.nodes)
	k := t.model.KindOf(id)
	n := t.editNode(h)
	*n = node{id: id, boxed: id, kind: k}
	if k == t.model.Publication {
		t.sources++
		n.loaded = t.sources
	}
	t.marks.Clear(t.stamp, h)
	t.unmarked = append(t.unmarked, h)
	t.byID.Set(id, h)
	t.found.ids[id] = h
	t.perKind[k.Ordinal()]++
	return h
}

// markNew marks the nodes that are new in the order of ids.
func (t *tx) markNew() {
	slices.SortFunc(t.unmarked, t.compareNodes)
	for _, h := range t.unmarked {
		if t.marks.Of(h) == 0 {
			t.marks.Insert(t.stamp, h, t.beside(h, t.byID.Descend), t.beside(h, t.byID.Ascend))
		}
	}
	t.unmarked = nil
}

// beside iterates over the nodes on one side of a node.
func (t *tx) beside(h uint32, walk func(id string, visit func(string, uint32) bool)) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		walk(t.nodes.At(h).id, func(_ string, at uint32) bool { return at == h || yield(at) })
	}
}

// editNode returns a node to write, and marks it.
func (t *tx) editNode(h uint32) *node {
	t.dirtyNodes.add(h)
	return t.nodes.Edit(t.stamp, h)
}

// Node returns what the rules look at of a node.
func (t *tx) Node(h uint32) ledger.Node[uint32] {
	n := t.nodes.At(h)
	return ledger.Node[uint32]{ID: n.id, Kind: n.kind, New: t.isNewNode(h), Stated: n.stated, Loaded: n.loaded, Swept: n.swept}
}

func (t *tx) isNewNode(h uint32) bool {
	return h >= t.base.nodes.Len() || t.base.nodes.At(h).id != t.nodes.At(h).id
}

// Published returns when a source was published, as it is stated now.
func (t *tx) Published(source uint32) *graph.When {
	n := t.nodes.At(source)
	w, _ := ledger.FirstStated(n.stated, n.kind, t.model.NodeProp("published")).(*graph.When)
	return w
}

// PublishedBefore returns when a source was published, before the transaction.
func (t *tx) PublishedBefore(source uint32) *graph.When {
	w, _ := t.nodes.At(source).value(t.model.NodeProp("published")).(*graph.When)
	return w
}

// Quote returns the quote as a slice of the source's text.
func (t *tx) Quote(source uint32, e *graph.Evidence) (string, bool) {
	got, ok := t.nodes.At(source).text.Slice(e.Start, e.End)
	return got, ok && got == e.Quote
}

// Held reports whether anything other than a statement of it holds a node.
func (t *tx) Held(h uint32) bool {
	t.flush()
	n := t.nodes.At(h)
	if n.uses > 0 || len(n.evidence) > 0 || t.statesOther(h) || len(t.loops[h]) > 0 {
		return true
	}
	return slices.ContainsFunc(n.kind.Links(), func(l *graph.Link) bool {
		return slices.ContainsFunc(n.link(l), func(at uint32) bool { return l.Kind != graph.EdgeLink || len(t.edges.At(at).evidence) > 0 })
	})
}

// statesOther reports whether a node is a source that states another node.
func (t *tx) statesOther(h uint32) bool {
	for node := range t.statedIn(h) {
		if node != h {
			return true
		}
	}
	return false
}

// States returns the nodes that a source states.
func (t *tx) States(source uint32) []uint32 { return slices.Collect(t.statedIn(source)) }

// SetStates notes whether a source states a node.
func (t *tx) SetStates(source, h uint32, states bool) {
	if states {
		t.stated.Insert(pack(source, h))
	} else {
		t.stated.Delete(pack(source, h))
	}
}

// SetStated sets what sources state of a node.
func (t *tx) SetStated(h uint32, stated []statement) {
	t.nodes.Edit(t.stamp, h).stated = stated
	t.retext(h)
}

// retext makes a source's text ready for quotes, whoever states it.
func (t *tx) retext(h uint32) {
	n := t.nodes.At(h)
	if n.loaded == 0 {
		return
	}
	was, text := n.text, t.statedText(n)
	if text == was.String() {
		return
	}
	is := container.NewText(text)
	t.editNode(h).text = is
	for _, f := range n.link(t.source) {
		if !t.facts.At(f).in(was) || !t.facts.At(f).in(is) {
			t.facts.Edit(t.stamp, f) // its image has other words now
		}
	}
}

// SetSwept sets the load of a source that was ended last.
func (t *tx) SetSwept(source uint32, load string) { t.nodes.Edit(t.stamp, source).swept = load }

// SetNode sets the values of a node, and tells the indexes what changes of them.
func (t *tx) SetNode(h uint32, vals []graph.Value) (changed bool) {
	if !t.isNewNode(h) && ledger.EqualValues(vals, t.base.nodes.At(h).vals) {
		return false
	}
	n := t.nodes.Edit(t.stamp, h)
	n.vals = vals
	t.index(h, n)
	return true
}

// RemoveNode takes a node away.
func (t *tx) RemoveNode(h uint32) {
	n := *t.nodes.At(h)
	t.index(h, &node{kind: n.kind})
	t.byID.Delete(n.id)
	delete(t.found.ids, n.id)
	t.perKind[n.kind.Ordinal()]--
	*t.nodes.Edit(t.stamp, h) = node{}
	t.freed.nodes = append(t.freed.nodes, h)
}
