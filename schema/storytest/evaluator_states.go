package storytest

import (
	"cmp"
	"slices"
)

func isState(edge string) bool {
	return slices.Contains([]string{"HOLDS", "HOLDS_POST", "MEMBER_OF"}, edge)
}

// value returns which of a series' values a statement is of.
func (p *said) value() string { return p.Says[identity[p.edge]] }

// time is a statement's when, else its day said.
func (p *said) time() date {
	if when := readDate(p.Says["when"]); when.key() != "" {
		return when
	}
	return readDate(p.day)
}

// period is when a state held: it began on a day of start and ended on one of end.
type period struct {
	value      string
	said       []*said
	first      string // the earliest day of its first statement
	given      span   // the end that intervals give
	contrary   string // the earliest day of the statement that ends it, dusk if none does
	bounded    bool   // an interval says when it began
	start, end span
}

// periods lists those of a series, of which these are the statements that affirm.
func periods(series []*said) (list []*period) {
	dated, timeless := map[string][]*said{}, map[string][]*said{}
	var all []*said
	for _, p := range series {
		switch {
		case p.time().key() == "":
			timeless[p.value()] = append(timeless[p.value()], p)
		case !displaced(p, series):
			dated[p.value()], all = append(dated[p.value()], p), append(all, p)
		}
	}
	for _, own := range dated {
		list = append(list, runs(own, all)...)
	}
	for _, p := range list {
		p.setEnd(all)
	}
	for _, p := range list {
		p.setStart(list)
	}
	dates := slices.Clone(list)
	for value, own := range timeless {
		list = withTimeless(list, gaps(value, own, dates))
	}
	slices.SortFunc(list, func(p, q *period) int {
		return cmp.Or(cmp.Compare(p.value, q.value), cmp.Compare(p.start.first, q.start.first), cmp.Compare(p.first, q.first))
	})
	return list
}

// displaced reports whether its principal later said another value of the same time.
func displaced(p *said, series []*said) bool {
	return slices.ContainsFunc(series, func(q *said) bool {
		return q.principal == p.principal && q.value() != p.value() && q.value() != "UNCLEAR" &&
			q.time().start == p.time().start && q.time().end == p.time().end && q.day > p.day
	})
}

// runs parts the statements of one value into periods.
func runs(own, all []*said) (list []*period) {
	slices.SortStableFunc(own, func(p, q *said) int { return cmp.Compare(p.time().key(), q.time().key()) })
	for _, p := range own {
		key := p.time().key()
		if n := len(list); n == 0 || list[n-1].isOver(key, all) {
			list = append(list, &period{value: p.value(), first: key})
		}
		last := list[len(list)-1]
		last.said = append(last.said, p)
		if t := p.time(); t.ended() {
			last.given = span{max(last.given.first, t.end.first, key), max(last.given.last, t.end.last)}
		}
	}
	return list
}

// isOver reports whether a period is over before a statement of the same value with
// that earliest day.
func (p *period) isOver(key string, all []*said) bool {
	if p.given.last != "" {
		return p.given.last < key
	}
	return p.nextContrary(all) < key
}

// nextContrary returns the earliest day of the next statement of another value.
func (p *period) nextContrary(all []*said) string {
	next := dusk
	for _, q := range all {
		if key := q.time().key(); p.endedBy(q) && key > p.said[len(p.said)-1].time().key() {
			next = min(next, key)
		}
	}
	return next
}

func (p *period) endedBy(q *said) bool { return q.value() != p.value && q.value() != "UNCLEAR" }

func (p *period) setEnd(all []*said) {
	p.contrary = p.nextContrary(all)
	p.end.last = cmp.Or(p.given.last, p.contrary) // of FORMER, that day itself
	if p.given.last == "" && len(filter(all, func(q *said) bool { return q.time().key() == p.contrary && p.endedBy(q) && q.value() != "FORMER" })) > 0 {
		p.end.last = before(p.contrary)
	}
	for _, q := range p.said {
		switch t := q.time(); {
		case t.ended():
			p.end.first = max(p.end.first, t.end.first)
		case t.begun() && p.given.last == "":
			p.end.first = p.end.last
		default:
			p.end.first = max(p.end.first, t.key())
		}
	}
}

