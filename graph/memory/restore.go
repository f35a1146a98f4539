package memory

import (
	"iter"
	"slices"
	"strings"
	"sync"

	"parley/graph"
)

// Restore makes a store of the images that another was told to keep, by sort
// and number, and has its own changes kept. What the images say is believed:
// they must come from where nothing alters them.
func Restore(m *graph.Model, images iter.Seq2[Image, error], keep Keep) (*Store, error) {
	s := newSnapshot(m)
	r := &restoring{tx: newTx(s, 1, freeList{}, newFound()), in: newImageReader()}
	if err := r.readAll(images); err != nil {
		return nil, err
	}
	r.connect()
	store := &Store{writing: make(chan struct{}, 1), stamp: 1, free: r.free, found: r.found, keep: keep}
	store.current.Store(r.snapshot)
	return store, nil
}

// restoring is a snapshot that is read from images.
type restoring struct {
	*tx
	in    imageReader
	nodal bool // all nodes are read

	ids   []uint32      // the nodes in the order of ids
	kinds []*graph.Kind // by node, nil where there is none
	says  arena[graph.Said]
	vals  arena[graph.Value]
}

// arena hands out slices cut from large pieces, so that a list costs no
// allocation of its own.
type arena[T any] struct {
	rest []T
	size int
}

func (a *arena[T]) take(n int) []T {
	if n > len(a.rest) {
		a.size = min(max(4*a.size, 16), 4096)
		a.rest = make([]T, max(n, a.size))
	}
	taken := a.rest[:n:n]
	a.rest = a.rest[n:]
	return taken
}

// readAhead is how many images are fetched before they are read.
const readAhead = 256

// readAll reads images while others are fetched.
func (r *restoring) readAll(images iter.Seq2[Image, error]) error {
	type fetched struct {
		Image
		body string
		err  error
	}
	ahead, stop := make(chan fetched, readAhead), make(chan struct{})
	var fetching sync.WaitGroup
	fetching.Go(func() {
		defer close(ahead)
		for image, err := range images {
			select {
			case ahead <- fetched{image, string(image.Body), err}:
			case <-stop:
				return
			}
		}
	})
	defer fetching.Wait()
	defer close(stop)
	for f := range ahead {
		if f.err != nil {
			return f.err
		}
		if err := r.read(f.Image, f.body); err != nil {
			return err
		}
	}
	if !r.nodal {
		r.readyNodes()
	}
	return r.in.err
}

