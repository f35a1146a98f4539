package graph

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseDay(t *testing.T) {
	tests := []struct {
		name string
		in   string
		want Day
	}{
		{"the epoch", "1970-01-01", 0},
		{"the day before the epoch", "1969-12-31", -1},
		{"a day of the article", "2025-12-02", 20424},
		{"a leap day", "2024-02-29", 19782},
		{"the year 0000 is a leap year", "0000-02-29", -719469},
		{"before the year 0000", "-0044-03-15", MakeDay(-44, 3, 15)},
		{"a leap day before the year 0000", "-0004-02-29", MakeDay(-4, 2, 29)},
		{"the calendar's first day", "-9999-01-01", calendarStart},
		{"the calendar's last day", "9999-12-31", calendarEnd},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := ParseDay(tt.in)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("ParseDay(%q) (-want +got):\n%s", tt.in, diff)
			}
			if got.String() != tt.in {
				t.Errorf("String() = %q, want %q", got, tt.in)
			}
		})
	}
}

func TestParseDayRefuses(t *testing.T) {
	tests := map[string]string{
		"nothing":                 "",
		"a month":                 "2025-12",
		"a day that is not":       "2025-02-29",
		"a month that is not":     "2025-13-01",
		"a day 0":                 "2025-12-00",
		"a short day":             "2025-12-2",
		"the year -0000":          "-0000-01-01",
		"a plus":                  "+2025-12-02",
		"two signs":               "--2025-12-02",
		"a year of five digits":   "12025-12-02",
		"a time":                  "2025-12-02T10:00:00Z",
		"a space":                 "2025-12-02 ",
		"digits that are not 0-9": "２０２５-12-02",
	}
	for name, in := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := ParseDay(in)
			var e *Error
			if !errors.As(err, &e) || e.Code != BadInput || got.Known() {
				t.Errorf("ParseDay(%q) = %v, %v; want a BadInput error", in, got, err)
			}
		})
	}
}

func TestMakeDay(t *testing.T) {
	tests := []struct {
		name             string
		year, month, day int
		want             string
	}{
		{"a day", 2025, 12, 2, "2025-12-02"},
		{"day 0 is the last of the month before", 2024, 3, 0, "2024-02-29"},
		{"a month carries over", 2025, 13, 1, "2026-01-01"},
		{"after the calendar", 10000, 1, 1, "9999-12-31"},
		{"before the calendar", -10000, 12, 31, "-9999-01-01"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, MakeDay(tt.year, tt.month, tt.day).String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestDay(t *testing.T) {
	if NoDay.Known() || NoDay.String() != "" {
		t.Errorf("NoDay is known: %q", NoDay)
	}
	if d := MakeDay(-44, 3, 15); !d.Known() || d.Year() != -44 {
		t.Errorf("%s: Known() = %t, Year() = %d", d, d.Known(), d.Year())
	}
}

// FuzzDay: every day of the calendar is read back from its text, and
// what text is read as a day is that day's text.
func FuzzDay(f *testing.F) {
	f.Add(int32(0), "1970-01-01")
	f.Add(int32(calendarStart), "-0004-02-29")
	f.Add(int32(calendarEnd), "-0000-01-01")
	f.Fuzz(func(t *testing.T, n int32, s string) {
		if d := Day(n); d >= calendarStart && d <= calendarEnd {
			if got, err := ParseDay(d.String()); err != nil || got != d {
				t.Errorf("ParseDay(%q) = %d, %v; want %d", d, got, err, d)
			}
			if d.Year() < -9999 || d.Year() > 9999 {
				t.Errorf("the year of %s is %d", d, d.Year())
			}
		}
		if d, err := ParseDay(s); err == nil && d.String() != s {
			t.Errorf("ParseDay(%q) is %s", s, d)
		}
	})
}
