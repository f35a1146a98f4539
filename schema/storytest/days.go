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
	for layout, length := range map[string][3]int{"2006": {1, 0, 0}, "2006-01": {0, 1, 0}, "2006-01-02": {0, 0, 1}} {
		if t, err := time.Parse(layout, text); err == nil {
			next := t.AddDate(length[0], length[1], length[2])
			return span{t.Format(time.DateOnly), next.AddDate(0, 0, -1).Format(time.DateOnly)}
		}
	}
	return span{}
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
