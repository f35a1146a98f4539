package neo4j

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/neo4j/neo4jtest"
)

// TestLoops writes edges from a node to itself as an older Parley took them, by a
// model that lets them through: those that their type cannot mean are hidden and
// listed, and hold their nodes, until they are retracted.
func TestLoops(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Clear(t)
	s := servers{t, configFor(t, server)}
	spec := graph.Standard()
	for i := range spec.Edges {
		spec.Edges[i].Reflexive = true
	}
	older, err := graph.NewModel(spec)
	if err != nil {
		t.Fatal(err)
	}
	config := s.config
	config.Model = older
	old := open(t, config)
	old.versions.layout = 2
	const a, topic, related = "source:a", "topic:t", "RELATED_TO person:p person:p"
	broader := "BROADER topic:t topic:t"
	applied := func(store *Store, changes ...graph.Change) error {
		_, err := store.Apply(t.Context(), changes)
		return err
	}
	edge := func(typ, from, to string) graph.Fact { return graph.Fact{Edge: typ, From: from, To: to} }
	if err := applied(old, stating(a, "1", a, nil), stating(a, "1", topic, nil), stating(a, "1", "person:p", nil), stating(a, "1", "person:q", nil),
		saying(a, "1", "1", edge("BROADER", topic, topic), nil), saying(a, "1", "2", edge("RELATED_TO", "person:p", "person:p"), nil),
		saying(a, "1", "3", edge("RELATED_TO", "person:q", "person:p"), nil)); err != nil {
		t.Fatal(err)
	}
	store := s.open(current(), 2)
	if err := store.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	listed := func(want ...string) {
		t.Helper()
		got, err := store.Loops(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(append([]string{}, want...), got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	listed(broader, related)
	near, err := store.Snapshot().Expand(t.Context(), &graph.Expansion{Frontier: []string{"person:p", topic}, PerNode: 10})
	if err != nil {
		t.Fatal(err)
	}
	var seen []string
	for _, n := range near {
		for _, e := range n.Edges {
			seen = append(seen, e.EdgeID)
		}
	}
	if diff := cmp.Diff([]string{"RELATED_TO person:q person:p"}, seen); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for c, err := range store.Snapshot().Changes(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if _, err := store.model.Check(c); err != nil {
			t.Errorf("an export has what an import refuses: %v", err)
		}
	}
	if err := applied(store, graph.Retract{ID: topic}); graph.CodeOf(err) != graph.Conflict {
		t.Errorf("a node with a hidden edge is retracted: %v", err)
	}
	if err := applied(store, graph.Retract{ID: broader}); err != nil {
		t.Error(err)
	}
	listed(related)
	if err := applied(store, graph.Retract{ID: topic}, graph.DropSource{Source: a}); err != nil {
		t.Error(err)
	}
	listed()
}
