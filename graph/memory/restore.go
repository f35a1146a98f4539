package memory

import (
	"iter"
	"slices"
	"strings"

	"parley/graph"
)

// Restore makes a store of the images that another was told to keep, by sort
// and number, and has its own changes kept. What the images say is believed:
// they must come from where nothing alters them.
func Restore(m *graph.Model, images iter.Seq2[Image, error], keep Keep) (*Store, error) {
	s := newSnapshot(m)
	r := &restoring{tx: newTx(s, 1, freeList{}), in: imageReader{dates: map[dateWords]*graph.When{}}, numbers: map[string]uint32{}}
	for image, err := range images {
		if err != nil {
			return nil, err
		}
		if err := r.read(image); err != nil {
			return nil, err
		}
	}
	if !r.nodal {
		r.readyNodes()
	}
	if r.in.err != nil {
		return nil, r.in.err
	}
	r.connect()
	store := &Store{stamp: 1, free: r.free, keep: keep}
	store.current.Store(r.snapshot)
	return store, nil
}

// restoring is a snapshot that is read from images.
type restoring struct {
	*tx
	in    imageReader
	nodal bool // all nodes are read

	numbers map[string]uint32 // of words
}

func (r *restoring) read(i Image) error {
	if len(i.Body) == 0 {
		return nil
	}
	if i.Sort != NodeImage && !r.nodal {
		r.nodal = true
		r.readyNodes()
	}
	r.in.begin(i.Body)
	switch i.Sort {
	case NodeImage:
		r.readNode(i.No)
	case EdgeImage:
		r.readEdges(i.No * pageSize)
	case FactImage:
		r.readFacts(i.No * pageSize)
	case OnceImage:
		r.readOnce(i.No)
	case MergeImage:
		r.readMerge(i.No)
	default:
		r.in.fail("there is no image of sort %d", i.Sort)
	}
	if err := r.in.end(); err != nil {
		return graph.Errorf(graph.Internal, "restore", "the image %d of sort %d is damaged: %v", i.No, i.Sort, err)
	}
	return nil
}

// upTo makes room for a handle.
func upTo[T any](p *pages[T], stamp uint64, h uint32) *T {
	for p.n <= h {
		p.grow(stamp)
	}
	return p.edit(stamp, h)
}

// maxHandles is how many nodes, edges or evidence a store may have.
const maxHandles = 1 << 28

func (r *restoring) known(h uint32) bool {
	if h >= maxHandles {
		r.in.fail("the number %d is too large", h)
	}
	return h < maxHandles
}

func (r *restoring) readNode(h uint32) {
	id := r.in.text()
	k := r.model.KindOf(id)
	if k == nil || !r.known(h) {
		r.in.fail("%q has no kind", id)
		return
	}
	n := upTo(&r.nodes, r.stamp, h)
	*n = node{id: id, boxed: id, kind: k, loaded: int(r.in.small(1 << 31)), swept: r.in.text()}
	n.stated = make([]statement, r.in.count())
	for i := range n.stated {
		n.stated[i] = statement{source: r.in.handle(), load: r.in.text(), kept: r.in.flag(), as: r.in.text(), props: r.in.values(k.Props())}
	}
	if len(n.stated) == 0 {
		r.in.fail("nothing is stated of %s", id)
	}
	r.sources = max(r.sources, n.loaded)
	r.perKind[k.Ordinal()]++
}

func (r *restoring) readEdges(first uint32) {
	for h := first; h < first+pageSize && r.known(h); h++ {
		name := r.in.text()
		if name == "" {
			continue
		}
		e := upTo(&r.edges, r.stamp, h)
		e.edge = r.model.Edge(name)
		if e.edge == nil {
			r.in.fail("there is no edge %q", name)
			return
		}
		e.from, e.to, e.key, e.vals = r.in.handle(), r.in.handle(), r.in.text(), r.in.values(e.edge.Props())
		if !r.hasNode(e.from) || !r.hasNode(e.to) {
			return
		}
		for p, v := range e.vals {
			e.vals[p] = r.boxed(e.edge.Props()[p], v)
		}
	}
}

