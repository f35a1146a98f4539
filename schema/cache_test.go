package schema

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

func TestCache(t *testing.T) {
	c := newCache[string, int](100)
	for i, key := range []string{"a", "b", "c"} {
		c.put(key, i, 25)
	}
	c.get("a")
	c.put("d", 3, 25)
	c.put("e", 4, 25)    // b was used longest ago
	c.put("huge", 5, 26) // is not worth a quarter of all
	c.put("a", 9, 1)     // is there already
	var got []string
	for _, key := range []string{"a", "b", "c", "d", "e", "huge"} {
		if v, ok := c.get(key); ok {
			got = append(got, fmt.Sprint(key, v))
		}
	}
	if diff := cmp.Diff([]string{"a0", "c2", "d3", "e4"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if c.used != 100 || c.order.Len() != 4 {
		t.Errorf("%d bytes, %d kept", c.used, c.order.Len())
	}
}

// TestPlansAreKept shows what plans depend on: the document, the operation, and
// the variables. Who asks the same again is given the same plans.
func TestPlansAreKept(t *testing.T) {
	s := standard(t)
	store := oslo(t, s)
	const query = `query A($yes: Boolean!, $n: Int) { people(first: $n) { nodes { id name @include(if: $yes) } } } query B { places { totalCount } }`
	ask := func(operation string, vars map[string]any) {
		t.Helper()
		if r := s.Do(t.Context(), store, Request{Query: query, OperationName: operation, Variables: vars}); len(r.Errors) > 0 {
			t.Fatal(r.Errors)
		}
	}
	for i, c := range []struct {
		operation string
		vars      map[string]any
		kept      int
	}{
		{"A", map[string]any{"yes": true, "n": 1}, 1},
		{"A", map[string]any{"n": 1.0, "yes": true, "other": 5}, 1}, // coerced, they are the same
		{"A", map[string]any{"yes": false, "n": 1}, 2},
		{"A", map[string]any{"yes": false}, 3},
		{"A", map[string]any{"yes": false, "n": nil}, 4},
		{"B", nil, 5},
		{"B", map[string]any{"yes": true}, 5},
	} {
		if ask(c.operation, c.vars); s.plans.kept.order.Len() != c.kept || s.gate.documents.order.Len() != 1 {
			t.Errorf("after %d: %d plans, %d documents", i, s.plans.kept.order.Len(), s.gate.documents.order.Len())
		}
	}
}

// TestPlansAreNotChanged lets many use one plan at once, on stores that differ.
func TestPlansAreNotChanged(t *testing.T) {
	s := standard(t)
	empty, full := memoryStore(s), oslo(t, s)
	const query = `{ people(last: 5) { totalCount groupBy(field: NAME) { value count } pageInfo { startCursor } edges { cursor node { __typename meetings { nodes { status } } } } } node(id: "person:ann") { id ... on Person { name } } }`
	want := map[graph.Store]string{empty: answerTo(t, s, empty, query, nil), full: answerTo(t, s, full, query, nil)}
	var all sync.WaitGroup
	for range 8 {
		for store, answer := range want {
			all.Go(func() {
				for range 50 {
					r := s.Do(t.Context(), store, Request{Query: query})
					if string(r.JSON()) != answer {
						t.Errorf("%s\nnot %s", r.JSON(), answer)
					}
					r.Close()
				}
			})
		}
	}
	all.Wait()
}

// TestCacheIsBounded asks many questions and weighs what is kept: plans hold on
// to the document that they were made of, whether it is kept itself or not.
func TestCacheIsBounded(t *testing.T) {
	in := func(value string, n int) string {
		return `{ people(where: {name: {in: [` + strings.Repeat(value, n) + `]}}) { totalCount } }`
	}
	long := fmt.Sprintf("%q,", strings.Repeat("x", 30))
	fields := func(i int) string {
		one := fmt.Sprintf(`p%d: met(first: 5, where: {node: {name: {contains: "x"}}}) { edges { count node { id name } } } `, i)
		return "{ people { nodes { " + strings.Repeat(one, 5) + "} } }"
	}
	cases := []struct {
		name      string
		most      int
		questions int
		query     func(i int) string
	}{
		{"many small documents", 2 << 20, 600, fields},
		{"60 KB of short values", defaultCache, 40, func(i int) string { return in(`"x",`, 14_900) + fmt.Sprint("#", i) }},
		{"60 KB of long values", defaultCache, 80, func(i int) string { return in(long, 1800) + fmt.Sprint("#", i) }},
		{"250 KB", defaultCache, 30, func(i int) string { return in(long, 7500) + fmt.Sprint("#", i) }},
		{"250 KB, always the same", defaultCache, 30, func(int) string { return in(long, 7500) }},
		{"60 KB of a comment", 2 << 20, 100, func(i int) string { return fields(i) + "#" + strings.Repeat("x", 60<<10) }},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := standard(t, withCache(c.most))
			store := memoryStore(s)
			before := heap()
			for i := range c.questions {
				r := s.Do(t.Context(), store, Request{Query: c.query(i)})
				if len(r.Errors) > 0 {
					t.Fatal(r.Errors)
				}
				r.Close()
			}
			if kept := heap() - before; kept > 2*int64(c.most) {
				t.Errorf("%d KB are kept, not twice %d", kept>>10, c.most>>10)
			} else {
				t.Logf("%d KB for %d documents and %d plans", kept>>10, s.gate.documents.order.Len(), s.plans.kept.order.Len())
			}
			runtime.KeepAlive(s)
		})
	}
}

func heap() int64 {
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}
