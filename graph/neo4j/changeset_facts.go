package neo4j

import (
	"maps"
	"slices"

	"parley/graph"
	"parley/graph/ledger"
	"parley/graph/neo4j/layout"
)

// id returns the id of what a piece of evidence is for.
func (f *touchedFact) subjectID() string {
	if f.subject.OnEdge {
		return f.subject.Edge.id
	}
	return f.subject.Node.id
}

// FindFact returns the evidence that is put, if it is there.
func (d *changeset) FindFact(e *ledger.Evidence[*touchedNode]) (*touchedFact, bool) {
	return d.FindFactID(evidenceIDOf(e))
}

func evidenceIDOf(e *ledger.Evidence[*touchedNode]) string {
	return graph.EvidenceID(e.Source.id, e.SortKey(), e.Digest)
}

// FindFactID returns the evidence of an id.
func (d *changeset) FindFactID(id string) (*touchedFact, bool) {
	f := d.facts[id]
	return f, f != nil && f.there
}

// AddFact adds a piece of evidence.
func (d *changeset) AddFact(e *ledger.Evidence[*touchedNode], s touchedSubject) *touchedFact {
	put := e.PutEvidence
	f := &touchedFact{
		id: evidenceIDOf(e), subject: s, source: e.Source, load: e.Load, seq: e.Seq,
		stated: e.Basis == "STATED", act: e.Act, said: e.SaidWhen, saidBy: e.SaidBy, saidFor: e.SaidFor, saidAt: e.SaidAt, corrects: e.Corrects,
		says: e.Says, quote: e.Quote, locator: e.Locator, start: e.Start, end: e.End, written: e.Written, put: &put,
	}
	for _, p := range d.model.PropsOf(e.Fact) {
		if id := referred(p, e.PutEvidence); id != "" {
			f.refers = append(f.refers, d.nodes[id])
		}
	}
	if old := d.facts[f.id]; old != nil { // it was taken away in the same Apply
		f.stored, f.was, f.remade = old.stored, old.was, old.remade || !f.namesAs(old)
		f.source.said = without(f.source.said, old)
		if old.saidBy != nil {
			old.saidBy.voiced = without(old.saidBy.voiced, old)
		}
	}
	d.attach(f)
	return f
}

func without(facts []*touchedFact, gone *touchedFact) []*touchedFact {
	return slices.DeleteFunc(facts, func(f *touchedFact) bool { return f == gone })
}

// attach notes a piece of evidence with its subject and all that it names.
func (d *changeset) attach(f *touchedFact) {
	f.there = true
	d.facts[f.id] = f
	f.source.said = append(f.source.said, f)
	if f.saidBy != nil {
		f.saidBy.voiced = append(f.saidBy.voiced, f)
	}
	for _, n := range f.names() {
		n.rests++
	}
	f.beside()[f.id] = f
}

// beside returns the evidence for what a piece of evidence is for.
func (f *touchedFact) beside() map[string]*touchedFact {
	if f.subject.OnEdge {
		return f.subject.Edge.facts
	}
	return f.subject.Node.facts
}

// RenewFact sets the load and the place of a piece of evidence.
func (d *changeset) RenewFact(f *touchedFact, load string, seq int) {
	f.load, f.seq = load, seq
}

// RemoveFact takes evidence away.
func (d *changeset) RemoveFact(f *touchedFact) {
	f.there = false
	for _, n := range f.names() {
		n.rests--
		n.loose = true
	}
	delete(f.beside(), f.id)
}

// Fact returns what the rules look at of a piece of evidence.
func (d *changeset) Fact(f *touchedFact) ledger.Fact[*touchedNode, *touchedEdge] {
	return ledger.Fact[*touchedNode, *touchedEdge]{
		Subject: f.subject, Source: f.source, SaidBy: f.saidBy, SaidFor: f.saidFor, Corrects: f.corrects, Load: f.load, Seq: f.seq, Act: f.act, Stated: f.stated,
		Start: f.start, End: f.end, Locator: f.locator, SaidWhen: f.said, Says: f.says, Quote: f.quote, New: f.put != nil,
	}
}

// EvidenceFor returns the evidence for a node or an edge.
func (d *changeset) EvidenceFor(s touchedSubject) []*touchedFact {
	if s.OnEdge {
		return sortedByID(s.Edge.facts)
	}
	return sortedByID(s.Node.facts)
}

// SaidIn returns the evidence that a source has.
func (d *changeset) SaidIn(source *touchedNode) []*touchedFact { return there(source.said) }

// SaidBy returns the evidence with a speaker.
func (d *changeset) SaidBy(speaker *touchedNode) []*touchedFact { return there(speaker.voiced) }

// Corrections returns the evidence that corrects any source.
func (d *changeset) Corrections() []*touchedFact {
	return those(d.facts, func(f *touchedFact) bool { return f.there && len(f.corrects) > 0 })
}

