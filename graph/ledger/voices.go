package ledger

import (
	"cmp"
	"slices"

	"parley/graph"
	"parley/graph/weigh"
)

// office is for whom someone speaks as the holder of a post, and when.
type office struct {
	body    string
	periods []graph.Period
}

// principal returns for whom a voice speaks with a piece of evidence said on a day:
// whom it names; else the one body for which the voice then held a post to speak;
// else the voice itself. A source that speaks for itself has the voice of its
// publisher.
func (w *Weigher[N, E, F]) principal(f *Fact[N, E], voice N, said graph.Day) string {
	switch {
	case f.SaidFor != w.none:
		return w.view.Node(f.SaidFor).ID
	case voice == w.none:
		return w.origin(f.Source).publisher
	}
	body := ""
	for _, o := range w.offices(voice) {
		switch {
		case !o.held(said) || o.body == body:
		case body != "": // two cannot be told apart
			return w.view.Node(voice).ID
		default:
			body = o.body
		}
	}
	return cmp.Or(body, w.view.Node(voice).ID)
}

// held reports whether an office may have been held on a day; where that is unknown,
// whether it may be held still.
func (o *office) held(day graph.Day) bool {
	for _, p := range o.periods {
		if day.Known() && p.PossibleOn(day) || !day.Known() && p.Open() {
			return true
		}
	}
	return false
}

// offices returns the posts in which a voice speaks for others.
func (w *Weigher[N, E, F]) offices(voice N) []office {
	if known, ok := w.voices[voice]; ok {
		return known
	}
	var list []office
	if t := w.model.Occupies; t.FromKinds().Has(w.view.Node(voice).Kind) {
		edges := w.view.Edges(voice, t, true)
		for len(edges) > 0 {
			held := w.view.Parallel(edges[0])
			edges = edges[len(held):]
			if post := w.view.Edge(held[0]).To; w.speaks(post) {
				list = append(list, w.officesOf(post, w.tenure(held))...)
			}
		}
	}
	w.voices[voice] = list
	return list
}

// speaks reports whether who holds a post speaks for whose it is.
func (w *Weigher[N, E, F]) speaks(post N) bool {
	node := w.view.Node(post)
	p := w.model.Speaking
	return p != nil && p.Enum.Of(FirstStated(node.Stated, node.Kind, p)).Speaks
}

// tenure returns when a post was held, by someone who held it in some way.
func (w *Weigher[N, E, F]) tenure(held []E) (periods []graph.Period) {
	t := w.model.Occupies
	for i, o := range w.plain(held) {
		edge := w.view.Edge(held[i])
		state := t.StateProp().Enum.Of(edge.value(t.StateProp()))
		if !state.Concludes && o.There {
			for j, p := range t.Props() {
				if p.Type == graph.Spans {
					its, _ := o.Vals[j].([]graph.Period)
					periods = append(periods, its...)
				}
			}
		}
	}
	return periods
}

// officesOf returns those whose post it is.
func (w *Weigher[N, E, F]) officesOf(post N, periods []graph.Period) []office {
	var list []office
	for _, e := range w.view.Edges(post, w.model.OfficeOf, true) {
		if w.affirmed(e) {
			list = append(list, office{w.view.Node(w.view.Edge(e).To).ID, periods})
		}
	}
	return list
}

// affirmed reports whether a statement that counts affirms an edge.
func (w *Weigher[N, E, F]) affirmed(e E) bool {
	return slices.ContainsFunc(w.plain([]E{e})[0].Judged, func(j weigh.Judged) bool { return j.Counts && j.Polarity == graph.Affirms })
}

// plain weighs a series with each voice as its own principal.
func (w *Weigher[N, E, F]) plain(edges []E) []weigh.Outcome {
	s := weigh.Series{Type: w.view.Edge(edges[0]).Type, First: graph.NoDay}
	for i, e := range edges {
		s.Edges = append(s.Edges, w.view.Edge(e).Vals)
		for _, f := range w.view.EvidenceFor(Subject[N, E]{Edge: e, OnEdge: true}) {
			fact := w.view.Fact(f)
			st := w.unspoken(&fact)
			if st.Principal = st.Publisher; fact.SaidBy != w.none {
				st.Principal = w.view.Node(fact.SaidBy).ID
			}
			s.Statements = append(s.Statements, st)
			s.Of = append(s.Of, i)
		}
	}
	weigh.Rank(s.Statements, w.view.KnownBefore)
	return s.Weigh(graph.NoDay)
}
