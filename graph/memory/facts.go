package memory

import (
	"cmp"
	"sort"
	"strings"

	"parley/graph"
	"parley/graph/ledger"
)

// factKey tells evidence apart as its ids do.
type factKey struct {
	source, start uint32
	digest        uint64
	key           string // of a locator
}

func (f *fact) key() factKey {
	if f.locator == "" {
		return factKey{source: f.source, start: f.start, digest: f.digest}
	}
	return factKey{source: f.source, digest: f.digest, key: f.sortKey()}
}

// FindFact returns the evidence of a source with a place and a digest.
func (t *tx) FindFact(e *ledger.Evidence[uint32]) (uint32, bool) {
	f := &fact{source: e.Source, start: uint32(e.Start), locator: e.Locator, digest: e.Digest}
	if h, ok := t.freshFacts[f.key()]; ok {
		return h, true
	}
	list := t.nodes.at(f.source).link(t.mention("source"))
	i := search(len(list), func(i int) int { return t.compareFacts(t.facts.at(list[i]), f) })
	if i < len(list) && t.compareFacts(t.facts.at(list[i]), f) == 0 && t.facts.at(list[i]).subject != none {
		return list[i], true
	}
	return none, false
}

// FindFactID returns the evidence of an id.
func (t *tx) FindFactID(id string) (uint32, bool) {
	t.flush()
	source, _ := graph.SourceOf(id)
	h, ok := t.FindNode(source)
	if !ok {
		return none, false
	}
	list := t.nodes.at(h).link(t.mention("source"))
	i := sort.Search(len(list), func(i int) bool { return t.factID(list[i]) >= id })
	if i < len(list) && t.factID(list[i]) == id {
		return list[i], true
	}
	return none, false
}

// AddFact adds evidence to what it is for, its source and its speaker.
func (t *tx) AddFact(e *ledger.Evidence[uint32], s ledger.Subject[uint32, uint32]) uint32 {
	h := alloc(&t.facts, t.stamp, &t.free.facts)
	f := t.facts.edit(t.stamp, h)
	*f = fact{
		subject: s.Node, onEdge: s.OnEdge, source: e.Source, saidBy: e.SaidBy, saidAt: e.SaidAt,
		start: uint32(e.Start), end: uint32(e.End), seq: uint32(e.Seq), quote: e.Words, locator: e.Locator, load: e.Load,
		saidWhen: e.SaidWhen, says: t.sharedSays(e), written: e.Written, digest: e.Digest,
	}
	if s.OnEdge {
		f.subject = s.Edge
	}
	_, f.act = t.enumVals[t.evidence["act"].Enum].find(e.Act)
	_, f.basis = t.enumVals[t.evidence["basis"].Enum].find(e.Basis)
	t.setEvidence(f, func(list []uint32) []uint32 { return inserted(list, h, t.compareFactsAt) })
	t.linkUp(f.source, t.mention("source"), h)
	if f.saidBy != none {
		t.linkUp(f.saidBy, t.mention("saidBy"), h)
	}
	for _, ref := range t.refs(f) {
		t.nodes.edit(t.stamp, ref).uses++
	}
	for _, word := range graph.Tokens(f.quote) {
		t.inQuotes.edit(t.stamp, t.wordID(word)).insert(t.stamp, h)
	}
	t.freshFacts[f.key()] = h
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
	return e.Says
}

// RenewFact sets the load and the place of a piece of evidence.
func (t *tx) RenewFact(h uint32, load string, seq int) {
	f := t.facts.edit(t.stamp, h)
	f.load, f.seq = load, uint32(seq)
}

// RemoveFact takes evidence away.
func (t *tx) RemoveFact(h uint32) {
	f := *t.facts.at(h)
	for _, ref := range t.refs(&f) {
		t.editNode(ref).uses--
	}
	t.setEvidence(&f, func(list []uint32) []uint32 { return without(list, h) })
	t.facts.edit(t.stamp, h).subject = none // the links have it until they are flushed
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
		e := t.editEdge(f.subject)
		e.evidence = change(e.evidence)
		return
	}
	n := t.editNode(f.subject)
	n.evidence = change(n.evidence)
}

// Fact returns what the rules look at of a piece of evidence.
func (t *tx) Fact(h uint32) ledger.Fact[uint32, uint32] {
	f := t.facts.at(h)
	out := ledger.Fact[uint32, uint32]{
		Source: f.source, SaidBy: f.saidBy, Load: f.load, Seq: int(f.seq), Stated: f.basis == t.basisStated, SaidWhen: f.saidWhen, Says: f.says, Quote: f.quote,
		New: h >= t.base.facts.n || t.base.facts.at(h).gone(),
	}
	out.Act, _ = t.acts[f.act].(string)
	if out.OnEdge = f.onEdge; f.onEdge {
		out.Edge = f.subject
	} else {
		out.Node = f.subject
	}
	return out
}

// EvidenceFor returns the evidence for a node or an edge.
func (t *tx) EvidenceFor(s ledger.Subject[uint32, uint32]) []uint32 {
	if s.OnEdge {
		return t.edges.at(s.Edge).evidence
	}
	return t.nodes.at(s.Node).evidence
}

// SaidIn returns the evidence that a source has.
func (t *tx) SaidIn(source uint32) []uint32 { return t.flushed(source, t.mention("source")) }

// in reports whether a text has the quote in its place. A source that gets another
// text may have quotes of the one before, until its load is ended.
func (f *fact) in(text *textIndex) bool {
	words, ok := text.slice(int(f.start), int(f.end))
	return ok && words == f.quote
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

// compareFacts orders evidence as ids do.
func (s *snapshot) compareFacts(a, b *fact) int {
	if c := s.compareNodes(a.source, b.source); c != 0 {
		return c
	}
	return cmp.Or(comparePlaces(a, b), cmp.Compare(a.digest, b.digest))
}

func (s *snapshot) compareFactsAt(a, b uint32) int {
	return s.compareFacts(s.facts.at(a), s.facts.at(b))
}

func comparePlaces(a, b *fact) int {
	switch {
	case a.locator == "" && b.locator == "":
		return cmp.Compare(a.start, b.start)
	case a.locator != "" && b.locator != "":
		return graph.CompareLocators(a.locator, b.locator)
	}
	return strings.Compare(a.sortKey(), b.sortKey())
}
