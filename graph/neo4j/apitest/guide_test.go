package apitest

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
	"parley/graph/neo4j/neo4jtest"
	"parley/graph/neo4j/storetest"
	"parley/seed"
)

// TestGuide runs the Cypher of the guide on the shipped article, and holds what it
// returns against what the guide says that it returns.
func TestGuide(t *testing.T) {
	m := storetest.Model(t)
	load(t, m, storetest.Open(t, m), seed.Shipped())
	text, err := os.ReadFile("../../../server/web/guide/neo4j.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := regexp.MustCompile("(?s)```cypher\n(.*?)```\n+```text\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	if len(examples) < 5 {
		t.Fatalf("the guide has %d examples of Cypher", len(examples))
	}
	for i, e := range examples {
		t.Run(fmt.Sprint(i+1), func(t *testing.T) {
			if got := table(t, neo4jtest.Start(t), e[1]); got != e[2] {
				t.Errorf("%s\nthe guide says:\n%s\nit returns:\n%s", e[1], e[2], got)
			}
		})
	}
}

// table runs a statement and prints its rows, a line each.
func table(t *testing.T, server neo4jtest.Server, statement string) string {
	t.Helper()
	auth := driver.NoAuth()
	if server.Username != "" {
		auth = driver.BasicAuth(server.Username, server.Password, "")
	}
	db, err := driver.NewDriverWithContext(server.URI, auth)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close(t.Context())
	result, err := driver.ExecuteQuery(t.Context(), db, statement, nil, driver.EagerResultTransformer, driver.ExecuteQueryWithDatabase(server.Database))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, record := range result.Records {
		cells := make([]string, len(record.Values))
		for i, v := range record.Values {
			cells[i] = graph.Print(v)
		}
		fmt.Fprintln(&out, strings.Join(cells, " | "))
	}
	return out.String()
}
