package memory_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/memory"
)

// TestEdgeToItselfBesideAbsentOne puts an edge from a node to itself where another of
// its type leads there that is not there, since its source was withdrawn.
func TestEdgeToItselfBesideAbsentOne(t *testing.T) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	withdrawn, err := graph.NewWhen("", "2025-01-02", "STATED")
	if err != nil {
		t.Fatal(err)
	}
	about := func(source, from, to string) graph.Change {
		return graph.PutEvidence{
			Source: source, Fact: graph.Fact{Edge: "ABOUT", From: from, To: to},
			Evidence: graph.Evidence{Locator: "p. 1", Act: "SAID", Basis: "STATED"},
		}
	}
	position := func(id string) graph.Change {
		return graph.PutNode{ID: id, Source: "source:b", Props: map[string]graph.Value{"name": id, "statement": id}}
	}
	store := memory.New(m)
	for _, c := range []graph.Change{
		graph.PutNode{ID: "source:a", Source: "source:a", Props: map[string]graph.Value{"name": "A", "title": "A", "withdrawn": withdrawn}},
		graph.PutNode{ID: "source:b", Source: "source:b", Props: map[string]graph.Value{"name": "B", "title": "B"}},
		position("position:1"), position("position:2"),
		about("source:a", "position:1", "position:2"),
		about("source:b", "position:2", "position:2"),
	} {
		if _, err := store.Apply(t.Context(), []graph.Change{c}); err != nil {
			t.Fatal(err)
		}
	}
	changes, err := store.Snapshot().Dependents(t.Context(), "position:2")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range changes {
		if put, ok := c.(graph.PutEvidence); ok {
			got = append(got, fmt.Sprintf("%s: %s to %s", put.Source, put.Fact.From, put.Fact.To))
		}
	}
	want := []string{"source:a: position:1 to position:2", "source:b: position:2 to position:2"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("evidence (-want +got):\n%s", diff)
	}
}