func (r *restoring) read(i Image, body string) error {
	if body == "" {
		return nil
	}
	if i.Kind != NodeImage && !r.nodal {
		r.nodal = true
		r.readyNodes()
	}
	r.in.begin(body)
	switch i.Kind {
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
		r.in.fail("there is no image of kind %d", i.Kind)
	}
	if err := r.in.end(); err != nil {
		return graph.Errorf(graph.Internal, "restore", "the image %d of kind %d is damaged: %v", i.No, i.Kind, err)
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
	*n = node{id: id, boxed: id, kind: k, loaded: int(r.in.small(1 << 31)), swept: r.in.word()}
	n.stated = make([]statement, r.in.count())
	for i := range n.stated {
		n.stated[i] = statement{Source: r.in.handle(), Load: r.in.word(), Kept: r.in.flag(), As: r.in.word(), Props: r.values(k.Props())}
	}
	if len(n.stated) == 0 {
		r.in.fail("nothing is stated of %s", id)
	}
	r.sources = max(r.sources, n.loaded)
	r.perKind[k.Ordinal()]++
}

func (r *restoring) readEdges(first uint32) {
	for h := first; h < first+pageSize && r.known(h); h++ {
		name := r.in.part()
		if name == "" {
			continue
		}
		e := upTo(&r.edges, r.stamp, h)
		e.edge = r.model.Edge(name)
		if e.edge == nil {
			r.in.fail("there is no edge %q", name)
			return
		}
		e.from, e.to, e.key, e.vals = r.in.handle(), r.in.handle(), r.in.word(), r.values(e.edge.Props())
		if !r.hasLink(e.from, e.edge.OutLink()) || !r.hasLink(e.to, e.edge.InLink()) {
			return
		}
	}
}

// hasNode reports whether there is a node, which a reference needs.
func (r *restoring) hasNode(h uint32) bool {
	if h >= uint32(len(r.kinds)) || r.kinds[h] == nil {
		r.in.fail("there is no node %d", h)
		return false
	}
	return true
}

// hasLink reports whether there is a node of a kind that has a link.
func (r *restoring) hasLink(h uint32, l *graph.Link) bool {
	if !r.hasNode(h) {
		return false
	}
	if r.kinds[h].LinkIndex(l) < 0 {
		r.in.fail("%s has no %s", r.nodes.at(h).id, l.Name)
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
	f.locator, f.quote = in.text(), in.text()
	f.load, f.saidWhen = in.word(), in.when()
	_, f.act = r.enumVals[r.evidence["act"].Enum].find(in.name())
	_, f.basis = r.enumVals[r.evidence["basis"].Enum].find(in.name())
	f.digest = in.number()
	if n := in.count(); n > 0 {
		f.says = r.says.take(n)
	}
	if in.err != nil {
		return
	}
	r.resolve(f)
	props := r.propsOfSubject(f)
	for i := range f.says {
		f.says[i] = r.said(props)
	}
	if n := in.count(); n > 0 {
		f.written = make([]graph.Written, n)
		for i := range f.written {
			f.written[i] = graph.Written{Role: in.word(), ID: in.text()}
		}
	}
}

// resolve sees that all that a piece of evidence refers to is there.
func (r *restoring) resolve(f *fact) {
	if f.saidBy != none {
		r.hasLink(f.saidBy, r.mention("saidBy"))
	}
	if f.saidAt != none {
		r.hasNode(f.saidAt)
	}
	if r.hasLink(f.source, r.mention("source")) && f.locator == "" && f.quote == "" {
		quote, ok := r.nodes.at(f.source).text.slice(int(f.start), int(f.end))
		if !ok || quote == "" {
			r.in.fail("a quote is not in its source")
		}
		f.quote = quote
	}
}

func (r *restoring) propsOfSubject(f *fact) []*graph.Property {
	if f.onEdge && f.subject < r.edges.n && r.edges.at(f.subject).edge != nil {
		return r.edges.at(f.subject).edge.Props()
	}
	if !f.onEdge && r.hasNode(f.subject) {
		return r.kinds[f.subject].Props()
	}
	r.in.fail("a piece of evidence is for nothing that there is")
	return nil
}

// values reads values by the names of properties.
func (r *restoring) values(props []*graph.Property) []graph.Value {
	var vals []graph.Value
	for range r.in.count() {
		said := r.said(props)
		if r.in.err != nil {
			return nil
		}
		if vals == nil {
			vals = r.vals.take(len(props))[:0]
		}
		i := indexNamed(props, said.Property)
		for len(vals) <= i {
			vals = append(vals, nil)
		}
		vals[i] = said.Value
	}
	return vals
}

// said reads a value of one of some properties. An enum's value, or the id of a
// node, is boxed already.
func (r *restoring) said(props []*graph.Property) graph.Said {
	name := r.in.part()
	i := indexNamed(props, name)
	if i < 0 {
		r.in.fail("there is no property %q", name)
		return graph.Said{}
	}
	p := props[i]
	switch p.Type {
	case graph.Enumerated:
		boxed, _ := r.enumVals[p.Enum].find(r.in.name())
		return graph.Said{Property: p.Name, Value: boxed}
	case graph.Reference:
		id := r.in.name()
		if h, ok := r.find(id); ok {
			return graph.Said{Property: p.Name, Value: r.nodes.at(h).boxed}
		}
		return graph.Said{Property: p.Name, Value: strings.Clone(id)}
	}
	return graph.Said{Property: p.Name, Value: r.in.value()}
}

func (r *restoring) readOnce(no uint32) {
	d := done{no: no, key: r.in.text(), digest: r.in.text()}
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
