package memory

import (
	"slices"

	"parley/graph"
)

// finalize brings a transaction to its end: links in order, values from what
// supports them, indexes, and nothing left that nothing rests on.
func (t *tx) finalize() error {
	t.markNew()
	t.flush()
	if err := t.clearBared(); err != nil {
		return err
	}
	t.redate()
	for _, h := range t.dirtyEdges.sorted() {
		if e := t.edges.at(h); e.edge == nil {
			continue
		} else if len(e.evidence) == 0 {
			t.removeEdge(h)
		} else {
			t.valueEdge(h)
		}
	}
	t.flush()
	for _, h := range t.dirtyNodes.sorted() {
		if n := t.nodes.at(h); n.kind == nil {
			continue
		} else if !t.rests(h) {
			t.removeNode(h)
		} else {
			t.valueNode(h)
		}
	}
	t.free.nodes = append(t.free.nodes, t.freed.nodes...)
	t.free.edges = append(t.free.edges, t.freed.edges...)
	t.free.facts = append(t.free.facts, t.freed.facts...)
	for _, h := range t.freed.facts {
		*t.facts.edit(t.stamp, h) = fact{}
	}
	return nil
}

// handles is a set that is added to before it is read.
type handles []uint32

func (l *handles) add(h uint32) { *l = append(*l, h) }

func (l *handles) sorted() []uint32 {
	slices.Sort(*l)
	*l = slices.Compact(*l)
	return *l
}

// redate re-weighs all that rests on a source whose date changed.
func (t *tx) redate() {
	published := t.model.NodeProp("published")
	for _, h := range t.dirtyNodes.sorted() {
		n := t.nodes.at(h)
		if n.loaded == 0 {
			continue
		}
		was, _ := n.value(published).(*graph.When)
		is, _ := n.firstStated(published).(*graph.When)
		if was.Equal(is) {
			continue
		}
		t.nodes.edit(t.stamp, h).vals = t.nodeValues(n)
		for _, f := range n.link(t.mention("source")) {
			t.touch(t.facts.at(f))
		}
	}
}

// mention returns the link from a node to the evidence whose property names it.
func (s *snapshot) mention(property string) *graph.Link {
	return s.model.Mention(s.evidence[property])
}

// touch marks what a piece of evidence is for.
func (t *tx) touch(f *fact) {
	if f.onEdge {
		t.dirtyEdges.add(f.subject)
	} else {
		t.dirtyNodes.add(f.subject)
	}
}

// rests reports whether anything holds a node: a source states it, something of
// another source leads to it, or it is itself a source that says something.
func (t *tx) rests(h uint32) bool {
	for _, s := range t.nodes.at(h).stated {
		if !s.kept {
			return true
		}
	}
	return t.carries(h)
}

// carries reports whether anything other than a statement of it holds a node.
func (t *tx) carries(h uint32) bool {
	n := t.nodes.at(h)
	if n.uses > 0 || len(n.evidence) > 0 || t.statesOther(h) {
		return true
	}
	for i, l := range n.kind.Links() {
		if i < len(n.links) && slices.ContainsFunc(n.links[i], func(at uint32) bool { return l.Kind != graph.EdgeLink || len(t.edges.at(at).evidence) > 0 }) {
			return true
		}
	}
	return false
}

// statesOther reports whether a node is a source that states another node.
func (t *tx) statesOther(h uint32) (other bool) {
	t.stated.Ascend(pack(h, 0), func(key uint64) bool {
		source, node := unpack(key)
		other = source == h && node != h
		return source == h && !other
	})
	return other
}

func (t *tx) removeEdge(h uint32) {
	e := *t.edges.at(h)
	t.unlink(e.from, e.edge.OutLink(), h)
	t.unlink(e.to, e.edge.InLink(), h)
	t.counts.Edges += wentAway(t.isNewEdge(h))
	*t.edges.edit(t.stamp, h) = edge{}
	t.freed.edges = append(t.freed.edges, h)
}

func (t *tx) removeNode(h uint32) {
	n := *t.nodes.at(h)
	t.index(h, &node{kind: n.kind})
	t.byID.Delete(n.id)
	delete(t.found.ids, n.id)
	t.perKind[n.kind.Ordinal()]--
	if !t.isNewNode(h) {
		t.counts.Nodes++
	}
	*t.nodes.edit(t.stamp, h) = node{}
	t.freed.nodes = append(t.freed.nodes, h)
}

