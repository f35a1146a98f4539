package apitest

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"parley/graph"
	"parley/graph/neo4j"
	"parley/graph/neo4j/neo4jtest"
	"parley/graph/neo4j/storetest"
	"parley/schema"
)

// How long readers read beside writers: -reads 5000 for an hour of it.
var reads = flag.Int("reads", 60, "how many documents each reader asks beside writers")

const membership = `{
	a: person(id: "person:p1") { memberOf { edges { id node { id name } evidence { locator } } } }
	subgraph(roots: ["person:p1"], depth: 1, edges: [MEMBER_OF]) { edges { id } }
	b: person(id: "person:p1") { name memberOf { totalCount } }
	sources { totalCount nodes { id title facts { totalCount } } }
}`

// member is a source that says of which country a person is a member, in place of
// what it said before.
func member(country string) []graph.Change {
	node := func(id string) graph.Change {
		return graph.PutNode{Source: "source:s", Load: country, ID: id, Props: map[string]graph.Value{"name": id}}
	}
	return []graph.Change{
		node("source:s"), node("person:p1"), node("country:a"), node("country:b"),
		graph.PutEvidence{Source: "source:s", Load: country, Fact: graph.Fact{Edge: "MEMBER_OF", From: "person:p1", To: country},
			Evidence: graph.Evidence{Locator: country, Act: "REPORTED", Basis: "STATED"}},
		graph.Sweep{Source: "source:s", Load: country},
	}
}

// TestReadsBesideWrites moves a membership between two countries, in single
// Applies, while documents are read that tell of it four times. None fails, and
// those that are not marked as mixed show it once.
func TestReadsBesideWrites(t *testing.T) {
	m := storetest.Model(t)
	api, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	first := storetest.Open(t, m)
	second := storetest.Connect(t, m, neo4jtest.Start(t))
	if _, err := first.Apply(t.Context(), member("country:a")); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	var writers, readers sync.WaitGroup
	var written, mixed, whole atomic.Int64
	for i := range 4 {
		store := []*neo4j.Store{first, second}[i%2]
		writers.Go(func() {
			for n := i; ctx.Err() == nil; n++ {
				if _, err := store.Apply(ctx, member([]string{"country:a", "country:b"}[n%2])); err != nil && ctx.Err() == nil {
					t.Error(err)
				}
				written.Add(1)
			}
		})
	}
	for i := range 4 {
		store := []*neo4j.Store{first, second}[i%2]
		readers.Go(func() {
			for range *reads {
				isMixed, bad := oneMembership(api.Do(context.Background(), store, schema.Request{Query: membership}).JSON())
				if bad != nil {
					t.Error(bad)
				}
				if isMixed {
					mixed.Add(1)
				} else {
					whole.Add(1)
				}
			}
		})
	}
	readers.Wait()
	stop()
	writers.Wait()
	t.Logf("%d Applies; %d answers of one state, %d mixed", written.Load(), whole.Load(), mixed.Load())
	if _, bad := oneMembership(api.Do(t.Context(), second, schema.Request{Query: membership}).JSON()); bad != nil {
		t.Error(bad)
	}
}

// oneMembership reads an answer: it is marked as mixed, or shows the same single
// membership everywhere.
func oneMembership(text []byte) (mixed bool, err error) {
	type edges struct {
		Edges []struct {
			ID       string
			Evidence []struct{ Locator string }
		}
	}
	var answer struct {
		Data struct {
			A        *struct{ MemberOf edges }
			B        *struct{ MemberOf struct{ TotalCount int } }
			Subgraph *edges
		}
		Errors     []struct{ Extensions struct{ Code string } }
		Extensions struct{ Mixed bool }
	}
	if err := json.Unmarshal(text, &answer); err != nil {
		return false, err
	}
	if answer.Extensions.Mixed {
		for _, e := range answer.Errors {
			if e.Extensions.Code != "UNAVAILABLE" {
				return true, fmt.Errorf("mixed: %s", text)
			}
		}
		return true, nil
	}
	a, b, sub := answer.Data.A, answer.Data.B, answer.Data.Subgraph
	if len(answer.Errors) > 0 || a == nil || b == nil || sub == nil || len(a.MemberOf.Edges) != 1 || b.MemberOf.TotalCount != 1 ||
		len(sub.Edges) != 1 || sub.Edges[0].ID != a.MemberOf.Edges[0].ID || len(a.MemberOf.Edges[0].Evidence) != 1 {
		return false, fmt.Errorf("not of one state: %s", text)
	}
	return false, nil
}
