package memory

import (
	"parley/graph"
)

// addFact adds evidence to what it is for, its source and its speaker.
func (t *tx) addFact(f fact) {
	h := alloc(&t.facts, t.stamp, &t.free.facts)
	*t.facts.edit(t.stamp, h) = f
	t.fresh[t.factID(h)] = h
	t.counts.Evidence++
	t.setEvidence(&f, func(list []uint32) []uint32 { return t.insertFact(list, h) })
	change := t.link(f.source, t.mention("source"))
	change.add = append(change.add, h)
	if f.saidBy != none {
		change := t.link(f.saidBy, t.mention("saidBy"))
		change.add = append(change.add, h)
	}
	for _, ref := range t.refs(&f) {
		t.node(ref).uses++
	}
	for _, word := range graph.Tokens(f.quote) {
		t.inQuotes.edit(t.stamp, t.wordID(word)).insert(t.stamp, h)
	}
}

// removeFact takes evidence away. What it was for is looked at by settle.
func (t *tx) removeFact(h uint32) {
	f := *t.facts.at(h)
	t.counts.Evidence++
	for _, ref := range t.refs(&f) {
		t.node(ref).uses--
	}
	t.setEvidence(&f, func(list []uint32) []uint32 { return without(list, h) })
	t.link(f.source, t.mention("source")).remove[h] = true
	if f.saidBy != none {
		t.link(f.saidBy, t.mention("saidBy")).remove[h] = true
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

// refs lists the nodes that an evidence refers to beside what it is for.
func (t *tx) refs(f *fact) []uint32 {
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
	e := t.edges.at(f.subject)
	for _, said := range f.says {
		if p := e.edge.Prop(said.Property); p.Type == graph.Reference {
			add(t.find(said.Value.(string)))
		}
	}
	for _, p := range e.edge.Props() {
		if id, ok := e.value(p).(string); ok && p.Identity && p.Type == graph.Reference {
			add(t.find(id))
		}
	}
	return refs
}

// sweep takes away what a source said in other loads.
func (t *tx) sweep(c graph.Sweep) error {
	source, err := t.mustFind(c.Source)
	if err != nil {
		return err
	}
	t.retract(source, func(load string) bool { return load != c.Load })
	return nil
}

// dropSource takes a source away. One that is not there is away already.
func (t *tx) dropSource(c graph.DropSource) error {
	if source, ok := t.find(c.Source); ok {
		t.retract(source, func(string) bool { return true })
	}
	return nil
}

// retract takes away what a source said in the loads that are gone.
func (t *tx) retract(source uint32, gone func(load string) bool) {
	t.flush()
	t.dirtyNodes[source] = true // it may have rested on its words alone
	for _, h := range t.nodes.at(source).link(t.mention("source")) {
		if gone(t.facts.at(h).load) {
			t.removeFact(h)
		}
	}
	var states []uint32
	t.stated.Ascend(pack(source, 0), func(key uint64) bool {
		of, h := unpack(key)
		if of == source {
			states = append(states, h)
		}
		return of == source
	})
	for _, h := range states {
		t.unstate(h, source, gone)
	}
	t.flush()
}

// unstate takes back what a source states of a node. If no other source states
// it, the words are kept as long as something else rests on the node.
func (t *tx) unstate(h, source uint32, gone func(load string) bool) {
	var left []statement
	var last statement
	for _, s := range t.nodes.at(h).stated {
		if s.source != source || !gone(s.load) {
			left = append(left, s)
			continue
		}
		last = s
		t.stated.Delete(pack(source, h))
	}
	if last.props == nil {
		return
	}
	if len(left) == 0 {
		left = []statement{{source: none, kept: true, props: last.props}}
	}
	t.node(h).stated = left
	t.retext(h)
}
