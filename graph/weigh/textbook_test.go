package weigh_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/weigh"
)

// A textbook evaluator: the rules as they are told, one after the other and day by
// day, without a thought for speed. It shares no code with the product.

// textbookCounts reports whether a statement counts: by the definition, which
// goes round to the corrections of corrections.
func textbookCounts(all []weigh.Statement, i int, on graph.Day) bool {
	s := all[i]
	if on != graph.NoDay && s.Published != graph.NoDay && s.Published > on {
		return false
	}
	if s.Withdrawn != graph.NoDay && (on == graph.NoDay || s.Withdrawn <= on) {
		return false
	}
	for j, c := range all {
		for _, corrected := range c.Corrects {
			if corrected == s.Source && c.Rank > s.Rank && textbookCounts(all, j, on) {
				return false
			}
		}
	}
	return true
}

// textbookWins reports whether a takes precedence over b.
func textbookWins(a, b graph.Precedence) bool {
	if a.Stated != b.Stated {
		return a.Stated
	}
	for _, pair := range [][2]int{{int(a.Said), int(b.Said)}, {int(a.Published), int(b.Published)}, {a.Source, b.Source}, {a.Seq, b.Seq}} {
		if pair[0] != pair[1] {
			return pair[0] > pair[1]
		}
	}
	return false
}

var (
	occurs  = []any{"HELD", "ONGOING", "ATTENDED", "ABSENT"}
	unknown = []any{"UNKNOWN", "UNCLEAR"}
	goes    = []any{"EXPECTED", "CONFIRMED", "ATTENDED"}
	stays   = []any{"DECLINED", "ABSENT"}
)

func textbookApart(a, b any) bool {
	in := func(list []any, v any) bool { return slices.Contains(list, v) }
	return in(goes, a) && in(stays, b) || in(stays, a) && in(goes, b)
}

// textbookValue returns the value of a property by the rules, where another one has
// won already, or null.
func textbookValue(statements []weigh.Statement, property, leading string, won any) any {
	var best any
	var by *weigh.Statement
	agrees := func(s *weigh.Statement) bool { return won != nil && s.Of(leading) == won }
	for i := range statements {
		s := &statements[i]
		v := s.Of(property)
		if v == nil || s.Polarity != graph.Affirms || won != nil && property != leading && textbookApart(s.Of(leading), won) {
			continue
		}
		better := false
		switch {
		case by == nil:
			better = true
		case slices.Contains(unknown, any(v)) != slices.Contains(unknown, best):
			better = slices.Contains(unknown, best)
		case property != leading && agrees(s) != agrees(by):
			better = agrees(s)
		case property == leading && slices.Contains(occurs, any(v)) != slices.Contains(occurs, best):
			better = slices.Contains(occurs, any(v))
		default:
			better = textbookWins(s.Precedence, by.Precedence)
		}
		if better {
			best, by = v, s
		}
	}
	return best
}

// textbookVotes tells the votes on a status or an attendance: verification, and
// who affirms, denies and is silent.
func textbookVotes(statements []weigh.Statement, leading string, won any, first graph.Day) string {
	principals := map[string]bool{}
	for _, s := range statements {
		principals[s.Principal] = true
	}
	var affirm, deny, quiet []string
	confirms, claims := map[string]bool{}, map[string]bool{}
	for p := range principals {
		var mine *weigh.Statement
		vote := ""
		silent := false
		for i := range statements {
			s := &statements[i]
			if s.Principal != p {
				continue
			}
			is := textbookBallot(s, leading, won, first)
			if is == "silent" {
				silent = true
			}
			if is != "for" && is != "against" {
				continue
			}
			if mine == nil || textbookWins(s.Precedence, mine.Precedence) {
				mine, vote = s, is
			}
			if is == "for" && s.Confirms {
				confirms[p] = true
			} else if is == "for" {
				claims[p] = true
			}
		}
		switch {
		case vote == "for":
			affirm = append(affirm, p)
		case vote == "against":
			deny = append(deny, p)
		case silent:
			quiet = append(quiet, p)
		}
	}
	verification := "UNVERIFIED"
	switch {
	case len(affirm) > 0 && len(deny) > 0:
		verification = "CONTESTED"
	case len(deny) > 0:
		verification = "DENIED"
	default:
		for _, p := range affirm {
			for _, q := range affirm {
				if p != q && confirms[p] && claims[q] {
					verification = "CONFIRMED"
				}
			}
		}
	}
	return fmt.Sprint(verification, len(affirm), len(deny), len(quiet))
}

