package memory

import (
	"iter"
	"slices"

	"parley/graph"
	"parley/graph/memory/codec"
)

// UpgradeEdges returns those of a store's images that change where an earlier
// version wrote them, for which edges were told apart by what is no part of their
// identity any more. The first of those that are one edge now stays, the evidence of
// all of them is for it, and says what its own edge was told apart by, with the id
// that it has where it is put so.
func UpgradeEdges(m *graph.Model, images iter.Seq2[Image, error]) ([]Image, error) {
	r := &restoring{tx: newTx(newSnapshot(m), 1, freeList{}, newFound()), in: codec.NewReader()}
	if err := r.readAll(images); err != nil {
		return nil, err
	}
	t := newTx(r.snapshot, 2, freeList{}, newFound())
	t.moveFacts(t.regroupEdges())
	return t.changed(), nil
}

// regrouped is what becomes of an edge.
type regrouped struct {
	into uint32       // the edge that it is now
	said []graph.Said // what it was told apart by
}

// regroupEdges makes those one edge that are no longer told apart, and returns what
// became of them.
func (t *tx) regroupEdges() map[uint32]regrouped {
	first, all := map[edgeKey]uint32{}, map[uint32]regrouped{}
	for h := range t.edges.Len() {
		e := *t.edges.At(h)
		if e.gone() || len(e.edge.Former()) == 0 {
			continue
		}
		key := edgeKey{Type: e.edge, From: e.from, To: e.to, Key: graph.IdentityKey(e.edge, e.value)}
		is := regrouped{h, saidOf(e.edge.Props(), e.vals, func(p *graph.Property) bool { return p.Formerly })}
		if into, there := first[key]; there {
			is.into = into
			*t.edges.Edit(t.stamp, h) = edge{}
		} else if first[key] = h; e.key != key.Key {
			t.edges.Edit(t.stamp, h).key = key.Key
		}
		if is.into != h || len(is.said) > 0 {
			all[h] = is
		}
	}
	return all
}

// moveFacts moves the evidence of edges to what became of these.
func (t *tx) moveFacts(edges map[uint32]regrouped) {
	for h := range t.facts.Len() {
		of := t.facts.At(h)
		is, moves := edges[of.subject]
		if of.gone() || !of.onEdge || !moves {
			continue
		}
		f := t.facts.Edit(t.stamp, h)
		f.subject = is.into
		if len(is.said) > 0 {
			f.says = t.saidToo(f, is.said)
			put := t.said(h)
			f.digest = put.Digest(t.model.FactID(put.Fact))
		}
	}
}

// saidToo returns what a piece of evidence for an edge says, in the order of the
// properties, with more of what it does not speak of.
func (t *tx) saidToo(f *fact, more []graph.Said) []graph.Said {
	says := slices.Clone(f.says)
	for _, s := range more {
		if !slices.ContainsFunc(says, func(o graph.Said) bool { return o.Property == s.Property }) {
			says = append(says, s)
		}
	}
	props := t.edges.At(f.subject).edge.Props()
	slices.SortFunc(says, func(a, b graph.Said) int { return indexNamed(props, a.Property) - indexNamed(props, b.Property) })
	return says
}
