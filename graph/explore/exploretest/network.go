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

// tie is a tie as the test compares it.
type tie struct {
	A, B string
	On   []string

	Verification string
}

func (w *world) testNetwork(t *testing.T, x *explore.Explorer, r *run) {
	day := func(d int) graph.Day { return graph.MakeDay(2025, 1, d) }
	queries := []explore.NetworkQuery{
		{Kind: "CO_ATTENDANCE"}, {Kind: "CO_ATTENDANCE", Choice: graph.Choice{Hubs: []string{"SCHEDULED", "EXPECTED"}}}, {Kind: "CO_ATTENDANCE", Choice: graph.Choice{Hubs: []string{"CANCELLED", "HELD"}, Modes: []string{"PHONE", "UNKNOWN"}}}, {Kind: "AGREEMENT"}, {Kind: "CONFLICT"},
		{Kind: "CO_ATTENDANCE", Choice: graph.Choice{Verification: []string{"CONTESTED"}}}, {Kind: "CONFLICT", Choice: graph.Choice{Verification: weakness}}, {Kind: "AGREEMENT", Choice: graph.Choice{Verification: []string{"CONTESTED", "CONFIRMED"}}},
		{Kind: "CO_ATTENDANCE", Choice: graph.Choice{Hubs: []string{"CANCELLED"}, Verification: []string{"DENIED"}}},
		{Kind: "CO_ATTENDANCE", Topic: "topic:0", MinWeight: 1}, {Kind: "CONFLICT", Topic: "topic:1"}, {Kind: "AGREEMENT", MinWeight: 2}, {Kind: "CO_ATTENDANCE", First: 3},
	}
	r.rng.Shuffle(len(queries), func(i, j int) { queries[i], queries[j] = queries[j], queries[i] })
	for _, q := range queries[:min(len(queries), r.questions)] {
		for _, window := range [][2]graph.Day{{graph.NoDay, graph.NoDay}, {day(5), day(12)}, {day(33), graph.NoDay}} {
			var err error
			if q.During, err = explore.Between("test", window[0], window[1]); err != nil {
				t.Fatal(err)
			}
			g, err := x.Network(context.Background(), q)
			if err != nil {
				t.Fatalf("%+v: %v", q, err)
			}
			var got []tie
			for _, e := range g.Edges {
				if e.Weight != len(e.RestsOn) {
					t.Errorf("%s has a weight of %d", e.ID, e.Weight)
				}
				got = append(got, tie{e.Source, e.Target, e.RestsOn, e.Verification})
			}
			want, missing := w.network(q)
			if diff := gocmp.Diff(want, got); diff != "" || missing != g.MissingEdges {
				t.Fatalf("%+v: %d missing, not %d (-textbook +explored):\n%s", q, g.MissingEdges, missing, diff)
			}
		}
	}
}

// network holds every edge against every other.
func (w *world) network(q explore.NetworkQuery) (ties []tie, missing int) {
	rests, best := map[[2]string][]string{}, map[[2]string]string{}
	w.relate(q, func(a, b *edge) {
		key := [2]string{a.from, b.from}
		if a.from >= b.from || !w.counts(q, a, b) {
			return
		}
		best[key] = better(best[key], w.weakest(a, b))
		if !slices.Contains(rests[key], a.to) {
			rests[key] = append(rests[key], a.to)
		}
	})
	for key, on := range rests {
		if len(on) >= max(1, q.MinWeight) {
			slices.Sort(on)
			ties = append(ties, tie{key[0], key[1], on, best[key]})
		}
	}
	slices.SortFunc(ties, func(a, b tie) int {
		return cmp.Or(cmp.Compare(len(b.On), len(a.On)), strings.Compare(a.A, b.A), strings.Compare(a.B, b.B))
	})
	if q.First > 0 && len(ties) > q.First {
		missing = len(ties) - q.First
		ties = ties[:q.First]
	}
	return ties, missing
}

func (w *world) relate(q explore.NetworkQuery, yield func(a, b *edge)) {
	if q.Kind == "CO_ATTENDANCE" {
		w.meet(q.Choice, yield)
		return
	}
	for _, a := range w.edges {
		for _, b := range w.edges {
			if a.typ.Name != "HOLDS" || b.typ.Name != "HOLDS" || a.to != b.to || a.from == b.from || !overlap(a, b) {
				continue
			}
			strong := func(s string) bool { return s == "SUPPORTS" || s == "OPPOSES" }
			x, y := a.text("stance"), b.text("stance")
			if taken(q.Choice, w.weakest(a, b)) && strong(x) && strong(y) && (x == y) == (q.Kind == "AGREEMENT") {
				yield(a, b)
			}
		}
	}
}

// counts reports whether a pair of edges is about the topic and of the time.
func (w *world) counts(q explore.NetworkQuery, a, b *edge) bool {
	if q.Topic != "" && !w.linked("ABOUT", a.to, q.Topic) {
		return false
	}
	if q.During == nil {
		return true
	}
	if q.Kind == "CO_ATTENDANCE" {
		d := when(w.nodes[a.to].vals)
		return d != nil && d.Overlaps(*q.During)
	}
	return a.held(*q.During) && b.held(*q.During)
}
