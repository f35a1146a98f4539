package explore

import (
	"cmp"
	"slices"
	"strings"

	"parley/graph"
)

// place is where an entry stands in a timeline: on a day; there first what is
// placed before the dated, then the dated, then what is placed after them; and
// of those, by how many came before. NoDay stands at the end.
type place struct {
	day         graph.Day
	side        int
	depth       int
	first, last graph.Day // between which that may have begun by which it is placed
}

// placeOn is the place of what has a date.
func placeOn(w *graph.When) *place {
	p := &place{day: dayOf(w), first: w.StartEarliest, last: w.StartLatest}
	if !p.last.Known() {
		p.last = w.EndLatest
	}
	return p
}

func (p *place) compare(o *place) int {
	if p.day.Known() != o.day.Known() {
		if p.day.Known() {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(p.day, o.day), cmp.Compare(p.side, o.side), cmp.Compare(p.depth, o.depth))
}

// next is the place just after another, or before it.
func (p *place) next(way int) *place {
	next := *p
	if next.side == 0 {
		next.side, next.depth = way, 0
	}
	next.depth += way
	return &next
}

// put finds the places of all entries: of those with a date first, then, round
// by round, of those whose neighbours have one. What goes round in a circle is
// placed by what leads into it.
func (t *timeline) put() error {
	var undated []*entry
	for _, e := range t.entries {
		if dayOf(e.When).Known() {
			e.Placement, e.place = Dated, placeOn(e.When)
		} else {
			undated = append(undated, e)
		}
	}
	for _, e := range t.entries {
		t.behindItsDay(e)
	}
	slices.SortFunc(undated, func(a, b *entry) int { return strings.Compare(a.ID, b.ID) })
	for placed := true; placed; {
		if !t.Steps(len(undated)) {
			return t.Err()
		}
		undated, placed = t.round(undated)
	}
	for _, e := range undated {
		e.Placement, e.place = Unplaced, &place{day: graph.NoDay}
	}
	return nil
}

// behindItsDay moves a dated entry behind what it came after on the same day.
func (t *timeline) behindItsDay(e *entry) {
	if e.place == nil || e.visiting {
		return
	}
	e.visiting = true
	for _, id := range e.after {
		if i, known := t.at[id]; known && t.entries[i].place != nil && t.entries[i].place.day == e.place.day {
			t.behindItsDay(t.entries[i])
			e.place.depth = max(e.place.depth, t.entries[i].place.depth+1)
		}
	}
}

// round places what can be placed next: all those of which all that they came
// after has a place; where there is none, the first of which some has; and then
// the same for what came after them. It returns those that are left.
func (t *timeline) round(undated []*entry) (left []*entry, placed bool) {
	for _, way := range []int{1, -1} {
		for _, whole := range []bool{true, false} {
			for _, e := range undated {
				if (whole || !placed) && t.putBy(e, way, whole) {
					placed = true
				}
			}
			if placed {
				return slices.DeleteFunc(undated, func(e *entry) bool { return e.place != nil }), true
			}
		}
	}
	return undated, false
}

// putBy places an entry after what came before it (way 1), or before what came
// after it (way -1), if some or, where whole is asked, all of that has a place.
func (t *timeline) putBy(e *entry, way int, whole bool) bool {
	ids, placement := e.after, After
	if way < 0 {
		ids, placement = e.before, Before
	}
	var best *place
	for _, id := range ids {
		p, pending := t.placeOf(id)
		if pending && whole {
			return false
		}
		if p != nil && (best == nil || p.compare(best)*way > 0) {
			best = p
		}
	}
	if best == nil {
		return false
	}
	e.Placement, e.place = placement, best.next(way)
	return true
}

// placeOf returns the place of a node, or nil; pending says that it may yet get one.
func (t *timeline) placeOf(id string) (p *place, pending bool) {
	if i, known := t.at[id]; known {
		p = t.entries[i].place
		return p, p == nil
	}
	if w := t.dates[id]; dayOf(w).Known() {
		return placeOn(w), false
	}
	return nil, false
}

// lies is when an entry without a date may have been: after what it is placed
// after and before all that came after it, or before what it is placed before.
func (t *timeline) lies(e *entry) graph.Bounds {
	b := graph.OpenBounds()
	if e.Placement == Before {
		b.EndLatest = e.place.last
		return b
	}
	b.StartEarliest = e.place.first
	for _, id := range e.before {
		if i, known := t.at[id]; known && t.entries[i].Placement == After {
			continue // whose place does not say by when it was
		}
		if p, _ := t.placeOf(id); p != nil && p.last.Known() && (!b.EndLatest.Known() || p.last < b.EndLatest) {
			b.EndLatest = p.last
		}
	}
	return b
}
