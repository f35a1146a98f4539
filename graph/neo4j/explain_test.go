package neo4j

import (
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
	"parley/graph/neo4j/cypher"
	"parley/graph/neo4j/neo4jtest"
	"parley/schema/schematest"
)

// lookUps are questions that name what they look for. Neo4j finds it by an
// index; all else is reached from there.
var lookUps = []string{
	`{ person(id: "person:00007") { name } }`,
	`{ person(name: "Alias 00007") { name meetings { nodes { name } } } }`,
	`{ node(id: "person:00007") { id } }`,
	`{ nodes(ids: ["person:00007", "place:0001"]) { id } }`,
	`{ people(where: {id: {in: ["person:00007", "person:00008"]}}) { totalCount nodes { name } } }`,
	`{ people(where: {name: {eq: "Person 00007"}}) { nodes { id } } }`,
	`{ people(where: {name: {startsWith: "Person 0000"}}) { nodes { id } } }`,
	`{ meetings(where: {places: {some: {node: {name: {eq: "Place 0001"}}}}}) { totalCount nodes { id } groupBy(field: STATUS) { value count } } }`,
	`{ meetings(where: {participants: {some: {node: {name: {eq: "Person 00007"}}}}}) { nodes { id } } }`,
	`{ meetings(where: {about: {some: {node: {name: {eq: "Position 0007"}}}}}) { nodes { id } } }`,
	`{ meetings(where: {places: {some: {node: {name: {is: "place 0001"}}}}}) { nodes { id } } }`,
	`{ meetings(where: {participants: {some: {node: {id: {eq: "person:00007"}}}}}) { nodes { id } } }`,
	`{ meetings(where: {status: {eq: HELD}, participants: {some: {node: {name: {is: "person 00007"}}, edge: {attendance: {eq: ATTENDED}}}}}) { nodes { id } } }`,
	`{ meetings(where: {participants: {some: {edge: {evidence: {some: {saidBy: {name: {is: "person 00007"}}}}}}}}) { nodes { id } } }`,
	`{ meetings(where: {evidence: {some: {saidBy: {name: {is: "person 00007"}}}}}) { nodes { id } } }`,
	`{ meetings(where: {evidence: {some: {saidBy: {name: {is: "person 00007"}}, act: {eq: SAID}}}}, asOf: "2025-12-01") { nodes { id } } }`,
	`{ people(where: {said: {some: {source: {id: {eq: "source:0001"}}}}}) { nodes { id } } }`,
	`{ people(where: {meetings: {some: {node: {places: {some: {node: {id: {eq: "place:0001"}}}}}}}}) { nodes { id } } }`,
	`{ facts(where: {saidBy: {name: {is: "person 00007"}}}) { totalCount nodes { quote source { title } } } }`,
	`{ facts(where: {saidBy: {id: {eq: "person:00007"}}, act: {eq: SAID}}) { nodes { quote fact { id label } } } }`,
	`{ facts(where: {source: {id: {eq: "source:0001"}}}) { nodes { quote } } }`,
	`{ facts(where: {source: {name: {is: "source 0001"}}}) { nodes { quote } } }`,
	`{ facts(where: {saidBy: {id: {eq: "person:00007"}}}, asOf: "2025-12-01") { nodes { quote } } }`,
	`{ source(id: "source:0001") { facts(first: 10) { nodes { quote fact { label } } } } }`,
	`{ person(id: "person:00007") { met { nodes { name } } said { nodes { quote } } meetings { edges { evidence { quote saidBy { name } } } } } }`,
	`{ person(id: "person:00007", knownOn: "2025-12-01") { met { nodes { name } } meetings { edges { attendance node { status } } } } }`,
	`{ meetings(where: {participants: {some: {node: {name: {is: "person 00007"}}, edge: {attendance: {eq: ATTENDED}}}}}, knownOn: "2025-12-01") { nodes { id } } }`,
	`{ meetings(where: {id: {in: ["meeting:00007", "meeting:00008"]}}, knownOn: "2025-12-01") { nodes { status } } }`,
	`{ search(text: "person 0000", first: 5) { totalCount edges { node { id name } } } }`,
}

