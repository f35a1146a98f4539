package neo4j

import (
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
		says: e.Says, quote: e.Quote, written: e.Written, put: &put,
	}
	for _, p := range d.model.PropsOf(e.Fact) {
		if id := referred(p, e.PutEvidence); id != "" {
			f.refers = append(f.refers, d.nodes[id])
		}
	}
	if old := d.facts[f.id]; old != nil { // it was taken away in the same Apply
		f.stored, f.remade = old.stored, old.remade || !f.namesAs(old)
		f.source.said = slices.DeleteFunc(f.source.said, func(o *touchedFact) bool { return o == old })
	}
	d.attach(f)
	return f
}

// attach notes a piece of evidence with its subject and all that it names.
func (d *changeset) attach(f *touchedFact) {
	f.there = true
	d.facts[f.id] = f
	f.source.said = append(f.source.said, f)
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
	f.load, f.seq, f.moved = load, seq, true
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
		SaidWhen: f.said, Says: f.says, Quote: f.quote, New: f.put != nil,
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
func (d *changeset) SaidIn(source *touchedNode) []*touchedFact {
	return slices.DeleteFunc(slices.Clone(source.said), func(f *touchedFact) bool { return !f.there })
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

// planFacts plans what becomes of evidence.
func (d *changeset) planFacts() {
	for _, f := range sortedByID(d.facts) {
		if f.stored && (!f.there || f.remade) {
			d.plan(dropFacts, f.id)
		}
		switch {
		case !f.there:
		case !f.stored || f.remade:
			d.plan(d.tables.Evidence.Create, d.tables.Evidence.Row(factProps(d.model, f)))
		case f.moved || f.put != nil:
			d.plan(moveFacts, map[string]any{"id": f.id, "load": f.load, "seq": int64(f.seq)})
		}
	}
}

// factProps is a new piece of evidence as it is stored.
func factProps(m *graph.Model, f *touchedFact) map[string]any {
	c := f.put
	props := map[string]any{
		"id": f.id, "subject": f.subjectID(), "source": f.source.id, "load": f.load, "seq": int64(f.seq),
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
