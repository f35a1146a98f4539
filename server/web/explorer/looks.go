package explorer

import "parley/graph"

// spare are the shapes of kinds that have no look by what they are declared to be,
// in turn.
var spare = []string{"triangle", "pentagon", "house", "drop", "octagon"}

// looks tells kinds apart by shape, and groups of kinds by hue.
type looks struct {
	model *graph.Model
	given int // of spare
}

// of returns the shape and the hue of a kind.
func (l *looks) of(k *graph.Kind) (shape, hue string) {
	leads := func(edge *graph.Edge) bool { return edge.ToKinds().Has(k) }
	m := l.model
	switch {
	case k == m.Publication:
		return "page", "source"
	case k.Actor && leads(m.OfficeOf):
		return "hexagon", "body"
	case k.Actor:
		return "circle", "actor"
	case leads(m.Meets.EdgeType(m.Meets.Pair.Edge)):
		return "square", "event"
	case leads(m.Conflicts.EdgeType(m.Conflicts.Pair.Edge)):
		return "diamond", "stance"
	}
	for _, e := range m.Edges {
		if e.Speech() != nil && leads(e) {
			return "bubble", "claim"
		}
	}
	shape = spare[l.given%len(spare)]
	l.given++
	return shape, "other"
}
