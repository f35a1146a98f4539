package weigh

import (
	"cmp"
	"slices"

	"parley/graph"
)

// gaps returns when what is said of a value without any date holds: where nothing
// that is dated says otherwise.
func gaps(timeless []timed, dated []*stretch) (list []*stretch) {
	value := timeless[0].Value
	otherwise := taken(value, dated)
	slices.SortFunc(otherwise, func(a, b span) int { return cmp.Compare(a.first, b.first) })
	next := dawn
	for _, s := range append(otherwise, span{dusk, dusk}) {
		if s.first > s.last {
			continue
		}
		if last := before(s.first); s.first > next {
			list = append(list, &stretch{value: value, said: timeless, first: next, given: span{dawn, dawn}, start: span{next, next}, end: span{last, last}})
		}
		if s.last >= next {
			next = after(s.last)
		}
	}
	return list
}

// taken returns the days on which what is dated says other than a value: another
// value, or that it had ended or not begun.
func taken(value graph.EnumValue, dated []*stretch) (list []span) {
	ended := dawn
	for _, r := range dated { // those of one value stand in their order
		switch same := r.value.Name == value.Name; {
		case same && (r.bounded || ended != dawn):
			list = append(list, span{ended, before(r.start.first)})
		case same, r.value.Weak && !value.Weak:
		case r.value.Concludes:
			list = append(list, span{after(r.start.first), r.end.last})
		default:
			list = append(list, span{r.start.first, r.end.last})
		}
		if r.value.Name == value.Name {
			if ended = dawn; r.given.last != dawn {
				ended = after(r.given.last)
			}
		}
	}
	if ended != dawn {
		list = append(list, span{ended, dusk})
	}
	return list
}

// joined adds stretches to a list, as one with those of their value that they
// overlap.
func joined(list, more []*stretch) []*stretch {
	for _, g := range more {
		list = append(slices.DeleteFunc(list, func(r *stretch) bool {
			overlap := r.value.Name == g.value.Name && r.start.first <= g.end.last && g.start.first <= r.end.last
			if overlap {
				g.said, g.first = slices.Concat(g.said, r.said), min(g.first, r.first)
				g.start = span{min(g.start.first, r.start.first), min(g.start.last, r.start.last)}
				g.end = span{max(g.end.first, r.end.first), max(g.end.last, r.end.last)}
			}
			return overlap
		}), g)
	}
	return list
}
