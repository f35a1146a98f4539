package ledger

import (
	"cmp"

	"parley/graph"
)

// Weigher tells what follows from the statements in a graph with what was known on
// a day. It remembers what it has worked out: the graph is not to change meanwhile.
type Weigher[N, E, F comparable] struct {
	model   *graph.Model
	view    View[N, E, F]
	none    N
	knownOn graph.Day

	name, aliases, act *graph.Property

	voices  map[N][]office
	starts  map[N]begun
	sources map[N]origin
	past    map[graph.Day]*Weigher[N, E, F] // with what was known on other days
}

// NewWeigher returns a weigher of a graph, in which none stands for no node, with
// what was known on a day; NoDay stands for now.
func NewWeigher[N, E, F comparable](m *graph.Model, v View[N, E, F], none N, knownOn graph.Day) *Weigher[N, E, F] {
	return &Weigher[N, E, F]{
		model: m, view: v, none: none, knownOn: knownOn,
		name: m.NodeProp("name"), aliases: m.NodeProp("aliases"), act: m.EvidenceProp("act"),
		voices: map[N][]office{}, starts: map[N]begun{}, sources: map[N]origin{}, past: map[graph.Day]*Weigher[N, E, F]{},
	}
}

// origin is what a source's statements are weighed by.
type origin struct {
	published, withdrawn graph.Day
	publisher            string // folded; of a source without one, its id
	loaded               int
}

func (w *Weigher[N, E, F]) origin(source N) origin {
	if o, known := w.sources[source]; known {
		return o
	}
	node, stated := w.view.Node(source), w.view.Source(source)
	o := origin{graph.LastDay(stated.Published), graph.LastDay(stated.Withdrawn), cmp.Or(graph.Fold(stated.Publisher), node.ID), node.Loaded}
	w.sources[source] = o
	return o
}

// begun is when a node began, at the earliest, and when that was settled.
type begun struct{ first, settled graph.Day }
