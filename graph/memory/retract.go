package memory

import (
	"maps"
	"slices"
	"sort"
	"strings"

	"parley/graph"
)

// sweep takes away what a source said in other loads.
func (t *tx) sweep(c graph.Sweep) error {
	source, err := t.lookup(c.Source)
	if err != nil {
		return err
	}
	t.withdraw(source, func(load string) bool { return load != c.Load })
	if t.nodes.at(source).swept != c.Load {
		t.node(source).swept = c.Load
	}
	return nil
}

// dropSource takes a source away. One that is not there is away already.
func (t *tx) dropSource(c graph.DropSource) error {
	if source, ok := t.find(c.Source); ok {
		t.withdraw(source, always)
		t.nodes.edit(t.stamp, source).swept = ""
	}
	return nil
}

func always(string) bool { return true }

// withdraw takes away what a source said in the loads that are gone.
func (t *tx) withdraw(source uint32, gone func(load string) bool) {
	t.dirtyNodes.add(source) // it may have rested on its words alone
	for _, h := range t.flushed(source, t.mention("source")) {
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
		t.unstate(h, func(s statement) bool { return s.source == source && gone(s.load) })
	}
	t.flushed(source, t.mention("source"))
}

// unstate takes back those of the statements of a node that are gone. If none is
// left, the words of the first of them are kept as long as something else rests
// on the node.
func (t *tx) unstate(h uint32, gone func(statement) bool) {
	was := t.nodes.at(h).stated
	left := slices.DeleteFunc(slices.Clone(was), gone)
	if len(left) == len(was) {
		return
	}
	for _, s := range was {
		if !slices.ContainsFunc(left, func(o statement) bool { return o.source == s.source }) {
			t.stated.Delete(pack(s.source, h))
		}
	}
	if len(left) == 0 {
		left = []statement{{source: none, kept: true, props: was[0].props}}
	}
	t.node(h).stated = left
	t.retext(h)
}

// unstateOne takes back what one source states of one node.
func (t *tx) unstateOne(c graph.WithdrawStatement) error {
	source, known := t.find(c.Source)
	h, there := t.find(c.ID)
	if known && there {
		t.dirtyNodes.add(source) // it may have rested on its words alone
		as := ""
		if t.nodes.at(h).id != c.ID {
			as = c.ID
		}
		t.unstate(h, func(s statement) bool { return s.source == source && s.as == as && !s.kept })
	}
	return nil
}

// retract takes away a piece of evidence, an edge or a node.
func (t *tx) retract(c graph.Retract) error {
	t.flush()
	defer t.flush()
	if source, ok := graph.SourceOf(c.ID); ok {
		if h := t.factWithID(source, c.ID); h != none {
			f := *t.facts.at(h)
			t.removeFact(h)
			if f.onEdge { // the subject is no node
				return nil
			}
			if n := t.nodes.at(f.subject); n.kind.Evidenced && len(n.evidence) == 0 {
				t.bared[f.subject] = true
			}
		}
		return nil
	}
	if strings.Contains(c.ID, " ") {
		if h := t.edgeWithID(c.ID); h != none {
			for _, f := range t.edges.at(h).evidence {
				t.removeFact(f)
			}
		}
		return nil
	}
	return t.retractNode(c.ID)
}

func (t *tx) retractNode(id string) error {
	h, ok := t.find(id)
	if !ok {
		return nil
	}
	if t.carries(h) {
		return graph.Retract{ID: id}.NotFree()
	}
	t.unstateAll(h)
	return nil
}

// unstateAll takes back what all sources state of a node.
func (t *tx) unstateAll(h uint32) {
	for _, s := range t.nodes.at(h).stated {
		if !s.kept {
			t.dirtyNodes.add(s.source) // it may have rested on its words alone
		}
	}
	t.unstate(h, func(s statement) bool { return !s.kept })
}

// clearBared takes away the nodes whose last evidence was retracted, which their
// kind needs.
func (t *tx) clearBared() error {
	for _, h := range slices.Sorted(maps.Keys(t.bared)) {
		if t.carries(h) {
			return graph.Bared(t.nodes.at(h).id)
		}
		t.unstateAll(h)
	}
	return nil
}

// factWithID returns the evidence of an id, or none. Nothing may be pending.
func (s *snapshot) factWithID(source, id string) uint32 {
	h, ok := s.find(source)
	if !ok {
		return none
	}
	list := s.nodes.at(h).link(s.model.Mention(s.evidence["source"]))
	i := sort.Search(len(list), func(i int) bool { return s.factID(list[i]) >= id })
	if i < len(list) && s.factID(list[i]) == id {
		return list[i]
	}
	return none
}

// edgeWithID returns the edge of an id, or none. Nothing may be pending.
func (s *snapshot) edgeWithID(id string) uint32 {
	words := strings.SplitN(id, " ", 3)
	e := s.model.Edge(words[0])
	h, ok := s.find(words[1])
	if e == nil || !ok {
		return none
	}
	list := s.nodes.at(h).link(e.OutLink())
	i := sort.Search(len(list), func(i int) bool { return s.edgeID(list[i]) >= id })
	if i < len(list) && s.edgeID(list[i]) == id {
		return list[i]
	}
	return none
}
