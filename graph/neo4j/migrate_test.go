package neo4j

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/dbtype"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/graph/memory"
	"parley/graph/neo4j/layout"
	"parley/graph/neo4j/neo4jtest"
	"parley/seed"
	"parley/seed/ndjson"
	"parley/seed/seedtest"
)

// thing is a node or a relationship of a database that the first version wrote.
type thing struct {
	Labels     []string
	Node       int
	From, To   int
	Type       string
	Properties map[string]any
}

// fill puts a database of the first version into an empty one, past the store. The
// versions of its nodes and edges, and what they are found by, are such as no
// server of today would write.
func fill(t *testing.T, server neo4jtest.Server, dump []byte) {
	t.Helper()
	nodes, edges := map[string][]any{}, map[string][]any{}
	lines := bufio.NewScanner(bytes.NewReader(dump))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var x thing
		d := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		d.UseNumber()
		if err := d.Decode(&x); err != nil {
			t.Fatal(err)
		}
		row := map[string]any{"props": aged(t, x.Properties), "node": x.Node, "from": x.From, "to": x.To}
		if labels := strings.Join(x.Labels, ":"); x.Type == "" {
			nodes[labels] = append(nodes[labels], row)
		} else {
			edges[x.Type] = append(edges[x.Type], row)
		}
	}
	ids := map[int]any{}
	for labels, rows := range nodes {
		for _, r := range raw(t, server, "UNWIND $rows AS row CREATE (n:"+labels+") SET n = row.props RETURN row.node, elementId(n)", map[string]any{"rows": rows}).Records {
			ids[layout.Number(r.Values[0])] = r.Values[1]
		}
	}
	for name, rows := range edges {
		for _, row := range rows {
			row := row.(map[string]any)
			row["from"], row["to"] = ids[row["from"].(int)], ids[row["to"].(int)]
		}
		raw(t, server, "UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row.from MATCH (b) WHERE elementId(b) = row.to "+
			"CREATE (a)-[r:"+name+"]->(b) SET r = row.props", map[string]any{"rows": rows})
	}
}

// aged returns properties as the driver takes them, and those that a migration
// makes anew as they are no more.
func aged(t *testing.T, props map[string]any) map[string]any {
	t.Helper()
	out := map[string]any{}
	for name, v := range props {
		out[name] = v
		switch v := v.(type) {
		case json.Number:
			n, err := v.Int64()
			if err != nil {
				t.Fatal(err)
			}
			out[name] = n
		case map[string]any:
			day, err := time.Parse(time.DateOnly, v["$date"].(string))
			if err != nil {
				t.Fatal(err)
			}
			out[name] = dbtype.Date(day)
		}
	}
	for _, name := range []string{"version", "words", "statementFold"} {
		if out[name] != nil {
			out[name] = "as it was"
		}
	}
	if out["folds"] != nil {
		out["folds"] = []any{"as it was"}
	}
	return out
}

// exportedTo returns a store in memory that is filled from an export.
func exportedTo(t *testing.T, m *graph.Model, export string) *memory.Store {
	t.Helper()
	open := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(export)), nil }
	s := memory.New(m)
	i := &seed.Import{Data: ndjson.New(m, "export.ndjson", open), Digest: seed.DigestOf(open), AsTheyAre: true}
	checked, err := i.Check(t.Context(), m, s.Snapshot())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := checked.Apply(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	return s
}

