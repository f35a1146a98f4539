package neo4j

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
	"parley/graph/neo4j/neo4jtest"
	"parley/schema/schematest"
)

// What a question costs through the store, in times of what the best Cypher that
// we know to write by hand costs in the same kind of transaction, its answer
// walked over. Both take turns; the median of the turns' ratios counts, since a
// busy machine is as slow for both:
//
//	go test ./graph/neo4j -run TestReadRatios -ratios -v
var ratios = flag.Bool("ratios", false, "measure reads against hand-written Cypher")

// contest is a question and its answer by hand.
type contest struct {
	name, question, cypher string
	vary                   string // the parameter that holds a person's id, another each time
	turns                  int
	goal                   float64
}

var contests = []contest{
	{
		name: "the tree question: 3,050 objects", turns: 150, goal: 1.15,
		question: `{ meetings(first: 50) { nodes { id name status participants { edges { attendance mode node { id name ... on Person {
			positions { edges { stance node { id name } } } } } } } } } }`,
		cypher: `MATCH (m:Meeting) WHERE m.id IS NOT NULL WITH m ORDER BY m.id LIMIT $rows
			RETURN collect([m.id, m.name, m.status, COLLECT {
				MATCH (m)<-[r:PARTICIPATED_IN]-(p) WITH r, p ORDER BY r.id LIMIT $limit
				RETURN [r.attendance, r.mode, labels(p), p.id, p.name, COLLECT {
					MATCH (p)-[h:HOLDS]->(s) WITH h, s ORDER BY h.id LIMIT $limit
					RETURN [h.stance, s.id, s.name] }] }]) AS answer`,
	},
	{
		name: "a look-up by id", turns: 1_000, goal: 1.15, vary: "id",
		question: `{ person(id: "person:00000") { id name description } }`,
		cypher:   `MATCH (p:Person {id: $id}) RETURN [p.id, p.name, p.description] AS answer`,
	},
	{
		name: "a filter through an edge, among 20,000 meetings", turns: 400, goal: 1.3,
		question: `{ meetings(where: {places: {some: {node: {name: {eq: "Place 0007"}}}}}) { nodes { id name status } } }`,
		cypher: `MATCH (:Place {name: 'Place 0007'})<-[:HELD_AT]-(m:Meeting) WITH DISTINCT m ORDER BY m.id LIMIT $limit
			RETURN collect([m.id, m.name, m.status]) AS answer`,
	},
}

func TestReadRatios(t *testing.T) {
	if !*ratios {
		t.Skip("-ratios measures reads against hand-written Cypher")
	}
	s, server := filled(t, 20_000)
	for _, c := range contests {
		t.Run(c.name, func(t *testing.T) { c.hold(t, s, server) })
	}
}

// hold lets the store and the hand-written statement take turns.
func (c contest) hold(t *testing.T, s *Store, server neo4jtest.Server) {
	plans, _ := schematest.Asked(t, s.model, c.question)
	plan := plans[0]
	takeTurns(t, c.turns, c.goal,
		func(i int) { c.ask(t, s, plan, fmt.Sprintf("person:%05d", i)) },
		func(i int) { c.byHand(t, server, fmt.Sprintf("person:%05d", i)) })
}

// ask answers the question through the store and walks over the records.
func (c contest) ask(t *testing.T, s *Store, plan *graph.Plan, id string) {
	if c.vary != "" {
		where, p := plan.Root.Where.(graph.Is), *plan
		where.Value, p.Root.Where = id, where
		plan = &p
	}
	rows, err := s.Snapshot().Select(context.Background(), plan)
	if err != nil || walkRows(rows) == 0 {
		t.Fatalf("no answer: %v", err)
	}
}

// byHand answers it past the store.
func (c contest) byHand(t *testing.T, server neo4jtest.Server, id string) {
	ctx := context.Background()
	session := server.Driver().NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeRead, DatabaseName: server.Database})
	defer session.Close(ctx)
	params := map[string]any{"rows": 51, "limit": 101, "id": id}
	records, err := session.ExecuteRead(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		result, err := tx.Run(ctx, c.cypher, params)
		if err != nil {
			return nil, err
		}
		return result.Collect(ctx)
	})
	if err != nil || walk(records.([]*neo4j.Record)[0].Values) == 0 {
		t.Fatalf("no answer: %v", err)
	}
}

// walkRows looks at each value of a page and counts them.
func walkRows(rows *graph.Rows) (n int) {
	for _, cell := range rows.Cells {
		if below, ok := cell.(*graph.Rows); ok {
			n += walkRows(below)
		} else {
			n++
		}
	}
	return n
}

// walk looks at each value of nested lists and counts them.
func walk(list []any) (n int) {
	for _, v := range list {
		if below, ok := v.([]any); ok {
			n += walk(below)
		} else {
			n++
		}
	}
	return n
}

func took(do func()) time.Duration {
	began := time.Now()
	do()
	return time.Since(began)
}

func median[T cmp.Ordered](list []T) T {
	list = slices.Sorted(slices.Values(list))
	return list[len(list)/2]
}

// medianRatio is the median of a turn's time in times of another's.
func medianRatio(a, b []time.Duration) float64 {
	ratios := make([]float64, len(a))
	for i := range a {
		ratios[i] = float64(a[i]) / float64(b[i])
	}
	return median(ratios)
}
