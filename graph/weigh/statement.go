package weigh

import (
	"cmp"
	"slices"

	"parley/graph"
)

// Statement is what a piece of evidence says of its subject, a node or an edge, and how
// that is weighed against what others say.
type Statement struct {
	graph.Precedence // Said is the day said, Published the day known, Source the source's place in the order of loading
	graph.Polarity
	Says []graph.Said

	Principal string // for whom its voice speaks
	Publisher string // of its source, folded; where it names none, the source's id
	Confirms  bool   // its act, or its verdict, is that of a confirmation

	Corrects  []int     // the sources that it corrects, by their places in the order of loading
	Rank      int       // its source's place among all; see [Ranks]
	Withdrawn graph.Day // when its source was withdrawn; NoDay if it was not
}

// Of returns what a statement says of a property, or null.
func (s *Statement) Of(property string) graph.Value {
	for _, said := range s.Says {
		if said.Property == property {
			return said.Value
		}
	}
	return nil
}

// Ranks returns the places of sources among all, in which a correction works on
// earlier ones: by day known, then by loading. A source without a date takes the
// latest day known of those loaded before it. The days are those of the sources in
// the order of loading.
func Ranks(known []graph.Day) []int {
	days := slices.Clone(known)
	order := make([]int, len(days))
	latest := graph.NoDay
	for i, day := range days {
		if day == graph.NoDay {
			days[i] = latest
		}
		latest, order[i] = max(latest, day), i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(days[a], days[b]) })
	ranks := make([]int, len(days))
	for rank, i := range order {
		ranks[i] = rank
	}
	return ranks
}

// sortedDays lists the days said, in their order, each once.
func sortedDays(statements []Statement) []graph.Day {
	days := make([]graph.Day, 0, len(statements))
	for _, s := range statements {
		days = append(days, s.Said)
	}
	slices.Sort(days)
	return slices.Compact(days)
}
