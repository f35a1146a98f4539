package explore

import (
	"cmp"
	"slices"
	"strings"

	"parley/graph"
)

// sortKey orders the entries of a timeline by day, NoDay last. On one day come first
// the entries that are placed before the dated ones, then the dated, then those
// placed after; each of these by how many came before it.
type sortKey struct {
	day         graph.Day
	side        int
	depth       int
	first, last graph.Day // the days between which what places it may have begun
}

// keyOn returns the key of an entry with a date.
func keyOn(w *graph.When) *sortKey {
	p := &sortKey{day: w.Day(), first: w.StartEarliest, last: w.StartLatest}
	if !p.last.Known() {
		p.last = w.EndLatest
	}
	return p
}

func (p *sortKey) compare(o *sortKey) int {
	if p.day.Known() != o.day.Known() {
		if p.day.Known() {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(p.day, o.day), cmp.Compare(p.side, o.side), cmp.Compare(p.depth, o.depth))
}

// beside returns the key just after another (way 1), or just before it (way -1).
func (p *sortKey) beside(way int) *sortKey {
	next := *p
	if next.side == 0 {
		next.side, next.depth = way, 0
	}
	next.depth += way
	return &next
}

// placeAll sets the keys of all entries: first of those with a date, then, round by
// round, of those whose neighbours have a key. Entries in a circle are placed by
// what leads into it.
func (t *timeline) placeAll() error {
	var undated []*entry
	for _, e := range t.entries {
		if e.When.Day().Known() {
			e.Placement, e.key = Dated, keyOn(e.When)
		} else {
			undated = append(undated, e)
		}
	}
	for _, e := range t.entries {
		t.orderWithinDay(e)
	}
	slices.SortFunc(undated, func(a, b *entry) int { return strings.Compare(a.ID, b.ID) })
	for placed := true; placed; {
		if !t.Steps(len(undated)) {
			return t.Err()
		}
		undated, placed = t.placeRound(undated)
	}
	for _, e := range undated {
		e.Placement, e.key = Unplaced, &sortKey{day: graph.NoDay}
	}
	return nil
}

// orderWithinDay puts a dated entry behind what it came after on the same day.
func (t *timeline) orderWithinDay(e *entry) {
	if e.key == nil || e.visiting {
		return
	}
	e.visiting = true
	for _, id := range e.after {
		if i, known := t.index[id]; known && t.entries[i].key != nil && t.entries[i].key.day == e.key.day {
			t.orderWithinDay(t.entries[i])
			e.key.depth = max(e.key.depth, t.entries[i].key.depth+1)
		}
	}
}

// placeRound places the entries that can be placed next: those that came only after
// placed entries; if there are none, the first that came after some placed entry;
// if there is none, the same for what came after them. It returns the entries left.
func (t *timeline) placeRound(undated []*entry) (left []*entry, placed bool) {
	for _, way := range []int{1, -1} {
		for _, whole := range []bool{true, false} {
			for _, e := range undated {
				if (whole || !placed) && t.placeBy(e, way, whole) {
					placed = true
				}
			}
			if placed {
				return slices.DeleteFunc(undated, func(e *entry) bool { return e.key != nil }), true
			}
		}
	}
	return undated, false
}

// placeBy places an entry after what came before it (way 1), or before what came
// after it (way -1), if some of that has a key, or with whole, if all has. It
// reports whether it did.
func (t *timeline) placeBy(e *entry, way int, whole bool) bool {
	ids, placement := e.after, After
	if way < 0 {
		ids, placement = e.before, Before
	}
	var best *sortKey
	for _, id := range ids {
		p, pending := t.keyOf(id)
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
	e.Placement, e.key = placement, best.beside(way)
	return true
}

// keyOf returns the key of a node, or nil; pending reports whether it may get one
// later.
func (t *timeline) keyOf(id string) (p *sortKey, pending bool) {
	if i, known := t.index[id]; known {
		p = t.entries[i].key
		return p, p == nil
	}
	if w := t.dates[id]; w.Day().Known() {
		return keyOn(w), false
	}
	return nil, false
}

// boundsOf returns when an entry without a date may have happened: after what it is
// placed after and before all that came after it, or before what it is placed before.
func (t *timeline) boundsOf(e *entry) graph.Bounds {
	b := graph.OpenBounds()
	if e.Placement == Before {
		b.EndLatest = e.key.last
		return b
	}
	b.StartEarliest = e.key.first
	for _, id := range e.before {
		if i, known := t.index[id]; known && t.entries[i].Placement == After {
			continue // its key does not say by when it happened
		}
		if p, _ := t.keyOf(id); p != nil && p.last.Known() && (!b.EndLatest.Known() || p.last < b.EndLatest) {
			b.EndLatest = p.last
		}
	}
	return b
}
