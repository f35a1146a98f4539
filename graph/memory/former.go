package memory

import (
	"slices"

	"parley/graph"
)

// maxFormer is how many former states of an edge are kept. An edge with more is
// weighed again where a day is asked for on which it was otherwise.
const maxFormer = 8

// remember keeps how some edges, in the order of handles, were known before all was
// known of them that is known now.
func (t *tx) remember(edges []uint32) {
	done := map[uint32]bool{}
	for _, h := range edges {
		if done[h] || t.edges.At(h).gone() || len(t.edges.At(h).evidence) == 0 {
			continue
		}
		series := slices.DeleteFunc(t.Parallel(h), func(e uint32) bool { return len(t.edges.At(e).evidence) == 0 })
		for i := range series {
			done[series[i]] = true
		}
		if t.evidenceFor(series) <= maxFormer {
			t.rememberSeries(series)
		}
	}
}

// evidenceFor returns how many pieces of evidence there are for some edges.
func (s *snapshot) evidenceFor(edges []uint32) (n int) {
	for _, h := range edges {
		n += len(s.edges.At(h).evidence)
	}
	return n
}

func (t *tx) rememberSeries(series []uint32) {
	for i, past := range t.ledger.PastOfSeries(series) {
		now := *t.edges.At(series[i])
		now.was = nil
		var former []formerEdge
		from := graph.NoDay
		gone := func(until graph.Day) {
			if from < until {
				former = append(former, formerEdge{until: until})
			}
		}
		for _, v := range past.Versions {
			gone(v.From)
			was := now
			was.vals, was.absent = t.found.lists.Values(v.Vals), false
			former = append(former, formerEdge{v.Until, &was})
			from = v.Until
		}
		gone(now.at.Settled)
		former = slices.Clip(former)
		t.edges.Edit(t.stamp, series[i]).was = &former
	}
}
