package weigh_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/weigh"
)

func day(s string) graph.Day {
	if s == "" {
		return graph.NoDay
	}
	d, err := graph.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func date(edtf string) *graph.When {
	if edtf == "" {
		return nil
	}
	w, err := graph.NewWhen("", edtf, "")
	if err != nil {
		panic(err)
	}
	return w
}

// latestBefore returns the latest day of the sources loaded before one.
func latestBefore(known []graph.Day) func(source int) graph.Day {
	return func(source int) graph.Day { return slices.Max(append(known[:source:source], graph.NoDay)) }
}

func model(t *testing.T) *graph.Model {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestCounting tells, of statements "source: day known, what it corrects, when it
// was withdrawn", which count.
func TestCounting(t *testing.T) {
	type said struct {
		known     string
		corrects  []int
		withdrawn string
	}
	tests := []struct {
		name    string
		said    []said // each of a source of its own, in the order of loading
		knownOn string
		want    string // which count; of the others, what corrected them
	}{
		{"nothing is corrected", []said{{known: "2031-06-03"}, {known: "2031-06-05"}}, "", "0 1"},
		{"a correction", []said{{known: "2031-06-03"}, {known: "2031-06-05", corrects: []int{0}}}, "", "(0 by 1) 1"},
		{"not before it was published", []said{{known: "2031-06-03"}, {known: "2031-06-05", corrects: []int{0}}}, "2031-06-04", "0 (1)"},
		{"a correction of a correction restores", []said{{known: "2031-06-03"}, {known: "2031-06-05", corrects: []int{0}}, {known: "2031-06-09", corrects: []int{1}}}, "", "0 (1 by 2) 2"},
		{"and a correction of that takes it away again", []said{{known: "2031-06-03"}, {known: "2031-06-05", corrects: []int{0}}, {known: "2031-06-09", corrects: []int{1}}, {known: "2031-06-10", corrects: []int{2}}}, "", "(0 by 1) 1 (2 by 3) 3"},
		{"an earlier source corrects no later one", []said{{known: "2031-06-05"}, {known: "2031-06-03", corrects: []int{0}}}, "", "0 1"},
		{"of one day, the later loaded corrects", []said{{known: "2031-06-05"}, {known: "2031-06-05", corrects: []int{0}}}, "", "(0 by 1) 1"},
		{"a source without a date comes after those loaded before it", []said{{known: "2031-06-05"}, {corrects: []int{0}}}, "", "(0 by 1) 1"},
		{"and before what was published later", []said{{known: "2031-06-05"}, {}, {known: "2031-06-06", corrects: []int{1}}}, "", "0 (1 by 2) 2"},
		{"it has always been known", []said{{known: "2031-06-05"}, {}}, "2000-01-01", "(0) 1"},
		{"what was withdrawn", []said{{known: "2031-07-05", withdrawn: "2031-07-20"}, {known: "2031-07-08"}}, "", "(0) 1"},
		{"not before it was", []said{{known: "2031-07-05", withdrawn: "2031-07-20"}, {known: "2031-07-08"}}, "2031-07-10", "0 1"},
		{"a withdrawn correction corrects nothing", []said{{known: "2031-07-05"}, {known: "2031-07-06", corrects: []int{0}, withdrawn: "2031-07-20"}}, "", "0 (1)"},
		{"the last correction is told", []said{{known: "2031-07-05"}, {known: "2031-07-06", corrects: []int{0}}, {known: "2031-07-07", corrects: []int{0}}}, "", "(0 by 2) 1 2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var known []graph.Day
			for _, x := range tt.said {
				known = append(known, day(x.known))
			}
			var statements []weigh.Statement
			for i, x := range tt.said {
				statements = append(statements, weigh.Statement{
					Precedence: graph.Precedence{Source: i, Published: known[i]}, Corrects: x.corrects, Withdrawn: day(x.withdrawn),
				})
			}
			weigh.Rank(statements, latestBefore(known))
			var got []string
			for i, s := range weigh.Counting(statements, day(tt.knownOn)) {
				switch {
				case s.Counts:
					got = append(got, fmt.Sprint(i))
				case s.CorrectedBy == weigh.Nobody:
					got = append(got, fmt.Sprintf("(%d)", i))
				default:
					got = append(got, fmt.Sprintf("(%d by %d)", i, s.CorrectedBy))
				}
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestCount counts the votes on a status, an attendance or a claim.
func TestCount(t *testing.T) {
	m := model(t)
	status, attendance := m.Kind("Meeting").Prop("status"), m.Edge("PARTICIPATED_IN").Prop("attendance")
	type said struct {
		by, says string // of a status or an attendance, the value; "denies" and "is silent"; a ! at its end confirms
		on       string
	}
	tests := []struct {
		name    string
		leading *graph.Property
		won     string
		first   string
		said    []said // the later the later in its source
		want    string // verification, then who affirms, denies and is silent, and publishers
	}{
		{"one principal", nil, "", "", []said{{"a", "", ""}}, "UNVERIFIED 1 0 0 of 1"},
		{"two who say the same", nil, "", "", []said{{"a", "", ""}, {"b", "", ""}}, "UNVERIFIED 2 0 0 of 2"},
		{"another confirms", nil, "", "", []said{{"a", "", ""}, {"b", "!", ""}}, "CONFIRMED 2 0 0 of 2"},
		{"nobody confirms itself", nil, "", "", []said{{"a", "", ""}, {"a", "!", ""}}, "UNVERIFIED 1 0 0 of 1"},
		{"two confirmations of what nobody claims", nil, "", "", []said{{"a", "!", ""}, {"b", "!", ""}}, "UNVERIFIED 2 0 0 of 2"},
		{"one who claims and confirms, and one who claims", nil, "", "", []said{{"a", "", ""}, {"a", "!", ""}, {"b", "", ""}}, "CONFIRMED 2 0 0 of 2"},
		{"one denies", nil, "", "", []said{{"a", "", ""}, {"b", "!", ""}, {"c", "denies", ""}}, "CONTESTED 2 1 0 of 3"},
		{"it is only denied", nil, "", "", []said{{"a", "denies", ""}}, "DENIED 0 1 0 of 1"},
		{"who turns has one vote, the latest said", nil, "", "", []said{{"a", "denies", "2025-12-01"}, {"a", "!", "2025-12-05"}}, "UNVERIFIED 1 0 0 of 1"},
		{"whatever stands later", nil, "", "", []said{{"a", "!", "2025-12-05"}, {"a", "denies", "2025-12-01"}}, "UNVERIFIED 1 0 0 of 1"},
		{"silence is no vote", nil, "", "", []said{{"a", "", ""}, {"b", "is silent", ""}}, "UNVERIFIED 1 0 1 of 2"},
		{"and withdraws none", nil, "", "", []said{{"a", "", ""}, {"a", "is silent", ""}}, "UNVERIFIED 1 0 0 of 1"},
		{"what says nothing of a status does not vote for it", status, "HELD", "2025-12-03", []said{{"a", "HELD", ""}, {"b", "", ""}}, "UNVERIFIED 1 0 0 of 2"},
		{"nor does what does not know it", status, "HELD", "2025-12-03", []said{{"a", "HELD", ""}, {"b", "UNKNOWN", ""}}, "UNVERIFIED 1 0 0 of 2"},
		{"a plan does not vote once it was held", status, "HELD", "2025-12-03", []said{{"a", "HELD", ""}, {"b", "POSTPONED", "2025-12-02"}, {"c", "SCHEDULED", "2025-12-01"}}, "UNVERIFIED 1 0 0 of 3"},
		{"called off, said after its day, is against it", status, "HELD", "2025-12-03", []said{{"a", "HELD", ""}, {"b", "CANCELLED", "2025-12-04"}}, "CONTESTED 1 1 0 of 2"},
		{"said before, it is not", status, "HELD", "2025-12-03", []said{{"a", "HELD", ""}, {"b", "CANCELLED", "2025-12-02"}}, "UNVERIFIED 1 0 0 of 2"},
		{"a denial before its day denies the plan alone", status, "HELD", "2025-12-03", []said{{"a", "HELD", ""}, {"b", "denies", "2025-12-02"}}, "UNVERIFIED 1 0 0 of 2"},
		{"a denial on its day or later denies it", status, "HELD", "2025-12-03", []said{{"a", "HELD", ""}, {"b", "denies", "2025-12-03"}}, "CONTESTED 1 1 0 of 2"},
		{"without a day, it may be later", status, "HELD", "2025-12-03", []said{{"a", "HELD", ""}, {"b", "denies", ""}}, "CONTESTED 1 1 0 of 2"},
		{"plans vote for plans", status, "CANCELLED", "", []said{{"a", "SCHEDULED", ""}, {"b", "CANCELLED", ""}}, "UNVERIFIED 2 0 0 of 2"},
		{"came and did not come", attendance, "ATTENDED", "", []said{{"a", "ATTENDED", ""}, {"b", "ABSENT", ""}}, "CONTESTED 1 1 0 of 2"},
		{"is to come and will not", attendance, "DECLINED", "", []said{{"a", "EXPECTED", ""}, {"b", "DECLINED", ""}}, "CONTESTED 1 1 0 of 2"},
		{"will not come, and came", attendance, "ATTENDED", "", []said{{"a", "ATTENDED", ""}, {"b", "DECLINED", ""}}, "UNVERIFIED 1 0 0 of 2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q := weigh.Question{Leading: tt.leading, First: day(tt.first)}
			if tt.won != "" {
				q.Won = tt.won
			}
			var statements []weigh.Statement
			for i, x := range tt.said {
				s := weigh.Statement{Precedence: graph.Precedence{Stated: true, Said: day(x.on), Seq: i}, Principal: x.by, Publisher: x.by, Confirms: x.says == "!"}
				switch {
				case x.says == "denies":
					s.Polarity = graph.Denies
				case x.says == "is silent":
					s.Polarity = graph.Silent
				case x.says != "" && !s.Confirms:
					s.Says = []graph.Said{{Property: tt.leading.Name, Value: x.says}}
				}
				statements = append(statements, s)
			}
			got := q.Count(statements)
			told := fmt.Sprintf("%s %d %d %d of %d", got.Verification, got.Affirmed, got.Denied, got.Silent, got.Publishers)
			if told != tt.want {
				t.Errorf("%s, not %s", told, tt.want)
			}
		})
	}
}

// TestSteps shows what a claim comes to as more is said of it.
func TestSteps(t *testing.T) {
	said := func(on string, p graph.Polarity, confirms bool) weigh.Statement {
		return weigh.Statement{Precedence: graph.Precedence{Stated: true, Said: day(on)}, Polarity: p, Principal: "dahl", Confirms: confirms}
	}
	steps := weigh.Question{}.Steps([]weigh.Statement{said("2025-12-05", graph.Affirms, true), said("2025-12-01", graph.Denies, false), said("2025-12-03", graph.Denies, false)})
	var got []string
	for _, s := range steps {
		got = append(got, s.From.String()+" "+s.Verification)
	}
	if diff := cmp.Diff([]string{"2025-12-01 DENIED", "2025-12-05 UNVERIFIED"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
