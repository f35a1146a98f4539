package weigh

import (
	"cmp"
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

// Series is all that is said of the states of one actor with regard to one target,
// as far as it affirms and counts.
type Series []Held

// Period is when a state held: possible from the earliest start to the latest end,
// certain from the latest start to the earliest end. A start or an end that is open
// is NoDay.
type Period struct {
	graph.Bounds
	Statements []int // those that it rests on, by their indexes in the series
}

// Open reports whether the state may still hold.
func (p *Period) Open() bool { return p.EndLatest == graph.NoDay }

// Spell is a state's periods, in their order.
type Spell struct {
	Value     string
	Periods   []Period
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
func (s Series) Periods() []Spell {
	t := newTimeline(s)
	var spells []Spell
	for _, value := range t.values() {
		spells = append(spells, Spell{Value: value, Periods: t.dated(value)})
	}
	for i := range spells {
		if t.isTimeless(spells[i].Value) {
			spells[i].Periods = t.filled(spells, i)
		}
	}
	for i := range spells {
		spells[i].Contested = slices.ContainsFunc(spells, func(o Spell) bool { return t.contest(&spells[i], &o) })
	}
	return spells
}

// timed is a statement with its time.
type timed struct {
	*Held
	index    int
	first    graph.Day // its earliest day; NoDay of one that is timeless
	bounds   graph.Bounds
	interval bool
}

// timeOf returns the time of a statement.
func timeOf(h *Held, index int) timed {
	t := timed{Held: h, index: index, bounds: graph.OpenBounds()}
	if h.When != nil && (h.When.StartEarliest.Known() || h.When.EndLatest.Known()) {
		t.bounds, t.interval = h.When.Bounds, strings.Contains(h.When.EDTF, "/")
	} else if h.Said.Known() {
		t.bounds = graph.Bounds{StartEarliest: h.Said, StartLatest: h.Said, EndEarliest: h.Said, EndLatest: h.Said}
	}
	t.first = t.bounds.StartEarliest
	if !t.first.Known() {
		t.first = t.bounds.EndEarliest
	}
	return t
}

// begins and ends report whether an interval gives the start, or the end.
func (t *timed) begins() bool { return t.interval && t.bounds.StartEarliest.Known() }
func (t *timed) ends() bool   { return t.interval && t.bounds.EndLatest.Known() }

// timeline is a series in the order of its times.
type timeline struct {
	dates    []timed
	timeless []timed
}

func newTimeline(s Series) *timeline {
	t := &timeline{}
	for i := range s {
		if at := timeOf(&s[i], i); at.first.Known() {
			t.dates = append(t.dates, at)
		} else {
			t.timeless = append(t.timeless, at)
		}
	}
	t.dates = slices.DeleteFunc(slices.Clone(t.dates), t.overruled)
	slices.SortFunc(t.dates, func(a, b timed) int {
		return cmp.Or(cmp.Compare(a.first, b.first), compareFlags(a.Value.Concludes, b.Value.Concludes), compareFlags(b.begins(), a.begins()), a.Precedence.Compare(b.Precedence), cmp.Compare(a.index, b.index))
	})
	return t
}

// overruled reports whether a principal has later said another value of the same time.
func (t *timeline) overruled(x timed) bool {
	return slices.ContainsFunc(t.dates, func(o timed) bool {
		return o.Principal == x.Principal && o.Value.Name != x.Value.Name && o.bounds == x.bounds && o.interval == x.interval && o.Said > x.Said
	})
}

// values lists the values of the series, sorted.
func (t *timeline) values() []string {
	var values []string
	for _, list := range [][]timed{t.dates, t.timeless} {
		for _, x := range list {
			values = append(values, x.Value.Name)
		}
	}
	slices.Sort(values)
	return slices.Compact(values)
}

func (t *timeline) isTimeless(value string) bool {
	return slices.ContainsFunc(t.timeless, func(x timed) bool { return x.Value.Name == value })
}

// dated returns the periods that dated statements give a value.
func (t *timeline) dated(value string) []Period {
	var periods []Period
	var run []timed // statements of one period
	for _, x := range t.dates {
		if x.Value.Name != value {
			continue
		}
		if len(run) > 0 && t.broken(run, &x) {
			periods = append(periods, t.period(run, last(periods)))
			run = nil
		}
		run = append(run, x)
	}
	if len(run) > 0 {
		periods = append(periods, t.period(run, last(periods)))
	}
	return periods
}

func last(periods []Period) *Period {
	if len(periods) == 0 {
		return nil
	}
	return &periods[len(periods)-1]
}

// broken reports whether a state has ended between some statements and the next
// one: an interval gives an end before it, or a contrary statement comes between.
func (t *timeline) broken(run []timed, next *timed) bool {
	if end := givenEnd(run); end != nil {
		return end.bounds.EndLatest < next.first
	}
	c := t.contraryAfter(&run[len(run)-1])
	return c != nil && c.first < next.first
}

// givenEnd returns the statement whose interval gives the latest end, or nil.
func givenEnd(run []timed) *timed {
	var end *timed
	for i := range run {
		if run[i].ends() && (end == nil || run[i].bounds.EndLatest > end.bounds.EndLatest) {
			end = &run[i]
		}
	}
	return end
}

// contraryAfter returns the first statement of another value that begins after
// one, and ends it; nil if none does.
func (t *timeline) contraryAfter(x *timed) *timed {
	for i := range t.dates {
		if c := &t.dates[i]; c.first > x.first && c.Value.Name != x.Value.Name && !c.Value.Weak {
			return c
		}
	}
	return nil
}

// period returns the period of some statements of a value, after another one.
func (t *timeline) period(run []timed, before *Period) Period {
	p := Period{Bounds: graph.OpenBounds()}
	for _, x := range run {
		p.Statements = append(p.Statements, x.index)
	}
	p.StartEarliest, p.StartLatest = t.start(run, before)
	p.EndEarliest, p.EndLatest = t.end(run)
	return p
}

// start returns between which days a period has begun.
func (t *timeline) start(run []timed, before *Period) (earliest, latest graph.Day) {
	latest = graph.NoDay
	for _, x := range run {
		since := x.bounds.EndLatest // a single date says that it held on some day of it
		switch {
		case x.begins():
			since = x.bounds.StartLatest
		case x.interval:
			since = x.bounds.EndEarliest
		}
		if !latest.Known() || since < latest {
			latest = since
		}
	}
	first := &run[0]
	if first.begins() {
		return first.bounds.StartEarliest, latest
	}
	return t.ended(first, before), latest
}

// ended returns the day on which a state can have begun since what was before it
// ended: a contrary state, or an earlier period of its own; NoDay if nothing was.
func (t *timeline) ended(first *timed, before *Period) graph.Day {
	since := graph.NoDay
	if before != nil {
		since = before.EndEarliest + 1
	}
	for i := range t.dates {
		c := &t.dates[i]
		if c.first >= first.first || c.Value.Name == first.Value.Name || c.Value.Weak {
			continue
		}
		day := first.first
		if c.ends() && c.bounds.EndLatest < first.first {
			day = c.bounds.EndEarliest + 1
		}
		since = max(since, day)
	}
	return since
}

// end returns between which days a period has ended.
func (t *timeline) end(run []timed) (earliest, latest graph.Day) {
	if end := givenEnd(run); end != nil {
		return end.bounds.EndEarliest, end.bounds.EndLatest
	}
	reaches := false // an interval goes on
	earliest = graph.NoDay
	for _, x := range run {
		reaches = reaches || x.begins()
		earliest = max(earliest, x.bounds.StartEarliest)
	}
	latest = graph.NoDay
	if c := t.contraryAfter(&run[len(run)-1]); c != nil {
		if latest = c.first - 1; c.Value.Concludes {
			latest = c.first
		}
	}
	if reaches {
		earliest = latest
	}
	return earliest, latest
}
