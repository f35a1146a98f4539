//go:build unix

package schema

import (
	"flag"
	"fmt"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"parley/graph"
	"parley/schema/gate"
	"parley/schema/sampletest"
)

// hostile are requests that are made to do harm.
func hostile() map[string]Request {
	repeat := strings.Repeat
	var diamond, circle, batch, aliases, unknown, wide, descriptions strings.Builder
	diamond.WriteString("{ people { nodes { ...F0 } } } fragment F60 on Person { id } ")
	for i := range 60 {
		fmt.Fprintf(&diamond, "fragment F%d on Person { ...F%d ...F%d } ", i, i+1, i+1)
	}
	circle.WriteString("{ people { nodes { ...F0 } } } ")
	for i := range 100 {
		fmt.Fprintf(&circle, "fragment F%d on Person { met { nodes { ...F%d } } } ", i, (i+1)%100)
	}
	for i := range 1000 {
		fmt.Fprintf(&batch, "query Q%d { people { totalCount } } ", i)
	}
	for i := range 10_000 {
		fmt.Fprintf(&aliases, "a%d: people { totalCount } ", i)
		fmt.Fprintf(&unknown, "... on Persona%d { idd } ", i)
	}
	for i := range 60 {
		fmt.Fprintf(&wide, "a%d: __schema { types { fields { args { type { name } } } } } ", i)
	}
	for i := range 198 {
		fmt.Fprintf(&descriptions, "a%d: description ", i)
	}
	deep := any("x")
	for range 5000 {
		deep = map[string]any{"NOT": deep}
	}
	return map[string]Request{
		"a circle of fragments":       {Query: circle.String()},
		"a diamond of fragments":      {Query: diamond.String()},
		"64 KB of brackets":           {Query: repeat("[", 64<<10)},
		"64 KB of brackets inside":    {Query: "{ people(where: " + repeat("[", 64<<10)},
		"10,000 aliases":              {Query: "{ " + aliases.String() + "}"},
		"4,000 equal fields":          {Query: "{ people { nodes { " + repeat("id ", 4000) + "} } }"},
		"deep introspection":          {Query: `{ __type(name: "Node") { ` + repeat("possibleTypes { interfaces { ", 4) + "possibleTypes { name } " + repeat("} } ", 4) + "} }"},
		"deep introspection, aliases": {Query: "{ __schema { types { fields { type { ofType { fields { args { " + descriptions.String() + "} } } } } } } }"},
		"wide introspection":          {Query: "{ " + wide.String() + "}"},
		"a batch of 1,000":            {Query: batch.String()},
		"huge variables":              {Query: `query($v: [ID!]!) { nodes(ids: $v) { id } }`, Variables: map[string]any{"v": make([]any, 1_000_000)}},
		"deep variables":              {Query: `query($v: PersonFilter) { people(where: $v) { totalCount } }`, Variables: map[string]any{"v": deep}},
		"deep nesting":                {Query: repeat("{ people { nodes ", 900) + "{ id }" + repeat("} }", 900)},
		"deep values":                 {Query: "{ people(where: " + repeat("{NOT: ", 900) + "{}" + repeat("}", 900) + ") { totalCount } }"},
		"a long name":                 {Query: "{ people { nodes { " + repeat("n", 250<<10) + " } } }"},
		"many long names":             {Query: "{ people { nodes { " + repeat(repeat("n", 50<<10)+" ", 5) + " } } }"},
		"a long variable":             {Query: "query($" + repeat("v", 100<<10) + ": Int!) { people(first: $" + repeat("v", 100<<10) + ") { totalCount } }"},
		"a circle of one long name":   {Query: "{ people { nodes { ..." + repeat("F", 80<<10) + " } } } fragment " + repeat("F", 80<<10) + " on Person { ..." + repeat("F", 80<<10) + " }"},
		"half surrogates":             {Query: "{ people(where: {name: {in: [" + repeat(`"\uD83D",`, 14_000) + "]}}) { totalCount } }"},
		"bad UTF-8":                   {Query: "{ people(where: {name: {eq: \"\xff\xfe\"}}) { totalCount } }"},
		"900 unknown types":           {Query: "{ people { nodes { " + unknown.String()[:18_000] + " } } }"},
		"pages in pages":              {Query: "{ people(first: 1000) { nodes { met(first: 1000) { nodes { met(first: 1000) { nodes { id } } } } } } }"},
	}
}

var costs = flag.Bool("costs", false, "hold the processor time of hostile requests")

// TestHostileRequests sends what is made to do harm: each gets an error within
// 20 MB, and the next request is answered. With -costs it takes 50 ms of
// processor time at most, on a machine that has nothing else to do.
func TestHostileRequests(t *testing.T) {
	s := standard(t)
	store, _ := sampletest.Article(t, s.model)
	honest := Request{Query: `{ people(first: 1) { totalCount nodes { id } } }`}
	for name, r := range hostile() {
		t.Run(name, func(t *testing.T) {
			took, held := time.Hour, uint64(1<<40)
			query := r.Query
			for i := range 3 { // other work of the process is counted too: the least is nearest
				r.Query = fmt.Sprint(query, "#", i) // so that nothing is kept
				n, bytes, errs := spent(t, s, store, r)
				took, held = min(took, n), min(held, bytes)
				if len(errs) == 0 {
					t.Fatal("it is answered")
				}
				if len(errs[0].Message) > 1000 {
					t.Errorf("%d bytes of an error", len(errs[0].Message))
				}
			}
			t.Logf("%v, %d KB", took.Round(10*time.Microsecond), held>>10)
			if (*costs && took >= 50*time.Millisecond || held >= 20<<20) && !testing.Short() { // which is under the race detector
				t.Errorf("%v, %d KB", took, held>>10)
			}
			if got := s.Do(t.Context(), store, honest); len(got.Errors) > 0 {
				t.Errorf("the next request: %v", got.Errors)
			}
		})
	}
}

// spent returns the processor time and the bytes that a request takes.
func spent(t *testing.T, s *Schema, store graph.Store, r Request) (time.Duration, uint64, []*gate.Error) {
	t.Helper()
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := processorTime(t)
	response := s.Do(t.Context(), store, r)
	took := processorTime(t) - began
	runtime.ReadMemStats(&after)
	return took, after.TotalAlloc - before.TotalAlloc, response.Errors
}

func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		t.Fatal(err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}
