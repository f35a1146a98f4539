package memory

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"

	"parley/graph"
	"parley/graph/ledger"
)

// readyNodes makes what edges and evidence need of nodes: their ids, and the
// texts that quotes are slices of.
func (r *restoring) readyNodes() {
	r.kinds = make([]*graph.Kind, r.nodes.n)
	each(&r.nodes, func(h uint32, n *node) { r.kinds[h] = n.kind })
	ids := make([]uint32, 0, r.nodes.n)
	each(&r.nodes, func(h uint32, n *node) {
		if n.kind == nil {
			return
		}
		ids = append(ids, h)
		for _, s := range n.stated {
			if !s.Kept && r.hasNode(s.Source) {
				r.stated.Insert(pack(s.Source, h))
			}
		}
		if n.loaded > 0 {
			if text := r.statedText(n); text != "" {
				n.text = newTextIndex(text)
			}
		}
	})
	slices.SortFunc(ids, func(a, b uint32) int { return strings.Compare(r.nodes.at(a).id, r.nodes.at(b).id) })
	r.spread(ids, 0, math.MaxUint64, 1)
	for _, h := range ids {
		r.byID.Load(r.nodes.at(h).id, h)
	}
	r.ids = ids
}

func each[T any](p *pages[T], visit func(h uint32, item *T)) {
	for h := range p.n {
		visit(h, p.at(h))
	}
}

// connect makes all that follows from what was read: links, values, indexes,
// and what is free.
func (r *restoring) connect() {
	var beside sync.WaitGroup
	var links *links
	beside.Go(func() { links = r.newLinks() })
	facts := r.factsInOrder()
	beside.Wait()
	beside.Go(r.indexQuotes)
	r.linkEdges(links)
	r.linkFacts(links, facts)
	beside.Wait()
	r.giveLinks(links)
	r.hideLoops()
	beside.Go(func() {
		r.eachEdge(r.valueRestored)
	})
	r.indexRestored()
	beside.Wait()
	r.free = freeList{
		nodes: unused(&r.nodes, func(n *node) bool { return n.kind == nil }),
		edges: unused(&r.edges, func(e *edge) bool { return e.edge == nil }),
		facts: unused(&r.facts, (*fact).gone),
	}
}

// valueRestored takes an edge's values from its evidence.
func (r *restoring) valueRestored(h uint32, e *edge) {
	if len(e.evidence) == 1 && len(r.facts.at(e.evidence[0]).says) == 0 {
		return
	}
	props := e.edge.Props()
	vals := r.vals.take(len(props))
	copy(vals, e.vals)
	r.ledger.Weigh(props, ledger.Subject[uint32, uint32]{Edge: h, OnEdge: true}, vals)
	e.vals = ledger.Trimmed(vals)
}

// lists are many lists of handles, cut from one piece: their lengths are
// counted before any is filled.
type lists struct {
	at    []uint32 // by list: its length, then where it goes on
	cells []uint32
}

func newLists(n uint32) *lists { return &lists{at: make([]uint32, n+1)} }

func (l *lists) count(i uint32) { l.at[i+1]++ }

// counted makes room for all that was counted.
func (l *lists) counted() {
	for i := 1; i < len(l.at); i++ {
		l.at[i] += l.at[i-1]
	}
	l.cells = make([]uint32, l.at[len(l.at)-1])
}

// fill appends to a list that was counted; when all are filled, list i ends
// where list i+1 began.
func (l *lists) fill(i, h uint32) {
	l.cells[l.at[i]] = h
	l.at[i]++
}

func (l *lists) list(i uint32) []uint32 {
	var from uint32
	if i > 0 {
		from = l.at[i-1]
	}
	return l.cells[from:l.at[i]:l.at[i]]
}

// factsInOrder lists the evidence in the order of ids.
func (r *restoring) factsInOrder() []uint32 {
	of := newLists(r.nodes.n)
	r.eachFact(func(_ uint32, f *fact) { of.count(f.source) })
	of.counted()
	r.eachFact(func(h uint32, f *fact) { of.fill(f.source, h) })
	facts := make([]uint32, 0, len(of.cells))
	for _, source := range r.ids {
		said := of.list(source)
		slices.SortFunc(said, r.compareFactsAt)
		facts = append(facts, said...)
	}
	return facts
}

func (r *restoring) eachFact(visit func(h uint32, f *fact)) {
	each(&r.facts, func(h uint32, f *fact) {
		if !f.gone() {
			visit(h, f)
		}
	})
}

