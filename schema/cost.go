package schema

import (
	"parley/graph"
	"parley/graph/explore"
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

// cost is how many objects an exploration may give: the nodes and the edges that
// it may find, each with all that is looked up of it.
func (e *Exploration) cost(field string, args map[string]any) int {
	nodes, edges := reach(field, args)
	node, edge := 1, 1
	for _, l := range e.lookups {
		if l.kinds != 0 {
			node = gate.Plus(node, l.list.each())
		} else {
			edge = gate.Plus(edge, l.list.cost())
		}
	}
	return gate.Plus(1, gate.Plus(gate.Times(nodes, node), gate.Times(edges, edge)))
}

// reach is how many nodes and edges a root field that explores may find: as many
// as are asked for or, unless the client says it, as explore finds.
func reach(field string, args map[string]any) (nodes, edges int) {
	asked := func(name string, usual int) int {
		if n, ok := args[name].(int64); ok {
			return max(int(n), 0)
		}
		return usual
	}
	switch field {
	case "subgraph":
		return asked("maxNodes", explore.UsualNodes), asked("maxEdges", explore.UsualEdges)
	case "network":
		ties := asked("first", explore.UsualTies)
		return gate.Times(ties, 2), ties
	case "paths":
		paths := asked("first", explore.UsualPaths)
		hops := gate.Times(paths, asked("maxHops", explore.UsualHops))
		return gate.Plus(hops, paths), hops
	case "suggest":
		return asked("first", explore.UsualSuggestions), 0
	}
	entries := asked("first", graph.DefaultPage)
	return entries, entries
}

// CheckCost refuses a request that may give or look at more than it may.
func CheckCost(cost, most int) *gate.Error {
	return gate.NotMore("objects to give, and rows to filter, order or group, at most", cost, most)
}
