package pages

import "testing"

// TestPeriods tells periods in words.
func TestPeriods(t *testing.T) {
	day := "2031-05-01"
	later := "2031-06-01"
	for _, test := range []struct {
		name string
		of   period
		want string
	}{
		{"nothing dates it", period{}, ""},
		{"one day", period{bound{"", day}, bound{day, ""}}, "on " + day},
		{"two days", period{bound{"", day}, bound{later, ""}}, day + " to " + later + " at least"},
		{"it began", period{bound{day, day}, bound{day, ""}}, "since " + day},
		{"it began some time before", period{bound{"2031-04-01", day}, bound{day, ""}}, "since " + day + " or before"},
		{"it ended", period{bound{"", day}, bound{later, later}}, "until " + later},
		{"it ended some time after", period{bound{"", day}, bound{day, later}}, "until " + day + " or later"},
		{"it began and ended", period{bound{day, day}, bound{later, later}}, day + " to " + later},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := test.of.String(); got != test.want {
				t.Errorf("%q, not %q", got, test.want)
			}
		})
	}
}

// TestVotes tells in a sentence who says so and who does not.
func TestVotes(t *testing.T) {
	says := func(principal, side string) vote { return vote{Principal: principal, Side: side} }
	said := func(principal string) vote {
		return vote{Principal: principal, Side: "AFFIRMS", Statement: evidence{SaidBy: &node{ID: principal}}}
	}
	names := names{"a": "Ann", "b": "Bo", "c": "Cy", "d": "Di", "e": "Ed", "s": "“A source”"}
	for _, test := range []struct {
		name  string
		votes []vote
		want  string
	}{
		{"one", []vote{said("a")}, "Ann says so; nobody denies it."},
		{"a source alone", []vote{says("s", "AFFIRMS")}, "One source says so, in its own voice; nobody denies it."},
		{"two", []vote{says("b", "AFFIRMS"), says("a", "AFFIRMS")}, "Ann and Bo say so; nobody denies it."},
		{"five", []vote{says("a", "AFFIRMS"), says("b", "AFFIRMS"), says("c", "AFFIRMS"), says("d", "AFFIRMS"), says("e", "AFFIRMS")}, "Ann, Bo, Cy and 2 others say so; nobody denies it."},
		{"both", []vote{says("a", "AFFIRMS"), says("b", "DENIES"), says("c", "SILENT")}, "For: Ann. Against: Bo."},
		{"denied", []vote{says("b", "DENIES")}, "Denied by Bo; nobody affirms it."},
		{"silent", []vote{says("b", "SILENT")}, "Bo would not say."},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := names.votes(test.votes); got != test.want {
				t.Errorf("%q, not %q", got, test.want)
			}
		})
	}
}

// TestPlain shows that no field of a file begins like a formula.
func TestPlain(t *testing.T) {
	for text, want := range map[string]string{"=1+1": "'=1+1", "+1": "'+1", "@x": "'@x", "Ann": "Ann", "": ""} {
		if got := (field{Text: text}).plain(); got != want {
			t.Errorf("%q is %q, not %q", text, got, want)
		}
	}
}
