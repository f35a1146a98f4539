package ledger

import "parley/graph"

// Redated returns those of the nodes that are sources of which the Apply changes
// what statements are weighed by: a date, the publisher, or that it is there.
func (l *Ledger[N, E, F]) Redated(nodes []N) []N {
	var redated []N
	for _, n := range nodes {
		node := l.graph.Node(n)
		if node.Loaded == 0 || node.New {
			continue
		}
		if was, is := l.graph.SourceBefore(n), l.graph.Source(n); !was.equal(&is) || !l.rests(n) {
			redated = append(redated, n)
		}
	}
	return redated
}

func (s *Source) equal(o *Source) bool {
	return s.Published.Equal(o.Published) && s.Withdrawn.Equal(o.Withdrawn) && graph.Fold(s.Publisher) == graph.Fold(o.Publisher)
}

// Redate has all that rests on some sources weighed again, and all that is
// corrected: where a source stands among others may have changed.
func (l *Ledger[N, E, F]) Redate(sources []N) {
	for _, source := range sources {
		for _, f := range l.graph.SaidIn(source) {
			l.touch(l.graph.Fact(f).Subject)
		}
	}
	if len(sources) > 0 {
		for _, f := range l.graph.Corrections() {
			l.touch(l.graph.Fact(f).Subject)
		}
	}
}

// Voices returns who may speak for others than before, since some nodes and edges
// were touched.
func (l *Ledger[N, E, F]) Voices(nodes []N, edges []E) []N {
	posts, voices := map[N]bool{}, map[N]bool{}
	for _, n := range nodes {
		if node := l.graph.Node(n); !node.New && l.model.Speaking != nil && l.model.Occupies.ToKinds().Has(node.Kind) {
			posts[n] = true
		}
	}
	for _, e := range edges {
		switch edge := l.graph.Edge(e); {
		case edge.Type == l.model.Occupies && l.speaks(edge.To):
			voices[edge.From] = true
		case edge.Type == l.model.OfficeOf && l.speaks(edge.From):
			posts[edge.From] = true
		}
	}
	for post := range posts {
		for _, e := range l.graph.Edges(post, l.model.Occupies, false) {
			voices[l.graph.Edge(e).From] = true
		}
	}
	list := make([]N, 0, len(voices))
	for n := range voices {
		list = append(list, n)
	}
	return list
}

// Revoice has all that some voices say weighed again.
func (l *Ledger[N, E, F]) Revoice(voices []N) {
	for _, voice := range voices {
		for _, f := range l.graph.SaidBy(voice) {
			l.touch(l.graph.Fact(f).Subject)
		}
		for _, t := range l.model.Edges {
			if t.Speech() != nil && t.FromKinds().Has(l.graph.Node(voice).Kind) {
				for _, e := range l.graph.Edges(voice, t, true) {
					l.graph.TouchNode(l.graph.Edge(e).To)
				}
			}
		}
	}
}

// Spread touches what is weighed together with what was touched: edges between the
// same ends, claims with what is asserted of them, and who took part in a meeting
// with when that began.
func (l *Ledger[N, E, F]) Spread(nodes []N, edges []E) {
	for _, e := range edges {
		for _, o := range l.graph.Parallel(e) {
			l.graph.TouchEdge(o)
		}
		if edge := l.graph.Edge(e); edge.Type.Speech() != nil {
			l.graph.TouchNode(edge.To)
		}
	}
	for _, n := range nodes {
		node := l.graph.Node(n)
		if node.Kind.Leading() == nil || node.New {
			continue
		}
		for _, t := range l.model.Edges {
			if t.Leading() != nil && t.ToKinds().Has(node.Kind) {
				l.spreadTo(l.graph.Edges(n, t, false))
			}
		}
	}
}

// spreadTo touches the edges of which more than one thing is said.
func (l *Ledger[N, E, F]) spreadTo(edges []E) {
	for len(edges) > 0 {
		parallel := l.graph.Parallel(edges[0])
		edges = edges[len(parallel):]
		if len(parallel) == 1 && len(l.graph.EvidenceFor(Subject[N, E]{Edge: parallel[0], OnEdge: true})) < 2 {
			continue
		}
		for _, e := range parallel {
			l.graph.TouchEdge(e)
		}
	}
}
