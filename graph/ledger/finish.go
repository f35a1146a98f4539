package ledger

// Redated returns those of the nodes that are sources whose date the Apply changes.
func (l *Ledger[N, E, F]) Redated(nodes []N) []N {
	var redated []N
	for _, n := range nodes {
		if node := l.graph.Node(n); node.Loaded == 0 || node.New {
			continue
		}
		if !l.graph.PublishedBefore(n).Equal(l.graph.Published(n)) {
			redated = append(redated, n)
		}
	}
	return redated
}

// Redate has all that rests on some sources weighed again.
func (l *Ledger[N, E, F]) Redate(sources []N) {
	for _, source := range sources {
		for _, f := range l.graph.SaidIn(source) {
			l.touch(l.graph.Fact(f).Subject)
		}
	}
}

// FinishEdges sets the values of edges that were touched, and takes away those
// without evidence.
func (l *Ledger[N, E, F]) FinishEdges(edges []E) {
	for _, e := range edges {
		isNew := l.graph.Edge(e).New
		if len(l.graph.EvidenceFor(Subject[N, E]{Edge: e, OnEdge: true})) == 0 {
			l.graph.RemoveEdge(e)
			l.Counts.Edges += count(!isNew)
			continue
		}
		changed := l.graph.SetEdge(e, l.edgeValues(e))
		l.Counts.Edges += count(changed || isNew)
	}
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
		changed := l.graph.SetNode(n, l.NodeValues(n))
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
