package schema

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"

	"parley/graph"
	"parley/schema/planning"
	"parley/schema/sampletest"
)

// TestPlansAreKept shows what plans depend on: the document, the operation, and
// the variables. Who asks the same again is given the same plans.
func TestPlansAreKept(t *testing.T) {
	s := standard(t)
	const query = `query A($yes: Boolean!, $n: Int) { people(first: $n) { nodes { id name @include(if: $yes) } } } query B { places { totalCount } }`
	kept := map[*planning.Prepared]bool{}
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
		doc, errs := s.gate.Document(query)
		if errs != nil {
			t.Fatal(errs)
		}
		op, _ := doc.Pick(c.operation)
		vars, bad := s.gate.Variables(op, c.vars)
		if bad != nil {
			t.Fatal(bad)
		}
		plans, err := s.plans.Prepare(t.Context(), doc, op, vars)
		if err != nil {
			t.Fatal(err)
		}
		if kept[plans] = true; len(kept) != c.kept {
			t.Errorf("after %d: %d plans", i, len(kept))
		}
	}
}

// TestPlansAreNotChanged lets many use one plan at once, on stores that differ.
func TestPlansAreNotChanged(t *testing.T) {
	s := standard(t)
	empty, full := memoryStore(s), sampletest.Oslo(t, s.model)
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
				t.Logf("%d KB", kept>>10)
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
