package sqlite

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

// TestVerifyLoops writes edges from a node to itself as an older Parley took them,
// by a model that lets them through: those that their type cannot mean are
// reported, until they are retracted.
func TestVerifyLoops(t *testing.T) {
	spec := graph.Standard()
	for i := range spec.Edges {
		spec.Edges[i].Reflexive = true
	}
	older, err := graph.NewModel(spec)
	if err != nil {
		t.Fatal(err)
	}
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "parley.db")
	put := func(id string) graph.Change {
		return graph.PutNode{Source: "source:s", ID: id, Props: map[string]graph.Value{"name": "x"}}
	}
	says := func(edge, from, to string) graph.Change {
		return graph.PutEvidence{
			Source: "source:s", Fact: graph.Fact{Edge: edge, From: from, To: to},
			Evidence: graph.Evidence{Locator: edge + from + to, Act: "REPORTED", Basis: "STATED"},
		}
	}
	applied := func(m *graph.Model, changes ...graph.Change) {
		t.Helper()
		store, err := Open(t.Context(), m, path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := store.Apply(t.Context(), changes); err != nil {
			t.Error(err)
		}
		closed(t, store)
	}
	loops := func(want ...string) {
		t.Helper()
		report, err := Verify(t.Context(), m, path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, report.Loops); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	applied(older, put("source:s"), put("person:a"), put("person:b"), put("topic:t"),
		says("RELATED_TO", "person:a", "person:b"), says("RELATED_TO", "person:b", "person:b"), says("BROADER", "topic:t", "topic:t"))
	loops("BROADER topic:t topic:t", "RELATED_TO person:b person:b")
	hidden(t, m, path)
	applied(m, graph.Retract{ID: "BROADER topic:t topic:t"})
	loops("RELATED_TO person:b person:b")
	applied(m, graph.Retract{ID: "RELATED_TO person:b person:b"})
	loops()
}

// hidden shows that edges that lead from a node to itself are not read, and that
// the nodes they rest on stay until they are retracted.
func hidden(t *testing.T, m *graph.Model, path string) {
	t.Helper()
	store, err := Open(t.Context(), m, path)
	if err != nil {
		t.Fatal(err)
	}
	defer closed(t, store)
	near, err := store.Snapshot().Expand(t.Context(), &graph.Expansion{Frontier: []string{"person:b", "topic:t"}, PerNode: 10})
	if err != nil {
		t.Fatal(err)
	}
	var seen []string
	for _, n := range near {
		for _, e := range n.Edges {
			seen = append(seen, e.EdgeID)
		}
	}
	if diff := cmp.Diff([]string{"RELATED_TO person:a person:b"}, seen); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := store.Apply(t.Context(), []graph.Change{graph.Retract{ID: "topic:t"}}); graph.CodeOf(err) != graph.Conflict {
		t.Errorf("a node with a hidden edge is retracted: %v", err)
	}
	for c, err := range store.Snapshot().Changes(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if _, err := m.Check(c); err != nil {
			t.Errorf("an export has what an import refuses: %v", err)
		}
	}
}