// there returns those of some evidence that were not taken away.
func there(facts []*touchedFact) []*touchedFact {
	return slices.DeleteFunc(slices.Clone(facts), func(f *touchedFact) bool { return !f.there })
}

// namesAs reports whether two pieces of evidence are for the same and name the same nodes.
func (f *touchedFact) namesAs(o *touchedFact) bool {
	return f.subjectID() == o.subjectID() && slices.Equal(f.names(), o.names())
}

// names lists the nodes that rest on a piece of evidence being there.
func (f *touchedFact) names() []*touchedNode {
	nodes := append([]*touchedNode{f.source, f.saidBy, f.saidFor, f.saidAt, f.subject.Node}, f.refers...)
	if e := f.subject.Edge; f.subject.OnEdge {
		nodes = append(nodes, e.from, e.to)
	}
	return slices.DeleteFunc(nodes, func(n *touchedNode) bool { return n == nil })
}

// referred returns the id that a piece of evidence has for a property that refers to a
// node, in what it says or in the identity of its edge.
func referred(p *graph.Property, c graph.PutEvidence) string {
	if p.Type != graph.Reference {
		return ""
	}
	if id, ok := c.Says[p.Name].(string); ok {
		return id
	}
	id, _ := c.Fact.Identity[p.Name].(string)
	return id
}

// SetFact sets what becomes of a piece of evidence among all for its subject.
func (d *changeset) SetFact(f *touchedFact, j ledger.Judged[*touchedFact]) { f.judged = &j }

// planFacts plans which evidence goes, and which is created.
func (d *changeset) planFacts() {
	for _, f := range sortedByID(d.facts) {
		if f.stored && (!f.there || f.remade) {
			d.plan(dropFacts, f.id)
		}
		if f.there && (!f.stored || f.remade) {
			f.was = factProps(d.model, f)
			maps.Copy(f.was, d.changing(f))
			d.plan(d.tables.Evidence.Create, d.tables.Evidence.Row(f.was))
		}
	}
}

// planChangedFacts plans what is new of evidence that is stored. What becomes of
// evidence for a node that was there before is only known now.
func (d *changeset) planChangedFacts() {
	for _, f := range sortedByID(d.facts) {
		if !f.there {
			continue
		}
		if diff := layout.Changed(f.was, d.changing(f)); len(diff) > 0 {
			d.plan(setFacts, map[string]any{"id": f.id, "props": diff})
		}
	}
}

// changing is what may change of a piece of evidence, as far as it is known, as it is
// to be stored.
func (d *changeset) changing(f *touchedFact) map[string]any {
	props := map[string]any{"load": f.load, "seq": int64(f.seq)}
	speaks := f.subject.OnEdge && f.subject.Edge.edge.Speech() != nil
	if j := f.judged; j != nil {
		props[layout.Place], props[layout.CorrectedBy] = int64(j.Place), nil
		if j.Corrected {
			props[layout.CorrectedBy] = j.CorrectedBy.id
		}
		for _, p := range d.model.Evidence {
			switch {
			case p.Weighed && p.Type == graph.Flag:
				props[p.Name] = j.Counts
			case p.Weighed:
				props[p.Name] = j.Polarity.String()
			}
		}
		props[layout.Principal] = orNull(d.ledger.Principal(f, false))
		f.storeJudged(props)
	}
	if speaks && (f.judged != nil || f.subject.Edge.to.dirty) {
		props[layout.Claimant] = orNull(d.ledger.Principal(f, true))
	}
	return props
}

// factProps is a new piece of evidence as it is stored.
func factProps(m *graph.Model, f *touchedFact) map[string]any {
	c := f.put
	props := map[string]any{
		"id": f.id, "subject": f.subjectID(), "source": f.source.id,
		"act": c.Act, "basis": c.Basis, "says": layout.SaidText(f.says), "written": layout.WrittenText(f.written),
		"quote": orNull(c.Quote), "locator": orNull(c.Locator), "saidBy": orNull(c.SaidBy), "saidFor": orNull(c.SaidFor), "saidAt": orNull(c.SaidAt),
	}
	if e := f.subject.Edge; f.subject.OnEdge {
		props["factKind"], props["factFrom"], props["factTo"] = e.edge.Name, e.from.id, e.to.id
	} else {
		props["factKind"] = f.subject.Node.kind.Name
	}
	if c.Quote != "" {
		props["start"], props["end"], props["words"] = int64(c.Start), int64(c.End), graph.Fold(c.Quote)
	}
	layout.Store(m.EvidenceProp("saidWhen"), c.SaidWhen, props)
	layout.Store(m.EvidenceProp("corrects"), c.Corrects, props)
	for _, p := range m.PropsOf(c.Fact) {
		if id := referred(p, *c); id != "" {
			props[layout.SaysName(p.Name)] = id
		}
	}
	return props
}
