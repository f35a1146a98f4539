package ledger

import "slices"

// FinishEdges sets the values of edges that were touched, of a series all, and takes
// away those without evidence.
func (l *Ledger[N, E, F]) FinishEdges(edges []E) {
	done := map[E]bool{}
	for _, e := range edges {
		if done[e] {
			continue
		}
		series := slices.DeleteFunc(l.graph.Parallel(e), func(o E) bool {
			done[o] = true
			return len(l.graph.EvidenceFor(Subject[N, E]{Edge: o, OnEdge: true})) == 0 && l.removeEdge(o)
		})
		if len(series) == 0 {
			continue
		}
		for i, o := range l.Series(series) {
			isNew := l.graph.Edge(series[i]).New
			changed := l.graph.SetEdge(series[i], o.Vals, o.Standing)
			l.judge(Subject[N, E]{Edge: series[i], OnEdge: true}, o.Judged)
			l.Counts.Edges += count(changed || isNew)
		}
	}
}

// judge sets what becomes of the evidence for a subject.
func (l *Ledger[N, E, F]) judge(s Subject[N, E], list []Judged[F]) {
	for i, f := range l.graph.EvidenceFor(s) {
		if i < len(list) {
			l.graph.SetFact(f, list[i])
		}
	}
}

func (l *Ledger[N, E, F]) removeEdge(e E) bool {
	l.Counts.Edges += count(!l.graph.Edge(e).New)
	l.graph.RemoveEdge(e)
	return true
}

// FinishNodes sets the values of nodes that were touched, and takes away those
// that nothing holds.
func (l *Ledger[N, E, F]) FinishNodes(nodes []N) {
	for _, n := range nodes {
		isNew := l.graph.Node(n).New
		if !l.rests(n) {
			l.graph.RemoveNode(n)
			l.Counts.Nodes += count(!isNew)
			continue
		}
		o := l.Node(n)
		changed := l.graph.SetNode(n, o.Vals, o.Standing)
		l.judge(Subject[N, E]{Node: n}, o.Judged)
		l.Counts.Nodes += count(changed || isNew)
	}
}

// FinishMerges counts the ids whose meaning changed among the nodes.
func (l *Ledger[N, E, F]) FinishMerges() { l.Counts.Nodes += len(l.Remerged()) }

func count(changed bool) int {
	if changed {
		return 1
	}
	return 0
}