func textbookBallot(s *weigh.Statement, leading string, won any, first graph.Day) string {
	value := s.Of(leading)
	occurred := slices.Contains(occurs, won)
	switch {
	case s.Polarity == graph.Silent:
		return "silent"
	case s.Polarity == graph.Denies && occurred && s.Said != graph.NoDay && first != graph.NoDay && s.Said < first:
		return "too early"
	case s.Polarity == graph.Denies:
		return "against"
	case won == nil:
		return "for"
	case value == nil || slices.Contains(unknown, any(value)):
		return "says nothing of it"
	case occurred && value == "CANCELLED" && first != graph.NoDay && s.Said != graph.NoDay && s.Said > first:
		return "against"
	case occurred && !slices.Contains(occurs, any(value)):
		return "of the plan"
	case textbookApart(value, won):
		return "against"
	}
	return "for"
}

// random draws statements of a status or an attendance.
func random(r *rand.Rand, values []string, leading string) []weigh.Statement {
	sources := 1 + r.IntN(5)
	known := make([]graph.Day, sources)
	withdrawn := make([]graph.Day, sources)
	for i := range known {
		known[i], withdrawn[i] = graph.NoDay, graph.NoDay
		if r.IntN(4) > 0 {
			known[i] = graph.Day(r.IntN(6))
		}
		if r.IntN(8) == 0 {
			withdrawn[i] = graph.Day(r.IntN(8))
		}
	}
	ranks := weigh.Ranks(known)
	var list []weigh.Statement
	for i := range 1 + r.IntN(8) {
		n := r.IntN(sources)
		s := weigh.Statement{
			Precedence: graph.Precedence{Stated: r.IntN(3) > 0, Said: known[n], Published: known[n], Source: n, Seq: i},
			Polarity:   []graph.Polarity{graph.Affirms, graph.Affirms, graph.Affirms, graph.Denies, graph.Silent}[r.IntN(5)],
			Principal:  string(rune('a' + r.IntN(3))), Publisher: strconv.Itoa(n), Confirms: r.IntN(3) == 0, Rank: ranks[n], Withdrawn: withdrawn[n],
		}
		if known[n] != graph.NoDay && r.IntN(2) == 0 {
			s.Said = graph.Day(r.IntN(int(known[n]) + 1))
		}
		if r.IntN(4) == 0 {
			s.Corrects = []int{r.IntN(sources)}
		}
		if r.IntN(5) > 0 {
			s.Says = append(s.Says, graph.Said{Property: leading, Value: values[r.IntN(len(values))]})
		}
		if r.IntN(3) == 0 {
			s.Says = append(s.Says, graph.Said{Property: "mode", Value: []string{"IN_PERSON", "PHONE", "UNKNOWN"}[r.IntN(3)]})
		}
		list = append(list, s)
	}
	return list
}