func TestLookUpsReadIndexes(t *testing.T) {
	p := newPlanner(t)
	for _, question := range lookUps {
		for text, operators := range p.plans(t, question) {
			for _, operator := range operators {
				if isScan(operator) {
					t.Errorf("%s\n%s\nscans: %s", question, text, strings.Join(operators, ", "))
					break
				}
			}
		}
	}
}

// inOrder are lists of a kind in the order of an index.
var inOrder = []string{
	`{ people(first: 10) { nodes { name } } }`,
	`{ people(last: 10) { nodes { name } } }`,
	`{ people(first: 10) { totalCount nodes { name } } }`,
	`{ people(first: 10, orderBy: [{name: ASC}]) { nodes { name } } }`,
	`{ people(first: 10, orderBy: [{name: DESC}]) { nodes { name } } }`,
	`{ meetings(first: 10, where: {status: {eq: HELD}}) { nodes { name } } }`,
	`{ facts(first: 10) { nodes { quote } } }`,
	`{ people(first: 10, after: "` + cursor(`["", "person:00007"]`) + `") { nodes { name } } }`,
	`{ people(last: 10, before: "` + cursor(`["", "person:00007"]`) + `") { nodes { name } } }`,
	`{ people(first: 10, orderBy: [{name: DESC}], after: "` + cursor(`["name:DESC", "Person 00007", "person:00007"]`) + `") { nodes { name } } }`,
}

func cursor(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }

// Partial sorts and tops put only those in order whose names are the same.
func TestListsReadTheirOrderFromAnIndex(t *testing.T) {
	p := newPlanner(t)
	for _, question := range inOrder {
		for text, operators := range p.plans(t, question) {
			read := slices.ContainsFunc(operators, func(o string) bool { return strings.HasPrefix(o, "NodeIndex") })
			sorted := slices.ContainsFunc(operators, func(o string) bool { return o == "Sort" || o == "Top" })
			if !read || sorted {
				t.Errorf("%s\n%s\nis read so: %s", question, text, strings.Join(operators, ", "))
			}
		}
	}
}

// scans are operators that look at all there is of something.
var scans = []string{"AllNodesScan", "LabelScan", "LabelsScan", "RelationshipsScan", "RelationshipTypeScan"}

// isScan reports whether an operator looks at all there is.
func isScan(operator string) bool {
	return slices.ContainsFunc(scans, func(scan string) bool { return strings.Contains(operator, scan) })
}

// planner asks a Neo4j with many people how it would answer.
type planner struct {
	server neo4jtest.Server
	model  *graph.Model
}

func newPlanner(t *testing.T) *planner {
	t.Helper()
	s, server := filled(t, 5_000)
	return &planner{server, s.model}
}

// plans returns the operators of a question's statements, by their text.
func (p *planner) plans(t *testing.T, question string) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	plans, searches := schematest.Asked(t, p.model, question)
	for _, plan := range plans {
		p.explain(t, cypher.Compile(p.model, plan), out)
	}
	for _, search := range searches {
		p.explain(t, cypher.CompileSearch(p.model, search), out)
	}
	if len(out) == 0 {
		t.Fatalf("%s asks for nothing", question)
	}
	return out
}

func (p *planner) explain(t *testing.T, s *cypher.Statement, out map[string][]string) {
	t.Helper()
	out[s.Text] = drawn(raw(t, p.server, "EXPLAIN "+s.Text, s.Params).Summary.Plan())
}

// drawn lists the operators of a plan, from the table that Neo4j draws of it:
// the driver, up to 5.28, gives the last child of an operator in place of each.
func drawn(p neo4j.Plan) []string {
	table, _ := p.Arguments()["string-representation"].(string)
	var out []string
	for _, match := range regexp.MustCompile(`(?m)^\|[ |]*\+(\w+)`).FindAllStringSubmatch(table, -1) {
		out = append(out, match[1])
	}
	return out
}
