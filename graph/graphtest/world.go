package graphtest

import (
	"maps"
	"slices"

	"parley/graph"
)

// keeper is a source in whose name a fresh store is told of nodes that are kept
// though nobody states them any more.
const keeper = "source:keeper"

// world is what a store ought to hold, in the plainest form: what each source
// states and says.
type world struct {
	model  *graph.Model
	order  []string // sources, in the order of loading
	stated map[string]map[string]graph.PutNode
	said   map[string]map[string]graph.PutEvidence
	kept   map[string]graph.PutNode
}

func newWorld(m *graph.Model) *world {
	return &world{m, nil, map[string]map[string]graph.PutNode{}, map[string]map[string]graph.PutEvidence{}, map[string]graph.PutNode{}}
}

// take makes a change.
func (w *world) take(c graph.Change) {
	switch c := c.(type) {
	case graph.PutNode:
		if c.ID == c.Source && !slices.Contains(w.order, c.ID) {
			w.order = append(w.order, c.ID)
			w.stated[c.ID], w.said[c.ID] = map[string]graph.PutNode{}, map[string]graph.PutEvidence{}
		}
		w.stated[c.Source][c.ID] = c
		delete(w.kept, c.ID)
	case graph.PutEvidence:
		id := graph.EvidenceID(c.Source, c.Place(), c.Digest(w.model.FactID(c.Fact)))
		w.said[c.Source][id] = c
	case graph.Sweep:
		w.withdraw(c.Source, func(load string) bool { return load != c.Load })
	case graph.DropSource:
		w.withdraw(c.Source, func(string) bool { return true })
	case graph.Unstate:
		w.unstate(c.Source, c.ID)
	case graph.Retract:
		for _, said := range w.said {
			maps.DeleteFunc(said, func(id string, e graph.PutEvidence) bool { return id == c.ID || w.model.FactID(e.Fact) == c.ID })
		}
	}
}

func (w *world) withdraw(source string, gone func(load string) bool) {
	maps.DeleteFunc(w.said[source], func(_ string, e graph.PutEvidence) bool { return gone(e.Load) })
	for id, n := range w.stated[source] {
		if gone(n.Load) {
			w.unstate(source, id)
		}
	}
}

func (w *world) unstate(source, id string) {
	n, ok := w.stated[source][id]
	if !ok {
		return
	}
	delete(w.stated[source], id)
	if !w.isStated(id) {
		w.kept[id] = n
	}
}

func (w *world) isStated(id string) bool {
	for _, nodes := range w.stated {
		if _, ok := nodes[id]; ok {
			return true
		}
	}
	return false
}

// has says whether a node is there.
func (w *world) has(id string) bool {
	_, kept := w.kept[id]
	return kept || w.isStated(id)
}

// prune lets go, at the end of an Apply, of what nothing rests on.
func (w *world) prune() {
	rests := map[string]bool{}
	for source, facts := range w.said {
		for _, e := range facts {
			rests[source] = true
			for _, id := range references(e) {
				rests[id] = true
			}
		}
	}
	for source, nodes := range w.stated {
		if len(nodes) > 0 {
			rests[source] = true
		}
	}
	maps.DeleteFunc(w.kept, func(id string, _ graph.PutNode) bool { return !rests[id] })
	w.order = slices.DeleteFunc(w.order, func(id string) bool { return !w.has(id) })
}

// references lists the ids that an evidence names.
func references(e graph.PutEvidence) []string {
	ids := []string{e.Fact.Node, e.Fact.From, e.Fact.To, e.SaidBy, e.SaidAt}
	for _, values := range []map[string]graph.Value{e.Says, e.Fact.Identity} {
		for _, name := range []string{"capacity", "onBehalfOf"} {
			if id, ok := values[name].(string); ok {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// left gives the changes that make a fresh store hold the same.
func (w *world) left() []graph.Change {
	out := []graph.Change{graph.PutNode{Source: keeper, ID: keeper, Props: props{"name": "Keeper"}}}
	for _, id := range w.order {
		if n, ok := w.stated[id][id]; ok {
			out = append(out, n)
		} else {
			out = append(out, keptBy(w.kept[id]))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(w.kept)) {
		out = append(out, keptBy(w.kept[id]))
	}
	for _, source := range w.order {
		for _, id := range slices.Sorted(maps.Keys(w.stated[source])) {
			out = append(out, w.stated[source][id])
		}
	}
	for _, source := range w.order {
		for _, id := range slices.Sorted(maps.Keys(w.said[source])) {
			out = append(out, w.said[source][id])
		}
	}
	return out
}

func keptBy(n graph.PutNode) graph.PutNode {
	n.Source = keeper
	return n
}
