package memory

import (
	"bytes"
	"context"
	"slices"

	"parley/graph"
	"parley/graph/memory/codec"
	"parley/graph/memory/container"
)

// Image is a part of a store's state as bytes, for whoever keeps the state
// elsewhere: all images together are the state. What follows from others, such
// as indexes and the values that evidence supports, is in none.
type Image struct {
	Kind ImageKind
	No   uint32
	Body []byte // empty: there is nothing in it any more
	Lost bool   // it held text that is not in it any more
}

// ImageKind says what an [Image] is of. An image of an earlier sort is read
// before one of a later.
type ImageKind uint8

// The sorts of images.
const (
	NodeImage  ImageKind = iota // one node: its id, and what sources state of it
	EdgeImage                   // a run of edges
	FactImage                   // a run of evidence
	OnceImage                   // one Apply that was made once
	MergeImage                  // one id that means another
)

// Keep is told the images that an Apply changes, each once, before anyone sees
// the change.
// Where it fails, the Apply fails and changes nothing.
type Keep func(ctx context.Context, changed []Image) error

// changed returns the images that a transaction changes.
func (t *tx) changed() []Image {
	var list []Image
	was, is := codec.NewWriter(), codec.NewWriter()
	put := func(kind ImageKind, no uint32, write func(*snapshot, *codec.Writer)) {
		was.Reset()
		is.Reset()
		write(t.base, was)
		write(t.snapshot, is)
		if !bytes.Equal(was.Bytes(), is.Bytes()) {
			list = append(list, Image{kind, no, slices.Clone(is.Bytes()), was.HasMoreThan(is)})
		}
	}
	for first := range t.nodes.Edited(t.stamp) {
		for h := first; h < min(first+container.PageSize, t.nodes.Len()); h++ {
			if !t.sameNode(h) {
				put(NodeImage, h, func(s *snapshot, w *codec.Writer) { s.writeNode(w, h) })
			}
		}
	}
	for first := range t.edges.Edited(t.stamp) {
		if !t.sameEdges(first) {
			put(EdgeImage, first/container.PageSize, func(s *snapshot, w *codec.Writer) { s.writeEdges(w, first) })
		}
	}
	for first := range t.facts.Edited(t.stamp) {
		put(FactImage, first/container.PageSize, func(s *snapshot, w *codec.Writer) { s.writeFacts(w, first) })
	}
	if t.made != nil {
		list = append(list, imageOfDone(t.made))
	}
	for _, m := range t.remade {
		list = append(list, imageOfMerge(m))
	}
	return list
}

// sameNode reports whether a node's image is what it was before the transaction.
func (t *tx) sameNode(h uint32) bool {
	if h >= t.base.nodes.Len() {
		return t.nodes.At(h).gone()
	}
	was, is := t.base.nodes.At(h), t.nodes.At(h)
	return was.id == is.id && was.loaded == is.loaded && was.swept == is.swept && sameSlice(was.stated, is.stated)
}

// sameSlice reports whether two slices are one: what is stated is never changed in
// place.
func sameSlice[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

func (t *tx) sameEdges(first uint32) bool {
	was := t.base.edges.Page(first)
	for i, is := range t.edges.Page(first) {
		if was[i].edge != is.edge || was[i].from != is.from || was[i].to != is.to || was[i].key != is.key {
			return false
		}
	}
	return true
}

// A snapshot writes the images of what it has; of what it has not, nothing.

func (s *snapshot) writeNode(w *codec.Writer, h uint32) {
	if h >= s.nodes.Len() || s.nodes.At(h).gone() {
		return
	}
	n := s.nodes.At(h)
	w.Text(n.id)
	w.Number(uint64(n.loaded))
	w.Load(n.swept)
	w.Number(uint64(len(n.stated)))
	for _, s := range n.stated {
		w.Handle(s.Source)
		w.Load(s.Load)
		w.Flag(s.Kept)
		w.Text(s.As)
		writeSaid(w, saidOf(n.kind.Props(), s.Props, func(*graph.Property) bool { return true }))
	}
}

func (s *snapshot) writeEdges(w *codec.Writer, first uint32) {
	items, there := s.edges.Page(first), false
	for i := range items {
		e := &items[i]
		if e.gone() {
			w.Text("")
			continue
		}
		there = true
		w.Text(e.edge.Name)
		w.Handle(e.from)
		w.Handle(e.to)
		w.Text(e.key)
		writeSaid(w, e.identity())
	}
	if !there {
		w.Reset()
	}
}

func (s *snapshot) writeFacts(w *codec.Writer, first uint32) {
	items, there := s.facts.Page(first), false
	for i := range items {
		f := &items[i]
		w.Number(f.sort())
		if !f.gone() {
			s.writeFact(w, f)
			there = true
		}
	}
	if !there {
		w.Reset()
	}
}

// The sorts of evidence in an image.
const (
	noFact = iota
	plainFact
	richFact // it has at its end what few have, and what there was not at first
)

func (f *fact) sort() uint64 {
	switch {
	case f.gone():
		return noFact
	case f.saidFor != none || f.corrects != nil:
		return richFact
	}
	return plainFact
}

func (s *snapshot) writeFact(w *codec.Writer, f *fact) {
	w.Handle(f.subject)
	w.Flag(f.onEdge)
	w.Handle(f.source)
	for _, n := range []uint32{f.start, f.end, f.seq} {
		w.Number(uint64(n))
	}
	w.Handle(f.saidBy)
	w.Handle(f.saidAt)
	w.Text(f.locator)
	if f.locator != "" || f.in(s.nodes.At(f.source).text) {
		w.Text("")
	} else {
		w.Text(f.quote)
	}
	w.Load(f.load)
	w.When(f.saidWhen)
	w.Value(s.acts[f.act])
	w.Value(s.bases[f.basis])
	w.Number(f.digest)
	writeSaid(w, f.says)
	w.Number(uint64(len(f.written)))
	for _, was := range f.written {
		w.Text(was.Role)
		w.Text(was.ID)
	}
	if f.sort() == richFact {
		w.Handle(f.saidFor)
		w.Texts(f.corrects)
	}
}

// writeSaid writes values by the names of their properties.
func writeSaid(w *codec.Writer, said []graph.Said) {
	w.Number(uint64(len(said)))
	for _, s := range said {
		w.Text(s.Property)
		w.Value(s.Value)
	}
}

// imageOfDone returns what is remembered of an Apply that is made once.
func imageOfDone(d *done) Image {
	w := codec.NewWriter()
	w.Text(d.key)
	w.Text(d.digest)
	for _, n := range []int{d.applied.Nodes, d.applied.Edges, d.applied.Evidence} {
		w.Number(uint64(n))
	}
	return Image{Kind: OnceImage, No: d.no, Body: w.Bytes()}
}

// imageOfMerge returns what an id means; nothing where it means itself again.
func imageOfMerge(m merged) Image {
	if m.into == "" {
		return Image{Kind: MergeImage, No: m.no, Lost: true}
	}
	w := codec.NewWriter()
	w.Text(m.id)
	w.Text(m.into)
	return Image{Kind: MergeImage, No: m.no, Body: w.Bytes()}
}
