package exploretest

import (
	"context"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"parley/graph"
	"parley/graph/explore"
)

// testTimeline shows which entries a timeline has, and that they stand in order.
func (w *world) testTimeline(t *testing.T, x *explore.Explorer, r *run) {
	rng := r.rng
	for _, id := range some(rng, w.ids, r.questions) {
		entries, err := x.Timeline(context.Background(), explore.TimelineQuery{Entities: []string{id}})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range entries {
			got = append(got, e.ID+" by "+strings.Join(e.Actors, " ")+" is "+e.Verification)
		}
		slices.Sort(got)
		if diff := gocmp.Diff(w.timeline(id), got); diff != "" {
			t.Fatalf("%s (-textbook +explored):\n%s", id, diff)
		}
		w.inOrder(t, id, entries)
		inPages(t, x, id, entries, 1+rng.IntN(5))
	}
}

// inPages shows that the pages of a timeline, forwards and backwards, are together
// the whole.
func inPages(t *testing.T, x *explore.Explorer, id string, whole []explore.Entry, size int) {
	t.Helper()
	for _, backward := range []bool{false, true} {
		var got []explore.Entry
		for cut, more := (explore.Cut[explore.TimelineKey]{Limit: size, Backward: backward}), true; more; {
			p, err := x.TimelinePage(context.Background(), explore.TimelineQuery{Entities: []string{id}}, cut)
			if err != nil {
				t.Fatal(err)
			}
			if more = p.More; backward {
				got = slices.Concat(p.Items, got)
			} else {
				got = slices.Concat(got, p.Items)
			}
			if len(got) > 0 {
				cut.After, cut.Before = &got[len(got)-1].Key, &got[0].Key
				if backward {
					cut.After = nil
				} else {
					cut.Before = nil
				}
			}
		}
		if diff := gocmp.Diff(whole, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%s in pages of %d, backward %v (-whole +pages):\n%s", id, size, backward, diff)
		}
	}
}

// timeline lists what an entity, or who represents it, is linked to.
func (w *world) timeline(id string) []string {
	by, best := map[string][]string{}, map[string]string{}
	add := func(entry, who string, e *edge) {
		verification := e.text("verification")
		if n := w.nodes[entry]; n != nil && n.text("verification") != "" {
			verification = slices.MinFunc([]string{verification, n.text("verification")}, byWeakness)
		}
		best[entry] = better(best[entry], verification)
		if !slices.Contains(by[entry], who) {
			by[entry] = append(by[entry], who)
		}
	}
	take := func(who string, term *edge) {
		for _, e := range w.at(who, nil) {
			entry, d := w.entry(who, e)
			if entry != "" && (who == id || d == nil || term.held(d.Bounds)) {
				add(entry, who, e.edge)
			}
		}
	}
	take(id, nil)
	for _, e := range w.edges {
		switch {
		case e.text("onBehalfOf") == id && w.nodes[id].kind.Name != "Person":
			add(e.to, e.from, e)
		case e.to != id:
		case e.typ.Name == "MEMBER_OF":
			take(e.from, e)
		case e.typ.Name == "POST_OF":
			for _, holder := range w.to(e.from, "HOLDS_POST") {
				if holder.text("occupancy") != "FORMER" {
					take(holder.from, holder)
				}
			}
		}
	}
	var out []string
	for entry, actors := range by {
		slices.Sort(actors)
		out = append(out, entry+" by "+strings.Join(actors, " ")+" is "+best[entry])
	}
	slices.Sort(out)
	return out
}

// entry is the entry that an edge at a node makes, or "", and its date.
func (w *world) entry(id string, e end) (string, *graph.When) {
	switch {
	case w.nodes[id].kind.Actor && !e.link.Out:
		return "", nil
	case when(e.vals) != nil:
		return e.id, when(e.vals)
	case w.nodes[e.far].kind.When() != nil:
		return e.far, when(w.nodes[e.far].vals)
	case e.typ.Time == graph.Event:
		return e.id, nil
	}
	return "", nil
}

// inOrder shows that dated entries stand by their days, and that what has no
// date stands behind what it came after.
func (w *world) inOrder(t *testing.T, id string, entries []explore.Entry) {
	t.Helper()
	places := map[string]int{}
	last := graph.NoDay
	for i, e := range entries {
		places[e.ID] = i
		day := e.When.Day()
		if day.Known() != (e.Placement == explore.Dated) {
			t.Errorf("%s: %s is %s", id, e.ID, e.Placement)
		}
		if day.Known() {
			if last.Known() && day < last {
				t.Errorf("%s: %s of %s stands behind %s", id, e.ID, day, last)
			}
			last = day
		}
	}
	for i, e := range entries {
		if e.Placement != explore.After || e.When == nil {
			continue
		}
		for _, before := range e.When.After {
			if at, ok := places[before]; ok && at > i && entries[at].Placement == explore.Dated {
				t.Errorf("%s: %s stands before %s", id, e.ID, before)
			}
		}
	}
}

// testChanges compares two days, stance by stance.
func (w *world) testChanges(t *testing.T, x *explore.Explorer) {
	from, to := graph.MakeDay(2025, 1, 12), graph.MakeDay(2025, 2, 2)
	var got []explore.Change
	part := explore.Cut[explore.ChangeKey]{Limit: 2}
	for more := true; more; {
		page, err := x.Changes(context.Background(), explore.ChangesQuery{From: from, To: to}, part)
		if err != nil {
			t.Fatal(err)
		}
		got, more = append(got, page.Items...), page.More
		if more {
			part.After = &got[len(got)-1].ChangeKey
		}
	}
	var want []explore.Change
	for _, position := range w.ids {
		for _, actor := range w.ids {
			c := explore.Change{ChangeKey: explore.ChangeKey{Position: position, Actor: actor}}
			for _, e := range w.to(position, "HOLDS") {
				if e.from != actor {
					continue
				}
				on := func(day graph.Day) bool {
					return e.held(graph.Bounds{StartEarliest: day, StartLatest: day, EndEarliest: day, EndLatest: day})
				}
				if on(from) {
					c.Before = append(c.Before, e.text("stance"))
				}
				if on(to) {
					c.After = append(c.After, e.text("stance"))
				}
				if on(from) || on(to) {
					c.Edges = append(c.Edges, e.id)
				}
			}
			slices.Sort(c.Before)
			slices.Sort(c.After)
			slices.Sort(c.Edges)
			c.Before, c.After = slices.Compact(c.Before), slices.Compact(c.After)
			if !slices.Equal(c.Before, c.After) {
				want = append(want, c)
			}
		}
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("(-textbook +explored):\n%s", diff)
	}
}
