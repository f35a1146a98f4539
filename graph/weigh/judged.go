package weigh

import (
	"cmp"
	"slices"

	"parley/graph"
)

// Judged is what becomes of a statement among all about its subject.
type Judged struct {
	Standing
	graph.Polarity     // how it bears on its subject; what is said of a claim, on that
	Place          int // in the order of the subject's statements, from 0
}

// judged returns what becomes of the statements about a subject. They are put in
// order: those that count first; of these those that affirm first, and with the value
// that won where a property leads; then by precedence.
func judged(statements []Statement, standings []Standing, leading *graph.Property, won graph.Value) []Judged {
	list, order := make([]Judged, len(statements)), make([]int, len(statements))
	for i, s := range statements {
		list[i], order[i] = Judged{Standing: standings[i], Polarity: s.Polarity}, i
	}
	if len(list) == 1 {
		return list
	}
	agrees := func(i int) bool {
		s := &statements[i]
		return list[i].Counts && s.Polarity == graph.Affirms && (leading == nil || s.Of(leading.Name) == won)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &statements[a], &statements[b]
		return -cmp.Or(
			compareFlags(list[a].Counts, list[b].Counts),
			compareFlags(agrees(a), agrees(b)),
			x.Precedence.Compare(y.Precedence),
		)
	})
	for place, i := range order {
		list[i].Place = place
	}
	return list
}
