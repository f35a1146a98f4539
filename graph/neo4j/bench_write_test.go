package neo4j

import (
	"context"
	"flag"
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
	"parley/graph/neo4j/neo4jtest"
)

// loadNodes is the size of the load that TestLoad measures: as many nodes, and
// five times as many edges. The figures of the docs are of 100,000.
var loadNodes = flag.Int("load", 0, "measure a load of that many nodes against a hand-written one")

// accounts is a data set: people at meetings, five rows a node, of one source.
type accounts struct {
	nodes int
	slug  string
}

const ledgerText = "Everybody came to the meeting on Monday, and stayed until the evening."

func (l accounts) source() string { return "source:" + l.slug }

func (l accounts) people() int { return l.nodes * 9 / 10 }

func (l accounts) person(i int) string { return fmt.Sprint("person:", l.slug, i) }

func (l accounts) meeting(i int) string { return fmt.Sprint("meeting:", l.slug, i) }

func (l accounts) node(i int) (id, name string) {
	if i < l.people() {
		return l.person(i), fmt.Sprint("Person Number ", i)
	}
	return l.meeting(i - l.people()), fmt.Sprint("Meeting Number ", i-l.people())
}

// row returns the i-th edge: no two have the same ends.
func (l accounts) row(i int) (from, to, quote string) {
	person, turn := i%l.people(), i/l.people()
	return l.person(person), l.meeting((person*7 + turn*13) % (l.nodes - l.people())), ledgerText[:39]
}

// batches cuts n rows into steps.
func batches(n int, step func(from, to int)) []func() {
	var steps []func()
	for from := 0; from < n; from += graph.MaxChanges {
		steps = append(steps, func() { step(from, min(n, from+graph.MaxChanges)) })
	}
	return steps
}

// TestLoad prints how long a load by Apply takes, over the same by hand. The two
// take turns, batch by batch, so that a busy machine hinders both.
func TestLoad(t *testing.T) {
	if *loadNodes == 0 {
		t.Skip("-load 100000 measures")
	}
	server := neo4jtest.Start(t)
	s := open(t, configFor(t, server))
	server.Clear(t)
	measure := func(nodes int) (byHand, byApply, again time.Duration) {
		defer server.Clear(t)
		hand, apply := accounts{nodes, "hand"}, accounts{nodes, "apply"}
		handSteps, applySteps := hand.byHand(t, server), apply.byApply(t, s)
		for i := range max(len(handSteps), len(applySteps)) {
			byHand += timed(handSteps, i)
			byApply += timed(applySteps, i)
		}
		for i := range applySteps {
			again += timed(applySteps, i)
		}
		if hand, apply := hand.counted(t, s), apply.counted(t, s); hand != apply {
			t.Errorf("by hand there are %s, by Apply %s", hand, apply)
		}
		return byHand, byApply, again
	}
	if err := s.Ready(context.Background()); err != nil {
		t.Fatal(err)
	}
	measure(1000)
	before := heap()
	byHand, byApply, again := measure(*loadNodes)
	t.Logf("%d nodes, %d edges: by hand %v, by Apply %v, ratio %.2f; the same again %v; our heap %d MB before, %d MB after",
		*loadNodes, 5**loadNodes, byHand.Round(time.Millisecond), byApply.Round(time.Millisecond), byApply.Seconds()/byHand.Seconds(),
		again.Round(time.Millisecond), before, heap())
}

func timed(steps []func(), i int) time.Duration {
	begin := time.Now()
	if i < len(steps) {
		steps[i]()
	}
	return time.Since(begin)
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc >> 20
}

func (l accounts) counted(t *testing.T, s *Store) string {
	t.Helper()
	records, err := s.read(context.Background(), "count", "RETURN COUNT { (n:Entity) WHERE n.id ENDS WITH '0' AND n.id CONTAINS $slug }, "+
		"COUNT { (:Evidence {source: $source})}, COUNT { MATCH (e:Evidence {source: $source}) MATCH (:Entity {id: e.factFrom})-[r:PARTICIPATED_IN {id: e.subject}]->() }",
		map[string]any{"slug": l.slug, "source": l.source()})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(records[0].Values...)
}

