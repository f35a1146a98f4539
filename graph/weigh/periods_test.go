package weigh_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/weigh"
)

// TestPeriods shows when states held. A period is told as "start, end", each
// between its earliest and its latest day.
func TestPeriods(t *testing.T) {
	m := model(t)
	stance, occupancy := m.Edge("HOLDS").Prop("stance").Enum, m.Edge("HOLDS_POST").Prop("occupancy").Enum
	type said struct{ value, when, on, by string }
	tests := []struct {
		name string
		of   *graph.Enum
		said []said
		want []string
	}{
		{"a stance that turns", stance, []said{{"SUPPORTS", "", "2025-11-20", "a"}, {"OPPOSES", "", "2025-12-05", "a"}}, []string{
			"OPPOSES 2025-12-05..2025-12-05, 2025-12-05..",
			"SUPPORTS ..2025-11-20, 2025-11-20..2025-12-04"}},
		{"roll calls", stance, []said{{"SUPPORTS", "2029-12-10", "", "a"}, {"NEUTRAL", "2030-12-12", "", "a"}, {"SUPPORTS", "2031-12-11", "", "a"}}, []string{
			"NEUTRAL 2030-12-12..2030-12-12, 2030-12-12..2031-12-10",
			"SUPPORTS ..2029-12-10, 2029-12-10..2030-12-11; 2031-12-11..2031-12-11, 2031-12-11.."}},
		{"an open end is none that is given", stance, []said{{"OPPOSES", "2025-12-03/..", "2025-12-09", "a"}, {"SUPPORTS", "2025-12-06/..", "2025-12-09", "a"}, {"OPPOSES", "2025-12-08/..", "2025-12-09", "a"}}, []string{
			"OPPOSES 2025-12-03..2025-12-03, 2025-12-05..2025-12-05; 2025-12-08..2025-12-08, ..",
			"SUPPORTS 2025-12-06..2025-12-06, 2025-12-07..2025-12-07"}},
		{"who resigns still holds the post that day", occupancy, []said{{"HOLDER", "", "2025-12-01", "a"}, {"HOLDER", "../2025-12-08", "2025-12-09", "a"}, {"FORMER", "2025-12-08/..", "2025-12-09", "a"}}, []string{
			"FORMER 2025-12-08..2025-12-08, ..",
			"HOLDER ..2025-12-01, 2025-12-08..2025-12-08"}},
		{"and where nobody says until when", occupancy, []said{{"HOLDER", "", "2025-12-01", "a"}, {"FORMER", "2025-12-08/..", "2025-12-09", "b"}}, []string{
			"FORMER 2025-12-08..2025-12-08, ..",
			"HOLDER ..2025-12-01, 2025-12-01..2025-12-08"}},
		{"two terms", occupancy, []said{{"HOLDER", "2009/2013", "", "a"}, {"HOLDER", "2021/..", "", "a"}}, []string{
			"HOLDER 2009-01-01..2009-12-31, 2013-01-01..2013-12-31; 2021-01-01..2021-12-31, .."}},
		{"a day in one of two terms is of it", occupancy, []said{{"HOLDER", "2009/2013", "", "a"}, {"HOLDER", "2010-05-01", "", "a"}}, []string{
			"HOLDER 2009-01-01..2009-12-31, 2013-01-01..2013-12-31"}},
		{"a date after an end that is given begins anew", occupancy, []said{{"HOLDER", "../2013-06-01", "", "a"}, {"HOLDER", "2020-01-01", "", "a"}}, []string{
			"HOLDER ..2013-06-01, 2013-06-01..2013-06-01; 2013-06-02..2020-01-01, 2020-01-01.."}},
		{"of one time, one principal's later word stands", stance, []said{{"SUPPORTS", "2025-12-01", "2025-12-02", "a"}, {"OPPOSES", "2025-12-01", "2025-12-03", "a"}}, []string{
			"OPPOSES ..2025-12-01, 2025-12-01.."}},
		{"said on one day, both do", stance, []said{{"SUPPORTS", "2025-12-01", "2025-12-02", "a"}, {"OPPOSES", "2025-12-01", "2025-12-02", "a"}}, []string{
			"OPPOSES ..2025-12-01, 2025-12-01..",
			"SUPPORTS ..2025-12-01, 2025-12-01.."}},
		{"of different principals, both do and are contested", stance, []said{{"SUPPORTS", "2025-12-01", "2025-12-02", "a"}, {"OPPOSES", "2025-12-01", "2025-12-03", "b"}}, []string{
			"OPPOSES ..2025-12-01, 2025-12-01.., contested",
			"SUPPORTS ..2025-12-01, 2025-12-01.., contested"}},
		{"a contrary word of another within an interval", stance, []said{{"SUPPORTS", "2025-01-01/2025-12-31", "", "a"}, {"OPPOSES", "2025-06-01", "", "b"}}, []string{
			"OPPOSES 2025-06-01..2025-06-01, 2025-06-01.., contested",
			"SUPPORTS 2025-01-01..2025-01-01, 2025-12-31..2025-12-31, contested"}},
		{"a turn is not contested, whoever tells it", stance, []said{{"SUPPORTS", "2025-01-01", "", "a"}, {"OPPOSES", "2025-06-01", "", "b"}}, []string{
			"OPPOSES 2025-06-01..2025-06-01, 2025-06-01..",
			"SUPPORTS ..2025-01-01, 2025-01-01..2025-05-31"}},
		{"what is unclear ends nothing", stance, []said{{"SUPPORTS", "2025-01-01", "", "a"}, {"UNCLEAR", "2025-06-01", "", "b"}}, []string{
			"SUPPORTS ..2025-01-01, 2025-01-01..",
			"UNCLEAR 2025-06-01..2025-06-01, 2025-06-01.."}},
		{"a year makes no day of it certain, two those between", stance, []said{{"SUPPORTS", "2019", "", "a"}, {"SUPPORTS", "2021", "", "a"}}, []string{
			"SUPPORTS ..2019-12-31, 2021-01-01.."}},
		{"without any date it always held", stance, []said{{"SUPPORTS", "", "", "a"}}, []string{"SUPPORTS .., .."}},
		{"but where a dated word says otherwise", stance, []said{{"SUPPORTS", "", "", "a"}, {"OPPOSES", "2025-01-01/2025-06-30", "", "a"}}, []string{
			"OPPOSES 2025-01-01..2025-01-01, 2025-06-30..2025-06-30",
			"SUPPORTS .., 2024-12-31..2024-12-31; 2025-07-01..2025-07-01, .."}},
		{"two without any date, of different principals", stance, []said{{"SUPPORTS", "", "", "a"}, {"OPPOSES", "", "", "b"}}, []string{
			"OPPOSES .., .., contested", "SUPPORTS .., .., contested"}},
		{"a contrary state whose end is given", stance, []said{{"OPPOSES", "2020-01-01/2020-12-31", "", "a"}, {"SUPPORTS", "2025-01-01", "", "a"}}, []string{
			"OPPOSES 2020-01-01..2020-01-01, 2020-12-31..2020-12-31",
			"SUPPORTS 2021-01-01..2025-01-01, 2025-01-01.."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var series weigh.States
			for i, x := range tt.said {
				series = append(series, weigh.Held{
					Precedence: graph.Precedence{Stated: true, Said: day(x.on), Seq: i}, Principal: x.by, Value: tt.of.Of(x.value), When: date(x.when),
				})
			}
			var got []string
			for _, spell := range series.Periods() {
				got = append(got, toldSpell(spell))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func toldSpell(s weigh.Spell) string {
	var periods []string
	for _, p := range s.Periods {
		periods = append(periods, p.StartEarliest.String()+".."+p.StartLatest.String()+", "+p.EndEarliest.String()+".."+p.EndLatest.String())
	}
	told := s.Value + " " + strings.Join(periods, "; ")
	if s.Contested {
		told += ", contested"
	}
	return told
}

func TestHull(t *testing.T) {
	tests := []struct {
		name  string
		dates []string
		want  string
	}{
		{"none", []string{""}, ""},
		{"one", []string{"", "2025-12"}, "2025-12"},
		{"days", []string{"2029-12-10", "2031-12-11", "2030-12-12"}, "2029-12-10/2031-12-11"},
		{"open ends", []string{"2025-12-03/..", "2025-12-08/.."}, "2025-12-03/.."},
		{"an open start", []string{"../2025-12-08", "2025-12-01"}, "../2025-12-08"},
		{"open at both ends", []string{"../2025-12-08", "2025-12-10/.."}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var dates []*graph.When
			for _, edtf := range tt.dates {
				dates = append(dates, date(edtf))
			}
			got := ""
			if w := weigh.Hull(dates); w != nil {
				got = w.EDTF
			}
			if got != tt.want {
				t.Errorf("%q, not %q", got, tt.want)
			}
		})
	}
}
