package ledger

import (
	"parley/graph"
	"parley/graph/weigh"
)

// Reasons returns why the values of a node or an edge, whose votes come to a
// verification, are as they are. Their statements are by the indexes of the evidence
// that is returned beside them: what counts and votes. Of what is spoken of, only what
// was said by the day of asOf does.
func (w *Weigher[N, E, F]) Reasons(s Subject[N, E], verification graph.Value, asOf graph.AsOf) ([]weigh.Reason, []F) {
	x := weigh.Explanation{First: graph.NoDay, Verification: verification, Verified: verification != nil}
	var voiced []weigh.Voiced
	var evidence []F
	if s.OnEdge {
		edge := w.view.Edge(s.Edge)
		x.Props, x.Edge, x.State = edge.Type.Props(), edge.Type, edge.state()
		if edge.Type.Leading() != nil {
			x.First = w.start(edge.To).first
		}
		voiced, evidence = w.voicedOnEdge(s.Edge, edge.Type)
	} else {
		kind := w.view.Node(s.Node).Kind
		if x.Props = kind.Props(); len(w.model.SpeechOf(kind)) > 0 {
			x.By = asOf
		}
		voiced, evidence = w.voicedOnNode(s.Node, kind)
	}
	return x.Reasons(voiced), evidence
}

// state returns the state that an edge is of; "" where it has none.
func (e *Edge[N]) state() string {
	state := ""
	if p := e.Type.StateProp(); p != nil {
		state, _ = e.value(p).(string)
	}
	return state
}

// voicedOnEdge returns the statements that count and vote on an edge of a type.
func (w *Weigher[N, E, F]) voicedOnEdge(e E, t *graph.Edge) (voiced []weigh.Voiced, evidence []F) {
	var all told[N, E, F]
	for _, o := range w.view.Parallel(e) {
		said := w.statements(Subject[N, E]{Edge: o, OnEdge: true})
		for i := range said.list {
			all.add(said.evidence[i], &said.facts[i], &said.list[i])
		}
	}
	weigh.Rank(all.list, w.view.KnownBefore)
	for i, standing := range weigh.Counting(all.list, w.knownOn) {
		if of := all.facts[i].Edge; standing.Counts && (of == e || t.Together()) {
			edge := w.view.Edge(of)
			voiced = append(voiced, weigh.Voiced{Statement: all.list[i], Own: of == e, State: edge.state()})
			evidence = append(evidence, all.evidence[i])
		}
	}
	return voiced, evidence
}

// voicedOnNode returns the statements that count and vote on a node of a kind.
func (w *Weigher[N, E, F]) voicedOnNode(n N, k *graph.Kind) (voiced []weigh.Voiced, evidence []F) {
	own := w.statements(Subject[N, E]{Node: n})
	parts := []told[N, E, F]{own}
	for _, t := range w.model.SpeechOf(k) {
		parts = append(parts, w.spoken(n, t, own)...)
	}
	for part, said := range parts {
		for i, standing := range weigh.Counting(said.list, w.knownOn) {
			if standing.Counts {
				voiced = append(voiced, weigh.Voiced{Statement: said.list[i], Own: part == 0})
				evidence = append(evidence, said.evidence[i])
			}
		}
	}
	return voiced, evidence
}
