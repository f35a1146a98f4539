package graph

import (
	"math"
	"strings"
	"time"
)

// Day counts days since 1970-01-01 in the proleptic Gregorian calendar, with
// the astronomical years -9999 to 9999 (0000 is 1 BC, -0044 is 45 BC). Days
// compare with < and subtract to a number of days; NoDay is for neither.
type Day int32

// NoDay is a day that is unknown or, as a bound, open.
const NoDay Day = math.MinInt32

const (
	calendarStart Day = -4371587 // -9999-01-01
	calendarEnd   Day = 2932896  // 9999-12-31

	secondsPerDay = 24 * 60 * 60
)

// MakeDay is the day of a year (-9999 to 9999), month (1 to 12) and day of the
// month (1 to 31). A month or day outside its range carries over, as in
// [time.Date], so that day 0 is the last of the month before; what is then
// outside the calendar becomes its first or last day.
func MakeDay(year, month, day int) Day {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return Day(min(max(t.Unix()/secondsPerDay, int64(calendarStart)), int64(calendarEnd)))
}

// ParseDay reads exactly YYYY-MM-DD, or -YYYY-MM-DD for a year before 0000.
// The day must exist: 2025-02-29 and the year -0000 do not.
func ParseDay(s string) (Day, error) {
	abs, negative := strings.CutPrefix(s, "-")
	t, err := time.Parse(time.DateOnly, abs)
	if err == nil {
		year := t.Year()
		if negative {
			year = -year
		}
		// A year and its negative have the same leap days, so d is the day
		// that was written unless the text has another form.
		if d := MakeDay(year, int(t.Month()), t.Day()); d.String() == s {
			return d, nil
		}
	}
	return NoDay, Errorf(BadInput, "day", "%q is not a day of the calendar; write it as 2025-12-02", s)
}

// String is the day as ParseDay reads it, and "" for NoDay.
func (d Day) String() string {
	if !d.Known() {
		return ""
	}
	return d.time().Format(time.DateOnly)
}

// Year is the astronomical year of a day that is known.
func (d Day) Year() int { return d.time().Year() }

// Known reports whether d is a day at all, and not NoDay.
func (d Day) Known() bool { return d != NoDay }

// time is midnight UTC at the start of d.
func (d Day) time() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }
