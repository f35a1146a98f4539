package graph_test

import (
	"fmt"

	"parley/graph"
)

// A model is built once from a declared table. It knows its kinds, edges and
// properties by name, and says what is wrong with an id.
func ExampleNewModel() {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range m.Edge("HOLDS").Props() {
		fmt.Printf("%s: %s\n", p.Name, p.Doc)
	}
	_, err = m.CheckID("persn:anna-berg")
	fmt.Println(err)
	// Output:
	// verification: What those who speak to it make of it together.
	// support: How many principals affirm it, deny it or will not say, and how many publishers say so.
	// periods: When it held, as far as the statements tell; the contrary ones too.
	// current: Whether its last period has no end.
	// stance: Which stance.
	// when: From the first to the last of the dates that sources give; null if they give none. Its periods tell when it held.
	// condition: Under which condition, where the stance is CONDITIONAL.
	// id: "persn:anna-berg" does not begin with a kind: write person:jane-doe, country:fr, …
}

// A plan is one question. Its text says what it asks: here, of each person whose
// name has "berg", whom they met.
func ExamplePlan_Text() {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		fmt.Println(err)
		return
	}
	person := m.Kind("Person")
	name := graph.Field{Prop: m.NodeProp("name")}
	met := &graph.List{
		From:  graph.From{Link: person.Link("met")},
		Vars:  []graph.Var{{}, {Ref: graph.NodeRef}},
		Page:  graph.Page{Limit: 10},
		Rows:  true,
		Slots: []graph.Slot{{Field: graph.Field{Var: 1, Prop: m.NodeProp("name")}}},
	}
	plan := graph.Plan{Root: graph.List{
		From:  graph.From{Kinds: graph.KindSet(0).With(person)},
		Vars:  []graph.Var{{}},
		Where: graph.Is{Field: name, Op: graph.Contains, Value: "berg"},
		Order: []graph.Order{{Field: name}},
		Page:  graph.Page{Limit: 3},
		Rows:  true,
		Slots: []graph.Slot{{Field: name}, {List: met}},
	}}
	fmt.Println(plan.Text(m))
	// Output:
	// people where name contains "berg" order by name first 3 {
	//   name
	//   met first 10 { node.name }
	// }
}

// A date keeps the words of its source beside the days that they may mean.
func ExampleNewWhen() {
	when, err := graph.NewWhen("the last week of November", "2025-11-24/2025-11-30", "INFERRED")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("from", when.StartEarliest, "to", when.EndLatest)
	day := graph.MakeDay(2025, 11, 27)
	fmt.Println("possible:", when.PossibleOn(day), "certain:", when.CertainOn(day))

	// An interval lasts for all of its days; a month only says where the day lies.
	month, err := graph.NewWhen("in November", "2025-11", "STATED")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("possible:", month.PossibleOn(day), "certain:", month.CertainOn(day))
	// Output:
	// from 2025-11-24 to 2025-11-30
	// possible: true certain: true
	// possible: true certain: false
}
