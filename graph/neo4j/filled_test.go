package neo4j

import (
	"context"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph/neo4j/neo4jtest"
)

// filling makes a graph in the store's layout, large enough that Neo4j's planner
// has reasons to prefer an index: $people people and as many meetings, each at
// one of 400 places and each attended by ten people; the people hold five
// positions each. Every HELD_AT has a piece of evidence, said by a person.
var filling = []string{
	`UNWIND range(0, $people - 1) AS i WITH right('0000' + i, 5) AS n
	 CREATE (:Entity:Person {id: 'person:' + n, name: 'Person ' + n, folds: ['person ' + n, 'alias ' + n], words: 'person ' + n + ' alias ' + n, description: 'One of many'})`,
	`UNWIND range(0, 399) AS i WITH right('000' + i, 4) AS n
	 CREATE (:Entity:Place {id: 'place:' + n, name: 'Place ' + n, folds: ['place ' + n], words: 'place ' + n, placeType: 'CITY'})`,
	`UNWIND range(0, 199) AS i WITH right('000' + i, 4) AS n
	 CREATE (:Entity:Position {id: 'position:' + n, name: 'Position ' + n, folds: ['position ' + n], words: 'position ' + n, statement: 'It is so'})
	 CREATE (:Entity:Country {id: 'country:' + n, name: 'Country ' + n, folds: ['country ' + n], words: 'country ' + n})
	 CREATE (:Entity:Source {id: 'source:' + n, name: 'Source ' + n, folds: ['source ' + n], words: 'source ' + n})`,
	`UNWIND range(0, $people - 1) AS i WITH i, right('0000' + i, 5) AS n
	 MATCH (place:Place {id: 'place:' + right('000' + i % 400, 4)})
	 CREATE (m:Entity:Meeting {id: 'meeting:' + n, name: 'Meeting of heads of government', folds: ['meeting of heads of government'], words: 'meeting of heads of government', status: 'HELD'})
	 CREATE (m)-[r:HELD_AT {id: 'HELD_AT meeting:' + n + ' ' + place.id}]->(place)
	 CREATE (:Evidence {id: 'evidence:' + n, subject: r.id, factKind: 'HELD_AT', factFrom: m.id, factTo: place.id,
	  source: 'source:' + right('000' + i % 200, 4), saidBy: 'person:' + n, quote: 'They met', words: 'they met', act: 'SAID', basis: 'STATED', says: '[]'})`,
	`UNWIND range(0, 49) AS i UNWIND range(0, 9) AS j
	 MATCH (m:Meeting {id: 'meeting:' + right('0000' + i, 5)}), (p:Person {id: 'person:' + right('0000' + (i * 7 + j * 9) % 100, 5)})
	 CREATE (p)-[:PARTICIPATED_IN {id: 'PARTICIPATED_IN ' + p.id + ' ' + m.id, attendance: 'ATTENDED', mode: 'IN_PERSON'}]->(m)`,
	`UNWIND range(0, 99) AS i UNWIND range(0, 4) AS j
	 MATCH (p:Person {id: 'person:' + right('0000' + i, 5)}), (s:Position {id: 'position:' + right('000' + (i + j * 37) % 200, 4)})
	 CREATE (p)-[:HOLDS {id: 'HOLDS ' + p.id + ' ' + s.id, stance: 'SUPPORTS'}]->(s)`,
	`UNWIND range(0, $people - 1) AS i MATCH (m:Meeting {id: 'meeting:' + right('0000' + i, 5)}), (s:Position {id: 'position:' + right('000' + i % 200, 4)})
	 CREATE (m)-[:ABOUT {id: 'ABOUT ' + m.id + ' ' + s.id}]->(s)`,
	`CALL db.awaitIndexes(600)`,
	`CALL db.prepareForReplanning(600)`,
}

// filled returns a store of such a graph.
func filled(t testing.TB, people int) (*Store, neo4jtest.Server) {
	t.Helper()
	server := neo4jtest.Start(t)
	server.Clear(t)
	s := open(t, configFor(t, server))
	if err := s.Ready(context.Background()); err != nil {
		t.Fatal(err)
	}
	for _, statement := range filling {
		raw(t, server, statement, map[string]any{"people": people})
	}
	return s, server
}

// raw runs a statement past the store.
func raw(t testing.TB, server neo4jtest.Server, statement string, params map[string]any) *neo4j.EagerResult {
	t.Helper()
	result, err := neo4j.ExecuteQuery(context.Background(), server.Driver(), statement, params,
		neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithDatabase(server.Database))
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	return result
}
