package neo4j

import (
	"testing"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/graph/memory"
	"parley/graph/neo4j/neo4jtest"
)

// TestDatesOfEdges opens a database of layout 3, in which dates told edges apart,
// with a few nodes at a time. It becomes what its export makes.
func TestDatesOfEdges(t *testing.T) {
	server := neo4jtest.Start(t)
	s := servers{t, configFor(t, server)}
	server.Clear(t)
	before := s
	before.config.Model = graphtest.DatedModel(t)
	m := s.config.Model
	old := before.open(versions{3, graph.FoldVersion}, 0)
	if _, err := old.Apply(t.Context(), affirmed(graphtest.MadeGraph(before.config.Model, 2))); err != nil {
		t.Fatal(err)
	}
	export := exportOf(t, old, before.config.Model)
	store := s.open(current(), 20)
	if err := store.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !becameOne(t, server) {
		t.Error("no edges became one")
	}
	is := exportedTo(t, m, export)
	sameLines(t, dumpMemory(t, m, is.Snapshot()), dumpNeo4j(t, store))
	sameLines(t, exportOf(t, is, m), exportOf(t, store, m))
	merged(t, m, is, store)
}

// affirmed returns changes with nothing that does not count: layout 3 shows all edges.
func affirmed(changes []graph.Change) []graph.Change {
	for i, c := range changes {
		switch c := c.(type) {
		case graph.PutEvidence:
			c.Act, c.Corrects = "REPORTED", nil
			changes[i] = c
		case graph.PutNode:
			delete(c.Props, "withdrawn")
		}
	}
	return changes
}

// becameOne reports whether an edge has evidence that says two dates.
func becameOne(t *testing.T, server neo4jtest.Server) bool {
	t.Helper()
	return len(raw(t, server, "MATCH (e:Evidence) WHERE e.factKind STARTS WITH 'HOLDS' AND e.says CONTAINS 'when' "+
		"WITH e.subject AS subject, count(DISTINCT e.says) AS dates WHERE dates > 1 RETURN subject", nil).Records) > 0
}

// merged merges a person into another, in two stores: evidence is found by what it says.
func merged(t *testing.T, m *graph.Model, is *memory.Store, store *Store) {
	t.Helper()
	const id, into = "person:0", "person:new"
	for _, s := range []graph.Store{is, store} {
		resting, err := s.Snapshot().Dependents(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		changes, err := m.Move(graph.Merge{ID: id, Into: into}, resting)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Apply(t.Context(), changes); err != nil {
			t.Fatal(err)
		}
	}
	sameLines(t, dumpMemory(t, m, is.Snapshot()), dumpNeo4j(t, store))
}
