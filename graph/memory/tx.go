package memory

import (
	"slices"

	"parley/graph"
	"parley/graph/ledger"
)

// tx is a transaction: a snapshot in the making. Its exported methods are those of
// [ledger.Graph].
type tx struct {
	*snapshot
	ledger *ledger.Ledger[uint32, uint32, uint32]
	base   *snapshot
	stamp  uint64
	free   freeList // what may be used again
	freed  freeList // what this transaction leaves behind
	made   *done    // what is remembered of the transaction itself
	remade []Image  // of ids that were merged, or are themselves again

	unmarked   []uint32 // new nodes
	dirtyNodes handles
	dirtyEdges handles
	pending    []linkChange
	scratch    []uint32 // to use again
	found      found
	freshEdges map[edgeKey]uint32 // edges and facts of pending links
	freshFacts map[factKey]uint32
}

func newTx(base *snapshot, stamp uint64, free freeList, found found) *tx {
	t := &tx{
		snapshot: base.copy(), base: base, stamp: stamp, free: free, found: found,
		freshEdges: map[edgeKey]uint32{}, freshFacts: map[factKey]uint32{},
	}
	t.snapshot.stamp = stamp
	t.ledger = ledger.New(t.model, t, none, t.merged.Len() > 0)
	return t
}

// found is what writers have looked up: an import names the same nodes and words
// again and again. It is of the newest snapshot, or of a transaction on it.
type found struct {
	ids     map[string]uint32
	numbers map[string]uint32 // of words
}

func newFound() found { return found{map[string]uint32{}, map[string]uint32{}} }

// apply makes a change, after those before it.
func (t *tx) apply(c *ledger.Entry) error {
	if err := t.ledger.Resolve(c); err != nil {
		return err
	}
	return t.ledger.Take(c)
}

// finalize brings a transaction to its end: links in order, values from what
// supports them, indexes, and nothing left that nothing rests on.
func (t *tx) finalize() error {
	t.markNew()
	t.flush()
	if err := t.ledger.ClearBared(); err != nil {
		return err
	}
	t.ledger.Redate(t.ledger.Redated(t.dirtyNodes.sorted()))
	t.ledger.FinishEdges(t.dirtyEdges.sorted())
	t.flush()
	if err := t.ledger.FinishNodes(t.dirtyNodes.sorted()); err != nil {
		return err
	}
	t.ledger.FinishMerges()
	t.free.nodes = append(t.free.nodes, t.freed.nodes...)
	t.free.edges = append(t.free.edges, t.freed.edges...)
	t.free.facts = append(t.free.facts, t.freed.facts...)
	for _, h := range t.freed.facts {
		*t.facts.edit(t.stamp, h) = fact{}
	}
	return nil
}

// handles is a set that is added to before it is read.
type handles []uint32

func (l *handles) add(h uint32) { *l = append(*l, h) }

func (l *handles) sorted() []uint32 {
	slices.Sort(*l)
	*l = slices.Compact(*l)
	return *l
}

// alloc returns a handle: one that is free, or a new one.
func alloc[T any](p *pages[T], stamp uint64, free *[]uint32) uint32 {
	if n := len(*free); n > 0 {
		h := (*free)[n-1]
		*free = (*free)[: n-1 : n-1]
		return h
	}
	return p.grow(stamp)
}

// TouchNode and TouchEdge mark what is to be finished.
func (t *tx) TouchNode(h uint32) { t.dirtyNodes.add(h) }
func (t *tx) TouchEdge(h uint32) { t.dirtyEdges.add(h) }

// Loosen marks a node that something no longer rests on.
func (t *tx) Loosen(h uint32) { t.dirtyNodes.add(h) }

// mention returns the link from a node to the evidence whose property names it.
func (s *snapshot) mention(property string) *graph.Link {
	return s.model.Mention(s.evidence[property])
}

func pack(a, b uint32) uint64 { return uint64(a)<<32 | uint64(b) }

func unpack(x uint64) (a, b uint32) { return uint32(x >> 32), uint32(x) }

func without(list []uint32, h uint32) []uint32 {
	return slices.DeleteFunc(slices.Clone(list), func(x uint32) bool { return x == h })
}

// inserted returns a list in order with one more.
func inserted(list []uint32, h uint32, compare func(a, b uint32) int) []uint32 {
	i := search(len(list), func(i int) int { return compare(list[i], h) })
	out := make([]uint32, 0, len(list)+1)
	out = append(out, list[:i]...)
	out = append(out, h)
	return append(out, list[i:]...)
}
