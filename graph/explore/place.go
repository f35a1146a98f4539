package explore

import (
	"cmp"

	"parley/graph"
)

// place is where an entry stands in a timeline: on a day; there first what is
// placed before the dated, then the dated, then what is placed after them; and
// of those, by how many came before.
type place struct {
	day   graph.Day // NoDay stands at the end
	side  int
	depth int
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

// put finds an entry's place. What goes round in a circle is as if unsaid.
func (t *timeline) put(e *entry) *place {
	if e.place != nil || e.visiting {
		return e.place
	}
	e.visiting = true
	defer func() { e.visiting = false }()
	behind := t.extreme(e.after, 1)
	if day := dayOf(e.When); day.Known() {
		e.Placement, e.place = Dated, &place{day: day}
		if behind != nil && behind.day == day && behind.side == 0 {
			e.place.depth = behind.depth + 1
		}
		return e.place
	}
	if behind != nil {
		e.Placement, e.place = After, behind.next(1)
		return e.place
	}
	if ahead := t.extreme(e.before, -1); ahead != nil {
		e.Placement, e.place = Before, ahead.next(-1)
		return e.place
	}
	e.Placement, e.place = Unplaced, &place{day: graph.NoDay}
	return e.place
}

// next is the place just after another, or before it.
func (p *place) next(way int) *place {
	if p.side == 0 {
		return &place{p.day, way, way}
	}
	return &place{p.day, p.side, p.depth + way}
}

// extreme is the last of some nodes' places, or the first, or nil.
func (t *timeline) extreme(ids []string, way int) (best *place) {
	for _, id := range ids {
		p := t.placeOf(id)
		if p != nil && p.day.Known() && (best == nil || p.compare(best)*way > 0) {
			best = p
		}
	}
	return best
}

func (t *timeline) placeOf(id string) *place {
	if i, known := t.at[id]; known {
		return t.put(t.entries[i])
	}
	if day, known := t.days[id]; known && day.Known() {
		return &place{day: day}
	}
	return nil
}
