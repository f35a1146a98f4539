package graph

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func mustEDTF(t *testing.T, s string) Bounds {
	t.Helper()
	if s == "" {
		return OpenBounds()
	}
	b, err := ParseEDTF(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestNewWhen(t *testing.T) {
	tests := []struct {
		name              string
		text, edtf, basis string
		after             []string
		want              When
		token             string
	}{
		{
			name: "a date with its words", text: "Tuesday afternoon", edtf: "2025-12-02", basis: "INFERRED",
			want:  When{Text: "Tuesday afternoon", EDTF: "2025-12-02", Bounds: mustEDTF(t, "2025-12-02"), Basis: "INFERRED"},
			token: "2025-12-02",
		},
		{
			name: "words alone are stated, with open bounds", text: "“Late on Zelensky’s Tuesday”", basis: "",
			want:  When{Text: "“Late on Zelensky’s Tuesday”", Bounds: OpenBounds(), Basis: "STATED"},
			token: "late-on-zelensky-tuesday",
		},
		{
			name: "after a meeting", basis: "STATED", after: []string{"meeting:geneva", "meeting:miami"},
			want:  When{Bounds: OpenBounds(), After: []string{"meeting:geneva", "meeting:miami"}, Basis: "STATED"},
			token: "after-meeting:geneva",
		},
		{
			name: "words without letters, after a meeting", text: "…", after: []string{"meeting:geneva"},
			want:  When{Text: "…", Bounds: OpenBounds(), After: []string{"meeting:geneva"}, Basis: "STATED"},
			token: "after-meeting:geneva",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := NewWhen(tt.text, tt.edtf, tt.basis, tt.after...)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.token, got.Token()); diff != "" {
				t.Errorf("token (-want +got):\n%s", diff)
			}
		})
	}
}

func TestNewWhenRefuses(t *testing.T) {
	tests := []struct {
		name              string
		text, edtf, basis string
		after             []string
	}{
		{name: "nothing"},
		{name: "a basis alone", basis: "STATED"},
		{name: "words without letters", text: " … "},
		{name: "another basis", text: "Tuesday", basis: "GUESSED"},
		{name: "a basis in small letters", text: "Tuesday", basis: "stated"},
		{name: "words as EDTF", edtf: "Tuesday"},
		{name: "an empty id", text: "Tuesday", after: []string{""}},
		{name: "words that are not UTF-8", text: "Tues\xffday"},
		{name: "a NUL in an id", after: []string{"meeting:\x00"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := NewWhen(tt.text, tt.edtf, tt.basis, tt.after...)
			var e *Error
			if !errors.As(err, &e) || e.Code != BadInput || got != nil {
				t.Errorf("got %v, %v; want a BadInput error", got, err)
			}
		})
	}
}

func TestNewWhenKeepsItsOwnAfter(t *testing.T) {
	ids := []string{"meeting:geneva"}
	w, err := NewWhen("", "", "", ids...)
	if err != nil {
		t.Fatal(err)
	}
	ids[0] = "meeting:miami"
	if diff := cmp.Diff([]string{"meeting:geneva"}, w.After); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTokenOfNothing(t *testing.T) {
	for _, w := range []*When{nil, {}} {
		if got := w.Token(); got != "" {
			t.Errorf("%v has the token %q", w, got)
		}
	}
}

func TestWhenEqual(t *testing.T) {
	make := func(text, edtf, basis string, after ...string) *When {
		w, err := NewWhen(text, edtf, basis, after...)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	whens := map[string]*When{
		"nil":        nil,
		"a date":     make("", "2025-12-02", ""),
		"words too":  make("Tuesday", "2025-12-02", ""),
		"inferred":   make("", "2025-12-02", "INFERRED"),
		"other date": make("", "2025-12-03", ""),
		"after":      make("", "2025-12-02", "", "a"),
		"after two":  make("", "2025-12-02", "", "a", "b"),
	}
	for a, v := range whens {
		for b, w := range whens {
			if v != nil && a == b {
				w = make(w.Text, w.EDTF, w.Basis, w.After...)
			}
			if got := v.Equal(w); got != (a == b) {
				t.Errorf("%s equal to %s: %t", a, b, got)
			}
		}
	}
}

func TestBoundsOn(t *testing.T) {
	type answers struct{ Possible, Certain, MayHaveBegun, MustHaveBegun bool }
	tests := []struct {
		name, edtf, day string
		want            answers
	}{
		{"on its day", "2025-12-02", "2025-12-02", answers{true, true, true, true}},
		{"before its day", "2025-12-02", "2025-12-01", answers{false, false, false, false}},
		{"after its day", "2025-12-02", "2025-12-03", answers{false, false, true, true}},
		{"within its month", "2025-11", "2025-11-15", answers{true, false, true, false}},
		{"on its month's last day", "2025-11", "2025-11-30", answers{true, false, true, true}},
		{"between its months", "2025-09/2025-11", "2025-10-15", answers{true, true, true, true}},
		{"in its last month", "2025-09/2025-11", "2025-11-15", answers{true, false, true, true}},
		{"in its first month", "2025-09/2025-11", "2025-09-15", answers{true, false, true, false}},
		{"about its day", "2025-12-02~", "2025-12-02", answers{true, false, true, false}},
		{"about the day before", "2025-12-02~", "2025-12-01", answers{true, false, true, false}},
		{"long after an open end", "2019/..", "2025-12-02", answers{true, true, true, true}},
		{"before an open end", "2019/..", "2018-12-31", answers{false, false, false, false}},
		{"long before an unknown start", "/2019", "1900-01-01", answers{true, true, true, true}},
		{"after an unknown start", "/2019", "2020-01-01", answers{false, false, true, true}},
		{"no date", "", "2025-12-02", answers{true, true, true, true}},
		{"on no day", "2025", "", answers{true, true, true, true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			day := NoDay
			if tt.day != "" {
				day = mustEDTF(t, tt.day).StartEarliest
			}
			b := mustEDTF(t, tt.edtf)
			got := answers{b.PossibleOn(day), b.CertainOn(day), b.BegunBy(day, false), b.BegunBy(day, true)}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%q on %q (-want +got):\n%s", tt.edtf, tt.day, diff)
			}
		})
	}
}

func TestBoundsOverlaps(t *testing.T) {
	tests := []struct {
		name, a, b string
		want       bool
	}{
		{"the same day", "2025-12-02", "2025-12-02", true},
		{"two days", "2025-12-02", "2025-12-03", false},
		{"a day of a month", "2025-12-02", "2025-12", true},
		{"one touches the other", "2025-10/2025-12-02", "2025-12-02/..", true},
		{"one after the other", "2025-10/2025-12-01", "2025-12-02/..", false},
		{"one within the other", "2025-10/2025-12", "2025-11-02", true},
		{"open at both outer ends", "../2025", "2024/..", true},
		{"open at both outer ends, apart", "../2023", "2024/..", false},
		{"open towards each other", "2025/..", "../2020", false},
		{"no date", "", "2025-12-02", true},
		{"no dates", "", "", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, b := mustEDTF(t, tt.a), mustEDTF(t, tt.b)
			if ab, ba := a.Overlaps(b), b.Overlaps(a); ab != tt.want || ba != tt.want {
				t.Errorf("%q and %q: %t, and the other way %t; want %t", tt.a, tt.b, ab, ba, tt.want)
			}
		})
	}
}

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
