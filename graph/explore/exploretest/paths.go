package exploretest

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/explore"
)

func (w *world) testPaths(t *testing.T, x *explore.Explorer, r *run) {
	rng := r.rng
	var actors []string
	for _, id := range w.ids {
		if w.nodes[id].kind.Actor {
			actors = append(actors, id)
		}
	}
	for range r.questions {
		ends := some(rng, actors, 2)
		q := explore.PathsQuery{From: ends[0], To: ends[1], MaxHops: 1 + rng.IntN(4), First: 1 + rng.IntN(12)}
		if rng.IntN(3) == 0 {
			q.Choice.Verification = pick(rng, []string{"CONTESTED"}, []string{"DENIED", "CONFIRMED"}, weakness)
		}
		switch rng.IntN(5) {
		case 0:
			q.Choice.Hubs = []string{"SCHEDULED", "EXPECTED", "HELD"}
			fallthrough
		case 1:
			q.Choice.Modes = []string{"PHONE", "UNKNOWN"}
		case 2:
			q.Choice.Verification = nil
			q.Edges, q.MaxHops = some(rng, w.model.Edges, 4), 1+rng.IntN(3)
			ends := some(rng, w.ids, 2)
			q.From, q.To = ends[0], ends[1]
		}
		if q.From == q.To {
			continue
		}
		got, err := x.Paths(context.Background(), q)
		if err != nil {
			t.Fatalf("%+v: %v", q, err)
		}
		if diff := gocmp.Diff(w.paths(q), got); diff != "" {
			t.Fatalf("%+v (-textbook +explored):\n%s", q, diff)
		}
	}
}

// paths tries every way there is and sorts what it finds.
func (w *world) paths(q explore.PathsQuery) []explore.Path {
	var found []explore.Path
	var goOn func(hops []explore.Hop, been map[string]bool)
	goOn = func(hops []explore.Hop, been map[string]bool) {
		at := q.From
		if len(hops) > 0 {
			at = hops[len(hops)-1].To
		}
		if at == q.To {
			found = append(found, explore.Path{Hops: slices.Clone(hops)})
			return
		}
		if len(hops) == q.MaxHops {
			return
		}
		for _, h := range w.hops(q, at) {
			if been[h.To] || been[h.Hub] {
				continue
			}
			been[h.To], been[h.Hub] = true, h.Hub != ""
			goOn(append(hops, h), been)
			delete(been, h.To)
			delete(been, h.Hub)
		}
	}
	goOn(nil, map[string]bool{q.From: true})
	slices.SortFunc(found, func(a, b explore.Path) int {
		return cmp.Or(len(a.Hops)-len(b.Hops), slices.Compare(a.IDs(), b.IDs()))
	})
	if len(found) > q.First {
		found = found[:q.First]
	}
	return found
}

// hops lists where one can go from a node in one hop.
func (w *world) hops(q explore.PathsQuery, at string) []explore.Hop {
	var hops []explore.Hop
	add := func(to, hub string, edges ...string) *explore.Hop {
		i := slices.IndexFunc(hops, func(h explore.Hop) bool { return h.To == to && h.Hub == hub })
		if i < 0 {
			i = len(hops)
			hops = append(hops, explore.Hop{From: at, To: to, Hub: hub})
		}
		for _, id := range edges {
			if !slices.Contains(hops[i].Edges, id) {
				hops[i].Edges = append(hops[i].Edges, id)
			}
		}
		return &hops[i]
	}
	if len(q.Edges) > 0 {
		for _, e := range w.at(at, q.Edges) {
			add(e.far, "", e.id)
		}
		for i := range hops {
			slices.Sort(hops[i].Edges)
		}
		return hops
	}
	w.meet(q.Choice, func(a, b *edge) {
		if a.from == at {
			h := add(b.from, a.to, a.id, b.id)
			h.Verification = better(h.Verification, w.weakest(a, b))
		}
	})
	end := func(id string) int {
		if _, from, _ := w.model.EdgeOf(id); from == at {
			return 0
		}
		return 1
	}
	for i := range hops { // those of the one end before those of the other
		slices.SortFunc(hops[i].Edges, func(a, b string) int { return cmp.Or(end(a)-end(b), strings.Compare(a, b)) })
	}
	return hops
}

// meet returns each pair of edges by which two actors met, as the design says it.
func (w *world) meet(of graph.Choice, yield func(a, b *edge)) {
	statuses := of.Hubs
	if statuses == nil {
		statuses = []string{"HELD"}
	}
	for _, id := range w.ids {
		m := w.nodes[id]
		if m.kind.Name != "Meeting" || m.text("format") == "SERIES" || m.text("format") == "INDIRECT" || !slices.Contains(statuses, m.text("status")) {
			continue
		}
		came := func(e *edge) bool {
			mode := e.text("mode")
			if mode == "" || mode == "UNKNOWN" {
				mode = cmp.Or(m.text("mode"), "UNKNOWN")
			}
			if of.Modes != nil && !slices.Contains(of.Modes, mode) {
				return false
			}
			switch m.text("status") {
			case "HELD", "ONGOING":
				return e.text("attendance") == "ATTENDED"
			case "EXPECTED", "SCHEDULED", "POSTPONED":
				return e.text("attendance") == "EXPECTED" || e.text("attendance") == "CONFIRMED"
			case "CANCELLED":
				return true
			}
			return false
		}
		for _, a := range w.to(id, "PARTICIPATED_IN") {
			for _, b := range w.to(id, "PARTICIPATED_IN") {
				if a.from != b.from && taken(of, w.weakest(a, b)) && came(a) && came(b) && !w.linked("MEMBER_OF", a.from, b.from) && !w.linked("MEMBER_OF", b.from, a.from) {
					yield(a, b)
				}
			}
		}
	}
}

// overlap reports whether two states may have held on one day.
func overlap(a, b *edge) bool {
	return slices.ContainsFunc(a.periods(), func(p graph.Period) bool { return b.held(p.Bounds) })
}