func exportOf(t *testing.T, s graph.Store, m *graph.Model) string {
	t.Helper()
	var out bytes.Buffer
	if err := ndjson.Write(&out, m, s.Snapshot().Changes(context.Background())); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// servers are stores of one database, each as another process would open it.
type servers struct {
	t      *testing.T
	config Config
}

// open opens the database as a server of some versions does, that migrates so
// much at once.
func (s servers) open(v versions, batch int) *Store {
	store := open(s.t, s.config)
	store.versions, store.batch = v, batch
	return store
}

// TestFirstVersion opens databases that the first version wrote: with one server
// that is broken off after every batch, or with two at once. The graph is that of
// its export, and so are versions and folds.
func TestFirstVersion(t *testing.T) {
	server := neo4jtest.Start(t)
	s := servers{t, configFor(t, server)}
	next := versions{layoutVersion, graph.FoldVersion + 1}
	for _, g := range seedtest.Version1Graphs(t) {
		for name, bring := range map[string]func(*testing.T) map[string]int{
			"broken off after each batch": func(t *testing.T) map[string]int { return brokenOff(t, s, next) },
			"by two servers at once":      func(t *testing.T) map[string]int { return atOnce(t, s, next) },
		} {
			t.Run(g.Name+" "+name, func(t *testing.T) {
				server.Clear(t)
				fill(t, server, g.Neo4j)
				for end, times := range bring(t) {
					if times != 1 {
						t.Errorf("the batch that ends at %s was made %d times", end, times)
					}
				}
				store := s.open(next, 0)
				if err := store.Prepare(t.Context()); err != nil {
					t.Fatal(err)
				}
				is := exportedTo(t, store.model, g.Export)
				sameLines(t, dumpMemory(t, store.model, is.Snapshot()), dumpNeo4j(t, store))
				sameLines(t, exportOf(t, is, store.model), exportOf(t, store, store.model))
			})
		}
	}
}

// endOf names where a batch ended.
func endOf(is *stamp) string { return fmt.Sprint(is.step, is.done, is.moving) }

// indexed makes the indexes of a database, as opening it does before it migrates.
func indexed(t *testing.T, s *Store) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := s.makeIndexes(ctx); err != nil {
		t.Fatal(err)
	}
}

