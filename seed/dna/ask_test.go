package dna

import (
	"testing"

	"parley/graph"
	"parley/seed"
)

func everything(seed.Row) bool { return true }

func TestAgreementMakesConflict(t *testing.T) {
	m := standard(t)
	s := loaded(t, m, mustOpen(t, makeFile(t, []string{harbour}, twoCodings)))
	for relation, want := range map[string][]string{"conflictsWith": {"person:carl-dahl"}, "agreesWith": nil} {
		got := related(t, m, s, "person:anna-berg", relation)
		if len(got) != len(want) || len(got) > 0 && got[0] != want[0] {
			t.Errorf("%s is %v, want %v", relation, got, want)
		}
	}
}

func TestTheSameFileTwiceChangesNothing(t *testing.T) {
	m := standard(t)
	f := mustOpen(t, makeFile(t, []string{harbour, harbour}, append(twoCodings, twoCodings[0])))
	s := loaded(t, m, f)
	changes, _ := read(t, f)
	if done, err := s.Apply(t.Context(), changes); err != nil || done.Changed() {
		t.Errorf("%+v %v", done, err)
	}
}

// related asks whom a derived relation leads to.
func related(t *testing.T, m *graph.Model, s graph.Store, from, relation string) []string {
	t.Helper()
	id := graph.Field{Get: graph.GetID}
	far := graph.Field{Var: 1, Get: graph.GetID}
	below := &graph.List{
		From: graph.From{Link: m.Kind("Person").Link(relation)}, Vars: []graph.Var{{}, {Ref: graph.NodeRef}},
		Page: graph.Page{Limit: graph.MaxPage}, Rows: true, Slots: []graph.Slot{{Field: far}},
	}
	rows, err := s.Snapshot().Select(t.Context(), &graph.Plan{Root: graph.List{
		From: graph.From{Kinds: m.All}, Vars: []graph.Var{{}}, Where: graph.Is{Field: id, Op: graph.Eq, Value: from},
		Page: graph.Page{Limit: 1}, Rows: true, Slots: []graph.Slot{{List: below}},
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
