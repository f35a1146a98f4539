package memory

import (
	"slices"

	"parley/graph"
	"parley/graph/ledger"
)

// The exported methods of a snapshot are those of [ledger.View].

// FindNode returns the node of an id, be it there or not.
func (s *snapshot) FindNode(id string) (uint32, bool) { return s.byID.Get(id) }

// Node returns what the rules look at of a node.
func (s *snapshot) Node(h uint32) ledger.Node[uint32] {
	n := s.nodes.At(h)
	return ledger.Node[uint32]{ID: n.id, Kind: n.kind, Stated: n.stated, Loaded: n.loaded, Swept: n.swept}
}

// Source returns what is stated of a source.
func (s *snapshot) Source(h uint32) ledger.Source {
	n := s.nodes.At(h)
	return s.sourceOf(func(p *graph.Property) graph.Value { return ledger.FirstStated(n.stated, n.kind, p) })
}

func (s *snapshot) sourceOf(value func(*graph.Property) graph.Value) (source ledger.Source) {
	source.Published, _ = value(s.published).(*graph.When)
	source.Withdrawn, _ = value(s.withdrawn).(*graph.When)
	source.Publisher, _ = value(s.publisher).(string)
	return source
}

// KnownBefore returns the latest day known of the sources loaded before the n-th.
func (s *snapshot) KnownBefore(n int) graph.Day {
	return s.latestKnown(func(h uint32) bool { return s.nodes.At(h).loaded < n })
}

func (s *snapshot) latestKnown(of func(source uint32) bool) graph.Day {
	latest := graph.NoDay
	for _, h := range s.sourcesInOrder() {
		if of(h) {
			latest = max(latest, graph.LastDay(s.Source(h).Published))
		}
	}
	return latest
}

// Edge returns what the rules look at of an edge.
func (s *snapshot) Edge(h uint32) ledger.Edge[uint32] {
	e := s.edges.At(h)
	return ledger.Edge[uint32]{Type: e.edge, From: e.from, To: e.to, Vals: e.vals}
}

// Edges returns the edges of a type from a node or to it, those in no link too, in
// the order of ids.
func (s *snapshot) Edges(h uint32, of *graph.Edge, out bool) []uint32 {
	return s.withAbsent(s.nodes.At(h).link(of.Link(out)), h, sees(of.Link(out), h))
}

// sees returns whether a link of a node would have an edge, were it there.
func sees(l *graph.Link, h uint32) func(*edge) bool {
	return func(e *edge) bool {
		return e.edge == l.Edge && (l.Edge.Symmetric && (e.from == h || e.to == h) || e.far(!l.Out) == h)
	}
}

// withAbsent returns a list of edges at a node and those at it that are in no link.
func (s *snapshot) withAbsent(list []uint32, h uint32, like func(*edge) bool) []uint32 {
	all := slices.Clip(list)
	for e := range s.absences.at(h) {
		if like(s.edges.At(e)) {
			all = append(all, e)
		}
	}
	if len(all) > len(list) {
		slices.SortFunc(all, func(a, b uint32) int { return s.compareEdges(s.edges.At(a), s.edges.At(b)) })
	}
	return all
}

// Parallel returns the edges of the type of an edge between its ends, in the order
// of ids.
func (s *snapshot) Parallel(h uint32) []uint32 {
	e := *s.edges.At(h)
	if e.loop() {
		return []uint32{h}
	}
	list := s.nodes.At(e.from).link(e.edge.OutLink())
	e.key = ""
	from := search(list, func(at uint32) int { return s.compareEdges(s.edges.At(at), &e) })
	like := func(x *edge) bool { return x.edge == e.edge && x.from == e.from && x.to == e.to }
	parallel := leading(list[from:], func(at uint32) bool { return like(s.edges.At(at)) })
	return s.withAbsent(slices.Clone(parallel), e.from, like)
}

// Fact returns what the rules look at of a piece of evidence.
func (s *snapshot) Fact(h uint32) ledger.Fact[uint32, uint32] {
	f := s.facts.At(h)
	out := ledger.Fact[uint32, uint32]{
		Source: f.source, SaidBy: f.saidBy, SaidFor: f.saidFor, Corrects: f.corrects, Load: f.load, Seq: int(f.seq),
		Stated: f.basis == s.basisStated, SaidWhen: f.saidWhen, Says: f.says, Quote: f.quote,
		Start: int(f.start), End: int(f.end), Locator: f.locator,
	}
	out.Act, _ = s.acts[f.act].(string)
	if out.OnEdge = f.onEdge; f.onEdge {
		out.Edge = f.subject
	} else {
		out.Node = f.subject
	}
	return out
}

// EvidenceFor returns the evidence for a node or an edge.
func (s *snapshot) EvidenceFor(of ledger.Subject[uint32, uint32]) []uint32 {
	if of.OnEdge {
		return s.edges.At(of.Edge).evidence
	}
	return s.nodes.At(of.Node).evidence
}
