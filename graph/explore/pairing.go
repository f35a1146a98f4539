package explore

import (
	"slices"

	"parley/graph"
)

// readMembers reads which actors are members of others, if the relation does not
// pair a group with its members.
func (n *network) readMembers() error {
	if n.of.Pair.NoGroup == "" {
		return nil
	}
	member := n.of.EdgeType(n.of.Pair.NoGroup)
	var groups []string
	for _, id := range n.ids {
		if member.ToKinds().Has(n.Model.KindOf(id)) {
			groups = append(groups, id)
		}
	}
	if len(groups) == 0 {
		return nil
	}
	of := graph.List{
		From: graph.From{Link: member.OutLink()}, Vars: farVars(), Page: graph.Page{Limit: len(groups)}, Slots: []graph.Slot{slot(graph.GetID, 1)},
		Where: oneOf(field(graph.GetID, 1), groups),
	}
	for ids := range slices.Chunk(n.ids, MaxNodes) {
		if _, err := n.each(n.Explorer, n.byIDs(ids, slot(graph.GetID, 0), below(of)), n.exclude); err != nil {
			return err
		}
	}
	return n.Err()
}

// exclude excludes the pairs of a member and its groups in a row, whichever id is less.
func (n *network) exclude(row []graph.Value) error {
	groups := rowsOf(row[1]).Cells
	for _, group := range groups {
		a, b := n.numbers[text(row[0])], n.numbers[text(group)]
		n.excluded[pair{a, b}], n.excluded[pair{b, a}] = true, true
	}
	n.holdScratch(2 * keyBytes * len(groups))
	return n.Err()
}

// countWeights counts the hubs that each tie rests on.
func (n *network) countWeights() error {
	for i := range n.hubs {
		before := len(n.weights)
		n.pairs(&n.hubs[i], func(p pair, _, _ *actorEdge) (goOn bool) {
			n.weights[p]++
			return false
		})
		if len(n.weights) > maxPairs {
			return graph.Errorf(graph.TooLarge, "network", "more than %d pairs; narrow it by a topic or a window of days", maxPairs)
		}
		if !n.holdScratch((len(n.weights) - before) * keyBytes) {
			break
		}
	}
	return n.Err()
}

// listRests lists the hubs that the ties shown rest on, in the order of ids, and, if
// details are wanted, the edges.
func (n *network) listRests() error {
	n.edges = make([][]string, len(n.out.Edges))
	for i := range n.hubs {
		h := &n.hubs[i]
		n.pairs(h, func(p pair, a, b *actorEdge) (goOn bool) {
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
				n.holdScratch(4 * textBytes)
			}
			return n.q.Details
		})
		if !n.Going() {
			break
		}
	}
	return n.Err()
}

// pairs calls each for the edges of two actors that pair at a hub, actor by actor;
// each reports whether to go on with the same two. The pairs were counted as work
// with the hub.
func (n *network) pairs(at *hub, each func(p pair, a, b *actorEdge) (goOn bool)) {
	for i, next := 0, 0; i < len(at.edges) && n.Step(); i = next {
		next = i + sameActor(at.edges[i:])
		for j, then := next, 0; j < len(at.edges); j = then {
			then = j + sameActor(at.edges[j:])
			if p := (pair{at.edges[i].actor, at.edges[j].actor}); !n.excluded[p] {
				eachMatch(at.edges[i:next], at.edges[j:then], func(a, b *actorEdge) bool { return each(p, a, b) })
			}
		}
	}
}

// sameActor returns how many of the first edges are of one actor.
func sameActor(edges []actorEdge) int {
	n := 1
	for n < len(edges) && edges[n].actor == edges[0].actor {
		n++
	}
	return n
}

// eachMatch calls each for the edges of two actors that pair, until it reports false.
func eachMatch(mine, theirs []actorEdge, each func(a, b *actorEdge) (goOn bool)) {
	for i := range mine {
		for j := range theirs {
			a, b := &mine[i], &theirs[j]
			if a.a&b.b != 0 && overlap(a.during, b.during) && !each(a, b) {
				return
			}
		}
	}
}

// overlap reports whether two periods may overlap, as an unknown one may.
func overlap(a, b *graph.When) bool { return a == nil || b == nil || a.Overlaps(b.Bounds) }
