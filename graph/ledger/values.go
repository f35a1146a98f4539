package ledger

import (
	"parley/graph"
	"parley/graph/weigh"
)

// Outcome is what follows from all statements about a node or an edge.
type Outcome[F comparable] struct {
	Vals []graph.Value // by the places of the properties
	Standing
	Judged []Judged[F] // of its evidence, in the order of ids
}

// Node returns what follows from what sources state of a node and from its
// evidence. A node of a kind that needs evidence, and has some, is there where some
// of that counts.
func (w *Weigher[N, E, F]) Node(n N) Outcome[F] {
	node := w.view.Node(n)
	vals := w.stated(&node)
	evidence := w.view.EvidenceFor(Subject[N, E]{Node: n})
	if len(evidence) == 0 && !node.Kind.Verified {
		return Outcome[F]{Vals: Trimmed(vals), Standing: Standing{There: true, Since: graph.NoDay, Settled: graph.NoDay}}
	}
	own := w.statements(Subject[N, E]{Node: n})
	var spoken [][]weigh.Statement
	for _, t := range w.model.SpeechOf(node.Kind) {
		for _, series := range w.spoken(n, t, own) {
			spoken = append(spoken, series.list)
		}
	}
	weighed := weigh.Node(node.Kind, own.list, spoken, w.knownOn)
	for i, v := range weighed.Vals {
		if v != nil {
			vals[i] = v
		}
	}
	o := Outcome[F]{Trimmed(vals), weighed.Presence, judgedOf(weighed.Judged, evidence)}
	if len(evidence) == 0 || !node.Kind.Evidenced {
		o.There, o.Since = true, graph.NoDay
	}
	return o
}

// stated returns what sources state of a node.
func (w *Weigher[N, E, F]) stated(node *Node[N]) []graph.Value {
	vals := make([]graph.Value, len(node.Kind.Props()))
	for _, s := range node.Stated {
		for i, v := range s.Props {
			vals[i] = graph.Join(vals[i], v)
		}
		if s.As != "" {
			name, aliases := node.Kind.Index(w.name), node.Kind.Index(w.aliases)
			vals[aliases] = graph.JoinName(vals[aliases], vals[name], s.Props[name])
		}
	}
	return vals
}

// judgedOf returns what becomes of evidence; corrections are among all of it.
func judgedOf[F comparable](list []weigh.Judged, all []F) []Judged[F] {
	out := make([]Judged[F], len(list))
	for i, j := range list {
		out[i] = Judged[F]{Counts: j.Counts, Polarity: j.Polarity, Place: j.Place, Corrected: j.CorrectedBy != weigh.Nobody}
		if out[i].Corrected {
			out[i].CorrectedBy = all[j.CorrectedBy]
		}
	}
	return out
}

// start returns the first day, at the earliest, of a node; NoDay if unknown.
func (w *Weigher[N, E, F]) start(n N) begun {
	if b, known := w.starts[n]; known {
		return b
	}
	b, kind := begun{graph.NoDay, graph.NoDay}, w.view.Node(n).Kind
	if p := kind.When(); p != nil {
		o := weigh.Node(kind, w.statements(Subject[N, E]{Node: n}).list, nil, w.knownOn)
		b = begun{weigh.Start(o.Vals[kind.Index(p)]), o.Settled}
	}
	w.starts[n] = b
	return b
}

// Series returns what follows from all that is said of some edges, which are all of
// one type between the same two ends.
func (w *Weigher[N, E, F]) Series(edges []E) []Outcome[F] {
	first := w.view.Edge(edges[0])
	s := weigh.Series{Type: first.Type, First: graph.NoDay, Settled: graph.NoDay}
	if s.Type.Leading() != nil {
		b := w.start(first.To)
		s.First, s.Settled = b.first, b.settled
	}
	var evidence []F
	for i, e := range edges {
		of := Subject[N, E]{Edge: e, OnEdge: true}
		s.Edges = append(s.Edges, w.view.Edge(e).Vals)
		evidence = append(evidence, w.view.EvidenceFor(of)...)
		for _, st := range w.statements(of).list {
			s.Statements = append(s.Statements, st)
			s.Of = append(s.Of, i)
		}
	}
	weigh.Rank(s.Statements, w.view.KnownBefore)
	outcomes := make([]Outcome[F], len(edges))
	for i, o := range s.Weigh(w.knownOn) {
		edge := w.view.Edge(edges[i])
		if p := s.Type.Speech(); p != nil {
			speak(o.Judged, p.Enum.Of(edge.value(p)).Polarity)
		}
		outcomes[i] = Outcome[F]{Trimmed(o.Vals), o.Presence, judgedOf(o.Judged, evidence)}
	}
	return outcomes
}

// Principal returns for whom a piece of evidence votes on what it is for; where it
// is said of a claim, on the claim if so asked. It is "" where that is no vote.
func (w *Weigher[N, E, F]) Principal(f F, onClaim bool) string {
	fact := w.view.Fact(f)
	s := w.unspoken(&fact)
	switch {
	case onClaim && s.Polarity == graph.Denies, !fact.OnEdge && w.withinAssertion(&fact):
		return ""
	case onClaim:
		return w.principal(&fact, w.view.Edge(fact.Edge).From, s.Said)
	}
	return w.principal(&fact, fact.SaidBy, s.Said)
}

// withinAssertion reports whether the words of a piece of evidence for a claim lie
// within those of an assertion.
func (w *Weigher[N, E, F]) withinAssertion(f *Fact[N, E]) bool {
	for _, t := range w.model.SpeechOf(w.view.Node(f.Node).Kind) {
		for _, e := range w.view.Edges(f.Node, t, false) {
			for _, o := range w.view.EvidenceFor(Subject[N, E]{Edge: e, OnEdge: true}) {
				if fact := w.view.Fact(o); f.within(&fact) {
					return true
				}
			}
		}
	}
	return false
}

// speak has evidence bear on the claim that it speaks to: as the verdict does. That
// this was not said at all says nothing of the claim.
func speak(list []weigh.Judged, verdict graph.Polarity) {
	for i := range list {
		if list[i].Polarity == graph.Denies {
			list[i].Polarity = graph.Silent
		} else {
			list[i].Polarity = verdict
		}
	}
}

// LeadQuote returns the quote of the evidence that takes precedence, or "".
func (w *Weigher[N, E, F]) LeadQuote(evidence []F) (quote string) {
	var best graph.Precedence
	for _, f := range evidence {
		fact := w.view.Fact(f)
		if fact.Quote == "" {
			continue
		}
		if p := w.precedence(&fact); quote == "" || p.Compare(best) > 0 {
			best, quote = p, fact.Quote
		}
	}
	return quote
}
