package graph

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sentence is a plan with what it reads as.
type sentence struct {
	name string
	plan Plan
	want string
}

func sentences(m *Model) []sentence {
	people := KindSet(0).With(m.Kind("Person"))
	name, row := Field{Prop: m.NodeProp("name")}, []Var{{}}
	meetings := m.Edge("PARTICIPATED_IN")
	node := []Var{{}, {Ref: NodeRef}, {Ref: PropRef, Prop: meetings.Prop("capacity")}, {Parent: 1, Ref: ToRef}}
	met := m.Kind("Person").Link("met")
	when := Field{Var: 1, Prop: m.NodeProp("when"), Part: StartEarliest}
	return []sentence{
		{"fields, a filter, an order and a page",
			Plan{Root: List{From: From{Kinds: people}, Vars: row, Where: Is{name, Named, "x"}, Order: []Order{{name, true}, {Field{Get: GetID}, false}},
				Page: Page{Limit: 3}, Rows: true, Slots: []Slot{{Field: Field{Get: GetID}}, {Field: name}}}},
			`people where name is "x" order by name desc, id first 3 { id name }`},
		{"totals and groups, as of a day",
			Plan{AsOf: AsOf{Set: true, Certain: true}, Root: List{From: From{Kinds: m.All}, Vars: row, Count: true, Groups: []Field{{Get: GetKind}, name}}},
			`as of 1970-01-01, certainly: nodes count group by kind, name`},
		{"lists below",
			Plan{Root: List{From: From{Kinds: people}, Vars: row, Rows: true, Page: Page{Limit: 9}, Slots: []Slot{
				{Field: Field{Get: GetLinkCount, Link: From{Link: met}}},
				{Only: people, List: &List{From: From{Link: met, Choice: Choice{Hubs: []string{"HELD", "ONGOING"}, Modes: []string{"PHONE", "VIRTUAL"}, Verification: []string{Contested, Denied}}}, Vars: node, Rows: true, Page: Page{Limit: 2, Backward: true, After: []Value{nil, "x"}, Before: []Value{Day(1)}}, Slots: []Slot{
					{Field: Field{Get: GetPairCount}},
					{Field: Field{Get: GetVerified}},
					{List: &List{From: From{Link: meetings.OutLink(), Var: 1}, Vars: node, Rows: true, Page: Page{Limit: 1}, Slots: []Slot{
						{Field: Field{Var: 2, Get: GetLabel}}, {Field: Field{Var: 3, Get: GetID}}, {Field: when}}}}}}}}}},
			`people first 9 {
  count(met)
  met(HELD, ONGOING, mode PHONE or VIRTUAL, verification CONTESTED or DENIED) last 2 after (null, "x") before (1970-01-02) {
    count verification
    node.meetings first 1 { capacity.label node.to.id node.when.startEarliest }
  } (of people)
}`},
		{"every sort of filter",
			Plan{Root: List{From: From{Evidence: true}, Vars: row, Count: true, Where: And{
				Or{Is{name, In, []Value{"a", "b"}}, Is{name, IsNull, true}, Is{name, IsNull, false}},
				Not{&Any{Single, From{Link: meetings.OutLink()}, node, Is{Field{Var: 1, Prop: m.NodeProp("when")}, Overlaps, Bounds{1, 2, 3, 4}}}},
				&Any{None, From{Link: met}, row, nil}, And{}}}},
			`facts where ((name in ["a", "b"] or name is null or name is not null) and not a single meetings has node.when overlaps 1970-01-02/1970-01-05 and no met and ()) count`},
	}
}

func TestPlansPrintThemselves(t *testing.T) {
	m := standard(t)
	for _, tt := range sentences(m) {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, tt.plan.Text(m)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if tt.plan.String() == "" || tt.plan.Root.String() == "" {
				t.Error("without a model it says nothing")
			}
		})
	}
}

func TestFormat(t *testing.T) {
	m := standard(t)
	id, row := Slot{Field: Field{Get: GetID}}, []Var{{}}
	below := &List{From: From{Link: m.Kind("Person").Link("met")}, Vars: row, Rows: true, Count: true, Slots: []Slot{id}}
	list := List{From: From{Kinds: m.All}, Vars: row, Rows: true, Count: true, Groups: []Field{{Get: GetKind}},
		Slots: []Slot{id, {Field: Field{Prop: m.NodeProp("name")}}, {List: below}, {List: below}, {List: below}}}
	rows := Rows{
		Cells: []Value{"person:a", "A", &Rows{Cells: []Value{"person:b", "person:c"}, Width: 1, Len: 2, Total: 3, More: true}, &Rows{Width: 1}, nil,
			"person:b", nil, nil, nil, nil},
		Width: 5, Len: 2, More: true, Total: 7, Groups: [][]Group{{{"Person", 6}, {nil, 1}}},
	}
	want := `7 in all, more
by kind: Person (6), null (1)
id person:a, name A
  met (3 in all, more): person:b, person:c
  met (0 in all): none
  met: null
id person:b, name null
  met: null
  met: null
  met: null`
	if diff := cmp.Diff(want, list.Format(&rows)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
