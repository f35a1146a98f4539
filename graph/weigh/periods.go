package weigh

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"parley/graph"
)

// Held is a statement of a state: what held, and when.
type Held struct {
	graph.Precedence // Said is the day said
	Principal        string
	Value            graph.EnumValue // the state; the zero one where a state has no values
	When             *graph.When     // as the statement gives it, or nil
}

// States is all that is said of the states of one actor with regard to one target,
// as far as it affirms and counts.
type States []Held

// Spell is a state's periods, in their order.
type Spell struct {
	Value     string
	Periods   []graph.Period
	Contested bool // another value held on one of its days, on the word of another principal
}

// Periods returns the spells of a series, in the order of its values.
//
// A statement's time is its date, else the day on which it was said; the
// statements stand in the order of their earliest days. An interval bounds the
// state, a single date says that it held then. A state lasts until a contrary
// statement begins, unless an interval gives an end; it begins when a contrary one
// before it ends; it is open where nothing bounds it. What has no date at all holds
// where nothing dated says otherwise.
func (s States) Periods() []Spell { return spells(s.stretches()) }

// stretches returns the periods of all values, by value and in their order.
func (s States) stretches() []*stretch {
	dated, timeless := s.timed()
	var list []*stretch
	parts := byValue(dated)
	for _, own := range parts {
		list = append(list, runs(own, contraries(parts, own[0].Value.Name))...)
	}
	for _, r := range list {
		r.setStart(list)
	}
	among := slices.Clone(list)
	for _, own := range byValue(timeless) {
		list = joined(list, gaps(own, among))
	}
	slices.SortFunc(list, func(a, b *stretch) int {
		return cmp.Or(strings.Compare(a.value.Name, b.value.Name), cmp.Compare(a.start.first, b.start.first), cmp.Compare(a.first, b.first))
	})
	return list
}

// spells returns stretches as they are shown.
func spells(list []*stretch) []Spell {
	var out []Spell
	for _, r := range list {
		if n := len(out); n == 0 || out[n-1].Value != r.value.Name {
			out = append(out, Spell{Value: r.value.Name, Contested: contested(list, r.value.Name)})
		}
		last := &out[len(out)-1]
		last.Periods = append(last.Periods, r.period())
	}
	return out
}

// dawn and dusk stand where a start and an end are open.
const (
	dawn = graph.NoDay
	dusk = graph.Day(math.MaxInt32)
)

func before(day graph.Day) graph.Day { return shifted(day, -1) }
func after(day graph.Day) graph.Day  { return shifted(day, 1) }

// shifted returns a day near another; what is open stays so.
func shifted(day graph.Day, by graph.Day) graph.Day {
	if day == dawn || day == dusk {
		return day
	}
	return day + by
}

// span is from one day to another, both included.
type span struct{ first, last graph.Day }

// timed is a statement with its time.
type timed struct {
	*Held
	index    int
	first    graph.Day // its earliest day: of ../D, that of D
	bounds   graph.Bounds
	interval bool
}

// begins and ends report whether an interval gives the start, or the end.
func (t *timed) begins() bool { return t.interval && t.bounds.StartEarliest.Known() }
func (t *timed) ends() bool   { return t.interval && t.bounds.EndLatest.Known() }

// timed returns the statements that have a time, and those that have none. What its
// principal has later said otherwise, of the same time, is in neither.
func (s States) timed() (dated, timeless []timed) {
	for i := range s {
		if t := timeOf(&s[i], i); t.first.Known() {
			dated = append(dated, t)
		} else {
			timeless = append(timeless, t)
		}
	}
	if !slices.ContainsFunc(dated, func(t timed) bool { return t.Value.Name != dated[0].Value.Name }) {
		return dated, timeless
	}
	type word struct {
		principal string
		bounds    graph.Bounds
	}
	said := map[word][]timed{}
	for _, t := range dated {
		if !t.Value.Weak {
			said[word{t.Principal, t.bounds}] = append(said[word{t.Principal, t.bounds}], t)
		}
	}
	return slices.DeleteFunc(dated, func(t timed) bool {
		return slices.ContainsFunc(said[word{t.Principal, t.bounds}], func(o timed) bool {
			return o.Value.Name != t.Value.Name && o.Said > t.Said
		})
	}), timeless
}

func timeOf(h *Held, index int) timed {
	t := timed{Held: h, index: index, bounds: graph.OpenBounds()}
	if h.When != nil && (h.When.StartEarliest.Known() || h.When.EndLatest.Known()) {
		t.bounds, t.interval = h.When.Bounds, strings.Contains(h.When.EDTF, "/")
	} else if h.Said.Known() {
		t.bounds = graph.Bounds{StartEarliest: h.Said, StartLatest: h.Said, EndEarliest: h.Said, EndLatest: h.Said}
	}
	if t.first = t.bounds.StartEarliest; !t.first.Known() {
		t.first = t.bounds.EndEarliest
	}
	return t
}

// contrary is the first day of statements of other values.
type contrary struct {
	day       graph.Day
	concludes bool // all of them do
}

// contraries lists the days on which others begin than the statements of a value.
func contraries(parts [][]timed, value string) []contrary {
	var list []contrary
	for _, part := range parts {
		if v := part[0].Value; v.Name != value && !v.Weak {
			for _, t := range part {
				list = append(list, contrary{t.first, v.Concludes})
			}
		}
	}
	slices.SortFunc(list, func(a, b contrary) int {
		return cmp.Or(cmp.Compare(a.day, b.day), compareFlags(a.concludes, b.concludes))
	})
	return slices.CompactFunc(list, func(a, b contrary) bool { return a.day == b.day })
}

// byValue parts statements by their values, each part in the order of time.
func byValue(list []timed) [][]timed {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b timed) int {
		return cmp.Or(strings.Compare(a.Value.Name, b.Value.Name), cmp.Compare(a.first, b.first))
	})
	var parts [][]timed
	for from := range list {
		if from > 0 && list[from].Value.Name == list[from-1].Value.Name {
			parts[len(parts)-1] = append(parts[len(parts)-1], list[from])
		} else {
			parts = append(parts, []timed{list[from]})
		}
	}
	return parts
}
