package storetest

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/graph/memory"
	"parley/graph/neo4j/neo4jtest"
)

// TestKilledWhileLoading kills Neo4j in the middle of a load, starts it and a new
// store again, and loads the same once more: the graph is that of an undisturbed
// load.
func TestKilledWhileLoading(t *testing.T) {
	m := Model(t)
	database := neo4jtest.StartPrivate(t)
	batches := slices.Collect(slices.Chunk(graphtest.MadeGraph(m, graphtest.Seed(t)), 20))
	undisturbed := memory.New(m)
	for _, batch := range batches {
		if _, err := undisturbed.Apply(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}

	first := Connect(t, m, database.Server)
	var err error
	for i, batch := range batches {
		if i == len(batches)/2 {
			time.AfterFunc(5*time.Millisecond, database.Kill)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		_, err = first.Apply(ctx, batch)
		cancel()
		if err != nil {
			break
		}
	}
	if code := graph.CodeOf(err); code != graph.Unavailable && code != graph.Timeout {
		t.Fatalf("the load was not cut short, but %v", err)
	}

	database.Restart()
	again := Connect(t, m, database.Server)
	for _, batch := range batches {
		if _, err := again.Apply(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(graphtest.Dump(t, m, undisturbed), graphtest.Dump(t, m, again)); diff != "" {
		t.Errorf("(-undisturbed +killed and loaded again):\n%s", diff)
	}
}
