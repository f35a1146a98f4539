package memory

import (
	"iter"
	"slices"

	"github.com/tidwall/btree"

	"parley/graph"
)

// absences are the nodes and edges that nothing which counts supports. Such an
// edge, or one with such an end, is in no link, and such a node in no index; their
// evidence can be read, and may count again.
type absences struct {
	nodes *btree.Set[uint32]
	edges *btree.Set[uint64] // node and edge that ends there and is in no link
}

func newAbsences() absences { return absences{new(btree.Set[uint32]), new(btree.Set[uint64])} }

func (a absences) copy() absences { return absences{a.nodes.Copy(), a.edges.Copy()} }

// at iterates over the edges that end at a node and are in no link.
func (a *absences) at(node uint32) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		a.edges.Ascend(pack(node, 0), func(key uint64) bool {
			of, edge := unpack(key)
			return of == node && yield(edge)
		})
	}
}

// note notes an edge as in no link, or as in links again.
func (a *absences) note(e *edge, h uint32, absent bool) {
	for _, end := range [...]uint32{e.from, e.to} {
		if absent {
			a.edges.Insert(pack(end, h))
		} else {
			a.edges.Delete(pack(end, h))
		}
	}
}

// hangs reports whether an edge belongs into links: it and its ends are there.
func (s *snapshot) hangs(e *edge) bool {
	return !e.absent && !e.loop() && !s.nodes.At(e.from).absent && !s.nodes.At(e.to).absent
}

// placeEdge puts an edge into links, or takes it out of them, as it is there, and
// reports whether that is to be flushed.
func (t *tx) placeEdge(h uint32) (moved bool) {
	e := t.edges.At(h)
	hangs := t.hangs(e)
	if hangs == !e.loose || e.loop() {
		return false
	}
	t.edges.Edit(t.stamp, h).loose = !hangs
	t.absences.note(e, h, !hangs)
	place := t.unlink
	if hangs {
		place = t.linkUp
	}
	place(e.from, e.edge.OutLink(), h)
	place(e.to, e.edge.InLink(), h)
	return true
}

// setAbsent notes whether a node is there.
func (t *tx) setAbsent(h uint32, absent bool) {
	n := t.nodes.Edit(t.stamp, h)
	n.absent = absent
	if absent {
		t.absences.nodes.Insert(h)
		t.perKind[n.kind.Ordinal()]--
	} else {
		t.absences.nodes.Delete(h)
		t.perKind[n.kind.Ordinal()]++
	}
	for _, e := range t.allEdgesAt(h) {
		t.placeEdge(e)
	}
	t.flush()
}

// allEdgesAt lists the edges that end at a node, in links or not.
func (t *tx) allEdgesAt(h uint32) []uint32 {
	n := t.nodes.At(h)
	edges := slices.Collect(t.absences.at(h))
	for _, l := range n.kind.Links() {
		if l.Kind == graph.EdgeLink {
			edges = append(edges, n.link(l)...)
		}
	}
	return edges
}
