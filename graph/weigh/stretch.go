package weigh

import (
	"slices"

	"parley/graph"
)

// stretch is a period in the making: the state began on a day of start and ended on
// one of end.
type stretch struct {
	value      graph.EnumValue
	said       []timed
	first      graph.Day // of its first statement
	given      span      // the end that intervals give; dawn where none does
	contrary   graph.Day // of the statement that ends it; dusk if none does
	bounded    bool      // an interval says when it began
	start, end span
}

// runs parts the statements of one value into stretches.
func runs(own []timed, contraries []contrary) (list []*stretch) {
	for i, t := range own {
		if n := len(list); n == 0 || list[n-1].isOver(own[i-1].first, t.first, contraries) {
			list = append(list, &stretch{value: t.Value, first: t.first, given: span{dawn, dawn}})
		}
		r := list[len(list)-1]
		r.said = append(r.said, t)
		if t.ends() {
			r.given = span{max(r.given.first, t.bounds.EndEarliest, t.first), max(r.given.last, t.bounds.EndLatest)}
		}
	}
	for _, r := range list {
		r.setEnd(nextContrary(r.said[len(r.said)-1].first, contraries))
	}
	return list
}

// isOver reports whether a stretch, the last statement of which is of a day, is over
// before another statement of its value.
func (r *stretch) isOver(last, day graph.Day, contraries []contrary) bool {
	if r.given.last != dawn {
		return r.given.last < day
	}
	return nextContrary(last, contraries).day < day
}

// nextContrary returns the first of the contraries after a day; at dusk if there is
// none.
func nextContrary(day graph.Day, contraries []contrary) contrary {
	i, _ := slices.BinarySearchFunc(contraries, day, func(c contrary, day graph.Day) int {
		if c.day <= day {
			return -1
		}
		return 1
	})
	if i == len(contraries) {
		return contrary{day: dusk, concludes: true}
	}
	return contraries[i]
}

// setEnd sets when a stretch ended: where intervals say so, else before what is
// contrary; what concludes it does so on its first day.
func (r *stretch) setEnd(next contrary) {
	r.contrary = next.day
	switch {
	case r.given.last != dawn:
		r.end.last = r.given.last
	case next.concludes:
		r.end.last = next.day
	default:
		r.end.last = before(next.day)
	}
	r.end.first = dawn
	for i := range r.said {
		switch t := &r.said[i]; {
		case t.ends():
			r.end.first = max(r.end.first, t.bounds.EndEarliest)
		case t.begins() && r.given.last == dawn: // it reaches on
			r.end.first = r.end.last
		default:
			r.end.first = max(r.end.first, t.first)
		}
	}
}

// setStart sets when a stretch began: where an interval says so, else when others
// before it had ended.
func (r *stretch) setStart(all []*stretch) {
	r.start = span{dawn, dusk}
	for i := range r.said {
		t := &r.said[i]
		latest := t.bounds.StartLatest
		if !latest.Known() {
			latest = t.bounds.EndLatest
		}
		r.start.last = min(r.start.last, latest)
		r.bounded = r.bounded || t.begins() && t.first == r.first
	}
	if r.bounded {
		r.start.first = r.first
		return
	}
	for _, o := range all {
		switch {
		case o.first >= r.first, o.value.Weak && !r.value.Weak:
		case o.given.last != dawn:
			r.start.first = max(r.start.first, min(r.first, after(o.given.first)))
		default:
			r.start.first = max(r.start.first, min(r.first, o.contrary))
		}
	}
}

// period returns a stretch as it is shown.
func (r *stretch) period() graph.Period {
	open := func(day graph.Day) graph.Day {
		if day == dusk {
			return graph.NoDay
		}
		return day
	}
	p := graph.Period{Bounds: graph.Bounds{
		StartEarliest: r.start.first, StartLatest: open(r.start.last), EndEarliest: open(r.end.first), EndLatest: open(r.end.last),
	}}
	for _, t := range r.said {
		p.Statements = append(p.Statements, t.index)
	}
	slices.Sort(p.Statements)
	return p
}

// contested reports whether a value held on a day on which, on the word of another
// principal, another did.
func contested(all []*stretch, value string) bool {
	for _, r := range all {
		for _, o := range all {
			if r.value.Name == value && o.value.Name != value && r.holdsWith(o) && r.differs(o) {
				return true
			}
		}
	}
	return false
}

// holdsWith reports whether both held on one day, other than that on which the one
// concludes the other.
func (r *stretch) holdsWith(o *stretch) bool {
	concludes := func(r, o *stretch) bool { return r.value.Concludes && o.end.last == r.first }
	return !r.value.Weak && !o.value.Weak && !concludes(r, o) && !concludes(o, r) &&
		max(r.first, o.first) <= min(r.end.last, o.end.last)
}

// differs reports whether two stretches rest on the word of more than one principal.
func (r *stretch) differs(o *stretch) bool {
	another := func(t timed) bool { return t.Principal != r.said[0].Principal }
	return slices.ContainsFunc(r.said, another) || slices.ContainsFunc(o.said, another)
}
