package sqlite_test

import (
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/sqlite"
)

// The figures of the embedded store, beside those of SQLite alone, in about a
// minute:
//
//	go test ./graph/sqlite -run '^$' -bench Load -edges 1000000
var edges = flag.Int("edges", 1_000_000, "how many edges BenchmarkLoad loads, with a tenth as many nodes")

// BenchmarkLoad loads edges, starts again, and prints how long both take. In the
// same run, batch by batch so that a busy machine hinders both, bare statements
// insert the same rows into a bare file, and the store's file is merely read. The
// garbage collector runs as seldom as the server has it where it imports.
func BenchmarkLoad(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(300))
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	path := filepath.Join(dir, "parley.db")
	store, err := sqlite.Open(b.Context(), m, path)
	if err != nil {
		b.Fatal(err)
	}
	bare := newBare(b, filepath.Join(dir, "bare.db"))
	var ours, theirs time.Duration
	load := func(changes []graph.Change) {
		rows := bare.rowsOf(m, changes)
		theirs += took(func() { bare.insert(rows) })
		ours += took(func() {
			if _, err := store.Apply(b.Context(), changes); err != nil {
				b.Fatal(err)
			}
		})
	}
	var batch []graph.Change
	newMade(b, m, *edges/10).write(*edges, func(c graph.Change) {
		if batch = append(batch, c); len(batch) == graph.MaxChanges {
			load(batch)
			batch = nil
		}
	})
	load(batch)
	batch = nil
	fmt.Printf("loaded %d edges in %.1f s, %.0f a second; bare statements %.1f s; ratio %.2f\n",
		*edges, ours.Seconds(), float64(*edges)/ours.Seconds(), theirs.Seconds(), ours.Seconds()/theirs.Seconds())
	b.ReportMetric(float64(*edges)/ours.Seconds(), "edges/s")
	b.ReportMetric(ours.Seconds()/theirs.Seconds(), "load/bare")
	closed(b, store.Close, bare.close)
	fmt.Printf("the file has %d MB, the bare one %d MB, CSV %d MB\n", size(b, path)>>20, size(b, bare.path)>>20, bare.csv>>20)
	start(b, m, path, bare.path)
}

// start opens the store and scans its file in turns, and that of the bare rows.
func start(b *testing.B, m *graph.Model, path, bare string) {
	var starts, images, rows []time.Duration
	before := heap()
	for i := range 3 {
		images = append(images, took(func() { scan(b, path, "SELECT id, hash, body FROM image ORDER BY id") }))
		rows = append(rows, took(func() { scan(b, bare, "SELECT * FROM node", "SELECT * FROM fact") }))
		runtime.GC()
		var store *sqlite.Store
		starts = append(starts, took(func() {
			var err error
			if store, err = sqlite.Open(b.Context(), m, path); err != nil {
				b.Fatal(err)
			}
		}))
		if i == 0 {
			fmt.Printf("in memory it has %d MB\n", (heap()-before)>>20)
		}
		closed(b, store.Close)
	}
	s, file, same := median(starts), median(images), median(rows)
	fmt.Printf("started in %.2f s; a bare scan of the file %.2f s, ratio %.1f; one of the bare rows %.2f s, ratio %.2f\n",
		s.Seconds(), file.Seconds(), s.Seconds()/file.Seconds(), same.Seconds(), s.Seconds()/same.Seconds())
	b.ReportMetric(s.Seconds(), "start-s")
	b.ReportMetric(s.Seconds()/file.Seconds(), "start/scan")
	b.ReportMetric(s.Seconds()/same.Seconds(), "start/rows")
}

func took(do func()) time.Duration {
	began := time.Now()
	do()
	return time.Since(began)
}

