package ftm

import (
	"testing"

	"parley/graph"
)

// Who held the office on a day, of two ministers one after the other?
func TestAnOfficeAsOfADay(t *testing.T) {
	m := standard(t)
	s := loaded(t, m, of(
		line("x", "Occupancy", "holder=a", "post=m", "startDate=2015", "endDate=2019-03-04", "status=ended"),
		line("y", "Occupancy", "holder=b", "post=m", "startDate=2019-03-05", "status=current"),
		line("a", "Person", "name=Anna"), line("b", "Person", "name=Bo"),
		line("m", "Position", "name=Minister", "country=no"),
	))
	for day, want := range map[string]string{"2017-01-01": "person:anna-a", "2019-03-05": "person:bo-b", "2025-12-02": "person:bo-b"} {
		got := asked(t, s, m, "post:minister-m", m.Kind("Post").Link("holders"), day)
		if len(got) != 1 || got[0] != want {
			t.Errorf("on %s %v held the office, not %s", day, got, want)
		}
	}
	if got := asked(t, s, m, "person:bo-b", m.Kind("Person").Link("represents"), "2025-12-02"); len(got) != 1 || got[0] != "country:no" {
		t.Errorf("Bo represents %v", got)
	}
	if got := asked(t, s, m, "person:anna-a", m.Kind("Person").Link("represents"), "2025-12-02"); got != nil {
		t.Errorf("Anna, who left, represents %v", got)
	}
}

// asked returns the nodes that a link of a node leads to on a day.
func asked(t *testing.T, s graph.Store, m *graph.Model, from string, link *graph.Link, day string) []string {
	t.Helper()
	on, err := graph.ParseDay(day)
	if err != nil {
		t.Fatal(err)
	}
	below := &graph.List{
		From: graph.From{Link: link}, Vars: []graph.Var{{}, {Ref: graph.NodeRef}},
		Page: graph.Page{Limit: graph.MaxPage}, Rows: true, Slots: []graph.Slot{{Field: graph.Field{Var: 1, Get: graph.GetID}}},
	}
	rows, err := s.Snapshot().Select(t.Context(), &graph.Plan{AsOf: graph.AsOf{Set: true, Day: on}, Root: graph.List{
		From: graph.From{Kinds: m.All}, Vars: []graph.Var{{}},
		Where: graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.Eq, Value: from},
		Page:  graph.Page{Limit: 1}, Rows: true, Slots: []graph.Slot{{List: below}},
	}})
	if err != nil || rows.Len != 1 {
		t.Fatalf("%v %v", rows, err)
	}
	var ids []string
	there := rows.Row(0)[0].(*graph.Rows)
	for i := range there.Len {
		ids = append(ids, there.Row(i)[0].(string))
	}
	return ids
}
