package memory

import (
	"cmp"
	"slices"

	"parley/graph"
)

func (t *tx) linkAt(node uint32, l *graph.Link) linkAt {
	return linkAt(pack(node, uint32(t.nodes.At(node).kind.LinkIndex(l))))
}

// linkUp adds an edge or a piece of evidence to a node's link.
func (t *tx) linkUp(node uint32, l *graph.Link, h uint32) {
	t.pending = append(t.pending, linkChange{t.linkAt(node, l), h, false})
}

// unlink takes an edge or a piece of evidence from a node's link.
func (t *tx) unlink(node uint32, l *graph.Link, h uint32) {
	t.pending = append(t.pending, linkChange{t.linkAt(node, l), h, true})
}

// flush puts all that was added to links in its place, and takes out what was
// removed.
func (t *tx) flush() {
	t.applyLinks(t.pending)
	t.pending = t.pending[:0]
	clear(t.freshEdges)
	clear(t.freshFacts)
}

// flushed returns a node's link with all that was added to it and taken from it.
func (t *tx) flushed(node uint32, l *graph.Link) []uint32 {
	at := t.linkAt(node, l)
	var its []linkChange
	t.pending = slices.DeleteFunc(t.pending, func(c linkChange) bool {
		if c.at == at {
			its = append(its, c)
		}
		return c.at == at
	})
	t.applyLinks(its)
	return t.nodes.At(node).link(l)
}

// applyLinks puts changes of links in their places, node by node.
func (t *tx) applyLinks(changes []linkChange) {
	slices.SortFunc(changes, func(a, b linkChange) int { return cmp.Compare(a.at, b.at) })
	for len(changes) > 0 {
		h := changes[0].at.node()
		n := t.nodes.Edit(t.stamp, h)
		links := make([][]uint32, len(n.kind.Links()))
		copy(links, n.links)
		n.links = links
		for len(changes) > 0 && changes[0].at.node() == h {
			at := changes[0].at
			its := leading(changes, func(c linkChange) bool { return c.at == at })
			changes = changes[len(its):]
			links[uint32(at)] = t.joined(n.kind.Links()[uint32(at)], links[uint32(at)], its)
			if slices.ContainsFunc(its, func(c linkChange) bool { return c.gone }) {
				t.dirtyNodes.add(h) // nothing may rest on it any more
			}
		}
	}
}

// leading returns the items before the first that is not like them.
func leading[T any](list []T, like func(T) bool) []T {
	if i := slices.IndexFunc(list, func(x T) bool { return !like(x) }); i >= 0 {
		return list[:i]
	}
	return list
}

// joined returns a link with what its changes add, and without what they take.
func (t *tx) joined(l *graph.Link, old []uint32, changes []linkChange) []uint32 {
	compare := t.compareFactsAt
	if l.Kind == graph.EdgeLink {
		compare = func(a, b uint32) int { return t.compareEdges(t.edges.At(a), t.edges.At(b)) }
	}
	add, remove := t.added[:0], []uint32(nil)
	for _, c := range changes {
		if c.gone {
			remove = append(remove, c.h)
		} else {
			add = append(add, c.h)
		}
	}
	t.added = add
	slices.SortFunc(add, compare)
	out := make([]uint32, 0, len(old)+len(add))
	for _, h := range add {
		i := search(old, func(at uint32) int { return compare(at, h) })
		out = append(append(out, old[:i]...), h)
		old = old[i:]
	}
	out = append(out, old...)
	if len(remove) > 0 {
		slices.Sort(remove)
		out = slices.DeleteFunc(out, func(h uint32) bool { _, gone := slices.BinarySearch(remove, h); return gone })
	}
	return out
}