func median(list []time.Duration) time.Duration {
	slices.Sort(list)
	return list[len(list)/2]
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

func size(b *testing.B, path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	return info.Size()
}

func closed(b *testing.B, closers ...func() error) {
	for _, c := range closers {
		if err := c(); err != nil {
			b.Fatal(err)
		}
	}
}

// scan reads every byte of what queries give.
func scan(b *testing.B, path string, queries ...string) {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		b.Fatal(err)
	}
	sum := byte(0)
	for _, query := range queries {
		rows, err := db.Query(query)
		if err != nil {
			b.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			b.Fatal(err)
		}
		cells := make([]any, len(columns))
		for i := range cells {
			cells[i] = new(sql.RawBytes)
		}
		for rows.Next() {
			if err := rows.Scan(cells...); err != nil {
				b.Fatal(err)
			}
			for _, c := range cells {
				for _, bits := range *c.(*sql.RawBytes) {
					sum += bits
				}
			}
		}
		closed(b, rows.Err, rows.Close)
	}
	closed(b, db.Close)
}

// bare is a file with a table of nodes and one of facts.
type bare struct {
	b          *testing.B
	path       string
	db         *sql.DB
	node, fact *sql.Stmt
	csv        int64 // how long the rows are as CSV
}

const bareSchema = `
CREATE TABLE node (id, source, name, statement, published, text);
CREATE TABLE fact (subject, edge, "from", "to", identity, says, source, seq, quote, start, "end", locator, saidBy, saidWhen, act, basis);`

func newBare(b *testing.B, path string) *bare {
	db, err := sql.Open("sqlite", path+"?_txlock=immediate&_pragma=synchronous(FULL)&_pragma=journal_mode(WAL)")
	if err != nil {
		b.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(bareSchema); err != nil {
		b.Fatal(err)
	}
	prepare := func(table string, columns int) *sql.Stmt {
		s, err := db.Prepare("INSERT INTO " + table + " VALUES (?" + strings.Repeat(", ?", columns-1) + ")")
		if err != nil {
			b.Fatal(err)
		}
		return s
	}
	return &bare{b: b, path: path, db: db, node: prepare("node", 6), fact: prepare("fact", 16)}
}

func (t *bare) close() error { return t.db.Close() }

// insert inserts rows in one transaction.
func (t *bare) insert(rows [][]any) {
	tx, err := t.db.Begin()
	if err != nil {
		t.b.Fatal(err)
	}
	node, fact := tx.Stmt(t.node), tx.Stmt(t.fact)
	for _, r := range rows {
		stmt := node
		if len(r) == 16 {
			stmt = fact
		}
		if _, err := stmt.Exec(r...); err != nil {
			t.b.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		t.b.Fatal(err)
	}
}

// rowsOf returns changes as rows, and counts what they are as CSV.
func (t *bare) rowsOf(m *graph.Model, changes []graph.Change) [][]any {
	var rows [][]any
	for _, c := range changes {
		switch c := c.(type) {
		case graph.PutNode:
			rows = append(rows, []any{c.ID, c.Source, c.Props["name"], c.Props["statement"], printed(c.Props["published"]), c.Props["text"]})
		case graph.PutEvidence:
			rows = append(rows, []any{c.Fact.Node, c.Fact.Edge, c.Fact.From, c.Fact.To, asJSON(t.b, c.Fact.Identity), asJSON(t.b, c.Says),
				c.Source, c.Seq, c.Quote, c.Start, c.End, c.Locator, c.SaidBy, printed(c.SaidWhen), c.Act, c.Basis})
		}
	}
	w := csv.NewWriter(t)
	for _, r := range rows {
		cells := make([]string, len(r))
		for i, v := range r {
			if v != nil {
				cells[i] = fmt.Sprint(v)
			}
		}
		w.Write(cells)
	}
	w.Flush()
	return rows
}

// Write counts.
func (t *bare) Write(p []byte) (int, error) {
	t.csv += int64(len(p))
	return len(p), nil
}

func printed(v graph.Value) any {
	if w, ok := v.(*graph.When); !ok || w == nil {
		return nil
	}
	return graph.Print(v)
}

func asJSON(b *testing.B, props map[string]graph.Value) any {
	if len(props) == 0 {
		return nil
	}
	cells := make(map[string]string, len(props))
	for name, v := range props {
		cells[name] = graph.Print(v)
	}
	text, err := json.Marshal(cells)
	if err != nil {
		b.Fatal(err)
	}
	return string(text)
}
