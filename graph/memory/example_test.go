package memory_test

import (
	"context"
	"fmt"

	"parley/graph"
	"parley/graph/memory"
)

// A store takes changes in the name of a source, each fact with the words that
// say so, and answers plans.
func Example() {
	ctx := context.Background()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		fmt.Println(err)
		return
	}
	store := memory.New(m)
	defer store.Close()

	const source, text = "source:note", "Anna Berg works for the harbour office."
	props := func(name string) map[string]graph.Value { return map[string]graph.Value{"name": name} }
	applied, err := store.Apply(ctx, []graph.Change{
		graph.PutNode{Source: source, ID: source, Props: map[string]graph.Value{"name": "Note", "title": "Note", "text": text}},
		graph.PutNode{Source: source, ID: "person:anna-berg", Props: props("Anna Berg")},
		graph.PutNode{Source: source, ID: "organization:harbour-office", Props: props("Harbour office")},
		graph.PutEvidence{
			Source:   source,
			Fact:     graph.Fact{Edge: "MEMBER_OF", From: "person:anna-berg", To: "organization:harbour-office"},
			Evidence: graph.Evidence{Quote: "Anna Berg works for", Start: 0, End: 19, Act: "REPORTED", Basis: "STATED"},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d nodes, %d edges, %d evidence\n", applied.Nodes, applied.Edges, applied.Evidence)

	people := graph.List{
		From:  graph.From{Kinds: graph.KindSet(0).With(m.Kind("Person"))},
		Vars:  []graph.Var{{}},
		Page:  graph.Page{Limit: 10},
		Rows:  true,
		Slots: []graph.Slot{{Field: graph.Field{Get: graph.GetID}}, {Field: graph.Field{Prop: m.NodeProp("name")}}},
	}
	rows, err := store.Snapshot().Select(ctx, &graph.Plan{Op: "people", Root: people})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(people.Format(rows))
	// Output:
	// 3 nodes, 1 edges, 1 evidence
	// id person:anna-berg, name Anna Berg
}
