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
		n.pairs(&n.hubs[i], func(p pair, on matches) {
			w := n.weights[p]
			n.weights[p] = weight{w.hubs + 1, max(w.strength, on.strength)}
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
		n.pairs(h, func(p pair, on matches) {
			at, shown := n.shown[p]
			if !shown {
				return
			}
			n.out.Edges[at].RestsOn = append(n.out.Edges[at].RestsOn, h.id)
			n.Hold(2 * textBytes)
			if n.q.Details {
				n.edges[at] = append(n.edges[at], on.edges...)
				n.holdScratch(2 * textBytes * len(on.edges))
			}
		})
		if !n.Going() {
			break
		}
	}
	return n.Err()
}

// pairs calls each for two actors whose edges pair at a hub. The pairs were counted as
// work with the hub.
func (n *network) pairs(at *hub, each func(p pair, on matches)) {
	for i, next := 0, 0; i < len(at.edges) && n.Step(); i = next {
		next = i + sameActor(at.edges[i:])
		for j, then := next, 0; j < len(at.edges); j = then {
			then = j + sameActor(at.edges[j:])
			p := pair{at.edges[i].actor, at.edges[j].actor}
			if n.excluded[p] {
				continue
			}
			if on, some := n.match(at, at.edges[i:next], at.edges[j:then]); some {
				each(p, on)
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

// matches are the edges of two actors that pair at a hub: the best of their strengths,
// each the weakest of both edges and the hub, and their ids if details are wanted.
type matches struct {
	strength graph.Strength
	edges    []string
}

// match pairs the edges of two actors at a hub, and reports whether there are any that
// pair.
func (n *network) match(at *hub, mine, theirs []actorEdge) (on matches, some bool) {
	for i := range mine {
		for j := range theirs {
			a, b := &mine[i], &theirs[j]
			strength := min(at.strength, a.strength, b.strength)
			if a.a&b.b == 0 || !n.overlap(a.periods, b.periods) || !n.strengths.Has(strength) {
				continue
			}
			on.strength, some = max(on.strength, strength), true
			if n.q.Details {
				on.edges = append(on.edges, a.id, b.id)
			}
		}
	}
	return on, some
}

// overlap reports whether two edges of a relation may have held at one time.
func (n *network) overlap(a, b []graph.Period) bool {
	return !n.of.Pair.Overlap || slices.ContainsFunc(a, func(p graph.Period) bool {
		return slices.ContainsFunc(b, func(o graph.Period) bool { return p.Overlaps(o.Bounds) })
	})
}
