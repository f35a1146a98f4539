package weigh

import (
	"cmp"
	"slices"

	"parley/graph"
)

// Nobody is in the place of the correction of what none corrects.
const Nobody = -1

// Standing tells whether a statement counts.
type Standing struct {
	Counts      bool
	CorrectedBy int // the last correction that counts, by its index; Nobody
}

// Counting tells which of the statements about one subject count with what was
// published by a day; NoDay stands for now. For an edge these are all statements
// about edges of its type between its two ends, since a correction reaches them
// all.
//
// A correction works on the statements of earlier sources while it counts itself.
// What a source has said stops counting when it is withdrawn.
func Counting(statements []Statement, knownOn graph.Day) []Standing {
	standings := make([]Standing, len(statements))
	correct := false
	for i := range statements {
		standings[i] = Standing{statements[i].known(knownOn), Nobody}
		correct = correct || len(statements[i].Corrects) > 0
	}
	if !correct {
		return standings
	}
	order := make([]int, len(statements))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { // the latest first: all that may correct a statement is settled before it
		x, y := &statements[a], &statements[b]
		return cmp.Or(cmp.Compare(y.Rank, x.Rank), cmp.Compare(y.Seq, x.Seq))
	})
	for n, i := range order {
		standings[i].CorrectedBy = corrector(statements, standings, order[:n], i)
		standings[i].Counts = standings[i].Counts && standings[i].CorrectedBy == Nobody
	}
	return standings
}

// corrector returns the first of some statements that counts and corrects another.
func corrector(statements []Statement, standings []Standing, later []int, i int) int {
	for _, j := range later {
		c := &statements[j]
		if standings[j].Counts && c.Rank > statements[i].Rank && slices.Contains(c.Corrects, statements[i].Source) {
			return j
		}
	}
	return Nobody
}

// known reports whether a statement was published by a day, and not withdrawn.
func (s *Statement) known(on graph.Day) bool {
	published := on == graph.NoDay || s.Published <= on // NoDay is the least
	withdrawn := s.Withdrawn != graph.NoDay && (on == graph.NoDay || s.Withdrawn <= on)
	return published && !withdrawn
}
