package neo4j

import (
	"slices"

	"parley/graph"
)

// take makes one change, after those before it.
func (d *changeset) take(m resolved) error {
	switch c := m.Change.(type) {
	case graph.PutNode:
		return d.putNode(c, m.as)
	case graph.PutEvidence:
		return d.putEvidence(c, m)
	case graph.Sweep:
		source, err := d.lookup(c.Source)
		if err != nil {
			return err
		}
		d.withdraw(source, func(load string) bool { return load != c.Load })
		source.sweep(c.Load)
		return nil
	case graph.DropSource:
		if source := d.nodes[c.Source]; source != nil {
			d.withdraw(source, func(string) bool { return true })
			source.sweep("")
		}
		return nil
	case graph.WithdrawStatement:
		d.unstateOne(c, m.as)
		return nil
	case graph.Retract:
		return d.retract(c)
	case graph.Merge:
		return d.merge(c)
	case graph.Precondition, graph.IdempotencyKey, nil:
		return nil // looked at before the first change, or nothing to do
	}
	return graph.Errorf(graph.Internal, "apply", "unknown change %T", m.Change)
}

func (d *changeset) putNode(c graph.PutNode, as string) error {
	n := d.nodes[c.ID]
	if c.ID != c.Source {
		if _, err := d.lookup(c.Source); err != nil {
			return err
		}
	}
	if n == nil {
		n = d.addNode(c.ID)
	}
	d.state(n, statement{source: c.Source, loaded: d.nodes[c.Source].loaded, load: c.Load, as: as, props: c.Props})
	return nil
}

// state notes what a source states of a node under one id, in the order in which
// that counts.
func (d *changeset) state(n *touchedNode, s statement) {
	same := func(o statement) bool { return o.source == s.source && o.as == s.as }
	i := slices.IndexFunc(n.stated, same)
	if i < 0 {
		d.statedBy[s.source] = append(d.statedBy[s.source], n)
	} else if equalProps(n.stated[i].props, s.props) {
		n.stated[i].load = s.load
		return
	}
	n.dirty = true
	n.stated = slices.DeleteFunc(n.stated, func(o statement) bool { return o.kept || same(o) })
	n.stated = append(n.stated, s)
	slices.SortFunc(n.stated, byLoading)
}

func equalProps(a, b map[string]graph.Value) bool {
	if len(a) != len(b) {
		return false
	}
	for name, v := range a {
		if w, ok := b[name]; !ok || !graph.Equal(v, w) {
			return false
		}
	}
	return true
}

func (d *changeset) putEvidence(c graph.PutEvidence, m resolved) error {
	source, err := d.lookup(c.Source)
	if err != nil {
		return err
	}
	if err := d.lookupAll(c.SaidBy, c.SaidAt); err != nil {
		return err
	}
	if err := source.checkQuote(c); err != nil {
		return err
	}
	f := factOf(d.model, c, m.id)
	f.written = m.written
	for _, s := range f.says {
		if refers(d.model, c.Fact, s.Property) {
			if _, err := d.lookup(s.Value.(string)); err != nil {
				return err
			}
		}
	}
	if known := d.facts[f.id]; known != nil && known.there {
		d.renew(known, f)
		return nil
	}
	if err := d.findSubject(c.Fact, f.subject); err != nil {
		return err
	}
	d.addFact(f)
	return nil
}

// checkQuote holds a quote against the source's text.
func (n *touchedNode) checkQuote(c graph.PutEvidence) error {
	if c.Quote == "" {
		return nil
	}
	if text, _ := n.firstStated("text").(string); text != n.text {
		n.text, n.runes = text, []rune(text)
	}
	if c.End > len(n.runes) || string(n.runes[c.Start:c.End]) != c.Quote {
		return graph.Errorf(graph.BadInput, "apply", "%s does not have the quote %q at %d", c.Source, c.Quote, c.Start)
	}
	return nil
}

// renew notes a new load of known evidence, and a new place among its source's facts.
func (d *changeset) renew(known, f *touchedFact) {
	if known.load == f.load && known.seq == f.seq {
		return
	}
	if known.seq != f.seq {
		d.touch(known)
	}
	known.load, known.seq, known.moved = f.load, f.seq, true
}

// findSubject sees to it that what a piece of evidence is for is there. An edge that is
// not is made.
func (d *changeset) findSubject(f graph.Fact, id string) error {
	if f.Node != "" {
		_, err := d.lookup(f.Node)
		return err
	}
	if err := d.lookupAll(f.From, f.To); err != nil {
		return err
	}
	if d.edges[id] != nil {
		return nil
	}
	e := d.model.Edge(f.Edge)
	for _, p := range e.Props() {
		if ref, ok := f.Identity[p.Name].(string); ok && p.Type == graph.Reference {
			if _, err := d.lookup(ref); err != nil {
				return err
			}
		}
	}
	d.edges[id] = &touchedEdge{id: id, edge: e, from: f.From, to: f.To, identity: f.Identity, whole: true, facts: map[string]*touchedFact{}}
	return nil
}

func (d *changeset) addFact(f *touchedFact) {
	if old := d.facts[f.id]; old != nil { // it was taken away in the same Apply
		f.stored, f.remade = old.stored, old.remade || !f.namesAs(old)
		d.bySource[f.source] = slices.DeleteFunc(d.bySource[f.source], func(o *touchedFact) bool { return o == old })
	}
	f.there = true
	delete(d.bared, f.subject)
	d.attach(f)
	d.counts.Evidence++
	d.touch(f)
}

