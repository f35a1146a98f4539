package schema_test

import (
	"context"
	"fmt"

	"parley/graph"
	"parley/graph/memory"
	"parley/schema"
)

// A schema is made from the model, and answers requests from any store of that
// model. What changes the graph is to be Writable.
func Example() {
	ctx := context.Background()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := schema.New(m)
	if err != nil {
		fmt.Println(err)
		return
	}
	store := memory.New(m)
	defer store.Close()

	put := s.Do(ctx, store, schema.Request{Writable: true, Query: `mutation {
		putSource(source: {id: "source:note", title: "A note", text: "Anna Berg came."}) { source { name } }
		putEntity(source: "source:note", entity: {person: {id: "person:anna-berg", name: "Anna Berg"}}) { applied { nodes } }
	}`})
	defer put.Close()
	fmt.Printf("%s\n", put.JSON())

	asked := s.Do(ctx, store, schema.Request{
		Query:     `query ($name: String!) { person(name: $name) { id name } }`,
		Variables: map[string]any{"name": "anna berg"},
	})
	defer asked.Close()
	fmt.Printf("%s\n", asked.JSON())
	// Output:
	// {"data":{"putSource":{"source":{"name":"A note"}},"putEntity":{"applied":{"nodes":1}}}}
	// {"data":{"person":{"id":"person:anna-berg","name":"Anna Berg"}}}
}
