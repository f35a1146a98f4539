package memory

import (
	"iter"
	"slices"
	"strings"
	"sync"

	"parley/graph"
	"parley/graph/ledger"
	"parley/graph/memory/container"
)

// readyNodes makes what edges and evidence need of nodes: their ids, and the
// texts that quotes are slices of.
func (r *restoring) readyNodes() {
	r.kinds = make([]*graph.Kind, r.nodes.Len())
	r.ids = make([]uint32, 0, r.nodes.Len())
	for h, n := range r.nodes.All() {
		if r.kinds[h] = n.kind; !n.gone() {
			r.ids = append(r.ids, h)
		}
	}
	for _, h := range r.ids { // in the order of handles, which sets like best
		n := r.nodes.At(h)
		for _, s := range n.stated {
			if !s.Kept && r.hasNode(s.Source) {
				r.stated.Insert(pack(s.Source, h))
			}
		}
		if n.loaded > 0 {
			n.text = container.NewText(r.statedText(n))
		}
	}
	slices.SortFunc(r.ids, func(a, b uint32) int { return strings.Compare(r.nodes.At(a).id, r.nodes.At(b).id) })
	r.marks.Spread(r.stamp, r.ids)
	for _, h := range r.ids {
		r.byID.Load(r.nodes.At(h).id, h)
	}
}

// connect makes all that follows from what was read: links, values, indexes,
// and what is free.
func (r *restoring) connect() {
	var beside sync.WaitGroup
	var links *links
	beside.Go(func() { links = r.countLinks() })
	facts := r.factsInOrder()
	beside.Wait()
	beside.Go(r.indexQuotes)
	r.linkEdges(links)
	r.linkFacts(links, facts)
	beside.Wait()
	r.giveLinks(links)
	r.hideLoops()
	r.valueEdges()
	r.remember(r.learned.sorted())
	r.indexNodes()
	r.takeOut()
	r.free = freeList{
		nodes: unused(&r.nodes, (*node).gone),
		edges: unused(&r.edges, (*edge).gone),
		facts: unused(&r.facts, (*fact).gone),
	}
}

// valueEdges takes the values of edges from their evidence, a series at a time.
func (r *restoring) valueEdges() {
	for h := range r.nodes.All() {
		n := r.nodes.At(h)
		for _, l := range r.outLinks(n) {
			edges := n.link(l)
			for len(edges) > 0 {
				to := r.edges.At(edges[0]).to
				series := leading(edges, func(e uint32) bool { return r.edges.At(e).to == to })
				edges = edges[len(series):]
				for i, o := range r.ledger.Series(series) {
					e := r.edges.At(series[i])
					e.vals, e.absent, e.at = r.found.lists.Values(o.Vals), !o.There, known{o.Since, o.Settled}
					if o.Since < o.Settled {
						r.learned.add(series[i])
					}
					r.judge(e.evidence, o.Judged)
				}
			}
		}
	}
}

func (r *restoring) judge(evidence []uint32, list []ledger.Judged[uint32]) {
	for i, j := range list {
		r.facts.At(evidence[i]).judged = judgedOf(j)
	}
}

func (r *restoring) outLinks(n *node) []*graph.Link {
	if n.gone() {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(n.kind.Links()), func(l *graph.Link) bool { return l.Kind != graph.EdgeLink || !l.Out })
}

// takeOut takes what is not there out of links and counts.
func (r *restoring) takeOut() {
	for h, n := range r.nodes.All() {
		if !n.gone() && n.absent {
			r.absences.nodes.Insert(h)
			r.perKind[n.kind.Ordinal()]--
		}
	}
	for h := range r.allEdges() {
		r.placeEdge(h)
	}
	r.flush()
}

// all iterates over the items that are there.
func all[T any](p *container.Pages[T], gone func(*T) bool) iter.Seq2[uint32, *T] {
	return func(yield func(uint32, *T) bool) {
		for h := range p.Len() {
			if item := p.At(h); !gone(item) && !yield(h, item) {
				return
			}
		}
	}
}

// allEdges iterates over the edges that are in links.
func (r *restoring) allEdges() iter.Seq2[uint32, *edge] {
	return all(&r.edges, func(e *edge) bool { return e.gone() || e.loop() })
}

func (r *restoring) allFacts() iter.Seq2[uint32, *fact] { return all(&r.facts, (*fact).gone) }

// grouped lists items by the node that each belongs to.
func grouped[T any](nodes uint32, items iter.Seq2[uint32, *T], node func(*T) uint32) *container.Lists {
	return container.Grouped(nodes, func(yield func(uint32, uint32) bool) {
		for h, item := range items {
			if !yield(node(item), h) {
				return
			}
		}
	})
}

// factsInOrder lists the evidence in the order of ids.
func (r *restoring) factsInOrder() []uint32 {
	of := grouped(r.nodes.Len(), r.allFacts(), func(f *fact) uint32 { return f.source })
	facts := make([]uint32, 0, of.Len())
	for _, source := range r.ids {
		said := of.List(source)
		slices.SortFunc(said, r.compareFactsAt)
		facts = append(facts, said...)
	}
	return facts
}

