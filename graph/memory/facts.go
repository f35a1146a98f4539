package memory

import (
	"parley/graph"
	"parley/graph/ledger"
)

// FindFact returns the evidence of a source with a place and a digest.
func (t *tx) FindFact(e *ledger.Evidence[uint32]) (uint32, bool) {
	f := &fact{source: e.Source, start: uint32(e.Start), locator: e.Locator, digest: e.Digest}
	if h, ok := t.freshFacts[f.factKey()]; ok {
		return h, true
	}
	h, ok := findIn(t.nodes.At(f.source).link(t.source), func(at uint32) int { return t.compareFacts(t.facts.At(at), f) })
	return h, ok && t.facts.At(h).subject != none
}

// FindFactID returns the evidence of an id.
func (t *tx) FindFactID(id string) (uint32, bool) {
	t.flush()
	source, _ := graph.SourceOf(id)
	h, ok := t.FindNode(source)
	if !ok {
		return none, false
	}
	return withID(t.nodes.At(h).link(t.source), id, t.factID)
}

// AddFact adds evidence to what it is for, its source and its speaker.
func (t *tx) AddFact(e *ledger.Evidence[uint32], s ledger.Subject[uint32, uint32]) uint32 {
	h := alloc(&t.facts, t.stamp, &t.free.facts)
	f := t.facts.Edit(t.stamp, h)
	*f = fact{
		subject: s.Node, onEdge: s.OnEdge, source: e.Source, saidBy: e.SaidBy, saidFor: e.SaidFor, saidAt: e.SaidAt, corrects: e.Corrects,
		start: uint32(e.Start), end: uint32(e.End), seq: uint32(e.Seq), quote: e.Words, locator: e.Locator, load: e.Load,
		saidWhen: e.SaidWhen, says: t.sharedSays(e), written: e.Written, digest: e.Digest,
	}
	if s.OnEdge {
		f.subject = s.Edge
	}
	_, f.act = t.acts.find(e.Act)
	_, f.basis = t.bases.find(e.Basis)
	evidence := t.editEvidence(f)
	*evidence = inserted(*evidence, h, t.compareFactsAt)
	if f.corrects != nil {
		t.corrections.Insert(h)
	}
	t.linkUp(f.source, t.source, h)
	if f.saidBy != none {
		t.linkUp(f.saidBy, t.saidBy, h)
	}
	for _, ref := range t.refs(f) {
		t.nodes.Edit(t.stamp, ref).uses++
	}
	t.post(&t.inQuotes, graph.Tokens(f.quote), h)
	t.freshFacts[f.factKey()] = h
	return h
}

// sharedSays returns what a piece of evidence supports, with values that are boxed once.
func (t *tx) sharedSays(e *ledger.Evidence[uint32]) []graph.Said {
	if len(e.Says) == 0 {
		return nil
	}
	props := t.model.PropsOf(e.Fact)
	for i := range e.Says {
		said := &e.Says[i]
		said.Value = t.shared(props[indexNamed(props, said.Property)], said.Value)
	}
	return t.found.lists.Said(e.Says)
}

// RenewFact sets the load and the place of a piece of evidence.
func (t *tx) RenewFact(h uint32, load string, seq int) {
	f := t.facts.Edit(t.stamp, h)
	f.load, f.seq = load, uint32(seq)
}

// RemoveFact takes evidence away.
func (t *tx) RemoveFact(h uint32) {
	f := *t.facts.At(h)
	for _, ref := range t.refs(&f) {
		t.editNode(ref).uses--
	}
	evidence := t.editEvidence(&f)
	*evidence = without(*evidence, h)
	t.facts.Edit(t.stamp, h).subject = none // the links have it until they are flushed
	delete(t.freshFacts, f.factKey())
	if f.corrects != nil {
		t.corrections.Delete(h)
	}
	t.unlink(f.source, t.source, h)
	if f.saidBy != none {
		t.unlink(f.saidBy, t.saidBy, h)
	}
	t.unpost(&t.inQuotes, graph.Tokens(f.quote), h)
	t.freed.facts = append(t.freed.facts, h)
}

// editEvidence returns the evidence for what a piece of it is for, to write.
func (t *tx) editEvidence(f *fact) *[]uint32 {
	if f.onEdge {
		return &t.editEdge(f.subject).evidence
	}
	return &t.editNode(f.subject).evidence
}

// Fact returns what the rules look at of a piece of evidence.
func (t *tx) Fact(h uint32) ledger.Fact[uint32, uint32] {
	f := t.snapshot.Fact(h)
	f.New = h >= t.base.facts.Len() || t.base.facts.At(h).gone()
	return f
}

// SetFact sets what becomes of a piece of evidence among all for its subject.
func (t *tx) SetFact(h uint32, j ledger.Judged[uint32]) {
	if is := judgedOf(j); t.facts.At(h).judged != is {
		t.facts.Edit(t.stamp, h).judged = is
	}
}

// SaidBy returns the evidence with a speaker.
func (t *tx) SaidBy(speaker uint32) []uint32 { return t.nodes.At(speaker).link(t.saidBy) }

// Corrections returns the evidence that corrects any source.
func (t *tx) Corrections() []uint32 { return t.corrections.Keys() }

// SaidIn returns the evidence that a source has.
func (t *tx) SaidIn(source uint32) []uint32 { return t.flushed(source, t.source) }

// refs lists the nodes that a piece of evidence refers to beside what it is for.
func (s *snapshot) refs(f *fact) []uint32 {
	var refs []uint32
	add := func(h uint32, ok bool) {
		if ok && h != none {
			refs = append(refs, h)
		}
	}
	add(f.saidBy, true)
	add(f.saidFor, true)
	add(f.saidAt, true)
	if !f.onEdge {
		return refs
	}
	e := s.edges.At(f.subject)
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