// valueEdge takes the edge's values from its evidence; those of its identity stay.
func (t *tx) valueEdge(h uint32) {
	old := t.edges.at(h)
	vals := make([]graph.Value, len(old.edge.Props()))
	for _, p := range old.edge.Props() {
		if p.Identity {
			vals[p.Ordinal()] = old.value(p)
		}
	}
	t.weigh(old.evidence, func(name string, v graph.Value) { vals[old.edge.Prop(name).Ordinal()] = v })
	vals = trimmed(vals)
	if !equalValues(vals, old.vals) {
		t.edges.edit(t.stamp, h).vals = vals
		if !t.isNewEdge(h) {
			t.counts.Edges++
		}
	}
}

// wentAway is what something that goes adds to the count of what changed: what
// came in the same transaction has been counted, and was never there for others.
func wentAway(isNew bool) int {
	if isNew {
		return -1
	}
	return 1
}

func (t *tx) isNewEdge(h uint32) bool {
	return h >= t.base.edges.n || t.base.edges.at(h).edge == nil
}

// valueNode sets the values of a node, and tells the indexes what changes of them.
func (t *tx) valueNode(h uint32) {
	vals := t.nodeValues(t.nodes.at(h))
	if !t.isNewNode(h) && equalValues(vals, t.base.nodes.at(h).vals) {
		return
	}
	t.counts.Nodes++
	n := t.nodes.edit(t.stamp, h)
	n.vals = vals
	t.index(h, n)
}

func (t *tx) isNewNode(h uint32) bool {
	return h >= t.base.nodes.n || t.base.nodes.at(h).id != t.nodes.at(h).id
}

// nodeValues takes a node's values from what sources state and from its evidence.
func (t *tx) nodeValues(n *node) []graph.Value {
	vals := make([]graph.Value, len(n.kind.Props()))
	for _, s := range n.stated {
		for i, v := range s.props {
			vals[i] = graph.Join(vals[i], v)
		}
		if s.as != "" {
			name, aliases := n.kind.Place(t.model.NodeProp("name")), n.kind.Place(t.model.NodeProp("aliases"))
			vals[aliases] = graph.JoinName(vals[aliases], vals[name], s.props[name])
		}
	}
	t.weigh(n.evidence, func(name string, v graph.Value) { vals[n.kind.Place(n.kind.Prop(name))] = v })
	return trimmed(vals)
}

// weigh sets, for each property that evidence speaks of, the value of the one
// with the best standing.
func (t *tx) weigh(evidence []uint32, set func(name string, v graph.Value)) {
	if len(evidence) == 1 {
		for _, said := range t.facts.at(evidence[0]).says {
			set(said.Property, said.Value)
		}
		return
	}
	best := map[string]graph.Precedence{}
	for _, h := range evidence {
		f := t.facts.at(h)
		standing := t.precedence(f)
		for _, said := range f.says {
			if b, ok := best[said.Property]; ok && standing.Compare(b) <= 0 {
				continue
			}
			best[said.Property] = standing
			set(said.Property, said.Value)
		}
	}
}

func (t *tx) precedence(f *fact) graph.Precedence {
	source := t.nodes.at(f.source)
	published, _ := source.value(t.model.NodeProp("published")).(*graph.When)
	stated := t.enumVals[t.evidence["basis"].Enum][f.basis] == "STATED"
	return graph.PrecedenceOf(stated, f.saidWhen, published, source.loaded, int(f.seq))
}

// inPlace returns named values by the places of a kind's properties.
func inPlace(k *graph.Kind, props map[string]graph.Value) []graph.Value {
	vals := make([]graph.Value, len(k.Props()))
	for i, p := range k.Props() {
		vals[i] = props[p.Name]
	}
	return trimmed(vals)
}

func trimmed(vals []graph.Value) []graph.Value {
	for len(vals) > 0 && vals[len(vals)-1] == nil {
		vals = vals[:len(vals)-1]
	}
	return slices.Clip(vals)
}

func equalValues(a, b []graph.Value) bool {
	return slices.EqualFunc(a, b, graph.Equal)
}

// insertFact returns a list of evidence with one more, in the order of ids.
func (t *tx) insertFact(list []uint32, h uint32) []uint32 {
	i := search(len(list), func(i int) int { return t.compareFacts(t.facts.at(list[i]), t.facts.at(h)) })
	out := make([]uint32, 0, len(list)+1)
	out = append(out, list[:i]...)
	out = append(out, h)
	return append(out, list[i:]...)
}

func without(list []uint32, h uint32) []uint32 {
	return slices.DeleteFunc(slices.Clone(list), func(x uint32) bool { return x == h })
}
