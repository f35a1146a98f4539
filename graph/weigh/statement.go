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
	Abstains  bool   // it is no vote on its subject

	Corrects  []int     // the sources that it corrects, by their places in the order of loading
	Rank      int       // the place of its source among those of the subject; see [Rank]
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

// Rank ranks the sources of statements where one of these corrects another: by day
// known, then by loading. A source without a date takes the latest day known of
// those loaded before it, which inherited returns.
func Rank(statements []Statement, inherited func(source int) graph.Day) {
	if !slices.ContainsFunc(statements, func(s Statement) bool { return len(s.Corrects) > 0 }) {
		return // no rank is asked for
	}
	type place struct {
		known  graph.Day
		source int
	}
	places := make([]place, len(statements))
	for i, s := range statements {
		places[i] = place{s.Published, s.Source}
		if s.Published == graph.NoDay {
			places[i].known = inherited(s.Source)
		}
	}
	order := slices.Clone(places)
	compare := func(a, b place) int { return cmp.Or(cmp.Compare(a.known, b.known), cmp.Compare(a.source, b.source)) }
	slices.SortFunc(order, compare)
	for i := range statements {
		statements[i].Rank, _ = slices.BinarySearchFunc(order, places[i], compare)
	}
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
