package memory

import (
	"parley/graph"
)

// addFact adds evidence to what it is for, its source and its speaker.
func (t *tx) addFact(f fact) uint32 {
	h := alloc(&t.facts, t.stamp, &t.free.facts)
	*t.facts.edit(t.stamp, h) = f
	t.counts.Evidence++
	if !f.onEdge {
		delete(t.bared, f.subject)
	}
	t.setEvidence(&f, func(list []uint32) []uint32 { return t.insertFact(list, h) })
	t.linkUp(f.source, t.mention("source"), h)
	if f.saidBy != none {
		t.linkUp(f.saidBy, t.mention("saidBy"), h)
	}
	for _, ref := range t.refs(&f) {
		t.nodes.edit(t.stamp, ref).uses++
	}
	for _, word := range graph.Tokens(f.quote) {
		t.inQuotes.edit(t.stamp, t.wordID(word)).insert(t.stamp, h)
	}
	return h
}

func (t *tx) isNewFact(h uint32) bool {
	return h >= t.base.facts.n || t.base.facts.at(h).gone()
}

// removeFact takes evidence away. What it was for is looked at by finalize.
func (t *tx) removeFact(h uint32) {
	f := *t.facts.at(h)
	t.counts.Evidence += wentAway(t.isNewFact(h))
	for _, ref := range t.refs(&f) {
		t.node(ref).uses--
	}
	t.setEvidence(&f, func(list []uint32) []uint32 { return without(list, h) })
	delete(t.freshFacts, f.key())
	t.unlink(f.source, t.mention("source"), h)
	if f.saidBy != none {
		t.unlink(f.saidBy, t.mention("saidBy"), h)
	}
	for _, word := range graph.Tokens(f.quote) {
		t.inQuotes.edit(t.stamp, t.wordID(word)).remove(t.stamp, h)
	}
	t.freed.facts = append(t.freed.facts, h)
}

func (t *tx) setEvidence(f *fact, change func([]uint32) []uint32) {
	if f.onEdge {
		e := t.edge(f.subject)
		e.evidence = change(e.evidence)
		return
	}
	n := t.node(f.subject)
	n.evidence = change(n.evidence)
}

// refs lists the nodes that a piece of evidence refers to beside what it is for.
func (s *snapshot) refs(f *fact) []uint32 {
	var refs []uint32
	add := func(h uint32, ok bool) {
		if ok && h != none {
			refs = append(refs, h)
		}
	}
	add(f.saidBy, true)
	add(f.saidAt, true)
	if !f.onEdge {
		return refs
	}
	e := s.edges.at(f.subject)
	for _, said := range f.says {
		if p := e.edge.Prop(said.Property); p.Type == graph.Reference {
			add(s.find(said.Value.(string)))
		}
	}
	for _, p := range e.edge.Props() {
		if id, ok := e.value(p).(string); ok && p.Identity && p.Type == graph.Reference {
			add(s.find(id))
		}
	}
	return refs
}
