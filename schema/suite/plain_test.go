package suite

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph/neo4j/neo4jtest"
	"parley/schema/casetest"
	"parley/seed"
)

// askPlain returns what a plain graph in Neo4j answers, whose relationships are
// made by the Cypher of relate. Questions without a statement in testdata/plain
// are not asked.
func askPlain(t *testing.T, relate relation) Answers {
	t.Helper()
	server, answers := neo4jtest.Start(t), Answers{}
	for name := range byCase(Questions(t)) {
		server.Clear(t)
		g := plainGraph{t, server, relate}
		for i, folder := range sources(t, name) {
			g.load(i, folder)
		}
		for id, statement := range statements(t, name) {
			answers[id] = g.answer(statement)
		}
	}
	server.Clear(t)
	return answers
}

func sources(t *testing.T, name string) []seed.Folder {
	if name == article {
		return []seed.Folder{seed.Shipped()}
	}
	return casetest.Sources(t, name)
}

// statements returns the Cypher of a case by the ids of its questions: each stands
// below a line "//? id", which is followed by comments alone where the plain graph
// cannot be asked.
func statements(t *testing.T, name string) map[string]string {
	t.Helper()
	text, err := fs.ReadFile(files, path.Join("testdata/plain", name+".cypher"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, block := range strings.Split(string(text), "//? ")[1:] {
		id, body, _ := strings.Cut(block, "\n")
		if hasStatement(body) {
			out[name+"."+id] = body
		}
	}
	return out
}

func hasStatement(body string) bool {
	for line := range strings.Lines(body) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
			return true
		}
	}
	return false
}

// plainGraph is a graph as one makes it without Parley. README.md describes it.
type plainGraph struct {
	t      *testing.T
	server neo4jtest.Server
	relate relation
}

// relation returns the Cypher that makes a relationship of a type between $from and
// $to of what a statement says, $props.
type relation func(kind string, statement map[string]any) string

// eachStatement makes a relationship of each statement.
func eachStatement(kind string, _ map[string]any) string {
	return fmt.Sprintf("MATCH (a:Entity {id: $from}), (b:Entity {id: $to}) CREATE (a)-[:%s $props]->(b)", kind)
}

// lastLoaded makes one relationship for each attendance, stance, and so on, between
// two nodes: what was loaded last overwrites what was there.
func lastLoaded(kind string, statement map[string]any) string {
	key := ""
	for _, name := range []string{"attendance", "stance", "occupancy", "verdict"} {
		if _, said := statement[name]; said {
			key = fmt.Sprintf(" {%[1]s: $props.%[1]s}", name)
		}
	}
	return fmt.Sprintf("MATCH (a:Entity {id: $from}), (b:Entity {id: $to}) MERGE (a)-[r:%s%s]->(b) SET r += $props", kind, key)
}

// answer returns the one value that a statement returns, or nil if it finds nothing.
func (g plainGraph) answer(statement string) any {
	g.t.Helper()
	records := g.run(statement, nil)
	if len(records) == 0 {
		return nil
	}
	if len(records) > 1 || len(records[0].Values) > 1 {
		g.t.Errorf("more than one value\n%s", statement)
	}
	return records[0].Values[0]
}

func (g plainGraph) run(statement string, params map[string]any) []*neo4j.Record {
	g.t.Helper()
	result, err := neo4j.ExecuteQuery(context.Background(), g.server.Driver(), statement, params,
		neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithDatabase(g.server.Database))
	if err != nil {
		g.t.Errorf("%v\n%s", err, statement)
		return nil
	}
	return result.Records
}

// load loads a source: its node, then its entities, then its statements. Each
// statement has a number that grows with the source and within it.
func (g plainGraph) load(rank int, folder seed.Folder) {
	corpus := readPlain(g.t, folder)
	g.run("MERGE (s:Source {id: $id}) SET s += $props", node(corpus.Source))
	for _, e := range corpus.Entities {
		g.run(fmt.Sprintf("MERGE (n:Entity {id: $id}) SET n:%s, n += $props", label(e["id"])), node(e))
	}
	for i, f := range corpus.Facts {
		statement := map[string]any{
			"act": "REPORTED", "basis": "STATED", "n": 1000*rank + i,
			"source": corpus.Source["id"], "publisher": corpus.Source["publisher"], "published": corpus.Source["published"],
			"start": strings.Index(corpus.text, fmt.Sprint(f["quote"])),
		}
		for name, value := range f {
			statement[name] = value
		}
		g.state(statement)
	}
}

// state loads a statement. One about an edge becomes a relationship, with all that
// it says, or part of one. One about a node becomes a relationship SAYS from its source, and sets
// the node's values, where it does not deny them.
func (g plainGraph) state(statement map[string]any) {
	subject := strings.Fields(statement["fact"].(string))
	delete(statement, "fact")
	if len(subject) == 3 {
		g.run(g.relate(subject[1], statement),
			map[string]any{"from": subject[0], "to": subject[2], "props": statement})
		return
	}
	values := map[string]any{}
	for _, name := range []string{"status", "format", "mode", "date", "since", "until"} {
		if value, said := statement[name]; said && statement["act"] != "DENIED" {
			values[name], values["source"], values["published"] = value, statement["source"], statement["published"]
		}
		delete(statement, name)
	}
	g.run("MATCH (s:Source {id: $source}), (n:Entity {id: $id}) SET n += $values CREATE (s)-[:SAYS $props]->(n)",
		map[string]any{"source": statement["source"], "id": subject[0], "values": values, "props": statement})
}

// node returns the parameters that make a node.
func node(props map[string]any) map[string]any {
	return map[string]any{"id": props["id"], "props": props}
}

// label returns the label of an id's kind.
func label(id any) string {
	kind, _, _ := strings.Cut(fmt.Sprint(id), ":")
	return strings.ToUpper(kind[:1]) + kind[1:]
}
