package memory

import (
	"cmp"
	"slices"
	"sort"

	"parley/graph"
)

// linkAt is one link of one node, by its place among the links of its kind.
type linkAt struct{ node, place uint32 }

// linkChange adds an edge or an evidence to a link, or takes it away.
type linkChange struct {
	h      uint32
	gone   bool
	before int32 // the change of the same link before it, -1 if there is none
}

// linkChanges are gathered until they are put in place, so that a hub is copied
// and sorted once.
type linkChanges struct {
	last map[linkAt]int32
	all  []linkChange
}

func newLinkChanges() linkChanges { return linkChanges{last: map[linkAt]int32{}} }

func (c *linkChanges) note(at linkAt, h uint32, gone bool) {
	before, more := c.last[at]
	if !more {
		before = -1
	}
	c.last[at] = int32(len(c.all))
	c.all = append(c.all, linkChange{h, gone, before})
}

// take gives what was noted of a link, and forgets it.
func (c *linkChanges) take(at linkAt) (add, remove []uint32) {
	i, more := c.last[at]
	for ; more && i >= 0; i = c.all[i].before {
		if c.all[i].gone {
			remove = append(remove, c.all[i].h)
		} else {
			add = append(add, c.all[i].h)
		}
	}
	delete(c.last, at)
	return add, remove
}

func (t *tx) linkAt(node uint32, l *graph.Link) linkAt {
	return linkAt{node, uint32(t.nodes.at(node).kind.LinkPlace(l))}
}

// linkUp adds an edge or an evidence to a node's link.
func (t *tx) linkUp(node uint32, l *graph.Link, h uint32) {
	t.pending.note(t.linkAt(node, l), h, false)
}

// unlink takes an edge or an evidence from a node's link.
func (t *tx) unlink(node uint32, l *graph.Link, h uint32) {
	t.pending.note(t.linkAt(node, l), h, true)
}

// flush puts all that was added to links in its place, and takes out what was
// removed.
func (t *tx) flush() {
	at := make([]linkAt, 0, len(t.pending.last))
	for a := range t.pending.last {
		at = append(at, a)
	}
	slices.SortFunc(at, func(a, b linkAt) int { return cmp.Compare(pack(a.node, a.place), pack(b.node, b.place)) })
	for len(at) > 0 {
		n := 1
		for n < len(at) && at[n].node == at[0].node {
			n++
		}
		t.flushLinks(at[:n])
		at = at[n:]
	}
	t.pending.all = t.pending.all[:0]
	clear(t.freshEdges)
	clear(t.freshFacts)
}

// flushed gives a node's link with all that was noted of it.
func (t *tx) flushed(node uint32, l *graph.Link) []uint32 {
	at := t.linkAt(node, l)
	if _, more := t.pending.last[at]; more {
		t.flushLinks([]linkAt{at})
	}
	return t.nodes.at(node).link(l)
}

// flushLinks puts in place what was noted of links of one node.
func (t *tx) flushLinks(at []linkAt) {
	n := t.nodes.edit(t.stamp, at[0].node)
	links := make([][]uint32, max(len(n.links), int(at[len(at)-1].place)+1))
	copy(links, n.links)
	n.links = links
	for _, a := range at {
		add, remove := t.pending.take(a)
		links[a.place] = t.joined(n.kind.Links()[a.place], links[a.place], add, remove)
		if len(remove) > 0 {
			t.dirtyNodes.add(a.node) // nothing may rest on it any more
		}
	}
}

// merged gives a link with more in it, and less.
func (t *tx) joined(l *graph.Link, old, add, remove []uint32) []uint32 {
	compare := func(a, b uint32) int { return t.compareFacts(t.facts.at(a), t.facts.at(b)) }
	if l.Sort == graph.EdgeLink {
		compare = func(a, b uint32) int { return t.compareEdges(t.edges.at(a), t.edges.at(b)) }
	}
	slices.SortFunc(add, compare)
	out := make([]uint32, 0, len(old)+len(add))
	for _, h := range add {
		i := search(len(old), func(i int) int { return compare(old[i], h) })
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

// search gives the place of the first of n items in order that does not compare
// as less. What is new often comes after all others, as rows do.
func search(n int, compare func(i int) int) int {
	if n == 0 || compare(n-1) < 0 {
		return n
	}
	return sort.Search(n, func(i int) bool { return compare(i) >= 0 })
}
