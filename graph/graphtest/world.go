package graphtest

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"parley/graph"
)

// keeper is a source that states, in a fresh store, the nodes that are kept though no
// source states them any more.
const keeper = "source:keeper"

// world is what a store should hold, in the plainest form: what each source states
// and says.
type world struct {
	model  *graph.Model
	order  []string // sources, in the order of loading
	stated map[string]map[string]graph.PutNode
	said   map[string]map[string]graph.PutEvidence
	kept   map[string]graph.PutNode // by what their ids mean
	merged map[string]string
}

func newWorld(m *graph.Model) *world {
	return &world{m, nil, map[string]map[string]graph.PutNode{}, map[string]map[string]graph.PutEvidence{}, map[string]graph.PutNode{}, map[string]string{}}
}

// means returns the id of the node that an id means.
func (w *world) means(id string) string {
	return graph.Means(id, func(id string) string { return w.merged[id] })
}

// resolved returns a piece of evidence with the ids that are meant.
func (w *world) resolved(e graph.PutEvidence) graph.PutEvidence {
	e, _, _ = w.model.Resolved(e, w.means)
	return e
}

// apply records a change.
func (w *world) apply(c graph.Change) {
	switch c := c.(type) {
	case graph.PutNode:
		if c.ID == c.Source && !slices.Contains(w.order, c.ID) {
			w.order = append(w.order, c.ID)
			w.stated[c.ID], w.said[c.ID] = map[string]graph.PutNode{}, map[string]graph.PutEvidence{}
		}
		w.stated[c.Source][c.ID] = c
		delete(w.kept, w.means(c.ID))
	case graph.PutEvidence:
		w.said[c.Source][w.model.EvidenceIDOf(c)] = c
	case graph.Sweep:
		w.withdrawLoads(c.Source, func(load string) bool { return load != c.Load })
	case graph.DropSource:
		w.withdrawLoads(c.Source, func(string) bool { return true })
	case graph.WithdrawStatement:
		w.withdrawStatement(c.Source, c.ID)
	case graph.Retract:
		for _, said := range w.said {
			maps.DeleteFunc(said, func(id string, e graph.PutEvidence) bool {
				return id == c.ID || w.model.FactID(w.resolved(e).Fact) == c.ID
			})
		}
	case graph.Merge:
		if w.merged[c.ID] = c.Into; c.Into == "" {
			delete(w.merged, c.ID)
		}
	}
}

func (w *world) withdrawLoads(source string, gone func(load string) bool) {
	maps.DeleteFunc(w.said[source], func(_ string, e graph.PutEvidence) bool { return gone(e.Load) })
	// What is stated under a node's own id is withdrawn last, and so kept.
	ids := slices.SortedFunc(maps.Keys(w.stated[source]), func(a, b string) int {
		own := func(id string) int { return len(w.merged[id]) }
		return cmp.Or(-cmp.Compare(min(own(a), 1), min(own(b), 1)), -strings.Compare(a, b))
	})
	for _, id := range ids {
		if gone(w.stated[source][id].Load) {
			w.withdrawStatement(source, id)
		}
	}
}

func (w *world) withdrawStatement(source, id string) {
	n, ok := w.stated[source][id]
	if !ok {
		return
	}
	delete(w.stated[source], id)
	if n.ID = w.means(id); !w.isStated(id) {
		w.kept[n.ID] = n
	}
}

func (w *world) isStated(id string) bool {
	for _, nodes := range w.stated {
		for as := range nodes {
			if w.means(as) == w.means(id) {
				return true
			}
		}
	}
	return false
}

// dependents returns what rests on a node, as [graph.Reader.Dependents] does.
func (w *world) dependents(id string) []graph.Change {
	var out []graph.Change
	for _, source := range w.order {
		for _, as := range slices.Sorted(maps.Keys(w.stated[source])) {
			if w.means(as) == id {
				out = append(out, w.stated[source][as])
			}
		}
	}
	for _, source := range w.order {
		for _, e := range slices.Sorted(maps.Keys(w.said[source])) {
			if said := w.said[source][e]; slices.Contains(references(w.resolved(said)), id) {
				out = append(out, said)
			}
		}
	}
	return out
}

// has reports whether a node is there.
func (w *world) has(id string) bool {
	_, kept := w.kept[w.means(id)]
	return kept || w.isStated(id)
}

// isLastEvidence reports whether a piece of evidence is the last one of a node of a kind that
// needs some.
func (w *world) isLastEvidence(id string) bool {
	of := func(e graph.PutEvidence) string { return w.resolved(e).Fact.Node }
	var node string
	count := map[string]int{}
	for _, said := range w.said {
		for is, e := range said {
			count[of(e)]++
			if is == id {
				node = of(e)
			}
		}
	}
	return node != "" && w.model.KindOf(node).Evidenced && count[node] == 1
}

// prune removes, at the end of an Apply, kept nodes that nothing rests on.
func (w *world) prune() {
	rests := map[string]bool{}
	for source, facts := range w.said {
		for _, e := range facts {
			rests[source] = true
			for _, id := range references(w.resolved(e)) {
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

// references lists the ids that a piece of evidence names.
func references(e graph.PutEvidence) []string {
	ids := []string{e.Fact.Node, e.Fact.From, e.Fact.To, e.SaidBy, e.SaidFor, e.SaidAt}
	for _, values := range []map[string]graph.Value{e.Says, e.Fact.Identity} {
		for _, name := range []string{"capacity", "onBehalfOf"} {
			if id, ok := values[name].(string); ok {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// rebuild returns changes that make a fresh store hold the same.
func (w *world) rebuild() []graph.Change {
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
	for _, id := range slices.Sorted(maps.Keys(w.merged)) {
		out = append(out, graph.Merge{ID: id, Into: w.merged[id]})
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