func (p *period) setStart(all []*period) {
	p.start = span{dawn, dusk}
	for _, q := range p.said {
		t := q.time()
		p.start.last = min(p.start.last, cmp.Or(t.start.last, t.end.last))
		p.bounded = p.bounded || t.begun() && t.key() == p.first
	}
	for _, q := range all {
		switch {
		case p.bounded:
			p.start.first = p.first
		case q.first >= p.first, q.value == "UNCLEAR" && p.value != "UNCLEAR":
		case q.given.last != "":
			p.start.first = max(p.start.first, min(p.first, after(q.given.first)))
		default:
			p.start.first = max(p.start.first, min(p.first, q.contrary))
		}
	}
}

// gaps lists when what is said of a value without any date holds: where nothing that is
// dated says otherwise.
func gaps(value string, timeless []*said, dated []*period) (list []*period) {
	next := dawn
	otherwise := taken(value, dated)
	slices.SortFunc(otherwise, func(a, b span) int { return cmp.Compare(a.first, b.first) })
	for _, s := range append(otherwise, span{dusk, dusk}) {
		if s.first > s.last {
			continue
		}
		if last := before(s.first); s.first > next {
			list = append(list, &period{value: value, said: timeless, first: next, start: span{next, next}, end: span{last, last}})
		}
		if s.last >= next {
			next = after(s.last)
		}
	}
	return list
}

// taken lists the days on which dated statements say other than a value.
func taken(value string, dated []*period) (list []span) {
	ended := dawn
	for _, p := range dated { // those of one value stand in their order
		switch {
		case p.value == "UNCLEAR" && value != "UNCLEAR":
		case p.value == "FORMER" && value != "FORMER":
			list = append(list, span{after(p.start.first), p.end.last})
		case p.value != value:
			list = append(list, span{p.start.first, p.end.last})
		default:
			if p.bounded || ended != dawn {
				list = append(list, span{ended, before(p.start.first)})
			}
			ended = dawn
			if p.given.last != "" {
				ended = after(p.given.last)
			}
		}
	}
	if ended != dawn {
		list = append(list, span{ended, dusk})
	}
	return list
}

// withTimeless adds periods to a list, as one with those of their value that they
// overlap.
func withTimeless(list, more []*period) []*period {
	for _, g := range more {
		list = append(slices.DeleteFunc(list, func(p *period) bool {
			overlap := p.value == g.value && p.start.first <= g.end.last && g.start.first <= p.end.last
			if overlap {
				g.said, g.first = slices.Concat(g.said, p.said), min(g.first, p.first)
				g.start = span{min(g.start.first, p.start.first), min(g.start.last, p.start.last)}
				g.end = span{max(g.end.first, p.end.first), max(g.end.last, p.end.last)}
			}
			return overlap
		}), g)
	}
	return list
}

// covers reports whether a state held on a day.
func (p *period) covers(day string, certain bool) bool {
	if certain {
		return p.start.last <= day && day <= p.end.first
	}
	return p.start.first <= day && day <= p.end.last
}

// contested reports whether a value held on a day on which, on the word of another
// principal, another did.
func contested(all []*period, value string) bool {
	for _, p := range all {
		for _, q := range all {
			another := func(x *said) bool { return x.principal != p.said[0].principal }
			if p.value == value && q.value != value && p.holdsWith(q) && slices.ContainsFunc(slices.Concat(p.said, q.said), another) {
				return true
			}
		}
	}
	return false
}

// holdsWith reports whether both held on one day, other than that on which FORMER
// concludes the other.
func (p *period) holdsWith(q *period) bool {
	concludes := func(p, q *period) bool { return p.value == "FORMER" && q.end.last == p.first }
	unclear := p.value == "UNCLEAR" || q.value == "UNCLEAR"
	return !unclear && !concludes(p, q) && !concludes(q, p) && max(p.first, q.first) <= min(p.end.last, q.end.last)
}
