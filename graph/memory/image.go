package memory

import (
	"context"
	"slices"

	"parley/graph"
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
	was, is := newImageWriter(), newImageWriter()
	put := func(kind ImageKind, no uint32, write func(*snapshot, *imageWriter)) {
		was.reset()
		is.reset()
		write(t.base, was)
		write(t.snapshot, is)
		list = append(list, Image{kind, no, slices.Clone(is.buf), was.hasMoreThan(is)})
	}
	eachEdited(&t.nodes, t.stamp, func(first uint32) {
		for h := first; h < min(first+pageSize, t.nodes.n); h++ {
			if !t.sameNode(h) {
				put(NodeImage, h, func(s *snapshot, w *imageWriter) { s.writeNode(w, h) })
			}
		}
	})
	eachEdited(&t.edges, t.stamp, func(first uint32) {
		if !t.sameEdges(first) {
			put(EdgeImage, first/pageSize, func(s *snapshot, w *imageWriter) { s.writeEdges(w, first) })
		}
	})
	eachEdited(&t.facts, t.stamp, func(first uint32) {
		put(FactImage, first/pageSize, func(s *snapshot, w *imageWriter) { s.writeFacts(w, first) })
	})
	if t.made != nil {
		put(OnceImage, t.made.no, func(s *snapshot, w *imageWriter) {
			if s == t.snapshot {
				writeOnce(w, t.made)
			}
		})
	}
	return append(list, t.remade...)
}

// eachEdited visits the pages that the transaction with a stamp wrote to, by
// their first items.
func eachEdited[T any](p *pages[T], stamp uint64, visit func(first uint32)) {
	if p.stamp != stamp {
		return
	}
	for b, block := range p.blocks {
		if block.stamp != stamp {
			continue
		}
		for i, page := range block.pages {
			if page != nil && page.stamp == stamp {
				visit(uint32(b*blockSize+i) * pageSize)
			}
		}
	}
}

// sameNode reports whether a node's image is what it was before the transaction.
func (t *tx) sameNode(h uint32) bool {
	if h >= t.base.nodes.n {
		return t.nodes.at(h).kind == nil
	}
	was, is := t.base.nodes.at(h), t.nodes.at(h)
	return was.id == is.id && was.loaded == is.loaded && was.swept == is.swept && sameSlice(was.stated, is.stated)
}

// sameSlice reports whether two slices are one: what is stated is never changed in
// place.
func sameSlice[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

func (t *tx) sameEdges(first uint32) bool {
	was := t.base.edges.run(first)
	for i, is := range t.edges.run(first) {
		if was[i].edge != is.edge || was[i].from != is.from || was[i].to != is.to || was[i].key != is.key {
			return false
		}
	}
	return true
}

// A snapshot writes the images of what it has; of what it has not, empty ones.

func (s *snapshot) writeNode(w *imageWriter, h uint32) {
	if h >= s.nodes.n || s.nodes.at(h).kind == nil {
		return
	}
	n := s.nodes.at(h)
	w.text(n.id)
	w.number(uint64(n.loaded))
	w.load(n.swept)
	w.number(uint64(len(n.stated)))
	for _, s := range n.stated {
		w.handle(s.Source)
		w.load(s.Load)
		w.flag(s.Kept)
		w.text(s.As)
		w.values(n.kind.Props(), s.Props, func(*graph.Property) bool { return true })
	}
}

func (s *snapshot) writeEdges(w *imageWriter, first uint32) {
	items := s.edges.run(first)[:]
	if allEmpty(items, func(e *edge) bool { return e.edge == nil }) {
		return
	}
	for i := range items {
		e := &items[i]
		if e.edge == nil {
			w.text("")
			continue
		}
		w.text(e.edge.Name)
		w.handle(e.from)
		w.handle(e.to)
		w.text(e.key)
		w.values(e.edge.Props(), e.vals, func(p *graph.Property) bool { return p.Identity })
	}
}

func (s *snapshot) writeFacts(w *imageWriter, first uint32) {
	items := s.facts.run(first)[:]
	if allEmpty(items, (*fact).gone) {
		return
	}
	for i := range items {
		f := &items[i]
		if f.gone() {
			w.flag(false)
			continue
		}
		w.flag(true)
		s.writeFact(w, f)
	}
}

func (s *snapshot) writeFact(w *imageWriter, f *fact) {
	w.handle(f.subject)
	w.flag(f.onEdge)
	w.handle(f.source)
	w.number(uint64(f.start))
	w.number(uint64(f.end))
	w.number(uint64(f.seq))
	w.handle(f.saidBy)
	w.handle(f.saidAt)
	w.text(f.locator)
	if f.locator != "" || f.in(s.nodes.at(f.source).text) {
		w.text("")
	} else {
		w.text(f.quote)
	}
	w.load(f.load)
	w.when(f.saidWhen)
	w.value(s.enumVals[s.evidence["act"].Enum][f.act])
	w.value(s.enumVals[s.evidence["basis"].Enum][f.basis])
	w.number(f.digest)
	w.number(uint64(len(f.says)))
	for _, said := range f.says {
		w.text(said.Property)
		w.value(said.Value)
	}
	w.number(uint64(len(f.written)))
	for _, was := range f.written {
		w.text(was.Role)
		w.text(was.ID)
	}
}

func allEmpty[T any](items []T, empty func(*T) bool) bool {
	for i := range items {
		if !empty(&items[i]) {
			return false
		}
	}
	return true
}

// writeOnce writes what is remembered of an Apply that is made once.
func writeOnce(w *imageWriter, d *done) {
	w.text(d.key)
	w.text(d.digest)
	for _, n := range []int{d.applied.Nodes, d.applied.Edges, d.applied.Evidence} {
		w.number(uint64(n))
	}
}

// imageOfMerge returns what an id means; nothing where it means itself again.
func imageOfMerge(id string, m merged) Image {
	if m.into == "" {
		return Image{Kind: MergeImage, No: m.no, Lost: true}
	}
	w := newImageWriter()
	w.text(id)
	w.text(m.into)
	return Image{Kind: MergeImage, No: m.no, Body: w.buf}
}
