package graph

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Bounds says when something started and ended: each on some day between an
// earliest and a latest one, both included. NoDay stands where a bound is open
// or unknown; a pair is known or open as a whole.
type Bounds struct {
	StartEarliest, StartLatest Day
	EndEarliest, EndLatest     Day
}

// edtfForms is what ParseEDTF accepts, in the words of its errors.
const edtfForms = "a year (2025, -0044, 201X, 20XX), a month (2025-11, 2025-XX), " +
	"a day (2025-12-02, 2025-12-XX, 2025-XX-XX), each with ~, ? or % after it where in doubt, " +
	"an interval (2025-11/2025-12, 2025-11/.., ../2025-12), and one of some days ([2025-12-02..2025-12-04])"

// ParseEDTF reads a date or an interval in EDTF, the Extended Date/Time Format
// of ISO 8601-2:2019 as the Library of Congress specifies it: of level 0 all
// but times; of level 1 negative years, unspecified digits (X), qualified
// dates (~ ? %) and intervals that are open (..) or unknown (empty) at one end;
// of level 2 one of a set, where the set is a range.
//
// "2025-11" started on some day of that November and ended on some day of it.
// An interval takes its start from its first date and its end from its second:
// it went on from the one to the other. "[2025-12-02..2025-12-04]" is one of
// these days, nobody says which.
//
// EDTF does not say how wide a doubt is. Parley's reading: a date marked ~
// (approximate), ? (uncertain) or % (both) may be off by one unit of its stated
// precision, a day, month, year, decade (201X) or century (20XX), either way.
// A doubtful date so never makes anything certain.
func ParseEDTF(s string) (Bounds, error) {
	b, err := readEDTF(s)
	if err != nil {
		return OpenBounds(), Errorf(BadInput, "edtf",
			"cannot read %q as a date: %v; accepted are %s", s, err, edtfForms)
	}
	return b, nil
}

func readEDTF(s string) (Bounds, error) {
	if set, ok := strings.CutPrefix(s, "["); ok {
		date, err := readOneOf(set)
		return Bounds{date.first, date.last, date.first, date.last}, err
	}
	from, to, interval := strings.Cut(s, "/")
	if !interval {
		date, err := readDate(s)
		return Bounds{date.first, date.last, date.first, date.last}, err
	}
	start, err := readEnd(from)
	if err != nil {
		return Bounds{}, err
	}
	end, err := readEnd(to)
	switch {
	case err != nil:
		return Bounds{}, err
	case !start.first.Known() && !end.first.Known():
		return Bounds{}, errors.New("an interval needs a date at one end at least")
	case start.first.Known() && end.first.Known() && end.last < start.first:
		return Bounds{}, errors.New("the interval ends before it starts")
	}
	return Bounds{start.first, start.last, end.first, end.last}, nil
}

// daySpan is the days that a date may mean: first to last, both included.
type daySpan struct{ first, last Day }

// readOneOf reads what follows the bracket of one of a set, "first..last]".
func readOneOf(s string) (daySpan, error) {
	set, closed := strings.CutSuffix(s, "]")
	from, to, ranges := strings.Cut(set, "..")
	if !closed || !ranges {
		return daySpan{}, fmt.Errorf("%q has none of the accepted forms", "["+s)
	}
	first, err := readDate(from)
	if err != nil {
		return daySpan{}, err
	}
	last, err := readDate(to)
	if err == nil && last.last < first.first {
		err = errors.New("the set ends before it starts")
	}
	return daySpan{first.first, last.last}, err
}

// readEnd reads one end of an interval.
func readEnd(s string) (daySpan, error) {
	if s == "" || s == ".." {
		return daySpan{NoDay, NoDay}, nil
	}
	return readDate(s)
}

// readDate reads a year, month or day. A marked one has a slack of one unit.
func readDate(s string) (daySpan, error) {
	text := strings.TrimRight(s, "~?%")
	slack := len(s) - len(text)
	if slack > 1 {
		return daySpan{}, fmt.Errorf("%q has more than one mark", s)
	}
	abs := strings.TrimPrefix(text, "-")
	switch dateShape(abs) {
	case "0000", "0000-XX", "0000-XX-XX":
		return readYears(text, 1, slack)
	case "000X":
		return readYears(text, 10, slack)
	case "00XX":
		return readYears(text, 100, slack)
	case "0000-00", "0000-00-XX":
		return readMonth(text, slack)
	case "0000-00-00":
		return readDay(text, slack)
	}
	return daySpan{}, fmt.Errorf("%q has none of the accepted forms", s)
}

// dateShape is s with a 0 for each digit, so that a form is a word to compare.
func dateShape(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return '0'
		}
		return r
	}, s)
}

// readYears reads the year that text begins with, of which unit years are meant.
func readYears(text string, unit, slack int) (daySpan, error) {
	abs, negative := strings.CutPrefix(text, "-")
	low, err := strconv.Atoi(strings.ReplaceAll(abs[:4], "X", "0"))
	high := low + unit - 1
	if negative { // -004X is -0049 to -0040, and -000X ends with -0001
		low, high = -high, min(-low, -1)
	}
	if low > high {
		return daySpan{}, errors.New("there is no year -0000")
	}
	return daySpan{MakeDay(low-slack*unit, 1, 1), MakeDay(high+slack*unit, 12, 31)}, err
}

// readMonth reads the year and month that text begins with.
func readMonth(text string, slack int) (daySpan, error) {
	yearMonth := strings.TrimSuffix(text, "-XX")
	first, err := ParseDay(yearMonth + "-01")
	if err != nil {
		return daySpan{}, fmt.Errorf("there is no month %s", yearMonth)
	}
	year, month := first.Year(), int(first.time().Month())
	return daySpan{MakeDay(year, month-slack, 1), MakeDay(year, month+slack+1, 0)}, nil
}

// readDay reads a day of the calendar.
func readDay(text string, slack int) (daySpan, error) {
	d, err := ParseDay(text)
	if err != nil {
		return daySpan{}, fmt.Errorf("there is no day %s", text)
	}
	n := Day(slack)
	return daySpan{max(d-n, calendarStart), min(d+n, calendarEnd)}, nil
}
