package neo4j

import (
	"context"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
	"parley/graph/explore"
	"parley/graph/neo4j/layout"
	"parley/graph/neo4j/neo4jtest"
	"parley/schema"
)

// TestRequestRatio measures a whole GraphQL request, from its text to its JSON,
// against the hand-written statement of the tree question.
func TestRequestRatio(t *testing.T) {
	if !*ratios {
		t.Skip("-ratios measures reads against hand-written Cypher")
	}
	s, server := filled(t, 20_000)
	api, err := schema.New(s.model)
	if err != nil {
		t.Fatal(err)
	}
	c := contests[0]
	takeTurns(t, c.turns, 1.3, func(int) {
		response := api.Do(t.Context(), s, schema.Request{Query: c.question})
		if len(response.Errors) > 0 || len(response.JSON()) < 100_000 {
			t.Fatalf("%v: %d bytes", response.Errors, len(response.JSON()))
		}
		response.Close()
	}, func(int) { c.byHand(t, server, "") })
}

// attending has a thousand meetings attended by 48 people each.
const attending = `UNWIND range($from, $from + 999) AS i UNWIND range(0, 47) AS j
	 MATCH (m:Meeting {id: 'meeting:' + right('0000' + i, 5)}), (p:Person {id: 'person:' + right('0000' + (i * 7919 + j * 401) % $people, 5)})
	 CREATE (p)-[:PARTICIPATED_IN {id: 'PARTICIPATED_IN ' + p.id + ' ' + m.id, attendance: 'ATTENDED', mode: 'IN_PERSON'}]->(m)`

// TestSubgraphRatio measures a subgraph of 1,000 nodes of a graph of a million
// edges against hand-written Cypher, one statement a depth and one for the
// labels.
func TestSubgraphRatio(t *testing.T) {
	if !*ratios {
		t.Skip("-ratios measures reads against hand-written Cypher")
	}
	const people = 20_000
	s, server := filled(t, people)
	for from := 0; from < people; from += 1_000 {
		raw(t, server, attending, map[string]any{"people": people, "from": from})
	}
	const root, depth, nodes, edges = "position:0007", 4, 1_000, 4_000
	takeTurns(t, 60, 1.5, func(int) {
		x := &explore.Explorer{Model: s.model, From: s.Snapshot()}
		g, err := x.Subgraph(t.Context(), explore.SubgraphQuery{Roots: []string{root}, Depth: depth, MaxNodes: nodes, MaxEdges: edges})
		if err != nil || len(g.Nodes) != nodes {
			t.Fatalf("%d nodes: %v", len(g.Nodes), err)
		}
	}, func(int) {
		if n := subgraphByHand(t, s.model, server, root, depth, nodes, edges); n != nodes {
			t.Fatalf("%d nodes by hand", n)
		}
	})
}

// subgraphByHand goes breadth first past the store, and returns how many nodes it
// finds.
func subgraphByHand(t *testing.T, m *graph.Model, server neo4jtest.Server, root string, depth, nodes, edges int) int {
	const labels = "MATCH (n:Entity) WHERE n.id IN $ids RETURN collect([n.id, n.name]) AS answer"
	types := layout.Types(m.Edges)
	around := "UNWIND $ids AS id MATCH (n:Entity {id: id}) " +
		"CALL (n) { MATCH (n)-[r:" + types + "]-(m:Entity) WITH n, r, m ORDER BY r.id LIMIT $most RETURN collect([r.id, type(r), startNode(r) = n, m.id]) AS edges } " +
		"RETURN collect([n.id, COUNT { (n)-[:" + types + "]-(:Entity) }, edges]) AS answer"
	seen, frontier, shown := map[string]bool{root: true}, []string{root}, 0
	all := []string{root}
	for range depth {
		var next []string
		for _, v := range answerByHand(t, server, around, map[string]any{"ids": frontier, "most": explore.PerNode(len(frontier), edges)}) {
			for _, e := range v.([]any)[2].([]any) {
				id := e.([]any)[3].(string)
				if shown++; !seen[id] && len(all) < nodes {
					seen[id] = true
					all, next = append(all, id), append(next, id)
				}
			}
		}
		frontier = next
	}
	return len(answerByHand(t, server, labels, map[string]any{"ids": all}))
}

func answerByHand(t *testing.T, server neo4jtest.Server, statement string, params map[string]any) []any {
	ctx := context.Background()
	session := server.Driver().NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeRead, DatabaseName: server.Database})
	defer session.Close(ctx)
	answer, err := session.ExecuteRead(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		result, err := tx.Run(ctx, statement, params)
		if err != nil {
			return nil, err
		}
		record, err := result.Single(ctx)
		if err != nil {
			return nil, err
		}
		return record.Values[0], nil
	})
	if err != nil {
		t.Fatal(err)
	}
	list, _ := answer.([]any)
	return list
}

// takeTurns lets two do the same in turns, and holds the median of the turns'
// ratios against a goal.
func takeTurns(t *testing.T, turns int, goal float64, mine, theirs func(turn int)) {
	t.Helper()
	var a, b []time.Duration
	for i := range turns + turns/4 {
		first, second := &a, &b
		one, other := mine, theirs
		if i%2 == 1 {
			first, second, one, other = second, first, other, one
		}
		*first = append(*first, took(func() { one(i) }))
		*second = append(*second, took(func() { other(i) }))
	}
	a, b = a[turns/4:], b[turns/4:]
	ratio := medianRatio(a, b)
	t.Logf("through Parley %v, by hand %v: %.2f times as long; the goal is %.2f", median(a), median(b), ratio, goal)
	if ratio > goal {
		t.Errorf("%.2f is more than %.2f", ratio, goal)
	}
}