// byApply loads in batches as large as Apply takes.
func (l accounts) byApply(t *testing.T, s *Store) []func() {
	apply := func(changes []graph.Change) {
		if _, err := s.Apply(context.Background(), changes); err != nil {
			t.Fatal(err)
		}
	}
	put := func(id, name, text string) graph.Change {
		props := values{"name": name}
		if text != "" {
			props["text"] = text
		}
		return graph.PutNode{Source: l.source(), Load: "1", ID: id, Props: props}
	}
	steps := []func(){func() { apply([]graph.Change{put(l.source(), "Ledger", ledgerText)}) }}
	steps = append(steps, batches(l.nodes, func(from, to int) {
		var changes []graph.Change
		for i := from; i < to; i++ {
			id, name := l.node(i)
			changes = append(changes, put(id, name, ""))
		}
		apply(changes)
	})...)
	return append(steps, batches(5*l.nodes, func(first, last int) {
		var changes []graph.Change
		for i := first; i < last; i++ {
			from, to, quote := l.row(i)
			changes = append(changes, graph.PutEvidence{Source: l.source(), Load: "1", Fact: attends(from, to), Evidence: graph.Evidence{
				Quote: quote, End: len(quote), Seq: i, SaidBy: from, Act: "REPORTED", Basis: "STATED", Says: values{"attendance": "ATTENDED"},
			}})
		}
		apply(changes)
	})...)
}

// byHand loads the same nodes, edges and evidence into the same indexes as one
// would who knows that nothing is there.
func (l accounts) byHand(t *testing.T, server neo4jtest.Server) []func() {
	load := func(statement string, n int, row func(i int) map[string]any) []func() {
		return batches(n, func(from, to int) {
			var rows []any
			for i := from; i < to; i++ {
				rows = append(rows, row(i))
			}
			ctx := context.Background()
			session := server.Driver().NewSession(ctx, neo4j.SessionConfig{DatabaseName: server.Database})
			defer session.Close(ctx)
			_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
				return collect(ctx, tx, "UNWIND $rows AS row "+statement, map[string]any{"rows": rows})
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
	node := func(i int) map[string]any {
		id, name := l.node(i)
		return map[string]any{"id": id, "name": name, "folds": []string{graph.Fold(name)}, "words": graph.Fold(name)}
	}
	steps := load("CREATE (n:Entity:Source) SET n = row", 1, func(int) map[string]any {
		return map[string]any{"id": l.source(), "name": "Ledger", "text": ledgerText, "folds": []string{"ledger"}, "words": "ledger", "loaded": 1}
	})
	steps = append(steps, load("CREATE (n:Entity:Person) SET n = row", l.people(), node)...)
	steps = append(steps, load("CREATE (n:Entity:Meeting) SET n = row", l.nodes-l.people(), func(i int) map[string]any { return node(l.people() + i) })...)
	return append(steps, load("MATCH (a:Person {id: row.from}) MATCH (b:Meeting {id: row.to}) "+
		"CREATE (a)-[r:PARTICIPATED_IN]->(b) SET r = row.edge CREATE (e:Evidence) SET e = row.evidence", 5*l.nodes, l.factByHand)...)
}

func (l accounts) factByHand(i int) map[string]any {
	from, to, quote := l.row(i)
	id := "PARTICIPATED_IN " + from + " " + to
	return map[string]any{
		"from": from, "to": to, "edge": map[string]any{"id": id, "attendance": "ATTENDED", "quote": quote},
		"evidence": map[string]any{
			"id": fmt.Sprintf("evidence:%s %08d %012x", l.slug, 0, i), "subject": id, "source": l.source(), "load": "1", "seq": i,
			"act": "REPORTED", "basis": "STATED", "says": `[["attendance","ATTENDED"]]`, "factKind": "PARTICIPATED_IN",
			"factFrom": from, "factTo": to, "quote": quote, "start": 0, "end": len(quote), "words": graph.Fold(quote), "saidBy": from,
		},
	}
}
