package memory

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"parley/graph"
	"parley/graph/ledger"
)

// LastLoad returns the load of a source that was ended last.
func (r reader) LastLoad(ctx context.Context, source string) (string, error) {
	load := ""
	if h, ok := r.s.find(source); ok {
		n := r.s.nodes.At(h)
		begun := func(s statement) bool { return s.Source == h && s.Load != "" && s.Load != n.swept }
		if !slices.ContainsFunc(n.stated, begun) {
			load = n.swept
		}
	}
	return load, graph.Ended(ctx, "loaded")
}

// Changes returns the graph as changes.
func (r reader) Changes(ctx context.Context) iter.Seq2[graph.Change, error] {
	s := r.s
	told := &graph.Dump{Merges: s.allMerges(), Kept: s.kept, Stated: s.statedBy, Said: s.saidIn}
	for _, h := range s.sourcesInOrder() {
		told.Sources = append(told.Sources, s.toldSource(h))
	}
	return told.Changes(ctx)
}

// sourcesInOrder lists the sources in the order of loading.
func (s *snapshot) sourcesInOrder() []uint32 {
	var list []uint32
	s.byID.Ascend("source:", func(id string, h uint32) bool {
		if s.nodes.At(h).loaded > 0 {
			list = append(list, h)
		}
		return strings.HasPrefix(id, "source:")
	})
	slices.SortFunc(list, func(a, b uint32) int { return cmp.Compare(s.nodes.At(a).loaded, s.nodes.At(b).loaded) })
	return list
}

func (s *snapshot) toldSource(h uint32) graph.DumpedSource {
	n := s.nodes.At(h)
	own := slices.IndexFunc(n.stated, func(o statement) bool { return o.Source == h && !o.Kept })
	first := n.stated[max(own, 0)]
	return graph.DumpedSource{Itself: own >= 0, Node: graph.PutNode{Source: n.id, Load: n.swept, ID: n.id, Props: ledger.Named(n.kind.Props(), first.Props)}}
}

func (s *snapshot) allMerges() []graph.Merge {
	var list []graph.Merge
	s.merges.ids.Scan(func(id string, m merged) bool {
		list = append(list, graph.Merge{ID: id, Into: m.into})
		return true
	})
	return list
}

// statedBy returns what a source states, by the ids that it states it under.
func (s *snapshot) statedBy(source string) iter.Seq2[graph.PutNode, error] {
	var list []graph.PutNode
	from, _ := s.find(source)
	for h := range s.statedIn(from) {
		list = append(list, s.statements(h, func(o statement) bool { return o.Source == from })...)
	}
	slices.SortFunc(list, func(a, b graph.PutNode) int { return strings.Compare(a.ID, b.ID) })
	return told(slices.Values(list))
}

// statements returns those of the statements of a node that are wanted.
func (s *snapshot) statements(h uint32, want func(statement) bool) []graph.PutNode {
	var list []graph.PutNode
	n := s.nodes.At(h)
	for _, o := range n.stated {
		if !o.Kept && want(o) {
			list = append(list, graph.PutNode{Source: s.idOf(o.Source), Load: o.Load, ID: cmp.Or(o.As, n.id), Props: ledger.Named(n.kind.Props(), o.Props)})
		}
	}
	return list
}

// told returns what is at hand, so that no error can come of it.
func told[T any](list iter.Seq[T]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for x := range list {
			if !yield(x, nil) {
				return
			}
		}
	}
}

// kept returns what no source states any more.
func (s *snapshot) kept() iter.Seq2[graph.PutNode, error] {
	return told(func(yield func(graph.PutNode) bool) {
		s.byID.Scan(func(id string, h uint32) bool {
			n := s.nodes.At(h)
			return !n.stated[0].Kept || n.loaded > 0 || yield(graph.PutNode{ID: id, Props: ledger.Named(n.kind.Props(), n.stated[0].Props)})
		})
	})
}

