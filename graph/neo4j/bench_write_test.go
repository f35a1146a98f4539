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

// ledger is a data set: people at meetings, five rows a node.
type ledger struct{ nodes int }

func (l ledger) people() int { return l.nodes * 9 / 10 }

func (l ledger) node(i int) (id, name string) {
	if i < l.people() {
		return fmt.Sprint("person:p", i), fmt.Sprint("Person Number ", i)
	}
	return fmt.Sprint("meeting:m", i-l.people()), fmt.Sprint("Meeting Number ", i-l.people())
}

// row gives the i-th edge: no two have the same ends.
func (l ledger) row(i int) (from, to, quote string) {
	meetings := l.nodes - l.people()
	person, turn := i%l.people(), i/l.people()
	return fmt.Sprint("person:p", person), fmt.Sprint("meeting:m", (person*7+turn*13)%meetings), ledgerText[:40]
}

const (
	ledgerSource = "source:ledger"
	ledgerText   = "Everybody came to the meeting on Monday, and stayed until the evening."
)

// TestLoad prints how long a load by Apply takes, over the same by hand.
func TestLoad(t *testing.T) {
	if *loadNodes == 0 {
		t.Skip("-load 100000 measures")
	}
	server := neo4jtest.Start(t)
	s := open(t, configFor(t, server))
	if err := s.Ready(context.Background()); err != nil {
		t.Fatal(err)
	}
	l := ledger{*loadNodes}
	small := ledger{2_000}
	server.Clear(t)
	l.timed(t, "warm up", func() { small.byHand(t, server); server.Clear(t); small.byApply(t, s); server.Clear(t) })
	hand := l.timed(t, "by hand", func() { l.byHand(t, server) })
	byHand := counted(t, s)
	server.Clear(t)
	apply := l.timed(t, "by Apply", func() { l.byApply(t, s) })
	again := l.timed(t, "by Apply, again", func() { l.byApply(t, s) })
	if by := counted(t, s); by != byHand {
		t.Errorf("by hand there are %s, by Apply %s", byHand, by)
	}
	t.Logf("%d nodes, %d edges: Apply ÷ by hand = %.2f; again ÷ by hand = %.2f", l.nodes, 5*l.nodes, apply.Seconds()/hand.Seconds(), again.Seconds()/hand.Seconds())
	server.Clear(t)
}

func (l ledger) timed(t *testing.T, what string, f func()) time.Duration {
	t.Helper()
	begin := time.Now()
	f()
	took := time.Since(begin)
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	t.Logf("%-16s %v, our heap %d MB", what, took.Round(time.Millisecond), m.HeapAlloc>>20)
	return took
}

func counted(t *testing.T, s *Store) string {
	t.Helper()
	records, err := s.read(context.Background(), "count", "RETURN COUNT { (:Entity) }, COUNT { ()-[:PARTICIPATED_IN]->() }, COUNT { (:Evidence) }", nil)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(records[0].Values...)
}

// byApply loads in batches as large as Apply takes.
func (l ledger) byApply(t *testing.T, s *Store) {
	batch := make([]graph.Change, 0, graph.MaxChanges)
	flush := func() {
		if _, err := s.Apply(context.Background(), batch); err != nil {
			t.Fatal(err)
		}
		batch = batch[:0]
	}
	put := func(c graph.Change) {
		if batch = append(batch, c); len(batch) == graph.MaxChanges {
			flush()
		}
	}
	put(graph.PutNode{Source: ledgerSource, Load: "1", ID: ledgerSource, Props: values{"name": "Ledger", "text": ledgerText}})
	for i := range l.nodes - 1 {
		id, name := l.node(i)
		put(graph.PutNode{Source: ledgerSource, Load: "1", ID: id, Props: values{"name": name}})
	}
	id, name := l.node(l.nodes - 1)
	put(graph.PutNode{Source: ledgerSource, Load: "1", ID: id, Props: values{"name": name}})
	for i := range 5 * l.nodes {
		from, to, quote := l.row(i)
		put(graph.PutEvidence{Source: ledgerSource, Load: "1", Fact: attends(from, to), Evidence: graph.Evidence{
			Quote: quote, End: len(quote), Seq: i, SaidBy: from, Act: "REPORTED", Basis: "STATED", Says: values{"attendance": "ATTENDED"},
		}})
	}
	flush()
}

// byHand loads the same nodes, edges and evidence into the same indexes as one
// would who knows that nothing is there.
func (l ledger) byHand(t *testing.T, server neo4jtest.Server) {
	ctx := context.Background()
	session := server.Driver().NewSession(ctx, neo4j.SessionConfig{DatabaseName: server.Database})
	defer session.Close(ctx)
	load := func(statement string, n int, row func(i int) map[string]any) {
		for done := 0; done < n; done += graph.MaxChanges {
			rows := make([]any, min(graph.MaxChanges, n-done))
			for i := range rows {
				rows[i] = row(done + i)
			}
			_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
				return collect(ctx, tx, "UNWIND $rows AS row "+statement, map[string]any{"rows": rows})
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	node := func(i int) map[string]any {
		id, name := l.node(i)
		return map[string]any{"id": id, "name": name, "folds": []string{graph.Fold(name)}, "words": graph.Fold(name)}
	}
	load("CREATE (n:Entity:Source) SET n = row", 1, func(int) map[string]any {
		return map[string]any{"id": ledgerSource, "name": "Ledger", "text": ledgerText, "folds": []string{"ledger"}, "words": "ledger", "loaded": 1}
	})
	load("CREATE (n:Entity:Person) SET n = row", l.people(), node)
	load("CREATE (n:Entity:Meeting) SET n = row", l.nodes-l.people(), func(i int) map[string]any { return node(l.people() + i) })
	load("MATCH (a:Person {id: row.from}) MATCH (b:Meeting {id: row.to}) CREATE (a)-[r:PARTICIPATED_IN]->(b) SET r = row.edge CREATE (e:Evidence) SET e = row.evidence",
		5*l.nodes, func(i int) map[string]any {
			from, to, quote := l.row(i)
			id := "PARTICIPATED_IN " + from + " " + to
			return map[string]any{
				"from": from, "to": to, "edge": map[string]any{"id": id, "attendance": "ATTENDED", "quote": quote},
				"evidence": map[string]any{
					"id": fmt.Sprintf("evidence:ledger %08d %012x", 0, i), "subject": id, "source": ledgerSource, "load": "1", "seq": i,
					"act": "REPORTED", "basis": "STATED", "says": `[["attendance","ATTENDED"]]`, "factKind": "PARTICIPATED_IN",
					"factFrom": from, "factTo": to, "quote": quote, "start": 0, "end": len(quote), "words": graph.Fold(quote), "saidBy": from,
				},
			}
		})
}
