package memory

import (
	"cmp"
	"slices"
	"strings"

	"parley/graph"
)

// tx is a transaction: a snapshot in the making.
type tx struct {
	*snapshot
	base   *snapshot
	stamp  uint64
	free   freeList // what may be used again
	freed  freeList // what this transaction leaves behind
	counts graph.Applied
	made   *done   // what is remembered of the transaction itself
	remade []Image // of ids that were merged, or are themselves again

	unmarked   []uint32        // new nodes
	bared      map[uint32]bool // nodes whose last evidence was retracted, which their kind needs
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
		freshEdges: map[edgeKey]uint32{}, freshFacts: map[factKey]uint32{}, bared: map[uint32]bool{},
	}
	t.snapshot.stamp = stamp
	return t
}

// found is what writers have looked up: an import names the same nodes and words
// again and again. It is of the newest snapshot, or of a transaction on it.
type found struct {
	ids     map[string]uint32
	numbers map[string]uint32 // of words
}

func newFound() found { return found{map[string]uint32{}, map[string]uint32{}} }

func (t *tx) apply(p prepared) error {
	switch c := p.change.(type) {
	case graph.PutNode:
		return t.putNode(c)
	case graph.PutEvidence:
		return t.putEvidence(c, p.digest)
	case graph.Sweep:
		return t.sweep(c)
	case graph.DropSource:
		return t.dropSource(c)
	case graph.WithdrawStatement:
		return t.unstateOne(c)
	case graph.Retract:
		return t.retract(c)
	case graph.Precondition:
		return t.expect(c)
	case graph.Merge:
		return t.merge(c)
	case graph.IdempotencyKey:
		return nil // Apply has looked at it
	}
	return graph.Errorf(graph.Internal, "apply", "unknown change %T", p.change)
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

func (t *tx) node(h uint32) *node {
	t.dirtyNodes.add(h)
	return t.nodes.edit(t.stamp, h)
}

func (t *tx) edge(h uint32) *edge {
	t.dirtyEdges.add(h)
	return t.edges.edit(t.stamp, h)
}

// find returns the node of an id.
func (t *tx) find(id string) (uint32, bool) {
	h, ok := t.found.ids[id]
	if !ok {
		if h, ok = t.snapshot.find(id); ok {
			t.found.ids[t.nodes.at(h).id] = h
		}
	}
	return h, ok
}

// lookup returns the node of an id that a change refers to.
func (t *tx) lookup(id string) (uint32, error) {
	if h, ok := t.find(id); ok {
		return h, nil
	}
	return none, graph.Errorf(graph.NotFound, "apply", "there is no %s", id)
}

// optional is lookup for an id that may be empty.
func (t *tx) optional(id string) (uint32, error) {
	if id == "" {
		return none, nil
	}
	return t.lookup(id)
}

func (t *tx) putNode(c graph.PutNode) error {
	h, known := t.find(c.ID)
	source := h
	if c.ID != c.Source {
		var err error
		if source, err = t.lookup(c.Source); err != nil {
			return err
		}
	}
	if !known {
		h = t.newNode(t.means(c.ID))
		if c.ID == c.Source {
			source = h
		}
	}
	s := statement{source: source, load: c.Load, props: inPlace(t.nodes.at(h).kind, c.Props)}
	if t.nodes.at(h).id != c.ID {
		s.as = c.ID
	}
	t.state(h, s)
	t.retext(h)
	return nil
}

// retext makes a source's text ready for quotes, whoever states it.
func (t *tx) retext(h uint32) {
	n := t.nodes.at(h)
	if n.loaded == 0 {
		return
	}
	text, _ := n.firstStated(t.model.NodeProp("text")).(string)
	was := n.text
	switch {
	case text == "" && was != nil:
		t.node(h).text = nil
	case text != "" && (was == nil || was.text != text):
		t.node(h).text = newTextIndex(text)
	default:
		return
	}
	for _, f := range n.link(t.mention("source")) {
		if !t.facts.at(f).in(was) || !t.facts.at(f).in(t.nodes.at(h).text) {
			t.facts.edit(t.stamp, f) // its image has other words now
		}
	}
}

// in reports whether a text has the quote in its place. A source that gets another
// text may have quotes of the one before, until its load is ended.
func (f *fact) in(text *textIndex) bool {
	words, ok := text.slice(int(f.start), int(f.end))
	return ok && words == f.quote
}

// firstStated returns a property as the first source that states it has it.
func (n *node) firstStated(p *graph.Property) graph.Value {
	for _, s := range n.stated {
		if v := (&node{kind: n.kind, vals: s.props}).value(p); v != nil {
			return v
		}
	}
	return nil
}

func (t *tx) newNode(id string) uint32 {
	h := alloc(&t.nodes, t.stamp, &t.free.nodes)
	k := t.model.KindOf(id)
	n := t.node(h)
	*n = node{id: id, boxed: id, kind: k}
	if k == t.model.Publication {
		t.sources++
		n.loaded = t.sources
	}
	t.setMark(h, 0)
	t.unmarked = append(t.unmarked, h)
	t.byID.Set(id, h)
	t.found.ids[id] = h
	t.perKind[k.Ordinal()]++
	return h
}

// state notes what a source states of a node under one id: the node's own id
// first, and of each the first source.
func (t *tx) state(h uint32, s statement) {
	t.stated.Insert(pack(s.source, h))
	old := t.nodes.at(h)
	same := func(o statement) bool { return o.source == s.source && o.as == s.as }
	i := slices.IndexFunc(old.stated, same)
	if i >= 0 && equalValues(old.stated[i].props, s.props) {
		if old.stated[i].load != s.load {
			stated := slices.Clone(old.stated)
			stated[i] = s
			t.nodes.edit(t.stamp, h).stated = stated
		}
		return
	}
	n := t.node(h)
	n.stated = slices.DeleteFunc(slices.Clone(n.stated), func(o statement) bool { return o.kept || same(o) })
	n.stated = append(n.stated, s)
	slices.SortFunc(n.stated, func(a, b statement) int {
		return graph.CompareStated(a.as, t.nodes.at(a.source).loaded, b.as, t.nodes.at(b.source).loaded)
	})
}

func (t *tx) putEvidence(c graph.PutEvidence, digest uint64) error {
	source, err := t.lookup(c.Source)
	if err != nil {
		return err
	}
	f := fact{
		source: source, start: uint32(c.Start), end: uint32(c.End), seq: uint32(c.Seq),
		locator: c.Locator, load: c.Load, saidWhen: c.SaidWhen, digest: digest,
	}
	if c, f.written, err = t.resolved(c); err != nil {
		return err
	}
	if f.saidBy, err = t.optional(c.SaidBy); err != nil {
		return err
	}
	if f.saidAt, err = t.optional(c.SaidAt); err != nil {
		return err
	}
	if f.quote, err = t.quote(source, c); err != nil {
		return err
	}
	if f.says, err = t.says(c); err != nil {
		return err
	}
	_, f.act = t.enumVals[t.evidence["act"].Enum].find(c.Act)
	_, f.basis = t.enumVals[t.evidence["basis"].Enum].find(c.Basis)
	key := f.key()
	if known := t.findFact(&f, key); known != none {
		t.renew(known, f)
		return nil
	}
	if f.subject, f.onEdge, err = t.subject(c.Fact); err != nil {
		return err
	}
	t.freshFacts[key] = t.addFact(f)
	return nil
}

// renew notes a new load of known evidence, and a new place among its source's facts.
func (t *tx) renew(h uint32, f fact) {
	old := t.facts.at(h)
	if old.load == f.load && old.seq == f.seq {
		return
	}
	moved := old.seq != f.seq
	edit := t.facts.edit(t.stamp, h)
	edit.load, edit.seq = f.load, f.seq
	if moved {
		t.touch(edit)
	}
}

// quote returns the quote as a slice of the source's text.
func (t *tx) quote(source uint32, c graph.PutEvidence) (string, error) {
	if c.Quote == "" {
		return "", nil
	}
	got, ok := t.nodes.at(source).text.slice(c.Start, c.End)
	if !ok || got != c.Quote {
		return "", graph.Errorf(graph.BadInput, "apply", "%s does not have the quote %q at %d", c.Source, c.Quote, c.Start)
	}
	return got, nil
}

// says orders what a piece of evidence supports by property, and boxes enum values and
// references with those that are boxed already.
func (t *tx) says(c graph.PutEvidence) ([]graph.Said, error) {
	if len(c.Says) == 0 {
		return nil, nil
	}
	says := make([]graph.Said, 0, len(c.Says))
	for _, p := range t.propsOf(c.Fact) {
		v, ok := c.Says[p.Name]
		if !ok {
			continue
		}
		v, err := t.shared(p, v)
		if err != nil {
			return nil, err
		}
		says = append(says, graph.Said{Property: p.Name, Value: v})
	}
	return says, nil
}

func (t *tx) propsOf(f graph.Fact) []*graph.Property {
	if f.Node != "" {
		return t.model.KindOf(f.Node).Props()
	}
	return t.model.Edge(f.Edge).Props()
}

// shared returns a value that is boxed once: an enum's or an id. An id must exist.
func (t *tx) shared(p *graph.Property, v graph.Value) (graph.Value, error) {
	text, isText := v.(string)
	switch {
	case !isText:
		return v, nil
	case p.Type == graph.Enumerated:
		boxed, _ := t.enumVals[p.Enum].find(text)
		return boxed, nil
	case p.Type == graph.Reference:
		h, err := t.lookup(text)
		if err != nil {
			return nil, err
		}
		return t.nodes.at(h).boxed, nil
	}
	return v, nil
}

// subject returns what a piece of evidence is for, making the edge if it is new.
func (t *tx) subject(f graph.Fact) (h uint32, onEdge bool, err error) {
	if f.Node != "" {
		h, err = t.lookup(f.Node)
		return h, false, err
	}
	e := edge{edge: t.model.Edge(f.Edge)}
	if e.from, err = t.lookup(f.From); err != nil {
		return none, false, err
	}
	if e.to, err = t.lookup(f.To); err != nil {
		return none, false, err
	}
	e.key = graph.IdentityKey(e.edge, func(p *graph.Property) graph.Value { return f.Identity[p.Name] })
	if known := t.findEdge(&e); known != none {
		return known, true, nil
	}
	if e.vals, err = t.identity(e.edge, f.Identity); err != nil {
		return none, false, err
	}
	return t.addEdge(e), true, nil
}

// identity returns an edge's values with the identity properties filled in.
func (t *tx) identity(e *graph.Edge, given map[string]graph.Value) ([]graph.Value, error) {
	var vals []graph.Value
	for _, p := range e.Props() {
		v, err := t.shared(p, given[p.Name])
		if err != nil {
			return nil, err
		}
		if v == nil || !p.Identity {
			continue
		}
		for len(vals) <= p.Ordinal() {
			vals = append(vals, nil)
		}
		vals[p.Ordinal()] = v
	}
	return vals, nil
}

func (t *tx) addEdge(e edge) uint32 {
	h := alloc(&t.edges, t.stamp, &t.free.edges)
	*t.edge(h) = e
	t.counts.Edges++
	t.freshEdges[e.identity()] = h
	t.linkUp(e.from, e.edge.OutLink(), h)
	t.linkUp(e.to, e.edge.InLink(), h)
	return h
}

// edgeKey and factKey tell edges and evidence apart as their ids do.
type edgeKey struct {
	edge     *graph.Edge
	from, to uint32
	key      string
}

type factKey struct {
	source, start uint32
	digest        uint64
	place         string // of a locator
}

func (e *edge) identity() edgeKey { return edgeKey{e.edge, e.from, e.to, e.key} }

func (f *fact) key() factKey {
	if f.locator == "" {
		return factKey{source: f.source, start: f.start, digest: f.digest}
	}
	return factKey{source: f.source, digest: f.digest, place: f.place()}
}

// findEdge returns the edge with e's type, ends and key, or none. It is looked for
// where there are fewer.
func (t *tx) findEdge(e *edge) uint32 {
	if h, ok := t.freshEdges[e.identity()]; ok {
		return h
	}
	list, in := t.nodes.at(e.from).link(e.edge.OutLink()), t.nodes.at(e.to).link(e.edge.InLink())
	if len(in) < len(list) {
		list = in
	}
	i := search(len(list), func(i int) int { return t.compareEdges(t.edges.at(list[i]), e) })
	if i < len(list) && t.compareEdges(t.edges.at(list[i]), e) == 0 && t.edges.at(list[i]).edge != nil {
		return list[i]
	}
	return none
}

// findFact returns the evidence of f's source with its place and digest, or none.
func (t *tx) findFact(f *fact, key factKey) uint32 {
	if h, ok := t.freshFacts[key]; ok {
		return h
	}
	list := t.nodes.at(f.source).link(t.mention("source"))
	i := search(len(list), func(i int) int { return t.compareFacts(t.facts.at(list[i]), f) })
	if i < len(list) && t.compareFacts(t.facts.at(list[i]), f) == 0 {
		return list[i]
	}
	return none
}

func pack(a, b uint32) uint64 { return uint64(a)<<32 | uint64(b) }

func unpack(x uint64) (a, b uint32) { return uint32(x >> 32), uint32(x) }

// compareEdges orders edges of one type as their ids do: a space, which parts
// an id's words, sorts below all that a word may hold.
func (s *snapshot) compareEdges(a, b *edge) int {
	return cmp.Or(
		s.compareNodes(a.from, b.from),
		s.compareNodes(a.to, b.to),
		strings.Compare(a.key, b.key),
	)
}

// compareFacts orders evidence as ids do.
func (s *snapshot) compareFacts(a, b *fact) int {
	if c := s.compareNodes(a.source, b.source); c != 0 {
		return c
	}
	return cmp.Or(comparePlaces(a, b), cmp.Compare(a.digest, b.digest))
}

func comparePlaces(a, b *fact) int {
	switch {
	case a.locator == "" && b.locator == "":
		return cmp.Compare(a.start, b.start)
	case a.locator != "" && b.locator != "":
		return graph.CompareLocators(a.locator, b.locator)
	}
	return strings.Compare(a.place(), b.place())
}
