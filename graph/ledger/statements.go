package ledger

import (
	"parley/graph"
	"parley/graph/weigh"
)

// told is what pieces of evidence say of one subject, as it is weighed.
type told[N, E, F comparable] struct {
	evidence []F
	facts    []Fact[N, E]
	list     []weigh.Statement
}

func (t *told[N, E, F]) add(f F, fact *Fact[N, E], s *weigh.Statement) {
	t.evidence, t.facts, t.list = append(t.evidence, f), append(t.facts, *fact), append(t.list, *s)
}

// statements returns the evidence for a subject as it is weighed.
func (w *Weigher[N, E, F]) statements(s Subject[N, E]) told[N, E, F] {
	var t told[N, E, F]
	for _, f := range w.view.EvidenceFor(s) {
		fact := w.view.Fact(f)
		st := w.statement(&fact)
		t.add(f, &fact, &st)
	}
	weigh.Rank(t.list, w.view.KnownBefore)
	return t
}

// statement returns a piece of evidence as it is weighed for what it is for.
func (w *Weigher[N, E, F]) statement(f *Fact[N, E]) weigh.Statement {
	s := w.unspoken(f)
	s.Principal = w.principal(f, f.SaidBy, s.Said)
	return s
}

// unspoken is statement without a principal.
func (w *Weigher[N, E, F]) unspoken(f *Fact[N, E]) weigh.Statement {
	source := w.origin(f.Source)
	return weigh.Statement{
		Precedence: w.precedence(f), Polarity: w.polarity(f), Says: f.Says,
		Publisher: source.publisher, Withdrawn: source.withdrawn,
		Confirms: w.act.Enum.Of(f.Act).Confirms, Corrects: w.places(f.Corrects),
	}
}

// places returns the places of sources in the order of loading, of those that there
// are.
func (w *Weigher[N, E, F]) places(sources []string) []int {
	var places []int
	for _, id := range sources {
		if n, ok := w.view.FindNode(id); ok {
			places = append(places, w.view.Node(n).Loaded)
		}
	}
	return places
}

// spoken returns what edges of a type say of a node, a claim: each is the word of
// whom it comes from, whoever is quoted. What the claim's own evidence has from
// their words is no vote.
func (w *Weigher[N, E, F]) spoken(n N, t *graph.Edge, own told[N, E, F]) (series []told[N, E, F]) {
	edges := w.view.Edges(n, t, false)
	for len(edges) > 0 {
		parallel := w.view.Parallel(edges[0])
		edges = edges[len(parallel):]
		var all told[N, E, F]
		for _, e := range parallel {
			edge := w.view.Edge(e)
			verdict := t.Speech().Enum.Of(edge.value(t.Speech()))
			said := w.statements(Subject[N, E]{Edge: e, OnEdge: true})
			for i := range said.facts {
				f, s := &said.facts[i], &said.list[i]
				own.within(f)
				s.Abstains = s.Polarity == graph.Denies // that this was said
				s.Polarity, s.Confirms = verdict.Polarity, s.Confirms || verdict.Confirms
				s.Principal = w.principal(f, edge.From, s.Said)
				all.add(said.evidence[i], f, s)
			}
		}
		weigh.Rank(all.list, w.view.KnownBefore)
		series = append(series, all)
	}
	return series
}

// within has those of the statements abstain whose words lie within those of
// another piece of evidence of the same source.
func (t told[N, E, F]) within(o *Fact[N, E]) {
	for i := range t.facts {
		if t.facts[i].within(o) {
			t.list[i].Abstains = true
		}
	}
}

// within reports whether the words of a piece of evidence lie within those of another
// of the same source.
func (f *Fact[N, E]) within(o *Fact[N, E]) bool {
	return f.Source == o.Source && f.Locator == o.Locator && o.Start <= f.Start && f.End <= o.End
}

// polarity returns how a piece of evidence bears on what it is for.
func (w *Weigher[N, E, F]) polarity(f *Fact[N, E]) graph.Polarity {
	if !f.OnEdge {
		return w.model.Polarity(nil, nil, f.Act, false)
	}
	edge := w.view.Edge(f.Edge)
	return w.model.Polarity(edge.Type, edge.value, f.Act, f.SaidBy != w.none && f.SaidBy != edge.From)
}

func (w *Weigher[N, E, F]) precedence(f *Fact[N, E]) graph.Precedence {
	source := w.origin(f.Source)
	return graph.PrecedenceOn(f.Stated, graph.LastDay(f.SaidWhen), source.published, source.loaded, f.Seq)
}
