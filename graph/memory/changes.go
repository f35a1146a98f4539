package memory

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"

	"parley/graph"
)

// Loaded gives the load of a source that was ended last.
func (r reader) Loaded(ctx context.Context, source string) (string, error) {
	if h, ok := r.s.find(source); ok {
		return r.s.nodes.at(h).swept, graph.Ended(ctx, "loaded")
	}
	return "", graph.Ended(ctx, "loaded")
}

// Changes gives the graph as changes: the sources in the order of loading, what
// each states, the words that are kept, and what each says. What only stands in
// for words that no source states any more is taken back at the end.
func (r reader) Changes(ctx context.Context) iter.Seq2[graph.Change, error] {
	return func(yield func(graph.Change, error) bool) {
		t := &telling{snapshot: r.s, ctx: ctx, yield: yield}
		t.tell()
		if t.err != nil {
			yield(nil, t.err)
		}
	}
}

// telling is a snapshot on its way to becoming changes.
type telling struct {
	*snapshot
	ctx   context.Context
	yield func(graph.Change, error) bool
	err   error
	done  bool
	back  []graph.Change // what is taken back at the end
}

func (t *telling) put(c graph.Change) {
	if t.err = graph.Ended(t.ctx, "changes"); t.err != nil {
		t.done = true
	}
	t.done = t.done || !t.yield(c, nil)
}

func (t *telling) tell() {
	sources := t.sourcesInOrder()
	for _, h := range sources {
		t.source(h)
	}
	for _, h := range sources {
		t.statements(h)
	}
	if len(sources) > 0 {
		t.keptBy(t.nodes.at(sources[0]).id)
	}
	for _, h := range sources {
		for _, f := range t.nodes.at(h).link(t.model.Mention(t.evidence["source"])) {
			if t.done {
				return
			}
			t.put(t.said(f))
		}
	}
	for _, c := range t.back {
		if t.done {
			return
		}
		t.put(c)
	}
}

// sourcesInOrder lists the sources in the order of loading.
func (s *snapshot) sourcesInOrder() []uint32 {
	var list []uint32
	s.byID.Ascend("source:", func(id string, h uint32) bool {
		if s.nodes.at(h).loaded > 0 {
			list = append(list, h)
		}
		return strings.HasPrefix(id, "source:")
	})
	slices.SortFunc(list, func(a, b uint32) int { return cmp.Compare(s.nodes.at(a).loaded, s.nodes.at(b).loaded) })
	return list
}

// source gives a source its place in the order of loading, and its last load.
func (t *telling) source(h uint32) {
	if t.done {
		return
	}
	n := t.nodes.at(h)
	first, itself := n.statedBy(h)
	t.put(graph.PutNode{Source: n.id, Load: n.swept, ID: n.id, Props: named(n.kind.Props(), first.props)})
	if n.swept != "" && !t.done {
		t.put(graph.Sweep{Source: n.id, Load: n.swept})
	}
	if !itself {
		t.back = append(t.back, graph.Unstate{Source: n.id, ID: n.id})
	}
}

// statedBy gives what a source states of a node, else what is stated first.
func (n *node) statedBy(source uint32) (statement, bool) {
	for _, s := range n.stated {
		if s.source == source && !s.kept {
			return s, true
		}
	}
	return n.stated[0], false
}

// statements gives what a source states, by id.
func (t *telling) statements(source uint32) {
	var stated []uint32
	t.stated.Ascend(pack(source, 0), func(key uint64) bool {
		of, h := unpack(key)
		if of == source {
			stated = append(stated, h)
		}
		return of == source
	})
	slices.SortFunc(stated, t.compareNodes)
	for _, h := range stated {
		n := t.nodes.at(h)
		s, _ := n.statedBy(source)
		if h == source && s.load == n.swept {
			continue // it is told already
		}
		if t.done {
			return
		}
		t.put(graph.PutNode{Source: t.nodes.at(source).id, Load: s.load, ID: n.id, Props: named(n.kind.Props(), s.props)})
	}
}

// keptBy has a source state what no source states any more.
func (t *telling) keptBy(source string) {
	t.byID.Scan(func(id string, h uint32) bool {
		n := t.nodes.at(h)
		if n.stated[0].kept && n.loaded == 0 {
			t.put(graph.PutNode{Source: source, ID: id, Props: named(n.kind.Props(), n.stated[0].props)})
			t.back = append(t.back, graph.Unstate{Source: source, ID: id})
		}
		return !t.done
	})
}

// said gives an evidence as the change that puts it.
func (s *snapshot) said(h uint32) graph.PutEvidence {
	f := s.facts.at(h)
	e := graph.Evidence{
		Quote: f.quote, Start: int(f.start), End: int(f.end), Locator: f.locator, Seq: int(f.seq),
		SaidBy: s.idOf(f.saidBy), SaidWhen: f.saidWhen, SaidAt: s.idOf(f.saidAt),
		Says: make(map[string]graph.Value, len(f.says)),
	}
	e.Act, _ = s.enumVals[s.evidence["act"].Enum][f.act].(string)
	e.Basis, _ = s.enumVals[s.evidence["basis"].Enum][f.basis].(string)
	for _, said := range f.says {
		e.Says[said.Property] = said.Value
	}
	return graph.PutEvidence{Source: s.idOf(f.source), Load: f.load, Fact: s.factOf(f), Evidence: e}
}

// factOf gives what an evidence is for.
func (s *snapshot) factOf(f *fact) graph.Fact {
	if !f.onEdge {
		return graph.Fact{Node: s.idOf(f.subject)}
	}
	e := s.edges.at(f.subject)
	identity := map[string]graph.Value{}
	for _, p := range e.edge.Props() {
		if v := e.value(p); p.Identity && v != nil {
			identity[p.Name] = v
		}
	}
	return graph.Fact{Edge: e.edge.Name, From: s.idOf(e.from), To: s.idOf(e.to), Identity: identity}
}

// idOf gives the id of a node, "" of none.
func (s *snapshot) idOf(h uint32) string {
	if h == none {
		return ""
	}
	return s.nodes.at(h).id
}

// named gives values by the names of the properties whose places they have.
func named(props []*graph.Property, vals []graph.Value) map[string]graph.Value {
	out := make(map[string]graph.Value, len(vals))
	for i, v := range vals {
		if v != nil {
			out[props[i].Name] = v
		}
	}
	return out
}
