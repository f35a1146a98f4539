package explore_test

import (
	"context"
	"fmt"
	"strings"

	"parley/graph"
	"parley/graph/explore"
	"parley/graph/memory"
	"parley/seed"
)

// article returns an explorer of the article that Parley ships.
func article(ctx context.Context) (*explore.Explorer, error) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		return nil, err
	}
	corpus, err := seed.Load(ctx, m, seed.Shipped(), nil)
	if err != nil {
		return nil, err
	}
	store := memory.New(m)
	if _, err := seed.Apply(ctx, store, corpus); err != nil {
		return nil, err
	}
	return &explore.Explorer{Model: m, From: store.Snapshot()}, nil
}

// What lies around a node is a graph that can be drawn; it says how much more
// there is.
func ExampleExplorer_Subgraph() {
	ctx := context.Background()
	x, err := article(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	g, err := x.Subgraph(ctx, explore.SubgraphQuery{Roots: []string{"person:emmanuel-macron"}, MaxNodes: 4})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range g.Edges {
		fmt.Println(e.Label)
	}
	fmt.Println("more nodes:", g.MissingNodes)
	// Output:
	// Emmanuel Macron HOLDS_POST (HOLDER) President of France
	// Emmanuel Macron PARTICIPATED_IN (ATTENDED) Macron–Zelensky meeting in Paris
	// Emmanuel Macron HOLDS (SUPPORTS) Broad European involvement
	// more nodes: 3
}

// Two people are connected by the meetings that were held.
func ExampleExplorer_Paths() {
	ctx := context.Background()
	x, err := article(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	paths, err := x.Paths(ctx, explore.PathsQuery{From: "person:keir-starmer", To: "person:emmanuel-macron", First: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range paths {
		fmt.Println(strings.Join(p.IDs(), "\n"))
	}
	// Output:
	// person:keir-starmer
	// meeting:witkoff-starmer
	// person:steve-witkoff
	// meeting:witkoff-zelensky
	// person:volodymyr-zelensky
	// meeting:2025-12-01-paris
	// person:emmanuel-macron
}
