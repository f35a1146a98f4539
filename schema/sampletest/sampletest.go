// Package sampletest has the graphs that tests ask: a small one, the shipped article,
// and random ones.
package sampletest

import (
	"context"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/graph/memory"
	"parley/seed"
)

// said makes evidence of the few words of a test's source.
func said(words string, says map[string]graph.Value) graph.Evidence {
	const text = sourceText
	at := strings.Index(text, words)
	return graph.Evidence{Quote: words, Start: at, End: at + len(words), Act: "REPORTED", Basis: "STATED", Says: says}
}

const sourceText = "Ann met Bob in Oslo. Ann leads Norway. A comet was seen."

// Oslo returns a store with a small graph: Ann, who holds a post of Norway, met Bob.
func Oslo(t testing.TB, m *graph.Model) graph.Store {
	t.Helper()
	const src = "source:note"
	node := func(id, name string) graph.Change {
		return graph.PutNode{Source: src, ID: id, Props: map[string]graph.Value{"name": name}}
	}
	edge := func(f graph.Fact, words string, says map[string]graph.Value) graph.Change {
		return graph.PutEvidence{Source: src, Fact: f, Evidence: said(words, says)}
	}
	attended := map[string]graph.Value{"attendance": "ATTENDED"}
	store := memory.New(m)
	Apply(t, store,
		graph.PutNode{Source: src, ID: src, Props: map[string]graph.Value{"name": "Note", "title": "Note", "text": sourceText}},
		node("person:ann", "Ann"), node("person:bob", "Bob"), node("country:no", "Norway"),
		node("post:pm", "Prime Minister"), node("meeting:oslo", "Oslo meeting"), node("place:oslo", "Oslo"),
		graph.PutEvidence{Source: src, Fact: graph.Fact{Node: "meeting:oslo"}, Evidence: said("Ann met Bob", map[string]graph.Value{"status": "HELD"})},
		edge(graph.Fact{Edge: "PARTICIPATED_IN", From: "person:ann", To: "meeting:oslo"}, "Ann met Bob", attended),
		edge(graph.Fact{Edge: "PARTICIPATED_IN", From: "person:bob", To: "meeting:oslo"}, "Ann met Bob", attended),
		edge(graph.Fact{Edge: "HOLDS_POST", From: "person:ann", To: "post:pm", Identity: map[string]graph.Value{"occupancy": "HOLDER"}}, "Ann leads Norway", nil),
		edge(graph.Fact{Edge: "POST_OF", From: "post:pm", To: "country:no"}, "Ann leads Norway", nil),
		edge(graph.Fact{Edge: "HELD_AT", From: "meeting:oslo", To: "place:oslo"}, "Ann met Bob in Oslo", nil),
	)
	return store
}

// Apply makes changes.
func Apply(t testing.TB, store graph.Store, changes ...graph.Change) {
	t.Helper()
	if _, err := store.Apply(context.Background(), changes); err != nil {
		t.Fatal(err)
	}
}

// Article returns a store with the shipped article, and the ids of its nodes.
func Article(t testing.TB, m *graph.Model) (graph.Store, []string) {
	t.Helper()
	store := memory.New(m)
	corpus, err := seed.Load(context.Background(), m, seed.Shipped(), store.Snapshot())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seed.Apply(context.Background(), store, corpus); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for c, err := range store.Snapshot().Changes(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, allIDs([]graph.Change{c})...)
	}
	return store, ids
}

// Made returns a store with a random graph over the whole model, and the ids of its
// nodes.
func Made(t testing.TB, m *graph.Model, seed uint64) (graph.Store, []string) {
	t.Helper()
	store := memory.New(m)
	changes := graphtest.MadeGraph(m, seed)
	Apply(t, store, changes...)
	return store, allIDs(changes)
}

// allIDs lists the ids of a store's nodes.
func allIDs(changes []graph.Change) (ids []string) {
	for _, c := range changes {
		if n, ok := c.(graph.PutNode); ok {
			ids = append(ids, n.ID)
		}
	}
	return ids
}
