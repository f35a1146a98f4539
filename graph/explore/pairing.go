package explore

import (
	"slices"

	"parley/graph"
)

// bar finds out who belongs to a body that is met too, where the relation does not
// pair these.
func (n *network) bar() error {
	if n.of.Pair.NoGroup == "" {
		return nil
	}
	member := n.of.EdgeType(n.of.Pair.NoGroup)
	var bodies []graph.Value
	for _, id := range n.ids {
		if member.ToKinds().Has(n.Model.KindOf(id)) {
			bodies = append(bodies, id)
		}
	}
	if len(bodies) == 0 {
		return nil
	}
	of := graph.List{
		From: graph.From{Link: member.OutLink()}, Vars: far(), Page: graph.Page{Limit: len(bodies)}, Slots: []graph.Slot{slot(graph.GetID, 1)},
		Where: graph.Is{Field: field(graph.GetID, 1), Op: graph.In, Value: bodies},
	}
	for ids := range slices.Chunk(n.ids, MaxNodes) {
		rows, err := n.ask(n.Explorer, n.byIDs(ids, slot(graph.GetID, 0), below(of)))
		if err != nil {
			return err
		}
		for i := range rows.Len {
			n.barFrom(text(rows.Row(i)[0]), rowsOf(rows.Row(i)[1]).Cells)
		}
	}
	return n.Err()
}

// barFrom bars an actor from its bodies, whichever id is less.
func (n *network) barFrom(id string, bodies []graph.Value) {
	for _, body := range bodies {
		a, b := n.numbers[id], n.numbers[text(body)]
		n.barred[pair{a, b}], n.barred[pair{b, a}] = true, true
	}
	n.lay(2 * keyBytes * len(bodies))
}

// weigh counts what each tie rests on.
func (n *network) weigh() error {
	for i := range n.hubs {
		before := len(n.weights)
		n.pairs(&n.hubs[i], func(p pair, _, _ *attending) (goOn bool) {
			n.weights[p]++
			return false
		})
		if len(n.weights) > maxPairs {
			return graph.Errorf(graph.TooLarge, "network", "more than %d pairs; narrow it by a topic or a window of days", maxPairs)
		}
		if !n.lay((len(n.weights) - before) * keyBytes) {
			break
		}
	}
	return n.Err()
}

// rest lists what the ties that are shown rest on, in the order of ids; the edges
// too for details.
func (n *network) rest() error {
	n.edges = make([][]string, len(n.out.Edges))
	for i := range n.hubs {
		h := &n.hubs[i]
		n.pairs(h, func(p pair, a, b *attending) (goOn bool) {
			at, shown := n.shown[p]
			if !shown {
				return false
			}
			if on := n.out.Edges[at].RestsOn; len(on) == 0 || on[len(on)-1] != h.id {
				n.out.Edges[at].RestsOn = append(on, h.id)
				n.Hold(2 * textBytes)
			}
			if n.q.Details {
				n.edges[at] = append(n.edges[at], a.id, b.id)
				n.lay(4 * textBytes)
			}
			return n.q.Details
		})
		if !n.Going() {
			break
		}
	}
	return n.Err()
}

// pairs goes through the edges that pair at a hub: those of one actor with those of
// another, as long as each lets it go on with these two. The pairs were counted
// with the hub.
func (n *network) pairs(at *hub, each func(p pair, a, b *attending) (goOn bool)) {
	for i, next := 0, 0; i < len(at.edges) && n.Step(); i = next {
		next = i + ofOne(at.edges[i:])
		for j, then := next, 0; j < len(at.edges); j = then {
			then = j + ofOne(at.edges[j:])
			if p := (pair{at.edges[i].actor, at.edges[j].actor}); !n.barred[p] {
				match(at.edges[i:next], at.edges[j:then], func(a, b *attending) bool { return each(p, a, b) })
			}
		}
	}
}

// ofOne is how many of the first edges are those of one actor.
func ofOne(edges []attending) int {
	n := 1
	for n < len(edges) && edges[n].actor == edges[0].actor {
		n++
	}
	return n
}

// match goes through the edges of two actors that pair.
func match(mine, theirs []attending, each func(a, b *attending) (goOn bool)) {
	for i := range mine {
		for j := range theirs {
			a, b := &mine[i], &theirs[j]
			if a.a&b.b != 0 && overlap(a.during, b.during) && !each(a, b) {
				return
			}
		}
	}
}

// overlap reports whether two periods can overlap; an unknown one can.
func overlap(a, b *graph.When) bool { return a == nil || b == nil || a.Overlaps(b.Bounds) }
