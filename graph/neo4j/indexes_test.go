package neo4j

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/graph/neo4j/neo4jtest"
)

// run runs statements as somebody else would, each in a transaction of its own.
func run(t *testing.T, server neo4jtest.Server, statements ...string) []*neo4j.Record {
	t.Helper()
	var records []*neo4j.Record
	for _, statement := range statements {
		result, err := neo4j.ExecuteQuery(context.Background(), server.Driver(), statement, nil,
			neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithDatabase(server.Database))
		if err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
		records = result.Records
	}
	return records
}

// bare returns a server without constraints and indexes, and leaves it so.
func bare(t *testing.T) neo4jtest.Server {
	t.Helper()
	server := neo4jtest.Start(t)
	server.Wipe(t)
	t.Cleanup(func() { server.Wipe(t) })
	return server
}

func TestIndexesAreMadeOnce(t *testing.T) {
	server := bare(t)
	run(t, server, "CREATE INDEX somebody FOR (n:Person) ON (n.name)", "CREATE (:Film {name: 'F'})")
	s := open(t, configFor(t, server))
	if err := s.Ready(context.Background()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	missing, filling, err := s.look(ctx, indexes(s.model))
	if err != nil || len(missing) > 0 || len(filling) > 0 {
		t.Errorf("missing %v, filling %v, %v", missing, filling, err)
	}
	again := open(t, configFor(t, server))
	if err := again.Ready(context.Background()); err != nil {
		t.Error(err)
	}
}

func TestIndexThatIsNotOurs(t *testing.T) {
	for _, statement := range []string{
		"CREATE INDEX parley_person_name FOR (n:Person) ON (n.age)",
		"CREATE FULLTEXT INDEX parley_names FOR (n:Entity) ON EACH [n.folds]",
		"CREATE FULLTEXT INDEX others FOR (n:Entity) ON EACH [n.folds]",
		"CREATE INDEX others FOR (n:Entity) ON (n.id)",
	} {
		t.Run(statement, func(t *testing.T) {
			server := bare(t)
			run(t, server, statement)
			err := open(t, configFor(t, server)).Ready(context.Background())
			if graph.CodeOf(err) != graph.Conflict {
				t.Error(err)
			}
			t.Log(err)
		})
	}
}

func TestVersions(t *testing.T) {
	for agent, old := range map[string]bool{
		"Neo4j/5.26.26": false, "Neo4j/5.23-aura": false, "Neo4j/2026.09.0": false, "Neo4j/5.22.0": true,
		"Neo4j/4.4.1": true, "Memgraph": false, "Neo4j/dev": false,
	} {
		if tooOld(agent) != old {
			t.Errorf("%s is too old: %v", agent, !old)
		}
	}
}

// costly are operators that look at all there is, or at all that a node has.
var costly = []string{"AllNodesScan", "NodeByLabelScan", "UnionNodeByLabelsScan", "DirectedAllRelationshipsScan", "DirectedRelationshipTypeScan", "Expand(All)", "VarLengthExpand"}

func TestWritesUseIndexes(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Clear(t)
	s := open(t, configFor(t, server))
	if err := s.Ready(context.Background()); err != nil {
		t.Fatal(err)
	}
	e := s.model.Edge("HOLDS")
	statements := []string{
		readStale + factColumns(s.model), readMissing, readEvidence + factColumns(s.model), readSaid + factColumns(s.model),
		readOrigin + originColumns(), dropFacts, s.tables.Evidence.Create, setFacts, setNodes, s.tables.Edges[e].Create, s.tables.Was[e].Create, addNodePast, addEdgePast(e), dropEdgePast(e),
		matchEdge(e) + edgeColumns, matchSeries(e) + edgeColumns, moveEdges(e, true), moveEdges(e, false), dropEdges(e), setEdges(e), unstate(), restate(),
		readMergedText, setMerged, unmerge, readByID + factColumns(s.model), readSaidBy + factColumns(s.model), readCorrections + factColumns(s.model), readNodeVersions, matchEdge(e) + readEdgeVersions,
	}
	expanding := []string{readRetracted, readNodes, readResting(s.model) + factColumns(s.model), readResting(s.model) + tellEvidence(s.model),
		readStates, matchAt(e, true) + edgeColumns, matchAt(e, false) + edgeColumns, readSpeaking(s.model), hideEdges(e), showEdges(e), collectNodes(s.model), dropNodePast}
	check := func(t *testing.T) {
		for _, statement := range append(expanding, statements...) {
			drawn := planned(t, server, "UNWIND $rows AS row "+statement)
			for _, wrong := range costly {
				if strings.Contains(drawn, "+"+wrong) && !(wrong == "Expand(All)" && slices.Contains(expanding, statement)) {
					t.Errorf("%s\n%s", statement, drawn)
				}
			}
		}
	}
	t.Run("empty", check)
	for i := range 3 {
		if _, err := s.Apply(context.Background(), report(i)); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("filled", check)
}

// planned returns the plan of a statement as Neo4j draws it. (Of the children of an
// operator, driver v5.28.4 gives the last one several times.)
func planned(t *testing.T, server neo4jtest.Server, statement string) string {
	t.Helper()
	result, err := neo4j.ExecuteQuery(context.Background(), server.Driver(), "EXPLAIN "+statement,
		map[string]any{"rows": []any{}}, neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithDatabase(server.Database))
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	drawn, _ := result.Summary.Plan().Arguments()["string-representation"].(string)
	if !strings.Contains(drawn, "+ProduceResults") {
		t.Fatalf("%s: no plan, but %q", statement, drawn)
	}
	return drawn
}

// others is data of somebody else, some of it with names like ours.
const others = `CREATE (f:Film {id: 'person:n1', name: 'Ours no less', words: 'name'}), (p:Person {id: 'person:n1', name: 'Name one'}),
	(e:Quote {subject: 'person:n1', source: 'source:s1'}), (p)-[:PARTICIPATED_IN {id: 'x'}]->(f), (f)-[:STATES {load: '1'}]->(p), (f)-[:HOLDS]->(e)`

func TestDataOfOthersStays(t *testing.T) {
	server := bare(t)
	run(t, server, others)
	look := func() string {
		var out []string
		for _, r := range run(t, server, "MATCH (n) WHERE NOT n:Entity AND NOT n:Evidence AND NOT n:ParleyMeta AND NOT n:ParleyMerged AND NOT n:ParleyOnce "+
			"RETURN labels(n)[0], n {.*}, COLLECT { MATCH (n)-[r]->(m) RETURN type(r) + labels(m)[0] ORDER BY type(r) } ORDER BY labels(n)[0]") {
			out = append(out, fmt.Sprint(r.Values...))
		}
		return strings.Join(out, "\n")
	}
	before := look()
	s := open(t, configFor(t, server))
	random := graphtest.NewRandom(s.model, graphtest.Seed(t))
	for range 10 {
		if _, err := s.Apply(context.Background(), random.Next()); err != nil {
			t.Fatal(err)
		}
	}
	run(t, server, "MATCH (n:Entity), (f:Film) CREATE (f)-[:SHOWS]->(n)")
	for i := range 3 {
		if _, err := s.Apply(context.Background(), []graph.Change{graph.DropSource{Source: fmt.Sprint("source:s", i+1)}}); err != nil {
			t.Fatal(err)
		}
	}
	sameLines(t, before, look())
	if left := run(t, server, "MATCH (n) WHERE n:Entity OR n:Evidence RETURN n"); len(left) > 0 {
		t.Errorf("%d of ours are left", len(left))
	}
}
