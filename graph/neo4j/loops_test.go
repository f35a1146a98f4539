package neo4j

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/graph/neo4j/neo4jtest"
)

// TestLoops writes edges from a node to itself as an older Parley took them: those
// that their type cannot mean are hidden, and listed until they are retracted.
func TestLoops(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Clear(t)
	s := servers{t, configFor(t, server)}
	config := s.config
	config.Model = graphtest.LooseModel(t)
	old := open(t, config)
	old.versions.layout = 2
	if _, err := old.Apply(t.Context(), graphtest.LooseChanges()); err != nil {
		t.Fatal(err)
	}
	store := s.open(current(), 2)
	if err := store.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	applied := func(changes ...graph.Change) {
		t.Helper()
		if _, err := store.Apply(t.Context(), changes); err != nil {
			t.Error(err)
		}
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
	all := graphtest.Loops()
	listed(all...)
	graphtest.HidesLoops(t, store.model, store)
	if r := raw(t, server, "MATCH (e:Evidence) WHERE e.counts IS NULL OR e.place IS NULL RETURN e.subject", nil).Records; len(r) > 0 {
		t.Errorf("evidence for %v was not weighed", r[0].Values[0])
	}
	applied(graph.Retract{ID: all[0]})
	listed(all[1])
	applied(graph.Retract{ID: "topic:t"}, graph.DropSource{Source: "source:s"})
	listed()
}
