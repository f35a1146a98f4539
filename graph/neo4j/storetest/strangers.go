package storetest

import (
	"context"
	"fmt"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
	"parley/graph/neo4j/neo4jtest"
)

// Strangers puts data of somebody else beside ours: a node with the label of
// each kind and what a node of ours has, one that is an :Entity and one that is
// an :Evidence, and between all of them relationships of every type.
func Strangers(t testing.TB, m *graph.Model) {
	t.Helper()
	server := neo4jtest.Start(t)
	run := func(statement string, params map[string]any) {
		t.Helper()
		if _, err := driver.ExecuteQuery(context.Background(), server.Driver(), statement, params,
			driver.EagerResultTransformer, driver.ExecuteQueryWithDatabase(server.Database)); err != nil {
			t.Fatal(err)
		}
	}
	const props = "name: 'Anna', folds: ['anna', 'name one'], words: 'anna name one quote', statement: 'Anna', statementFold: 'anna', status: 'HELD', stranger: true"
	for _, k := range m.Kinds {
		run(fmt.Sprintf("UNWIND ['0', '1', 's0', 's1', 'p1', 'm1'] AS slug CREATE (:%s {id: $prefix + slug, load: '1', loaded: 1, swept: '1', kept: '[]', %s})", k.Name, props),
			map[string]any{"prefix": k.Prefix()})
	}
	run("CREATE (:Entity {"+props+"}), (:Evidence {quote: 'Quote 1.', act: 'SAID', "+props+"})", nil)
	types := []string{"STATES"}
	for _, e := range m.Edges {
		types = append(types, e.Name)
	}
	for _, typ := range types {
		run("MATCH (a {stranger: true}), (b {stranger: true}) WHERE a.id IS NULL OR b.id IS NULL OR right(a.id, 2) = right(b.id, 2) "+
			"CREATE (a)-[:"+typ+" {id: 'x', load: '1', attendance: 'ATTENDED', stance: 'OPPOSES', verdict: 'DENIED'}]->(b)", nil)
	}
}
