package memory

import (
	"iter"
	"strings"

	"parley/graph"
	"parley/graph/memory/codec"
	"parley/graph/memory/container"
)

// Restore makes a store of the images that another was told to keep, by sort
// and number, and has its own changes kept. What the images say is believed:
// they must come from where nothing alters them.
func Restore(m *graph.Model, images iter.Seq2[Image, error], keep Keep) (*Store, error) {
	r := &restoring{tx: newTx(newSnapshot(m), 1, freeList{}, newFound()), in: codec.NewReader()}
	if err := r.readAll(images); err != nil {
		return nil, err
	}
	r.connect()
	return newStore(r.tx, keep), nil
}

// restoring is a snapshot that is read from images.
type restoring struct {
	*tx
	in    codec.Reader
	nodal bool // all nodes are read

	ids   []uint32      // the nodes in the order of ids
	kinds []*graph.Kind // by node, nil where there is none
	says  container.Arena[graph.Said]
	vals  container.Arena[graph.Value]
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
	bodies := func(yield func(fetched) bool) {
		for image, err := range images {
			if !yield(fetched{image, string(image.Body), err}) {
				return
			}
		}
	}
	for f := range ahead(readAhead, bodies) {
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
	return r.in.Err()
}

func (r *restoring) read(i Image, body string) error {
	if body == "" {
		return nil
	}
	if i.Kind != NodeImage && !r.nodal {
		r.nodal = true
		r.readyNodes()
	}
	r.in.Begin(body)
	switch i.Kind {
	case NodeImage:
		r.readNode(i.No)
	case EdgeImage:
		r.readEdges(i.No * container.PageSize)
	case FactImage:
		r.readFacts(i.No * container.PageSize)
	case OnceImage:
		r.readOnce(i.No)
	case MergeImage:
		r.readMerge(i.No)
	default:
		r.in.Fail("there is no image of kind %d", i.Kind)
	}
	if err := r.in.End(); err != nil {
		return graph.Errorf(graph.Internal, "restore", "the image %d of kind %d is damaged: %v", i.No, i.Kind, err)
	}
	return nil
}

// maxHandles is how many nodes, edges or evidence a store may have.
const maxHandles = 1 << 28

func (r *restoring) known(h uint32) bool {
	if h >= maxHandles {
		r.in.Fail("the number %d is too large", h)
	}
	return h < maxHandles
}

func (r *restoring) readNode(h uint32) {
	id := r.in.Text()
	k := r.model.KindOf(id)
	if k == nil || !r.known(h) {
		r.in.Fail("%q has no kind", id)
		return
	}
	n := r.nodes.EditAny(r.stamp, h)
	*n = node{id: id, boxed: id, kind: k, loaded: int(r.in.Small(1 << 31)), swept: r.in.Word()}
	n.stated = make([]statement, r.in.Count())
	for i := range n.stated {
		n.stated[i] = statement{Source: r.in.Handle(), Load: r.in.Word(), Kept: r.in.Flag(), As: r.in.Word(), Props: r.values(k.Props())}
	}
	if len(n.stated) == 0 {
		r.in.Fail("nothing is stated of %s", id)
	}
	r.sources = max(r.sources, n.loaded)
	r.perKind[k.Ordinal()]++
}

func (r *restoring) readEdges(first uint32) {
	for h := first; h < first+container.PageSize && r.known(h); h++ {
		name := r.in.Part()
		if name == "" {
			continue
		}
		e := r.edges.EditAny(r.stamp, h)
		e.edge = r.model.Edge(name)
		if e.edge == nil {
			r.in.Fail("there is no edge %q", name)
			return
		}
		e.from, e.to, e.key, e.vals = r.in.Handle(), r.in.Handle(), r.in.Word(), r.values(e.edge.Props())
		if !r.hasLink(e.from, e.edge.OutLink()) || !r.hasLink(e.to, e.edge.InLink()) {
			return
		}
	}
}

// hasNode reports whether there is a node, which a reference needs.
func (r *restoring) hasNode(h uint32) bool {
	if h >= uint32(len(r.kinds)) || r.kinds[h] == nil {
		r.in.Fail("there is no node %d", h)
		return false
	}
	return true
}

// hasLink reports whether there is a node of a kind that has a link.
func (r *restoring) hasLink(h uint32, l *graph.Link) bool {
	has := r.hasNode(h)
	if has && r.kinds[h].LinkIndex(l) < 0 {
		r.in.Fail("%s has no %s", r.nodes.At(h).id, l.Name)
		return false
	}
	return has
}

func (r *restoring) readFacts(first uint32) {
	for h := first; h < first+container.PageSize && r.known(h); h++ {
		if sort := r.in.Small(richFact); sort != noFact {
			r.readFact(r.facts.EditAny(r.stamp, h), sort == richFact)
		}
	}
}

func (r *restoring) readFact(f *fact, rich bool) {
	in := &r.in
	f.subject, f.onEdge, f.source = in.Handle(), in.Flag(), in.Handle()
	f.start, f.end, f.seq = uint32(in.Number()), uint32(in.Number()), uint32(in.Number())
	f.saidBy, f.saidAt = in.Handle(), in.Handle()
	f.locator, f.quote = in.Text(), in.Text()
	f.load, f.saidWhen = in.Word(), in.When()
	_, f.act = r.acts.find(in.Name())
	_, f.basis = r.bases.find(in.Name())
	f.digest = in.Number()
	if n := in.Count(); n > 0 {
		f.says = r.says.Take(n)
	}
	if in.Err() != nil {
		return
	}
	r.resolve(f)
	props := r.propsOfSubject(f)
	for i := range f.says {
		f.says[i] = r.said(props)
	}
	if n := in.Count(); n > 0 {
		f.written = make([]graph.Written, n)
		for i := range f.written {
			f.written[i] = graph.Written{Role: in.Word(), ID: in.Text()}
		}
	}
	if f.saidFor = none; rich {
		f.saidFor, f.corrects = in.Handle(), in.Texts()
	}
	if f.saidFor != none {
		r.hasNode(f.saidFor)
	}
}

// resolve sees that all that a piece of evidence refers to is there.
func (r *restoring) resolve(f *fact) {
	if f.saidBy != none {
		r.hasLink(f.saidBy, r.saidBy)
	}
	if f.saidAt != none {
		r.hasNode(f.saidAt)
	}
	if r.hasLink(f.source, r.source) && f.locator == "" && f.quote == "" {
		quote, ok := r.nodes.At(f.source).text.Slice(int(f.start), int(f.end))
		if !ok || quote == "" {
			r.in.Fail("a quote is not in its source")
		}
		f.quote = quote
	}
}

func (r *restoring) propsOfSubject(f *fact) []*graph.Property {
	if f.onEdge && f.subject < r.edges.Len() && !r.edges.At(f.subject).gone() {
		return r.edges.At(f.subject).edge.Props()
	}
	if !f.onEdge && r.hasNode(f.subject) {
		return r.kinds[f.subject].Props()
	}
	r.in.Fail("a piece of evidence is for nothing that there is")
	return nil
}

// values reads values by the names of properties.
func (r *restoring) values(props []*graph.Property) []graph.Value {
	var vals []graph.Value
	for range r.in.Count() {
		said := r.said(props)
		if r.in.Err() != nil {
			return nil
		}
		if vals == nil {
			vals = r.vals.Take(len(props))[:0]
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
	name := r.in.Part()
	i := indexNamed(props, name)
	if i < 0 {
		r.in.Fail("there is no property %q", name)
		return graph.Said{}
	}
	p := props[i]
	said := graph.Said{Property: p.Name}
	switch p.Type {
	case graph.Enumerated:
		said.Value, _ = r.enumVals[p.Enum].find(r.in.Name())
	case graph.Reference:
		id := r.in.Name()
		if h, ok := r.find(id); ok {
			said.Value = r.nodes.At(h).boxed
		} else {
			said.Value = strings.Clone(id)
		}
	default:
		said.Value = r.in.Value()
	}
	return said
}

func (r *restoring) readOnce(no uint32) {
	d := done{no: no, key: r.in.Text(), digest: r.in.Text()}
	for _, n := range []*int{&d.applied.Nodes, &d.applied.Edges, &d.applied.Evidence} {
		*n = int(r.in.Small(1 << 40))
	}
	r.once.Set(d.key, d)
}

func (r *restoring) readMerge(no uint32) {
	id, into := r.in.Text(), r.in.Text()
	r.merges.ids.Set(id, merged{no, id, into})
	r.merges.made = max(r.merges.made, no+1)
}