func (s *snapshot) saidIn(source string) iter.Seq2[graph.PutEvidence, error] {
	h, _ := s.find(source)
	return told(func(yield func(graph.PutEvidence) bool) {
		for _, f := range s.nodes.At(h).link(s.source) {
			if of := s.facts.At(f); of.onEdge && s.edges.At(of.subject).loop() {
				continue // hidden: it would be refused where it is read
			}
			if !yield(s.said(f)) {
				return
			}
		}
	})
}

// Revision returns the name of the snapshot.
func (r reader) Revision(ctx context.Context) (string, error) {
	return fmt.Sprintf("%s.%d", r.s.name, r.s.stamp), graph.Ended(ctx, "revision")
}

// Dependents returns what rests on a node as changes.
func (r reader) Dependents(ctx context.Context, id string) ([]graph.Change, error) {
	q := newQuery(ctx, "resting", r.s, graph.AsOf{})
	h, ok := r.s.find(id)
	if !ok {
		return nil, q.done()
	}
	var list []graph.Change
	for _, n := range r.s.statements(h, func(statement) bool { return true }) {
		list = append(list, n)
	}
	facts := q.restingFacts(h)
	slices.SortFunc(facts, r.s.compareFactsAt)
	for _, f := range slices.Compact(facts) {
		if !q.Step() || !q.Hold(changeBytes) {
			break
		}
		list = append(list, r.s.said(f))
	}
	return list, q.done()
}

// restingFacts lists the evidence that names a node, some of it twice.
func (q *query) restingFacts(h uint32) []uint32 {
	n := q.nodes.At(h)
	facts := slices.Clone(n.evidence)
	for at := range q.absences.at(h) {
		facts = append(facts, q.edges.At(at).evidence...)
	}
	for _, l := range n.kind.Links() {
		for _, at := range n.link(l) {
			if !q.Step() {
				return nil
			}
			if l.Kind == graph.EdgeLink {
				facts = append(facts, q.edges.At(at).evidence...)
			} else {
				facts = append(facts, at)
			}
		}
	}
	if int(n.uses) > len(n.link(q.saidBy)) { // other places have no index
		for at, f := range q.facts.All() {
			if !q.Step() {
				return nil
			}
			if !f.gone() && slices.Contains(q.refs(f), h) {
				facts = append(facts, at)
			}
		}
	}
	q.sorting(len(facts))
	return facts
}

// said returns a piece of evidence as the change that puts it.
func (s *snapshot) said(h uint32) graph.PutEvidence {
	f := s.facts.At(h)
	e := graph.Evidence{
		Quote: f.quote, Start: int(f.start), End: int(f.end), Locator: f.locator, Seq: int(f.seq),
		SaidBy: s.idOf(f.saidBy), SaidFor: s.idOf(f.saidFor), SaidWhen: f.saidWhen, SaidAt: s.idOf(f.saidAt), Corrects: f.corrects,
	}
	e.Act, _ = s.acts[f.act].(string)
	e.Basis, _ = s.bases[f.basis].(string)
	e.Says = named(f.says)
	return s.model.AsWritten(graph.PutEvidence{Source: s.idOf(f.source), Load: f.load, Fact: s.factOf(f), Evidence: e}, f.written)
}

// named returns values by the names of their properties; nil where there are none.
func named(said []graph.Said) map[string]graph.Value {
	if len(said) == 0 {
		return nil
	}
	values := make(map[string]graph.Value, len(said))
	for _, s := range said {
		values[s.Property] = s.Value
	}
	return values
}

// factOf returns what a piece of evidence is for.
func (s *snapshot) factOf(f *fact) graph.Fact {
	if !f.onEdge {
		return graph.Fact{Node: s.idOf(f.subject)}
	}
	e := s.edges.At(f.subject)
	return graph.Fact{Edge: e.edge.Name, From: s.idOf(e.from), To: s.idOf(e.to), Identity: named(e.identity())}
}