// withdraw takes away what a source said in the loads that are gone.
func (d *changeset) withdraw(source *touchedNode, gone func(load string) bool) {
	d.loose[source.id] = true // it may have rested on its words alone
	for _, f := range d.bySource[source.id] {
		if f.there && gone(f.load) {
			d.removeFact(f)
		}
	}
	for _, n := range slices.Clone(d.statedBy[source.id]) {
		d.unstate(n, func(s statement) bool { return s.source == source.id && gone(s.load) })
	}
}

// sweep notes the load that was ended last.
func (n *touchedNode) sweep(load string) {
	if n.swept != load {
		n.swept, n.dirty = load, true
	}
}

// unstate takes back those of the statements of a node that are gone. If none is
// left, the words of the first of them are kept as long as something else rests
// on the node.
func (d *changeset) unstate(n *touchedNode, gone func(statement) bool) {
	was := n.stated
	left := slices.DeleteFunc(slices.Clone(was), gone)
	if len(left) == len(was) {
		return
	}
	n.dirty = true
	for _, s := range was {
		if !slices.ContainsFunc(left, func(o statement) bool { return o.source == s.source }) {
			d.statedBy[s.source] = slices.DeleteFunc(d.statedBy[s.source], func(o *touchedNode) bool { return o == n })
		}
	}
	if len(left) == 0 {
		left = []statement{{kept: true, props: was[0].props}}
	}
	if n.stated = left; !n.isStated() {
		d.loose[n.id] = true
	}
}

// unstateOne takes back what one source states of one node under one id.
func (d *changeset) unstateOne(c graph.WithdrawStatement, as string) {
	if n := d.nodes[c.ID]; n != nil && d.nodes[c.Source] != nil {
		d.loose[c.Source] = true // it may have rested on its words alone
		d.unstate(n, func(s statement) bool { return s.source == c.Source && s.as == as && !s.kept })
	}
}

// retract takes away a piece of evidence, an edge or a node.
func (d *changeset) retract(c graph.Retract) error {
	if _, ok := graph.SourceOf(c.ID); ok {
		if f := d.facts[c.ID]; f != nil && f.there {
			d.removeFact(f)
			if f.edge == "" && d.model.KindOf(f.subject).Evidenced && len(d.nodes[f.subject].facts) == 0 {
				d.bared[f.subject] = true
			}
		}
		return nil
	}
	if e, _, _ := d.model.EdgeOf(c.ID); e != nil {
		if edge := d.edges[c.ID]; edge != nil {
			for _, f := range sortedByID(edge.facts) {
				d.removeFact(f)
			}
		}
		return nil
	}
	n := d.nodes[c.ID]
	if n == nil {
		return nil
	}
	if !d.free(c.ID) {
		return c.NotFree()
	}
	d.unstateAll(n)
	return nil
}

// unstateAll takes back what all sources state of a node.
func (d *changeset) unstateAll(n *touchedNode) {
	for _, s := range n.stated {
		if !s.kept {
			d.loose[s.source] = true // it may have rested on its words alone
		}
	}
	d.unstate(n, func(s statement) bool { return !s.kept })
}

// merge has an id mean another node, or itself again.
func (d *changeset) merge(c graph.Merge) error {
	if n := d.nodes[c.ID]; c.Into != "" && n != nil && (n.isStated() || !d.free(c.ID)) {
		return c.NotFree()
	}
	if d.merges++; c.Into == "" {
		d.merges -= 2
	}
	d.remerged[c.ID] = c.Into
	return nil
}

// removeFact takes evidence away. What it was for is looked at in the end.
func (d *changeset) removeFact(f *touchedFact) {
	f.there = false
	d.name(f, -1)
	if f.put != nil { // in this Apply, so that it was never there for others
		d.counts.Evidence--
	} else {
		d.counts.Evidence++
	}
	if f.edge != "" {
		delete(d.edges[f.subject].facts, f.id)
	} else {
		delete(d.nodes[f.subject].facts, f.id)
	}
	d.touch(f)
	for _, id := range f.names() {
		d.loose[id] = true
	}
}

// namesAs reports whether two pieces of evidence are for the same and name the same nodes.
func (f *touchedFact) namesAs(o *touchedFact) bool {
	return f.subject == o.subject && slices.Equal(f.names(), o.names())
}

// names lists the nodes that a piece of evidence rests on.
func (f *touchedFact) names() []string {
	ids := []string{f.source}
	for _, id := range append([]string{f.saidBy, f.saidAt, f.from, f.to}, f.refers...) {
		if id != "" {
			ids = append(ids, id)
		}
	}
	if f.edge == "" {
		ids = append(ids, f.subject)
	}
	return ids
}

// factOf makes a piece of evidence of its change.
func factOf(m *graph.Model, c graph.PutEvidence, id string) *touchedFact {
	subject := m.FactID(c.Fact)
	f := &touchedFact{
		id: id, subject: subject,
		edge: c.Fact.Edge, from: c.Fact.From, to: c.Fact.To, source: c.Source, load: c.Load, seq: c.Seq,
		stated: c.Basis == "STATED", said: c.SaidWhen, saidBy: c.SaidBy, saidAt: c.SaidAt, quote: c.Quote, put: &c,
	}
	if c.Fact.Node != "" {
		f.edge, f.from, f.to = "", "", ""
	}
	for _, p := range factProps(m, c.Fact) {
		if v, ok := c.Says[p.Name]; ok {
			f.says = append(f.says, graph.Said{Property: p.Name, Value: v})
		}
		if id := referred(p, c); id != "" {
			f.refers = append(f.refers, id)
		}
	}
	return f
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

func factProps(m *graph.Model, f graph.Fact) []*graph.Property {
	if f.Node != "" {
		return m.KindOf(f.Node).Props()
	}
	return m.Edge(f.Edge).Props()
}

func refers(m *graph.Model, f graph.Fact, property string) bool {
	return f.Node == "" && m.Edge(f.Edge).Prop(property).Type == graph.Reference
}