// TestTextbook holds random statements against the textbook. PARLEY_SEED replays.
func TestTextbook(t *testing.T) {
	m := model(t)
	subjects := []struct {
		leading *graph.Property
		props   []*graph.Property
	}{
		{m.Kind("Meeting").Prop("status"), m.Kind("Meeting").Props()},
		{m.Edge("PARTICIPATED_IN").Prop("attendance"), m.Edge("PARTICIPATED_IN").Props()},
	}
	r := source(t)
	for range 20_000 {
		subject := subjects[r.IntN(len(subjects))]
		var values []string
		for _, v := range subject.leading.Enum.Values {
			values = append(values, v.Name)
		}
		all := random(r, values, subject.leading.Name)
		on := graph.NoDay
		if r.IntN(2) == 0 {
			on = graph.Day(r.IntN(7))
		}
		var counting []weigh.Statement
		for i, standing := range weigh.Counting(all, on) {
			if want := textbookCounts(all, i, on); want != standing.Counts {
				t.Fatalf("statement %d counts: %v, not %v, known on %v, of %+v", i, standing.Counts, want, on, all)
			}
			if standing.Counts {
				counting = append(counting, all[i])
			}
		}
		vals := weigh.Values(subject.props, counting)
		var won any
		for i, p := range subject.props {
			if p == subject.leading {
				won = textbookValue(counting, p.Name, p.Name, nil)
				if vals[i] != won {
					t.Fatalf("%s is %v, not %v, of %+v", p.Name, vals[i], won, counting)
				}
			}
		}
		for i, p := range subject.props {
			if want := textbookValue(counting, p.Name, subject.leading.Name, won); p.Name == "mode" && vals[i] != want {
				t.Fatalf("mode is %v, not %v, where %v won, of %+v", vals[i], want, won, counting)
			}
		}
		first := graph.NoDay
		if r.IntN(2) == 0 {
			first = graph.Day(r.IntN(6))
		}
		q := weigh.Question{Leading: subject.leading, Won: won, First: first}
		got := q.Count(counting)
		told := fmt.Sprint(got.Verification, got.Affirmed, got.Denied, got.Silent)
		if want := textbookVotes(counting, subject.leading.Name, won, first); told != want {
			t.Fatalf("the votes are %s, not %s, where %v won and began on %v, of %+v", told, want, won, first, counting)
		}
	}
}

// source returns random numbers that a failed test can be replayed with.
func source(t *testing.T) *rand.Rand {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	if given, err := strconv.ParseUint(os.Getenv("PARLEY_SEED"), 10, 64); err == nil {
		seed = given
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("replay with PARLEY_SEED=%d", seed)
		}
	})
	return rand.New(rand.NewPCG(seed, 0))
}

// told is a statement of a state, in days from 1 to 40.
type told struct {
	value, principal string
	from, to         int // 0: open; of a single day, both
	interval         bool
	said             int
}

func (x told) first() int {
	if x.from == 0 {
		return x.to
	}
	return x.from
}

// textbookHeld reports whether a value may have held on a day. Each statement
// stands for a stretch of days around it; the value held on all of them.
func textbookHeld(all []told, value string, day int) bool {
	var standing []told
	for _, x := range all {
		overruled := false
		for _, o := range all {
			overruled = overruled || o.principal == x.principal && o.value != x.value && o.from == x.from && o.to == x.to && o.interval == x.interval && o.said > x.said
		}
		if !overruled {
			standing = append(standing, x)
		}
	}
	for _, x := range standing {
		if x.value != value {
			continue
		}
		from, to := 0, 1000
		if x.interval && x.from > 0 {
			from = x.from
		}
		if x.interval && x.to > 0 {
			to = x.to
		}
		inside := false
		for _, o := range standing {
			endsBefore := o.interval && o.to > 0 && o.to < x.first()
			startsBefore := o.first() < x.first()
			switch {
			case o.value == "UNCLEAR" && value != "UNCLEAR":
			case o.value == value && endsBefore && !(x.interval && x.from > 0):
				from = max(from, o.to+1)
			case o.value == value && startsBefore && !(x.interval && x.from > 0) && (o.interval && o.to > 0 || textbookNext(standing, o) == x.first()),
				o.value == value && o.first() == x.first() && o.interval && o.from > 0:
				from = max(from, o.first()) // whose own stretch goes on from there
			}
			if o.value == value && o.first() <= x.first() && o.interval && o.to >= x.first() && !(x.interval && x.to > 0) {
				inside = true
			}
			switch {
			case o.value == value, o.value == "UNCLEAR" && value != "UNCLEAR":
			case o.value != value && startsBefore && !(x.interval && x.from > 0):
				if endsBefore {
					from = max(from, o.to+1)
				} else {
					from = max(from, x.first())
				}
			case o.value != value && o.first() > x.first() && !(x.interval && x.to > 0):
				last := o.first() - 1
				if o.value == "FORMER" {
					last++
				}
				to = min(to, last)
			}
		}
		if next := textbookNext(standing, x); next > 0 && !(x.interval && x.to > 0) {
			to = next // whose own stretch goes on from there
		}
		if !inside && from <= day && day <= to {
			return true
		}
	}
	return false
}