// hasNode says whether there is a node, which a reference needs.
func (r *restoring) hasNode(h uint32) bool {
	if h >= r.nodes.n || r.nodes.at(h).kind == nil {
		r.in.fail("there is no node %d", h)
		return false
	}
	return true
}

func (r *restoring) readFacts(first uint32) {
	for h := first; h < first+pageSize && r.known(h); h++ {
		if r.in.flag() {
			r.readFact(upTo(&r.facts, r.stamp, h))
		}
	}
}

func (r *restoring) readFact(f *fact) {
	in := &r.in
	f.subject, f.onEdge, f.source = in.handle(), in.flag(), in.handle()
	f.start, f.end, f.seq = uint32(in.number()), uint32(in.number()), uint32(in.number())
	f.saidBy, f.saidAt = in.handle(), in.handle()
	f.locator, f.load, f.saidWhen = in.text(), in.text(), in.when()
	act, _ := in.value().(string)
	basis, _ := in.value().(string)
	_, f.act = r.enumVals[r.evidence["act"].Enum].find(act)
	_, f.basis = r.enumVals[r.evidence["basis"].Enum].find(basis)
	f.digest = in.number()
	if n := in.count(); n > 0 {
		f.says = make([]graph.Said, n)
		for i := range f.says {
			f.says[i] = graph.Said{Property: in.text(), Value: in.value()}
		}
	}
	if n := in.count(); n > 0 {
		f.written = make([]graph.Written, n)
		for i := range f.written {
			f.written[i] = graph.Written{Role: in.text(), ID: in.text()}
		}
	}
	if in.err == nil {
		r.resolve(f)
	}
}

// resolve sees that all that an evidence refers to is there.
func (r *restoring) resolve(f *fact) {
	for _, h := range []uint32{f.saidBy, f.saidAt} {
		if h != none {
			r.hasNode(h)
		}
	}
	if !r.hasNode(f.source) {
		return
	}
	if f.locator == "" {
		quote, ok := r.nodes.at(f.source).text.slice(int(f.start), int(f.end))
		if !ok || quote == "" {
			r.in.fail("a quote is not in its source")
		}
		f.quote = quote
	}
	props := r.propsOfSubject(f)
	for i := range f.says {
		p := placeOf(props, f.says[i].Property)
		if p < 0 {
			r.in.fail("there is no property %q", f.says[i].Property)
			return
		}
		f.says[i].Value = r.boxed(props[p], f.says[i].Value)
	}
}

func (r *restoring) propsOfSubject(f *fact) []*graph.Property {
	if f.onEdge && f.subject < r.edges.n && r.edges.at(f.subject).edge != nil {
		return r.edges.at(f.subject).edge.Props()
	}
	if !f.onEdge && r.hasNode(f.subject) {
		return r.nodes.at(f.subject).kind.Props()
	}
	r.in.fail("an evidence is for nothing that there is")
	return nil
}

// boxed gives an enum's value, or the id of a node, as it is boxed already.
func (r *restoring) boxed(p *graph.Property, v graph.Value) graph.Value {
	text, _ := v.(string)
	switch p.Type {
	case graph.Enumerated:
		boxed, _ := r.enumVals[p.Enum].find(text)
		return boxed
	case graph.Reference:
		if h, ok := r.find(text); ok {
			return r.nodes.at(h).boxed
		}
	}
	return v
}

func (r *restoring) readOnce(no uint32) {
	d := done{no: no, key: strings.Clone(r.in.text()), digest: strings.Clone(r.in.text())}
	for _, n := range []*int{&d.applied.Nodes, &d.applied.Edges, &d.applied.Evidence} {
		*n = int(r.in.small(1 << 40))
	}
	r.once.Set(d.key, d)
}

func (r *restoring) readMerge(no uint32) {
	id, into := strings.Clone(r.in.text()), strings.Clone(r.in.text())
	r.merged.Set(id, merged{no, into})
	r.merges = max(r.merges, no+1)
}

// unused lists the handles that nothing has, the highest first.
func unused[T any](p *pages[T], empty func(*T) bool) []uint32 {
	var list []uint32
	for h := p.n; h > 0; h-- {
		if empty(p.at(h - 1)) {
			list = append(list, h-1)
		}
	}
	return slices.Clip(list)
}