// brokenOff migrates with a new server for each batch, and counts the batches by
// where they end.
func brokenOff(t *testing.T, s servers, to versions) map[string]int {
	t.Helper()
	ends := map[string]int{}
	for {
		store := s.open(to, 70)
		indexed(t, store)
		is, err := store.migrateBatch(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		store.Close()
		if ends[endOf(is)]++; !is.moving {
			return ends
		}
	}
}

// atOnce migrates with two servers, and counts the batches of both.
func atOnce(t *testing.T, s servers, to versions) map[string]int {
	t.Helper()
	first, second := s.open(to, 20), s.open(to, 20)
	indexed(t, first)
	var mu sync.Mutex
	ends := map[string]int{}
	var both sync.WaitGroup
	for _, store := range []*Store{first, second} {
		both.Go(func() {
			for moving := true; moving; {
				is, err := store.migrateBatch(t.Context())
				if err != nil {
					t.Error(err)
					return
				}
				if moving = is.moving; moving {
					mu.Lock()
					ends[endOf(is)]++
					mu.Unlock()
				}
			}
		})
	}
	both.Wait()
	return ends
}

// TestStamps opens databases as servers of other versions than the one that wrote
// them.
func TestStamps(t *testing.T) {
	server := neo4jtest.Start(t)
	s := servers{t, configFor(t, server)}
	stamped := func(t *testing.T) string {
		r := raw(t, server, "MATCH (m:ParleyMeta) RETURN m.layout, m.folds, m.step", nil).Records
		return fmt.Sprint(r[0].Values)
	}
	change := []graph.Change{stating("source:a", "1", "source:a", nil)}
	older, newer := current(), versions{layoutVersion + 1, graph.FoldVersion}

	t.Run("an empty database is stamped when it is first looked at", func(t *testing.T) {
		server.Clear(t)
		if err := s.open(current(), 0).Ready(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got, want := stamped(t), fmt.Sprint([]any{layoutVersion, graph.FoldVersion, nil}); got != want {
			t.Errorf("the stamp is %s, not %s", got, want)
		}
	})
	t.Run("a running server writes no more once a newer one has begun", func(t *testing.T) {
		server.Clear(t)
		old := s.open(older, 0)
		if _, err := old.Apply(t.Context(), change); err != nil {
			t.Fatal(err)
		}
		raw(t, server, "MATCH (m:ParleyMeta) SET m += $stamp", map[string]any{
			"stamp": (&stamp{versions: newer, moving: true, from: older, step: "what comes", of: 7}).params(),
		})
		_, err := old.Apply(t.Context(), []graph.Change{stating("source:b", "1", "source:b", nil)})
		overtakenBy(t, err, older, newer)
		_, err = old.Snapshot().LastLoad(t.Context(), "source:a")
		overtakenBy(t, err, older, newer)
		overtakenBy(t, old.Ready(t.Context()), older, newer)
		if n := len(raw(t, server, "MATCH (s:Source) RETURN s", nil).Records); n != 1 {
			t.Errorf("there are %d sources", n)
		}
	})
	t.Run("a server that starts is refused a newer database", func(t *testing.T) {
		server.Clear(t)
		raw(t, server, "CREATE (:ParleyMeta {name: 'parley', layout: $layout, folds: $folds})", map[string]any{"layout": newer.layout, "folds": newer.folds})
		old := s.open(older, 0)
		overtakenBy(t, old.Prepare(t.Context()), older, newer)
		_, err := old.Apply(t.Context(), change)
		overtakenBy(t, err, older, newer)
	})
	t.Run("a running server sees at /readyz that it was overtaken", func(t *testing.T) {
		server.Clear(t)
		old := s.open(older, 0)
		if err := old.Ready(t.Context()); err != nil {
			t.Fatal(err)
		}
		raw(t, server, "MATCH (m:ParleyMeta) SET m.folds = 9", nil)
		overtakenBy(t, old.Ready(t.Context()), older, versions{layoutVersion, 9})
	})
	t.Run("a running server ends what another one began, and goes on", func(t *testing.T) {
		server.Clear(t)
		running := s.open(current(), 0)
		if _, err := running.Apply(t.Context(), change); err != nil {
			t.Fatal(err)
		}
		raw(t, server, "MATCH (n:Source) SET n.version = 'as it was'", nil)
		raw(t, server, "MATCH (m:ParleyMeta) SET m += $stamp", map[string]any{
			"stamp": (&stamp{versions: current(), moving: true, from: versions{1, graph.FoldVersion}, step: "versions of nodes", of: 1}).params(),
		})
		_, err := running.Apply(t.Context(), change)
		if graph.CodeOf(err) != graph.Unavailable || !strings.Contains(err.Error(), "0 of 1") {
			t.Errorf("while it is migrated: %v", err)
		}
		eventually(t, "it is usable", func() bool { return running.Ready(t.Context()) == nil })
		if len(raw(t, server, "MATCH (n:Source {version: 'as it was'}) RETURN n", nil).Records) > 0 {
			t.Error("the migration was not ended")
		}
	})
}

// overtakenBy holds an error against what a server is told that a newer one has
// overtaken.
func overtakenBy(t *testing.T, err error, older, newer versions) {
	t.Helper()
	if graph.CodeOf(err) != graph.Unavailable || !strings.Contains(err.Error(), older.String()) || !strings.Contains(err.Error(), newer.String()) {
		t.Errorf("refused with %v", err)
	}
}

// TestMigrationMissesNothing goes through ids of all planes, and through a hub,
// one thing at a time: Neo4j compares and sorts such texts in two orders.
func TestMigrationMissesNothing(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Clear(t)
	s := servers{t, configFor(t, server)}
	changes := []graph.Change{stating("source:a", "1", "source:a", nil)}
	slugs := []string{"a", "é", "近平", "\ufa0e", "（株）", "\uffe6", "𠮷野", "😀"}
	for _, slug := range slugs {
		changes = append(changes, stating("source:a", "1", "person:"+slug, nil), stating("source:a", "1", "meeting:"+slug, nil),
			saying("source:a", "1", "row "+slug, attends("person:"+slug, "meeting:"+slug), values{"attendance": "ATTENDED"}))
	}
	for _, slug := range slugs[1:] {
		changes = append(changes, saying("source:a", "1", "hub "+slug, attends("person:a", "meeting:"+slug), values{"attendance": "ATTENDED"}))
	}
	if _, err := s.open(current(), 0).Apply(t.Context(), changes); err != nil {
		t.Fatal(err)
	}
	whole := dumpNeo4j(t, s.open(current(), 0))
	raw(t, server, "MATCH (n:Entity) SET n.version = '?', n.folds = ['?'], n.words = '?'", nil)
	raw(t, server, "MATCH ()-[r:PARTICIPATED_IN]->() SET r.version = '?'", nil)
	raw(t, server, "MATCH (m:ParleyMeta) SET m.layout = 1, m.folds = 0", nil)
	raw(t, server, "CREATE (:Entity {id: 'film:x', name: 'of somebody else'}), (:Entity {id: 7}), (:Entity)", nil)
	store := s.open(current(), 1)
	if err := store.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	others := raw(t, server, "MATCH (n:Entity) WHERE NOT n.id CONTAINS ':' OR n.id STARTS WITH 'film' OR n.id IS NULL OR n.id = 7 WITH n, keys(n) AS k DETACH DELETE n RETURN k", nil).Records
	for _, r := range others {
		if slices.Contains(layout.Texts(r.Values[0]), "version") {
			t.Errorf("what is somebody else's has %v", r.Values[0])
		}
	}
	sameLines(t, whole, dumpNeo4j(t, store))
}

// TestMigrationHides takes what follows from statements out of a database, and shows
// what is hidden, as an older Parley would have it: a migration makes it anew.
func TestMigrationHides(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Clear(t)
	s := servers{t, configFor(t, server)}
	store := s.open(current(), 0)
	random := graphtest.NewRandom(store.model, graphtest.Seed(t))
	for range 25 {
		if _, err := store.Apply(t.Context(), random.Next()); err != nil {
			t.Fatal(err)
		}
	}
	claimants := func() any {
		return raw(t, server, "MATCH (e:Evidence) WHERE e.claimant IS NOT NULL WITH e ORDER BY e.id RETURN collect(e.id + e.claimant)", nil).Records[0].Values
	}
	whole, claimed, past := dumpNeo4j(t, store), claimants(), dumpPast(t, server)
	for _, e := range store.model.Edges {
		raw(t, server, "MATCH (a)-[r:"+layout.WasType(e)+"]->(b) CREATE (a)-[is:"+e.Name+"]->(b) SET is = properties(r) DELETE r", nil)
	}
	for _, k := range store.model.Kinds {
		raw(t, server, "MATCH (n:Entity {absent: true}) WHERE n.id STARTS WITH $prefix REMOVE n:"+layout.WasLabel(k)+" SET n:"+k.Name, map[string]any{"prefix": k.Prefix()})
	}
	raw(t, server, "MATCH (was:Then) DETACH DELETE was", nil)
	raw(t, server, "MATCH ()-[r]->() WHERE r.knownTo IS NOT NULL DELETE r", nil)
	raw(t, server, "MATCH (n) SET n.knownFrom = null, n.past = null, n.judgedFrom = null, n.judgedCounts = null, n.judgedPlace = null, n.judgedBy = null", nil)
	raw(t, server, "MATCH ()-[r]->() SET r.knownFrom = null, r.past = null", nil)
	raw(t, server, "MATCH (n:Entity) SET n.absent = null, n.verification = null, n.supportAffirmed = null, n.courseFrom = null", nil)
	raw(t, server, "MATCH (:Entity)-[r]->(:Entity) SET r.absent = null, r.verification = null, r.supportAffirmed = null, r.periodsStartEarliest = null, r.current = null", nil)
	for _, property := range layout.JudgedProperties(store.model) {
		raw(t, server, "MATCH (e:Evidence) REMOVE e."+property, nil)
	}
	raw(t, server, "MATCH (m:ParleyMeta {name: 'parley'}) SET m.layout = 3", nil)
	migrated := s.open(current(), 3)
	if err := migrated.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	sameLines(t, whole, dumpNeo4j(t, migrated))
	if diff := cmp.Diff(claimed, claimants()); diff != "" {
		t.Errorf("for whom one speaks to claims (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(past, dumpPast(t, server)); diff != "" {
		t.Errorf("what was known (-before +after):\n%s", diff)
	}
}

// dumpPast tells what is stored of what was known.
func dumpPast(t *testing.T, server neo4jtest.Server) (lines []string) {
	t.Helper()
	for _, r := range raw(t, server, "CALL () { MATCH (n) WHERE n.knownFrom IS NOT NULL OR n.judgedFrom IS NOT NULL RETURN properties(n) AS p UNION ALL MATCH ()-[r]->() WHERE r.knownFrom IS NOT NULL RETURN properties(r) AS p } RETURN p", nil).Records {
		lines = append(lines, fmt.Sprint(r.Values[0]))
	}
	slices.Sort(lines)
	return lines
}
