package weigh

import (
	"strings"

	"parley/graph"
)

// Hull returns the date from the earliest start to the latest end of some dates;
// nil where there is none, or both are open. Of one date it is that date; of words alone, the first.
func Hull(dates []*graph.When) *graph.When {
	var from, to, words *graph.When
	for _, w := range dates {
		if w == nil || !w.StartEarliest.Known() && !w.EndLatest.Known() {
			if words == nil {
				words = w
			}
			continue
		}
		if from == nil || w.StartEarliest < from.StartEarliest { // an open start is the least
			from = w
		}
		if to == nil || to.EndLatest.Known() && (!w.EndLatest.Known() || w.EndLatest > to.EndLatest) {
			to = w
		}
	}
	if from == nil {
		return words
	}
	if from == to {
		return from
	}
	if !from.StartEarliest.Known() && !to.EndLatest.Known() {
		return nil
	}
	start, _, _ := strings.Cut(from.EDTF, "/")
	_, end, interval := strings.Cut(to.EDTF, "/")
	if !interval {
		end = to.EDTF
	}
	basis := "STATED"
	if from.Basis != basis || to.Basis != basis {
		basis = "INFERRED"
	}
	hull, err := graph.NewWhen("", start+"/"+end, basis)
	if err != nil {
		return from
	}
	return hull
}
