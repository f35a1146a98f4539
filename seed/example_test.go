package seed_test

import (
	"context"
	"fmt"
	"testing/fstest"

	"parley/graph"
	"parley/graph/memory"
	"parley/seed"
)

// A folder is read and held against the model before anything is loaded. One
// from the disk is seed.Dir("my-folder").
func Example() {
	ctx := context.Background()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		fmt.Println(err)
		return
	}
	folder := seed.Folder{Name: "harbour-note", Files: fstest.MapFS{
		"text.txt": {Data: []byte("Anna Berg came by. She said the harbour must reopen. It rained.\n")},
		"facts.yaml": {Data: []byte(`
source:
  id: source:harbour-note
  title: A visit to the harbour
entities:
  - id: person:anna-berg
    name: Anna Berg
  - id: position:harbour-reopens
    name: Reopening of the harbour
    statement: The harbour reopens
facts:
  - fact: position:harbour-reopens
    quote: the harbour must reopen
  - fact: person:anna-berg HOLDS position:harbour-reopens
    stance: SUPPORTS
    quote: She said the harbour must reopen
`)},
	}}
	corpus, err := seed.Load(ctx, m, folder, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range corpus.Unused {
		fmt.Println("no fact from:", s.Text)
	}

	store := memory.New(m)
	defer store.Close()
	applied, err := seed.Apply(ctx, store, corpus)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d nodes, %d edges, %d evidence\n", applied.Nodes, applied.Edges, applied.Evidence)
	// Output:
	// no fact from: Anna Berg came by.
	// no fact from: It rained.
	// 3 nodes, 1 edges, 2 evidence
}

// What is wrong is told by file and line, all of it at once.
func ExampleLoad_refused() {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = seed.Load(context.Background(), m, seed.Folder{Name: "harbour-note", Files: fstest.MapFS{
		"text.txt": {Data: []byte("Anna Berg came by.\n")},
		"facts.yaml": {Data: []byte(`source:
  id: source:harbour-note
  title: A visit to the harbour
facts:
  - fact: person:anna-berg HOLDS position:harbour-reopens
    stance: SUPPORTS
    quote: She said the harbour must reopen
`)},
	}}, nil)
	fmt.Println(err)
	// Output:
	// harbour-note/facts.yaml:5:11: person:anna-berg is declared nowhere: add it to entities, or load the source that declares it first
	// harbour-note/facts.yaml:5:34: position:harbour-reopens is declared nowhere: add it to entities, or load the source that declares it first
	// harbour-note/facts.yaml:7:12: the quote is not in text.txt: "She said the harbour must reopen"
}
