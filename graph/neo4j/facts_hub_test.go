package neo4j

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"parley/graph/neo4j/cypher"
	"parley/graph/neo4j/neo4jtest"
	"parley/schema/schematest"
)

// hub makes one person of many meetings, with evidence for each tie.
const hub = `CREATE (p:Entity:Person {id: 'person:hub', name: 'Hub'}) WITH p UNWIND range(1, $n) AS i
	CREATE (m:Entity:Meeting {id: 'meeting:' + i, name: 'Meeting', status: 'HELD'})
	CREATE (p)-[r:PARTICIPATED_IN {id: 'PARTICIPATED_IN person:hub meeting:' + i, attendance: 'ATTENDED'}]->(m)
	CREATE (:Evidence {id: 'evidence:x ' + i + ' 1', subject: r.id, factKind: 'PARTICIPATED_IN', factFrom: p.id, factTo: m.id})`

// TestFactsOfHubs shows that facts as of a day take Neo4j work in proportion to
// their number, also where all of them are about one node.
func TestFactsOfHubs(t *testing.T) {
	server := neo4jtest.Start(t)
	s := open(t, configFor(t, server))
	if err := s.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	hits := func(n int) float64 {
		server.Clear(t)
		raw(t, server, hub, map[string]any{"n": n})
		plans, _ := schematest.Asked(t, s.model, `{ facts(asOf: "2025-06-01") { totalCount } }`)
		c := cypher.Compile(s.model, plans[0])
		result := raw(t, server, "PROFILE "+c.Text, c.Params)
		if total := result.Records[0].Values[0].([]any)[0]; total != int64(n) {
			t.Fatalf("%v facts of %d", total, n)
		}
		return float64(accesses(t, result.Summary.Profile().Arguments()["string-representation"]))
	}
	few, many := hits(500), hits(2_000)
	t.Logf("%.0f and %.0f database accesses", few, many)
	if many > 5*few {
		t.Errorf("four times the facts take %.1f times the database accesses", many/few)
	}
}

// accesses reads from a profile as Neo4j draws it how often the database was
// accessed.
func accesses(t *testing.T, drawn any) int {
	t.Helper()
	text, _ := drawn.(string)
	match := regexp.MustCompile(`Total database accesses: ([\d,]+)`).FindStringSubmatch(text)
	if match == nil {
		t.Fatalf("no figure in %q", text)
	}
	n, err := strconv.Atoi(strings.ReplaceAll(match[1], ",", ""))
	if err != nil {
		t.Fatal(err)
	}
	return n
}
