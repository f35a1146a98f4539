package storytest

import (
	"strings"
	"time"
)

// A day is its ISO date, as text, so that days compare as texts. Open before is the
// text that sorts before all days, open after the one that sorts after them.
const (
	dawn = ""
	dusk = "~"
)

// span is from one day to another, both included.
type span struct{ first, last string }

// date is what an EDTF date says: on some day of start, or from some day of start to
// some day of end. It is zero for words that are no date.
type date struct {
	start, end span
	interval   bool
}

func readDate(edtf string) date {
	from, to, interval := strings.Cut(edtf, "/")
	if !interval {
		return date{start: readSpan(from), end: readSpan(from)}
	}
	return date{readSpan(from), readSpan(to), true}
}

// readSpan returns the days of a year, a month or a day.
func readSpan(text string) span {
	t, err := time.Parse(time.DateOnly[:min(len(text), len(time.DateOnly))], text)
	if text == "" || err != nil {
		return span{}
	}
	next := t.AddDate(one(len(text) == 4), one(len(text) == 7), one(len(text) == 10))
	return span{t.Format(time.DateOnly), next.AddDate(0, 0, -1).Format(time.DateOnly)}
}

// begun and ended report whether an interval says so.
func (d date) begun() bool { return d.interval && d.start.first != "" }
func (d date) ended() bool { return d.interval && d.end.first != "" }

// key is the earliest day: of ../D, that of D.
func (d date) key() string {
	if d.start.first == "" {
		return d.end.first
	}
	return d.start.first
}

// last is the last possible day.
func (d date) last() string {
	if d.end.last == "" {
		return d.start.last
	}
	return d.end.last
}

// before and after return the day next to one; what is open stays so.
func before(day string) string { return shifted(day, -1) }
func after(day string) string  { return shifted(day, 1) }

func shifted(day string, by int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, by).Format(time.DateOnly)
}
