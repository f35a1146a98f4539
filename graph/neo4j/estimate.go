package neo4j

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// freshCounts is how long it is thought to be known how large the graph is.
const freshCounts = 5 * time.Second

// counts are how many nodes and edges there are, which the database keeps.
type counts struct {
	mu    sync.Mutex
	of    map[string]float64 // by label or type
	until time.Time
}

// known returns the counts, and reports whether they are fresh.
func (c *counts) known() (of map[string]float64, fresh bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.of, time.Now().Before(c.until)
}

func (c *counts) keep(of map[string]float64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.of, c.until = of, time.Now().Add(freshCounts)
}

// rough is how many times as much as may be looked at a plan may be thought to look
// at. What rows are linked to on average is taken for what each is linked to, as if
// no filter ended at the first that decides it, and nothing were found by an index;
// so most plans look at far less.
const rough = 100

// affordable refuses a plan that is thought to look at far more rows than its
// budget has: the database does not count them.
func (r reader) affordable(ctx context.Context, p *graph.Plan) error {
	budget := graph.BudgetOf(ctx)
	if budget == nil || budget.MaxWork <= 0 {
		return nil
	}
	size, err := r.store.size(ctx)
	if err != nil {
		return err
	}
	if rows := size.Reading(&p.Root); rows > rough*float64(budget.MaxWork) {
		return graph.Errorf(graph.TooLarge, p.Op, "the request would look at some %.3g rows; at most %d are looked at for one request: ask for less, or narrow it down", rows, budget.MaxWork)
	}
	return nil
}

// size tells how many rows there are on average.
func (s *Store) size(ctx context.Context) (graph.Size, error) {
	of, fresh := s.counts.known()
	if !fresh {
		var err error
		if of, err = s.count(graph.WithBudget(graph.WithTrace(ctx, nil), nil)); err != nil {
			return nil, err
		}
		s.counts.keep(of)
	}
	return average{s.model, of}.size, nil
}

// count reads the counts of all labels and types.
func (s *Store) count(ctx context.Context) (map[string]float64, error) {
	records, err := s.read(ctx, "count", countText(s.model), nil)
	if err != nil {
		return nil, err
	}
	of := map[string]float64{}
	for _, r := range records {
		n, _ := r.Values[1].(int64)
		of[layout.Text(r.Values[0])] = float64(n)
	}
	return of, nil
}

// countText writes the statement that reads the counts. Each part is answered
// from the database's own, without a look at what is counted.
func countText(m *graph.Model) string {
	var parts []string
	add := func(name, pattern string) {
		parts = append(parts, fmt.Sprintf("MATCH %s WITH count(*) AS n RETURN %s AS name, n", pattern, layout.Literal(name)))
	}
	for _, k := range m.Kinds {
		add(k.Name, "(:"+k.Name+")")
	}
	for _, e := range m.Edges {
		add(e.Name, "()-[:"+e.Name+"]->()")
	}
	add(layout.EvidenceLabel, "(:"+layout.EvidenceLabel+")")
	return strings.Join(parts, "\nUNION ALL\n")
}

// average tells how many rows there are by how many nodes and edges there are.
type average struct {
	model *graph.Model
	of    map[string]float64
}

func (a average) size(from graph.From) float64 {
	switch {
	case from.Evidence:
		return a.of[layout.EvidenceLabel]
	case from.Link == nil:
		return a.nodes(from.Kinds)
	}
	switch l := from.Link; l.Kind {
	case graph.EdgeLink:
		return a.edges(l.Edge, l.Out)
	case graph.MentionLink:
		return a.of[layout.EvidenceLabel] / max(1, a.nodes(l.From))
	case graph.DerivedLink:
		return a.derived(l, from.Choice)
	}
	return 1 // evidence of a fact, and what a pair rests on
}

// nodes is how many nodes there are of some kinds.
func (a average) nodes(kinds graph.KindSet) (n float64) {
	for _, k := range a.model.KindsOf(kinds) {
		n += a.of[k.Name]
	}
	return n
}

// edges is how many edges of a type there are at a node.
func (a average) edges(e *graph.Edge, out bool) float64 {
	at, ends := e.ToKinds(), 1.0
	if out {
		at = e.FromKinds()
	}
	if e.Symmetric {
		ends = 2
	}
	return ends * a.of[e.Name] / max(1, a.nodes(at))
}

// derived is how many ways a derived relation leads from a node.
func (a average) derived(l *graph.Link, of graph.Choice) (n float64) {
	d := l.Derived
	if d.Pair != nil {
		e := d.EdgeType(d.Pair.Edge)
		n += a.edges(e, true) * a.edges(e, false)
		if link := a.model.Edge(of.Through); link != nil {
			n *= a.edges(link, true) + a.edges(link, false)
		}
	}
	for _, path := range d.Paths {
		ways := 1.0
		for _, leg := range path {
			ways *= a.edges(d.EdgeType(leg.Edge), l.Out)
		}
		n += ways
	}
	return n
}

// gather takes the records of a statement one by one, and counts them for the
// budget as they arrive.
func gather(ctx context.Context, op string, result neo4j.ResultWithContext) (records []*neo4j.Record, err error) {
	meter := graph.NewMeter(ctx, op)
	for result.Next(ctx) {
		record := result.Record()
		lists, bytes := weigh(record.Values)
		if meter.Hold(bytes); !meter.Steps(lists) {
			break
		}
		records = append(records, record)
	}
	if err := meter.Close(); err != nil {
		return nil, err
	}
	return records, result.Err()
}

// weigh is how many lists and maps are in a value, which are its rows, and how many
// bytes it takes.
func weigh(v any) (lists, bytes int) {
	const each = 16
	switch v := v.(type) {
	case string:
		return 0, each + len(v)
	case []any:
		lists, bytes = 1, each+24
		for _, item := range v {
			l, b := weigh(item)
			lists, bytes = lists+l, bytes+b
		}
		return lists, bytes
	case map[string]any:
		lists = 1
		for key, item := range v {
			l, b := weigh(item)
			lists, bytes = lists+l, bytes+b+2*each+len(key)
		}
		return lists, bytes
	}
	return 0, each
}
