package neo4j

import (
	"maps"
	"slices"

	"parley/graph"
)

// clearBared takes away the nodes whose last evidence was retracted, which their
// kind needs, and for which none was put since. It reads what else rests on them.
func (a *application) clearBared() error {
	var all, untold []any
	for _, id := range slices.Sorted(maps.Keys(a.bared)) {
		all = append(all, id)
		if n := a.nodes[id]; n.stored && !n.told {
			untold = append(untold, id)
		}
	}
	if err := a.readNodes(untold); err != nil {
		return err
	}
	if err := a.readFacts(readResting(a.model), all); err != nil {
		return err
	}
	for _, id := range all {
		n := a.nodes[text(id)]
		if !a.free(n.id) {
			return graph.Bared(n.id)
		}
		a.unstateAll(n)
	}
	return nil
}
