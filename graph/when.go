package graph

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// When is a date as its source gives it: the words, what they mean as far as
// they say, and what it came after. It is not changed once it is made.
type When struct {
	Text   string   // the words: "Tuesday afternoon"
	EDTF   string   // "2025-12-02", or "" where unknown
	Bounds          // the days that EDTF means
	After  []string // ids of what it came after
	Basis  string   // "STATED", or "INFERRED" where the source does not print the date
}

// NewWhen makes a When, with the bounds that its EDTF means and open ones where
// there is none. At least one of text, edtf and after must say something. The
// basis is STATED where it is left empty.
func NewWhen(text, edtf, basis string, after ...string) (*When, error) {
	if edtf == "" && len(after) == 0 && Fold(text) == "" {
		return nil, Errorf(BadInput, "when", "a date needs words, an EDTF date or what it came after")
	}
	if err := checkUTF8(append([]string{text}, after...)...); err != nil {
		return nil, err
	}
	if slices.Contains(after, "") {
		return nil, Errorf(BadInput, "when", "what a date came after needs an id, not an empty text")
	}
	switch basis {
	case "":
		basis = "STATED"
	case "STATED", "INFERRED":
	default:
		return nil, Errorf(BadInput, "when", "the basis of a date is STATED or INFERRED, not %q", basis)
	}
	bounds := OpenBounds()
	if edtf != "" {
		var err error
		if bounds, err = ParseEDTF(edtf); err != nil {
			return nil, err
		}
	}
	return &When{NFC(text), edtf, bounds, append([]string(nil), after...), basis}, nil
}

// Token is a word without spaces that stands for w in an id: its EDTF date,
// else its folded words, else the first thing that it came after. It is "" where
// w is nil or says nothing.
func (w *When) Token() string {
	switch {
	case w == nil:
		return ""
	case w.EDTF != "":
		return w.EDTF
	case Fold(w.Text) != "":
		return strings.ReplaceAll(Fold(w.Text), " ", "-")
	case len(w.After) > 0:
		return "after-" + w.After[0]
	}
	return ""
}

// Equal reports whether w and o say the same in the same words. Either may be
// nil, which equals only nil.
func (w *When) Equal(o *When) bool {
	if w == nil || o == nil {
		return w == o
	}
	return w.Text == o.Text && w.EDTF == o.EDTF && w.Bounds == o.Bounds &&
		w.Basis == o.Basis && slices.Equal(w.After, o.After)
}

// Day returns the day by which a date is ordered: the first of its bounds that is
// known; NoDay if none is, or w is nil.
func (w *When) Day() Day {
	if w != nil {
		for _, d := range []Day{w.StartEarliest, w.StartLatest, w.EndEarliest, w.EndLatest} {
			if d.Known() {
				return d
			}
		}
	}
	return NoDay
}

// OpenBounds are the bounds of what has no date: nothing is known of them, and
// so every day is inside.
func OpenBounds() Bounds { return Bounds{NoDay, NoDay, NoDay, NoDay} }

// Overlaps reports whether b and o may share a day.
func (b Bounds) Overlaps(o Bounds) bool {
	return inOrder(b.StartEarliest, o.EndLatest) && inOrder(o.StartEarliest, b.EndLatest)
}

// inOrder reports whether a is no later than b. A bound that is open stands in
// nobody's way, for certainty too.
func inOrder(a, b Day) bool { return !a.Known() || !b.Known() || a <= b }

// Part returns a part of the date as a [Value], null where it is open or empty.
func (w *When) Part(p Part) Value {
	switch p {
	case WhenText:
		return textValue(w.Text)
	case WhenEDTF:
		return textValue(w.EDTF)
	case WhenBasis:
		return textValue(w.Basis)
	case StartEarliest:
		return dayValue(w.StartEarliest)
	case StartLatest:
		return dayValue(w.StartLatest)
	case EndEarliest:
		return dayValue(w.EndEarliest)
	case EndLatest:
		return dayValue(w.EndLatest)
	case WhenYear:
		if w.StartEarliest.Known() {
			return strconv.Itoa(w.StartEarliest.Year())
		}
		return nil
	}
	return w
}

func textValue(s string) Value {
	if s == "" {
		return nil
	}
	return s
}

func dayValue(d Day) Value {
	if !d.Known() {
		return nil
	}
	return d
}

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

// AsOf shows the graph as it was on a day, with what was known on another. The zero
// value shows all of it.
type AsOf struct {
	Set     bool
	Day     Day
	Certain bool // leave out what is only possible

	Known   bool // only what was published by KnownOn counts, as it was known then
	KnownOn Day
}

// PossibleOn reports whether d may be inside b.
func (b Bounds) PossibleOn(d Day) bool {
	return inOrder(b.StartEarliest, d) && inOrder(d, b.EndLatest)
}

// CertainOn reports whether d is inside b whichever of its days are meant.
func (b Bounds) CertainOn(d Day) bool {
	return inOrder(b.StartLatest, d) && inOrder(d, b.EndEarliest)
}

// BegunBy reports whether b may have started on d or before, or where certain
// is asked, must have.
func (b Bounds) BegunBy(d Day, certain bool) bool {
	if certain {
		return inOrder(b.StartLatest, d)
	}
	return inOrder(b.StartEarliest, d)
}