// textbookNext returns the first day of the next statement of the same value,
// where no contrary one begins between the two; else 0.
func textbookNext(standing []told, x told) int {
	next := 0
	for _, o := range standing {
		if o.value == x.value && o.first() > x.first() && (next == 0 || o.first() < next) {
			next = o.first()
		}
	}
	for _, o := range standing {
		if o.value != x.value && o.value != "UNCLEAR" && o.first() > x.first() && o.first() < next {
			return 0
		}
	}
	return next
}

// TestTextbookPeriods holds the days of random series against the textbook.
func TestTextbookPeriods(t *testing.T) {
	m := model(t)
	r := source(t)
	enums := []*graph.Enum{m.Edge("HOLDS").Prop("stance").Enum, m.Edge("HOLDS_POST").Prop("occupancy").Enum}
	for range 20_000 {
		enum := enums[r.IntN(2)]
		var all []told
		for range 1 + r.IntN(5) {
			x := told{value: enum.Values[r.IntN(len(enum.Values))].Name, principal: string(rune('a' + r.IntN(2))), said: r.IntN(3), from: 1 + r.IntN(20)}
			x.to = x.from
			if r.IntN(2) == 0 {
				x.interval, x.to = true, x.from+1+r.IntN(10)
				switch r.IntN(4) {
				case 0:
					x.from = 0
				case 1:
					x.to = 0
				}
			}
			all = append(all, x)
		}
		var series weigh.Series
		for i, x := range all {
			when := &graph.When{Bounds: graph.OpenBounds(), EDTF: "one day"}
			if x.interval {
				when.EDTF = "from/to"
			}
			if x.from > 0 {
				when.StartEarliest, when.StartLatest = graph.Day(x.from), graph.Day(x.from)
			}
			if x.to > 0 {
				when.EndEarliest, when.EndLatest = graph.Day(x.to), graph.Day(x.to)
			}
			series = append(series, weigh.Held{
				Precedence: graph.Precedence{Stated: true, Said: graph.Day(x.said), Seq: i}, Principal: x.principal, Value: enum.Of(x.value), When: when,
			})
		}
		days := map[string]string{}
		for _, spell := range series.Periods() {
			var held []string
			for day := 1; day <= 40; day++ {
				if slices.ContainsFunc(spell.Periods, func(p weigh.Period) bool { return p.PossibleOn(graph.Day(day)) }) {
					held = append(held, strconv.Itoa(day))
				}
			}
			days[spell.Value] = strings.Join(held, " ")
		}
		want := map[string]string{}
		for value := range days {
			var held []string
			for day := 1; day <= 40; day++ {
				if textbookHeld(all, value, day) {
					held = append(held, strconv.Itoa(day))
				}
			}
			want[value] = strings.Join(held, " ")
		}
		if diff := cmp.Diff(want, days); diff != "" {
			t.Fatalf("%+v\n(-textbook +periods):\n%s", all, diff)
		}
	}
}