// linkFacts sets the evidence of nodes and edges and the links to evidence that
// names them, all in the order of facts, and counts references.
func (r *restoring) linkFacts(links *links, facts []uint32) {
	ofNodes, ofEdges := container.NewLists(r.nodes.Len()), container.NewLists(r.edges.Len())
	of := func(f *fact) *container.Lists {
		if f.onEdge {
			return ofEdges
		}
		return ofNodes
	}
	for h, f := range r.allFacts() {
		if f.corrects != nil {
			r.corrections.Insert(h)
		}
		of(f).Count(f.subject)
	}
	ofNodes.Counted()
	ofEdges.Counted()
	for _, h := range facts {
		f := r.facts.At(h)
		of(f).Fill(f.subject, h)
		links.Fill(links.index(f.source, r.source), h)
		if f.saidBy != none {
			links.Fill(links.index(f.saidBy, r.saidBy), h)
		}
		for _, ref := range r.refs(f) {
			r.nodes.At(ref).uses++
		}
	}
	for h, n := range r.nodes.All() {
		n.evidence = ofNodes.List(h)
	}
	for h, e := range r.edges.All() {
		e.evidence = ofEdges.List(h)
	}
}

// links are the stored links of all nodes.
type links struct {
	*container.Lists
	first []uint32      // by node: its first list
	kinds []*graph.Kind // by node
}

func (l *links) index(node uint32, link *graph.Link) uint32 {
	return l.first[node] + uint32(l.kinds[node].LinkIndex(link))
}

// countLinks counts how long each link is.
func (r *restoring) countLinks() *links {
	l := &links{first: make([]uint32, r.nodes.Len()+1), kinds: r.kinds}
	for h, kind := range r.kinds {
		l.first[h+1] = l.first[h]
		if kind != nil {
			l.first[h+1] += uint32(len(kind.Links()))
		}
	}
	l.Lists = container.NewLists(l.first[r.nodes.Len()])
	for _, e := range r.allEdges() {
		l.Count(l.index(e.from, e.edge.OutLink()))
		l.Count(l.index(e.to, e.edge.InLink()))
	}
	for _, f := range r.allFacts() {
		l.Count(l.index(f.source, r.source))
		if f.saidBy != none {
			l.Count(l.index(f.saidBy, r.saidBy))
		}
	}
	l.Counted()
	return l
}

// linkEdges fills the links to edges. An edge's id is the type, then the ends,
// then the key: all edges are put in the order of their one end, and so come
// into the links at the other in that order. A symmetric edge is in the same link at
// both ends; there those that the node is the second end of come first.
func (r *restoring) linkEdges(links *links) {
	for _, out := range []bool{false, true} {
		at := grouped(r.nodes.Len(), r.allEdges(), func(e *edge) uint32 { return e.far(out) })
		for _, end := range r.ids {
			edges := at.List(end)
			slices.SortFunc(edges, func(a, b uint32) int { return strings.Compare(r.edges.At(a).key, r.edges.At(b).key) })
			for _, h := range edges {
				e := r.edges.At(h)
				links.Fill(links.index(e.far(!out), e.edge.Link(out)), h)
			}
		}
	}
}

// giveLinks sets the links of the nodes.
func (r *restoring) giveLinks(links *links) {
	for h, n := range r.nodes.All() {
		n.links = make([][]uint32, 0, links.first[h+1]-links.first[h])
		for i := links.first[h]; i < links.first[h+1]; i++ {
			n.links = append(n.links, links.List(i))
		}
	}
}

// hideLoops notes the edges that are in no link.
func (r *restoring) hideLoops() {
	r.loops = map[uint32][]uint32{}
	for h, e := range r.edges.All() {
		if !e.gone() && e.loop() {
			r.loops[e.from] = append(r.loops[e.from], h)
		}
	}
}

// indexQuotes needs nothing but evidence and words, and so goes on beside the
// rest.
func (r *restoring) indexQuotes() {
	for h, f := range r.allFacts() {
		r.post(&r.inQuotes, graph.Tokens(f.quote), h)
	}
}

// indexNodes sets the values of nodes and fills their indexes.
func (r *restoring) indexNodes() {
	var names []nameKey
	var dates []dateKey
	for h, n := range r.nodes.All() {
		if n.gone() {
			continue
		}
		o := r.ledger.Node(h)
		n.at = known{o.Since, o.Settled}
		r.judge(n.evidence, o.Judged)
		if n.vals, n.absent = o.Vals, !o.There; n.absent {
			continue
		}
		for _, fold := range r.folds(n) {
			names = append(names, nameKey{fold, h})
		}
		dates = append(dates, r.days(h, n)...)
		r.post(&r.inNames, r.textWords(n), h)
	}
	slices.SortFunc(names, nameKey.compare)
	for _, k := range names {
		r.names.Load(k)
	}
	slices.SortFunc(dates, dateKey.compare)
	for _, k := range dates {
		r.dates.Load(k)
	}
}

// unused lists the handles that nothing has, the highest first.
func unused[T any](p *container.Pages[T], gone func(*T) bool) []uint32 {
	var list []uint32
	for h := p.Len(); h > 0; h-- {
		if gone(p.At(h - 1)) {
			list = append(list, h-1)
		}
	}
	return slices.Clip(list)
}
