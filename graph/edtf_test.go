package graph

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// boundsText is the four days in the order of their fields, a dot for NoDay.
func boundsText(b Bounds) string {
	var days []string
	for _, d := range []Day{b.StartEarliest, b.StartLatest, b.EndEarliest, b.EndLatest} {
		if d.Known() {
			days = append(days, d.String())
		} else {
			days = append(days, ".")
		}
	}
	return strings.Join(days, " ")
}

// both are the bounds of a date, whose start and end lie in the same days.
func both(first, last string) string {
	return strings.Join([]string{first, last, first, last}, " ")
}

func TestParseEDTF(t *testing.T) {
	tests := []struct {
		name, in, want string
	}{
		{"a day", "2025-12-02", both("2025-12-02", "2025-12-02")},
		{"a month", "2025-11", both("2025-11-01", "2025-11-30")},
		{"a February in a leap year", "2024-02", both("2024-02-01", "2024-02-29")},
		{"a December", "2025-12", both("2025-12-01", "2025-12-31")},
		{"a year", "2025", both("2025-01-01", "2025-12-31")},
		{"the year 0000", "0000", both("0000-01-01", "0000-12-31")},
		{"a year before 0000", "-0044", both("-0044-01-01", "-0044-12-31")},
		{"a day before 0000", "-0044-03-15", both("-0044-03-15", "-0044-03-15")},

		{"a decade", "201X", both("2010-01-01", "2019-12-31")},
		{"a century", "20XX", both("2000-01-01", "2099-12-31")},
		{"a decade before 0000", "-004X", both("-0049-01-01", "-0040-12-31")},
		{"the last decade before 0000", "-000X", both("-0009-01-01", "-0001-12-31")},
		{"some month", "2004-XX", both("2004-01-01", "2004-12-31")},
		{"some day of a month", "2004-06-XX", both("2004-06-01", "2004-06-30")},
		{"some day of a year", "2004-XX-XX", both("2004-01-01", "2004-12-31")},

		{"about a day", "2025-12-01~", both("2025-11-30", "2025-12-02")},
		{"a month in doubt", "2025-12?", both("2025-11-01", "2026-01-31")},
		{"a January in doubt", "2024-01?", both("2023-12-01", "2024-02-29")},
		{"about a year in doubt", "2004%", both("2003-01-01", "2005-12-31")},
		{"about a decade", "201X~", both("2000-01-01", "2029-12-31")},
		{"about a century", "20XX~", both("1900-01-01", "2199-12-31")},
		{"about some day of a month", "2004-06-XX~", both("2004-05-01", "2004-07-31")},
		{"about some month", "2004-XX~", both("2003-01-01", "2005-12-31")},
		{"about the last year", "9999~", both("9998-01-01", "9999-12-31")},
		{"about the first day", "-9999-01-01~", both("-9999-01-01", "-9999-01-02")},

		{"days", "2025-12-02/2025-12-04", "2025-12-02 2025-12-02 2025-12-04 2025-12-04"},
		{"months", "2025-11/2025-12", "2025-11-01 2025-11-30 2025-12-01 2025-12-31"},
		{"a day to a year", "2004-02-01/2005", "2004-02-01 2004-02-01 2005-01-01 2005-12-31"},
		{"a month within its year", "2004-06/2004", "2004-06-01 2004-06-30 2004-01-01 2004-12-31"},
		{"ends in doubt", "2004-06~/2004-08?", "2004-05-01 2004-07-31 2004-07-01 2004-09-30"},
		{"ends that only doubt puts in order", "2025-12-02~/2025-12-01", "2025-12-01 2025-12-03 2025-12-01 2025-12-01"},
		{"an open end", "2025-11/..", "2025-11-01 2025-11-30 . ."},
		{"an unknown end", "2025-11/", "2025-11-01 2025-11-30 . ."},
		{"an open start", "../2025-11-02", ". . 2025-11-02 2025-11-02"},
		{"an unknown start", "/2025-11-02", ". . 2025-11-02 2025-11-02"},

		{"one of some days", "[2025-11-28..2025-12-02]", both("2025-11-28", "2025-12-02")},
		{"one of the days of some months", "[2025-11..2025-12]", both("2025-11-01", "2025-12-31")},
		{"one of some days in doubt", "[2025-11-28..2025-12-02~]", both("2025-11-28", "2025-12-03")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := ParseEDTF(tt.in)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, boundsText(got)); diff != "" {
				t.Errorf("ParseEDTF(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

func TestParseEDTFRefuses(t *testing.T) {
	tests := []struct {
		name, in, says string
	}{
		{"nothing", "", `"" has none of the accepted forms`},
		{"words", "Tuesday", `"Tuesday" has none`},
		{"a month that is not", "2025-13", "no month 2025-13"},
		{"a season", "2025-21", "no month 2025-21"},
		{"a month 00", "2025-00-XX", "no month 2025-00"},
		{"a day that is not", "2025-02-29", "no day 2025-02-29"},
		{"the year -0000", "-0000", "no year -0000"},
		{"a month of the year -0000", "-0000-05", "no month -0000-05"},
		{"a time", "2025-12-02T10:00:00Z", "none of the accepted forms"},
		{"a long year", "Y170000002", "none of the accepted forms"},
		{"an exponent", "Y-17E7", "none of the accepted forms"},
		{"one of a list", "[1667,1668]", "none of the accepted forms"},
		{"one of a set without an end", "[1667..]", `"" has none`},
		{"one of a set that is not closed", "[1667..1668", "none of the accepted forms"},
		{"one of a set in an interval", "[1667..1668]/1670", "none of the accepted forms"},
		{"one of a set in the wrong order", "[1668..1667]", "the set ends before it starts"},
		{"one of a set with a day that is not", "[1668-02-30..1669]", "no day 1668-02-30"},
		{"all of a set", "{1667,1668}", "none of the accepted forms"},
		{"a month of some year", "201X-05", "none of the accepted forms"},
		{"a day of some month", "2004-XX-05", "none of the accepted forms"},
		{"any year", "XXXX", "none of the accepted forms"},
		{"a small x", "201x", "none of the accepted forms"},
		{"a mark within", "2004?-06", "none of the accepted forms"},
		{"a mark before", "~2004", "none of the accepted forms"},
		{"two marks", "2004?~", "more than one mark"},
		{"an open date", "..", "none of the accepted forms"},
		{"spaces", " 2004", "none of the accepted forms"},
		{"nothing but a slash", "/", "a date at one end"},
		{"open at both ends", "../..", "a date at one end"},
		{"open and unknown", "../", "a date at one end"},
		{"three ends", "2004/2005/2006", `"2005/2006" has none`},
		{"a start that is not", "2004-13/2005", "no month 2004-13"},
		{"an end that is not", "2004/2004-02-30", "no day 2004-02-30"},
		{"the wrong order", "2025-12/2025-11", "ends before it starts"},
		{"the wrong order even in doubt", "2025-12-02~/2025-11-30", "ends before it starts"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := ParseEDTF(tt.in)
			var e *Error
			if !errors.As(err, &e) || e.Code != BadInput || e.Op != "edtf" {
				t.Fatalf("ParseEDTF(%q) = %v, %v; want a BadInput error", tt.in, got, err)
			}
			if !strings.Contains(e.Message, tt.says) || !strings.Contains(e.Message, "2025-11/2025-12") {
				t.Errorf("the error %q\ndoes not say %q and what is accepted", e.Message, tt.says)
			}
			if got != OpenBounds() {
				t.Errorf("the bounds of an error are %s", boundsText(got))
			}
		})
	}
}

// FuzzParseEDTF: nothing panics; a pair of bounds is known as a whole and in
// order; the start may come before the end; a mark only widens.
func FuzzParseEDTF(f *testing.F) {
	for _, s := range []string{
		"2025-12-02", "-0044~", "201X", "-000X", "2004-06-XX", "2004-06~/2004-08?", "2025-11/..", "/2025", "9999-12-31%", "-9999/", "[2025-11-28..2025-12-02]",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b, err := ParseEDTF(s)
		if err != nil {
			if b != OpenBounds() {
				t.Errorf("%q: bounds %s beside the error %v", s, boundsText(b), err)
			}
			return
		}
		checkOrder(t, s, b)
		wide, err := ParseEDTF(s + "~")
		if err != nil {
			return // marked already, or open at the end
		}
		checkOrder(t, s+"~", wide)
		if wide.EndEarliest > b.EndEarliest || wide.EndLatest < b.EndLatest {
			t.Errorf("%q: %s, but in doubt %s", s, boundsText(b), boundsText(wide))
		}
	})
}

func checkOrder(t *testing.T, s string, b Bounds) {
	t.Helper()
	if b.StartEarliest.Known() != b.StartLatest.Known() || b.EndEarliest.Known() != b.EndLatest.Known() {
		t.Errorf("%q: half a pair is known: %s", s, boundsText(b))
	}
	if !inOrder(b.StartEarliest, b.StartLatest) || !inOrder(b.EndEarliest, b.EndLatest) || !inOrder(b.StartEarliest, b.EndLatest) {
		t.Errorf("%q: out of order: %s", s, boundsText(b))
	}
	if b == OpenBounds() {
		t.Errorf("%q: says nothing", s)
	}
}
