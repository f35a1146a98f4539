package planning

import (
	"parley/graph"
	"parley/schema/gate"
)

// How many rows filters, orders and groups are taken to look at, which no client
// says either: of the graph, at a stored link of a node, and at a derived one.
const (
	usualGraph   = 1000
	usualLink    = 10
	usualDerived = 50
)

// usualSize is how many rows there usually are.
func usualSize(from graph.From) float64 {
	switch {
	case from.Link == nil:
		return usualGraph
	case from.Link.Kind == graph.DerivedLink:
		return usualDerived
	}
	return usualLink
}

// cost is how many objects a list may give, and how many rows it may look at to
// filter, order and group: the rows asked for, each with all that hangs below it.
// Where the client does not say how many rows it wants, they are as many as it is
// given, usualRests aside.
func (l *List) cost() int {
	sifting := int(min(graph.Size(usualSize).Sifting(&l.List), gate.Countless))
	if !l.Rows {
		return gate.Plus(1, sifting)
	}
	return gate.Plus(gate.Plus(1, sifting), gate.Times(l.asked, l.each()))
}

// each is how many objects a row of the list is, with all that hangs below it.
func (l *List) each() int {
	each := 1
	for _, below := range l.lists {
		each = gate.Plus(each, below.cost())
	}
	return each
}

// CheckCost returns an error if a cost is more than the limit.
func CheckCost(cost, most int) *gate.Error {
	return gate.NotMore("objects to give, and rows to filter, order or group, at most", cost, most)
}
