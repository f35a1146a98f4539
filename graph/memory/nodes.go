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
	n := t.snapshot.Node(h)
	n.New = t.isNewNode(h)
	return n
}

func (t *tx) isNewNode(h uint32) bool {
	return h >= t.base.nodes.Len() || t.base.nodes.At(h).id != t.nodes.At(h).id
}

// SourceBefore returns what was stated of a source before the transaction.
func (t *tx) SourceBefore(h uint32) ledger.Source { return t.sourceOf(t.base.nodes.At(h).value) }

// KnownBefore returns the latest day known of the sources loaded before the n-th
// that something holds.
func (t *tx) KnownBefore(n int) graph.Day {
	return t.latestKnown(func(h uint32) bool {
		node := t.Node(h)
		return node.Loaded < n && (node.IsStated() || t.Held(h))
	})
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
	for e := range t.absences.at(h) {
		if len(t.edges.At(e).evidence) > 0 {
			return true
		}
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
func (t *tx) SetNode(h uint32, vals []graph.Value, at ledger.Standing) (changed bool) {
	n := t.nodes.At(h)
	if n.at.Since != at.Since || n.at.Settled != at.Settled {
		n = t.nodes.Edit(t.stamp, h)
		n.at = known{at.Since, at.Settled}
	}
	if !t.isNewNode(h) && n.absent == !at.There && ledger.EqualValues(vals, t.base.nodes.At(h).vals) {
		return false
	}
	t.nodes.Edit(t.stamp, h).vals = vals
	if n = t.nodes.At(h); n.absent == at.There {
		t.setAbsent(h, !at.There)
	}
	t.index(h, t.nodes.At(h))
	return true
}

// RemoveNode takes a node away.
func (t *tx) RemoveNode(h uint32) {
	if t.nodes.At(h).absent {
		t.setAbsent(h, false)
	}
	n := *t.nodes.At(h)
	t.index(h, &node{kind: n.kind})
	t.byID.Delete(n.id)
	delete(t.found.ids, n.id)
	t.perKind[n.kind.Ordinal()]--
	*t.nodes.Edit(t.stamp, h) = node{}
	t.freed.nodes = append(t.freed.nodes, h)
}
