package neo4j

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
	"parley/graph/neo4j/neo4jtest"
)

// report is what a source of some day has of people and meetings that other
// sources have too.
func report(i int) []graph.Change {
	id := fmt.Sprint("source:", i)
	changes := []graph.Change{stating(id, "1", id, values{"published": on(fmt.Sprintf("2025-01-%02d", 1+i))})}
	for j := range 6 {
		changes = append(changes, stating(id, "1", fmt.Sprint("person:", j), nil), stating(id, "1", fmt.Sprint("meeting:", j%3), nil))
	}
	for j := range 12 {
		f := attends(fmt.Sprint("person:", (i+j)%6), fmt.Sprint("meeting:", j%3))
		attendance := []string{"ATTENDED", "EXPECTED", "ABSENT"}[(i+j)%3]
		changes = append(changes, saying(id, "1", fmt.Sprint("row ", j), f, values{"attendance": attendance}))
	}
	return changes
}

// TestWritersAtOnce has two processes' worth of writers at the same nodes. Since
// the latest day counts, their order does not.
func TestWritersAtOnce(t *testing.T) {
	p := newPair(t)
	other := open(t, configFor(t, neo4jtest.Start(t)))
	const sources = 8
	together := func(changes func(i int) []graph.Change) {
		var writers sync.WaitGroup
		for i := range sources {
			writers.Go(func() {
				s := []*Store{p.neo4j, other}[i%2]
				if _, err := s.Apply(context.Background(), changes(i)); err != nil {
					t.Error(err)
				}
			})
		}
		writers.Wait()
		for i := range sources {
			if _, err := p.memory.Apply(context.Background(), changes(i)); err != nil {
				t.Error(err)
			}
		}
		sameLines(t, dumpMemory(t, p.neo4j.model, p.memory.Snapshot()), dumpNeo4j(t, p.neo4j))
	}
	together(report)
	together(func(i int) []graph.Change {
		if i%3 == 0 {
			return []graph.Change{graph.DropSource{Source: fmt.Sprint("source:", i)}}
		}
		return report(i)
	})
	records, err := p.neo4j.read(context.Background(), "look", "MATCH (s:Source) RETURN count(s) = count(DISTINCT s.loaded)", nil)
	if err != nil || records[0].Values[0] != true {
		t.Errorf("two sources were loaded as the same: %v", err)
	}
	together(func(i int) []graph.Change { return []graph.Change{graph.DropSource{Source: fmt.Sprint("source:", i)}} })
}

// TestRevisionOfTheDead has a writer die between its commit and the word that all
// of it is visible: answers are marked as mixed for a moment, not from then on.
func TestRevisionOfTheDead(t *testing.T) {
	p := neo4jtest.Start(t)
	p.Clear(t)
	s := open(t, configFor(t, p))
	if _, err := s.Apply(t.Context(), []graph.Change{graph.PutNode{Source: "source:s", ID: "source:s", Props: map[string]graph.Value{"name": "S"}}}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	err := s.transact(ctx, "die", neo4j.AccessModeWrite, func(q *queries) { q.query(raiseText, nil) })
	if err != nil {
		t.Fatal(err)
	}
	whole := func() bool {
		r := s.Snapshot()
		if _, err := r.Search(t.Context(), &graph.Search{Words: "s", Plan: graph.Plan{Root: graph.List{From: graph.From{Kinds: s.model.All}, Vars: []graph.Var{{}}, Count: true}}}); err != nil {
			t.Fatal(err)
		}
		return r.Whole()
	}
	if whole() {
		t.Error("an answer is of one state before anyone knows")
	}
	eventually(t, "answers are of one state again", whole)
}