// linkFacts sets the evidence of nodes and edges and the links to evidence that
// names them, all in the order of facts, and counts references.
func (r *restoring) linkFacts(links *links, facts []uint32) {
	ofNodes, ofEdges := newLists(r.nodes.n), newLists(r.edges.n)
	of := func(f *fact) *lists {
		if f.onEdge {
			return ofEdges
		}
		return ofNodes
	}
	r.eachFact(func(_ uint32, f *fact) { of(f).count(f.subject) })
	ofNodes.counted()
	ofEdges.counted()
	source, saidBy := r.mention("source"), r.mention("saidBy")
	for _, h := range facts {
		f := r.facts.at(h)
		of(f).fill(f.subject, h)
		links.fill(links.index(f.source, source), h)
		if f.saidBy != none {
			links.fill(links.index(f.saidBy, saidBy), h)
		}
		for _, ref := range r.refs(f) {
			r.nodes.at(ref).uses++
		}
	}
	each(&r.nodes, func(h uint32, n *node) { n.evidence = ofNodes.list(h) })
	each(&r.edges, func(h uint32, e *edge) { e.evidence = ofEdges.list(h) })
}

// links are the stored links of all nodes.
type links struct {
	*lists
	first []uint32      // by node: its first list
	kinds []*graph.Kind // by node
}

func (l *links) index(node uint32, link *graph.Link) uint32 {
	return l.first[node] + uint32(l.kinds[node].LinkIndex(link))
}

// newLinks counts how long each link is.
func (r *restoring) newLinks() *links {
	l := &links{first: make([]uint32, r.nodes.n+1), kinds: r.kinds}
	for h, kind := range r.kinds {
		l.first[h+1] = l.first[h]
		if kind != nil {
			l.first[h+1] += uint32(len(kind.Links()))
		}
	}
	l.lists = newLists(l.first[r.nodes.n])
	r.eachEdge(func(_ uint32, e *edge) {
		l.count(l.index(e.from, e.edge.OutLink()))
		l.count(l.index(e.to, e.edge.InLink()))
	})
	source, saidBy := r.mention("source"), r.mention("saidBy")
	r.eachFact(func(_ uint32, f *fact) {
		l.count(l.index(f.source, source))
		if f.saidBy != none {
			l.count(l.index(f.saidBy, saidBy))
		}
	})
	l.counted()
	return l
}

func (r *restoring) eachEdge(visit func(h uint32, e *edge)) {
	each(&r.edges, func(h uint32, e *edge) {
		if e.edge != nil && !e.loop() {
			visit(h, e)
		}
	})
}

// linkEdges fills the links to edges. An edge's id is the type, then the ends,
// then the key: all edges are put in the order of their one end, and so come
// into the links at the other in that order.
func (r *restoring) linkEdges(links *links) {
	near := func(e *edge) uint32 { return e.from }
	far := func(e *edge) uint32 { return e.to }
	for _, out := range []bool{true, false} {
		link := (*graph.Edge).OutLink
		if !out {
			near, far, link = far, near, (*graph.Edge).InLink
		}
		at := newLists(r.nodes.n)
		r.eachEdge(func(_ uint32, e *edge) { at.count(far(e)) })
		at.counted()
		r.eachEdge(func(h uint32, e *edge) { at.fill(far(e), h) })
		for _, end := range r.ids {
			edges := at.list(end)
			slices.SortFunc(edges, func(a, b uint32) int { return strings.Compare(r.edges.at(a).key, r.edges.at(b).key) })
			for _, h := range edges {
				e := r.edges.at(h)
				links.fill(links.index(near(e), link(e.edge)), h)
			}
		}
	}
}

// giveLinks sets the links of the nodes.
func (r *restoring) giveLinks(links *links) {
	each(&r.nodes, func(h uint32, n *node) {
		n.links = make([][]uint32, 0, links.first[h+1]-links.first[h])
		for i := links.first[h]; i < links.first[h+1]; i++ {
			n.links = append(n.links, links.list(i))
		}
	})
}

// indexQuotes needs nothing but evidence and words, and so goes on beside the
// rest.
func (r *restoring) indexQuotes() {
	r.eachFact(func(h uint32, f *fact) {
		for _, word := range graph.Tokens(f.quote) {
			r.inQuotes.edit(r.stamp, r.wordID(word)).insert(r.stamp, h)
		}
	})
}

// indexRestored sets the values of nodes and fills the indexes.
func (r *restoring) indexRestored() {
	var names []nameKey
	var dates []dateKey
	each(&r.nodes, func(h uint32, n *node) {
		if n.kind == nil {
			return
		}
		n.vals = r.ledger.NodeValues(h)
		for _, fold := range r.folds(n) {
			names = append(names, nameKey{fold, h})
		}
		for _, word := range r.textWords(n) {
			r.inNames.edit(r.stamp, r.wordID(word)).insert(r.stamp, h)
		}
		for _, p := range r.dated {
			if w, ok := n.value(p).(*graph.When); ok {
				dates = append(dates, dateKey{p.Ordinal(), w.StartEarliest, h})
			}
		}
	})
	slices.SortFunc(names, func(a, b nameKey) int { return cmp.Or(strings.Compare(a.fold, b.fold), cmp.Compare(a.node, b.node)) })
	for _, k := range names {
		r.names.Load(k)
	}
	slices.SortFunc(dates, func(a, b dateKey) int {
		return cmp.Or(cmp.Compare(a.prop, b.prop), cmp.Compare(a.day, b.day), cmp.Compare(a.node, b.node))
	})
	for _, k := range dates {
		r.dates.Load(k)
	}
}
