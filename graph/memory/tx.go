package memory

import (
	"slices"

	"github.com/tidwall/btree"

	"parley/graph"
	"parley/graph/ledger"
	"parley/graph/memory/container"
	"parley/graph/memory/intern"
)

// freeList are the handles that nothing uses any more.
type freeList struct{ nodes, edges, facts []uint32 }

// add adds what another list has, the last first to be used.
func (f *freeList) add(more freeList) {
	f.nodes = append(f.nodes, more.nodes...)
	f.edges = append(f.edges, more.edges...)
	f.facts = append(f.facts, more.facts...)
}

// found is what writers have looked up: an import names the same nodes and words
// again and again. It is of the newest snapshot, or of a transaction on it.
type found struct {
	ids     map[string]uint32
	numbers map[string]uint32 // of words
	lists   intern.Lists
}

func newFound() found { return found{map[string]uint32{}, map[string]uint32{}, intern.New()} }

// edgeKey tells an edge from all others.
type edgeKey = ledger.EdgeKey[uint32]

// factKey tells evidence apart as its ids do.
type factKey struct {
	source, start uint32
	digest        uint64
	key           string // of a locator
}

func (f *fact) factKey() factKey {
	if f.locator == "" {
		return factKey{source: f.source, start: f.start, digest: f.digest}
	}
	return factKey{source: f.source, digest: f.digest, key: f.sortKey()}
}

// linkChange adds an edge or a piece of evidence to a link, or takes it away. Changes
// are gathered before they are put in place, so that a hub is copied and sorted
// once.
type linkChange struct {
	at   linkAt
	h    uint32
	gone bool
}

// linkAt is one link of one node: the node, and the index among the links of its
// kind.
type linkAt uint64

func (a linkAt) node() uint32 { return uint32(a >> 32) }

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
	remade []merged // ids that were merged, or are themselves again

	unmarked   []uint32 // new nodes
	dirtyNodes handles
	dirtyEdges handles
	learned    handles // edges that may have been known otherwise
	pending    []linkChange
	added      []uint32 // to use again
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
	t.ledger = ledger.New(t.model, t, none, t.merges.any())
	return t
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
func alloc[T any](p *container.Pages[T], stamp uint64, free *[]uint32) uint32 {
	if n := len(*free); n > 0 {
		h := (*free)[n-1]
		*free = (*free)[: n-1 : n-1]
		return h
	}
	return p.Grow(stamp)
}

// TouchNode and TouchEdge mark what is to be finished.
func (t *tx) TouchNode(h uint32) { t.dirtyNodes.add(h) }
func (t *tx) TouchEdge(h uint32) { t.dirtyEdges.add(h) }

// Loosen marks a node that something no longer rests on.
func (t *tx) Loosen(h uint32) { t.dirtyNodes.add(h) }

// Version returns the version of a node or an edge before the transaction.
func (t *tx) Version(id string) string { return t.base.version(id) }

// MergedInto returns what an id is merged into, or "".
func (t *tx) MergedInto(id string) string { return t.merges.into(id) }

// Merge has an id mean another node, or itself again.
func (t *tx) Merge(id, into string) {
	changed := t.merges.set(id, into)
	t.remade = slices.DeleteFunc(t.remade, func(m merged) bool { return m.no == changed.no })
	t.remade = append(t.remade, changed)
}

func without(list []uint32, h uint32) []uint32 {
	return slices.DeleteFunc(slices.Clone(list), func(x uint32) bool { return x == h })
}

// inserted returns a list in order with one more.
func inserted(list []uint32, h uint32, compare func(a, b uint32) int) []uint32 {
	i := search(list, func(at uint32) int { return compare(at, h) })
	return slices.Concat(list[:i], []uint32{h}, list[i:])
}

// once is what was made once, by key.
type once struct{ *btree.Map[string, done] }

// done is what an Apply that is made once gave.
type done struct {
	no      uint32 // in the order of making
	key     string
	digest  string
	applied graph.Applied
}

// before returns what was made under a key before, if anything was.
func (o once) before(k *graph.IdempotencyKey) (d done, made bool, err error) {
	if d, made = o.Get(k.Key); made {
		err = k.Check(d.digest)
	}
	return d, made, err
}

// remember keeps what an Apply gave under its key.
func (o once) remember(k *graph.IdempotencyKey, applied graph.Applied) *done {
	d := done{uint32(o.Len()), k.Key, k.Digest, applied}
	o.Set(d.key, d)
	return &d
}
