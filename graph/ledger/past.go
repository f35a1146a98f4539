package ledger

import (
	"slices"

	"parley/graph"
)

// Version is what a node or an edge was as it was known from one day on, until
// another. NoDay is before all days.
type Version struct {
	From, Until graph.Day
	Vals        []graph.Value
}

// JudgedFrom is what became of a piece of evidence as it was known from a day on.
type JudgedFrom[F comparable] struct {
	From graph.Day
	Judged[F]
}

// Past is what was known before all was that is known now: the days on which a node
// or an edge was there, as it then was, and of each piece of evidence for it what became
// of it, in their order.
type Past[F comparable] struct {
	Versions []Version
	Judged   [][]JudgedFrom[F]
}

// PastOfNode returns what was known of a node.
func (w *Weigher[N, E, F]) PastOfNode(n N) Past[F] {
	subjects := []Subject[N, E]{{Node: n}}
	for _, t := range w.model.SpeechOf(w.view.Node(n).Kind) {
		for _, e := range w.view.Edges(n, t, false) {
			subjects = append(subjects, Subject[N, E]{Edge: e, OnEdge: true})
		}
	}
	return w.pasts(w.days(subjects), func(on *Weigher[N, E, F]) []Outcome[F] { return []Outcome[F]{on.Node(n)} }, 1)[0]
}

// PastOfSeries returns what was known of edges that are all of one type between the
// same two ends, by edge.
func (w *Weigher[N, E, F]) PastOfSeries(edges []E) []Past[F] {
	var subjects []Subject[N, E]
	for _, e := range edges {
		subjects = append(subjects, Subject[N, E]{Edge: e, OnEdge: true})
	}
	if first := w.view.Edge(edges[0]); first.Type.Leading() != nil {
		subjects = append(subjects, Subject[N, E]{Node: first.To})
	}
	return w.pasts(w.days(subjects), func(on *Weigher[N, E, F]) []Outcome[F] { return on.Series(edges) }, len(edges))
}

// days lists the days on which something about some subjects came to be known.
func (w *Weigher[N, E, F]) days(subjects []Subject[N, E]) []graph.Day {
	var days []graph.Day
	for _, s := range subjects {
		for _, f := range w.view.EvidenceFor(s) {
			fact := w.view.Fact(f)
			o := w.origin(fact.Source)
			days = append(days, o.published, o.withdrawn)
		}
	}
	slices.Sort(days)
	return slices.DeleteFunc(slices.Compact(days), func(d graph.Day) bool { return d == graph.NoDay })
}

// pasts weighs n subjects as they were known before each of some days.
func (w *Weigher[N, E, F]) pasts(days []graph.Day, weigh func(*Weigher[N, E, F]) []Outcome[F], n int) []Past[F] {
	pasts := make([]Past[F], n)
	from := graph.NoDay
	for _, until := range days {
		for i, o := range weigh(w.on(until - 1)) {
			pasts[i].add(from, until, o)
		}
		from = until
	}
	return pasts
}

// add adds what was known from a day on.
func (p *Past[F]) add(from, until graph.Day, o Outcome[F]) {
	if o.There {
		last := len(p.Versions) - 1
		if last >= 0 && p.Versions[last].Until == from && EqualValues(p.Versions[last].Vals, o.Vals) {
			p.Versions[last].Until = until
		} else {
			p.Versions = append(p.Versions, Version{from, until, o.Vals})
		}
	}
	if p.Judged == nil {
		p.Judged = make([][]JudgedFrom[F], len(o.Judged))
	}
	for i, j := range o.Judged {
		if n := len(p.Judged[i]); n == 0 || p.Judged[i][n-1].Judged != j {
			p.Judged[i] = append(p.Judged[i], JudgedFrom[F]{from, j})
		}
	}
}

// on returns a weigher of the same graph with what was known on a day. What does not
// depend on that is worked out once.
func (w *Weigher[N, E, F]) on(day graph.Day) *Weigher[N, E, F] {
	if w.past[day] == nil {
		other := *w
		other.knownOn, other.starts, other.past = day, map[N]begun{}, nil
		w.past[day] = &other
	}
	return w.past[day]
}
