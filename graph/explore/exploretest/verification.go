package exploretest

import (
	"slices"

	"parley/graph"
)

// weakness are the verifications, as the design orders them.
var weakness = []string{"DENIED", "CONTESTED", "UNVERIFIED", "CONFIRMED"}

// weakest is the verification of a tie that rests on two edges and what both lead to,
// if that is voted on.
func (w *world) weakest(a, b *edge) string {
	on := []string{a.text("verification"), b.text("verification")}
	if hub := w.nodes[a.to]; hub.text("verification") != "" {
		on = append(on, hub.text("verification"))
	}
	return slices.MinFunc(on, byWeakness)
}

// better returns the better of two verifications, the first of which may be none.
func better(a, b string) string {
	if a == "" {
		return b
	}
	return slices.MaxFunc([]string{a, b}, byWeakness)
}

func byWeakness(a, b string) int { return slices.Index(weakness, a) - slices.Index(weakness, b) }

// taken reports whether a choice takes ties of a verification.
func taken(of graph.Choice, verification string) bool {
	if of.Verification == nil {
		return verification == "UNVERIFIED" || verification == "CONFIRMED"
	}
	return slices.Contains(of.Verification, verification)
}
