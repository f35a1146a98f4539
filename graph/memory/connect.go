package memory

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"parley/graph"
)

// readyNodes makes what edges and evidence need of nodes: their ids, and the
// texts that quotes are slices of.
func (r *restoring) readyNodes() {
	ids := make([]uint32, 0, r.nodes.n)
	each(&r.nodes, func(h uint32, n *node) {
		if n.kind == nil {
			return
		}
		ids = append(ids, h)
		for _, s := range n.stated {
			if !s.kept && r.hasNode(s.source) {
				r.stated.Insert(pack(s.source, h))
			}
		}
		if text, _ := n.firstStated(r.model.NodeProp("text")).(string); text != "" && n.loaded > 0 {
			n.text = newTextIndex(text)
		}
	})
	slices.SortFunc(ids, r.compareNodes)
	for _, h := range ids {
		r.byID.Load(r.nodes.at(h).id, h)
	}
}

func each[T any](p *pages[T], visit func(h uint32, item *T)) {
	for h := range p.n {
		visit(h, p.at(h))
	}
}

// connect makes all that follows from what was read: links, values, indexes,
// and what is free.
func (r *restoring) connect() {
	var words sync.WaitGroup
	words.Go(r.indexQuotes)
	r.linkEvidence()
	r.linkNodes()
	for _, h := range r.sourcesInOrder() { // their dates weigh what all others have
		n := r.nodes.at(h)
		n.vals = r.nodeValues(n)
	}
	each(&r.edges, func(_ uint32, e *edge) {
		if e.edge != nil {
			r.valueRestored(e)
		}
	})
	words.Wait()
	r.indexRestored()
	r.free = freeList{
		nodes: unused(&r.nodes, func(n *node) bool { return n.kind == nil }),
		edges: unused(&r.edges, func(e *edge) bool { return e.edge == nil }),
		facts: unused(&r.facts, (*fact).gone),
	}
}

// valueRestored takes an edge's values from its evidence.
func (r *restoring) valueRestored(e *edge) {
	vals := append(make([]graph.Value, 0, len(e.edge.Props())), e.vals...)
	r.weigh(e.evidence, func(name string, v graph.Value) {
		i := e.edge.Prop(name).Ordinal()
		for len(vals) <= i {
			vals = append(vals, nil)
		}
		vals[i] = v
	})
	e.vals = trimmed(vals)
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

// linkEvidence gives nodes and edges their evidence, and counts references.
func (r *restoring) linkEvidence() {
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
	r.eachFact(func(h uint32, f *fact) { of(f).fill(f.subject, h) })
	each(&r.nodes, func(h uint32, n *node) { n.evidence = r.inOrderOfIDs(ofNodes.list(h)) })
	each(&r.edges, func(h uint32, e *edge) { e.evidence = r.inOrderOfIDs(ofEdges.list(h)) })
	r.eachFact(func(_ uint32, f *fact) {
		for _, h := range r.refs(f) {
			r.nodes.at(h).uses++
		}
	})
}

func (r *restoring) eachFact(visit func(h uint32, f *fact)) {
	each(&r.facts, func(h uint32, f *fact) {
		if !f.gone() {
			visit(h, f)
		}
	})
}

// linkNodes gives nodes their links to edges and to the evidence that names
// them.
func (r *restoring) linkNodes() {
	first := make([]uint32, r.nodes.n+1) // by node: its first list
	each(&r.nodes, func(h uint32, n *node) {
		first[h+1] = first[h]
		if n.kind != nil {
			first[h+1] += uint32(len(n.kind.Links()))
		}
	})
	all := newLists(first[r.nodes.n])
	place := func(h uint32, l *graph.Link) uint32 { return first[h] + uint32(r.nodes.at(h).kind.LinkPlace(l)) }
	r.eachLinked(func(at uint32, l *graph.Link, _ uint32) { all.count(place(at, l)) })
	all.counted()
	r.eachLinked(func(at uint32, l *graph.Link, h uint32) { all.fill(place(at, l), h) })
	each(&r.nodes, func(h uint32, n *node) {
		if n.kind == nil {
			return
		}
		n.links = make([][]uint32, 0, first[h+1]-first[h])
		for i, l := range n.kind.Links() {
			list := all.list(first[h] + uint32(i))
			if l.Sort == graph.EdgeLink {
				slices.SortFunc(list, func(a, b uint32) int { return r.compareEdges(r.edges.at(a), r.edges.at(b)) })
			} else {
				list = r.inOrderOfIDs(list)
			}
			n.links = append(n.links, list)
		}
	})
}

// eachLinked gives each link of a node with an edge or an evidence in it.
func (r *restoring) eachLinked(visit func(at uint32, l *graph.Link, h uint32)) {
	each(&r.edges, func(h uint32, e *edge) {
		if e.edge != nil {
			visit(e.from, e.edge.OutLink(), h)
			visit(e.to, e.edge.InLink(), h)
		}
	})
	source, saidBy := r.mention("source"), r.mention("saidBy")
	r.eachFact(func(h uint32, f *fact) {
		visit(f.source, source, h)
		if f.saidBy != none {
			visit(f.saidBy, saidBy, h)
		}
	})
}

// inOrderOfIDs sorts evidence. Places are made once for each, since a locator
// costs more to make one of than to compare.
func (r *restoring) inOrderOfIDs(list []uint32) []uint32 {
	if len(list) < 2 {
		return list
	}
	type keyed struct {
		place string
		h     uint32
	}
	keys := make([]keyed, len(list))
	for i, h := range list {
		keys[i] = keyed{r.facts.at(h).place(), h}
	}
	slices.SortFunc(keys, func(a, b keyed) int {
		x, y := r.facts.at(a.h), r.facts.at(b.h)
		return cmp.Or(r.compareNodes(x.source, y.source), strings.Compare(a.place, b.place), cmp.Compare(x.digest, y.digest))
	})
	for i := range keys {
		list[i] = keys[i].h
	}
	return list
}

// indexQuotes needs nothing but evidence and words, and so goes on beside the
// rest.
func (r *restoring) indexQuotes() {
	r.eachFact(func(h uint32, f *fact) {
		for _, word := range graph.Tokens(f.quote) {
			r.inQuotes.edit(r.stamp, r.numbered(word)).insert(r.stamp, h)
		}
	})
}

// numbered is wordID, which is slower.
func (r *restoring) numbered(word string) uint32 {
	id, known := r.numbers[word]
	if !known {
		id = r.wordID(word)
		r.numbers[strings.Clone(word)] = id
	}
	return id
}

// indexRestored gives nodes their values and fills the indexes.
func (r *restoring) indexRestored() {
	var names []nameKey
	var dates []dateKey
	each(&r.nodes, func(h uint32, n *node) {
		if n.kind == nil {
			return
		}
		n.vals = r.nodeValues(n)
		for _, fold := range r.folds(n) {
			names = append(names, nameKey{fold, h})
		}
		for _, word := range r.textWords(n) {
			r.inNames.edit(r.stamp, r.numbered(word)).insert(r.stamp, h)
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
