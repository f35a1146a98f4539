package planning_test

import (
	"bytes"
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/memory"
	"parley/schema"
	"parley/schema/sampletest"
	"parley/schema/treetest"
)

// The whole way of a request over the embedded store, beside a walk over
// pointers that appends the same JSON by hand.
//
//	go test ./schema/planning -run '^$' -bench Request -benchmem

// makeTree makes the graph of the question, in a store and as pointers.
func makeTree(tb testing.TB, s *schema.Schema) (graph.Store, []treetest.Meeting) {
	tb.Helper()
	store := memory.New(s.Model())
	changes, meetings := treetest.Make()
	sampletest.Apply(tb, store, changes...)
	return store, meetings
}

func TestTreeIsTheWalk(t *testing.T) {
	s := secondOpinionOf(t).Schema
	store, meetings := makeTree(t, s)
	response := s.Do(t.Context(), store, schema.Request{Query: treetest.Query})
	if want := treetest.Walk(nil, meetings); !bytes.Equal(want, response.JSON()) {
		t.Errorf("the schema gives\n%.600s…\nthe walk\n%.600s…", response.JSON(), want)
	}
	if objects := strings.Count(string(response.JSON()), `"id":`); objects != treetest.Objects {
		t.Errorf("%d objects", objects)
	}
}

// BenchmarkRequest reports the time of a whole request in times of the walk's:
// with its plans kept; with its document kept and variables that never came
// before; with nothing kept. Beside them graphql-go's executor, from the gate on.
func BenchmarkRequest(b *testing.B) {
	o := secondOpinionOf(b)
	s := o.Schema
	store, meetings := makeTree(b, s)
	ctx := context.Background()
	withVariable := strings.Replace(treetest.Query, "{ meetings {", "query($v: String) { meetings(where: {NOT: {name: {eq: $v}}}) {", 1)
	fresh := 0
	ways := []struct {
		name string
		do   func()
	}{
		{"plan kept", func() { s.Do(ctx, store, schema.Request{Query: treetest.Query}).Close() }},
		{"document kept", func() {
			fresh++
			s.Do(ctx, store, schema.Request{Query: withVariable, Variables: map[string]any{"v": fmt.Sprint(fresh)}}).Close()
		}},
		{"nothing kept", func() {
			fresh++
			s.Do(ctx, store, schema.Request{Query: treetest.Query + fmt.Sprint("#", fresh)}).Close()
		}},
		{"graphql-go", func() { o.ask(ctx, store, schema.Request{Query: treetest.Query}) }},
	}
	for _, way := range ways {
		b.Run(way.name, func(b *testing.B) {
			var buf []byte
			var byHand, whole []time.Duration
			b.ReportAllocs()
			for b.Loop() {
				began := time.Now()
				buf = treetest.Walk(buf[:0], meetings)
				byHand = append(byHand, time.Since(began))
				began = time.Now()
				way.do()
				whole = append(whole, time.Since(began))
			}
			b.ReportMetric(micros(byHand), "walk-µs")
			b.ReportMetric(micros(whole), "request-µs")
			b.ReportMetric(micros(whole)/micros(byHand), "request/walk")
		})
	}
}

// micros is the median of some times, which a busy machine moves least.
func micros(took []time.Duration) float64 {
	slices.Sort(took)
	return float64(took[len(took)/2].Nanoseconds()) / 1e3
}

// TestCachedPlanAllocates holds what a kept plan allocates, store and all,
// against the objects that it gives: fewer than 2 for 100.
func TestCachedPlanAllocates(t *testing.T) {
	if testing.Short() {
		t.Skip("short tests run under the race detector, which drops what is pooled")
	}
	s := secondOpinionOf(t).Schema
	store, _ := makeTree(t, s)
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // which drops what is pooled, too
	n := testing.AllocsPerRun(20, func() { s.Do(t.Context(), store, schema.Request{Query: treetest.Query}).Close() })
	if most := 2 * float64(treetest.Objects) / 100; n >= most {
		t.Errorf("%v allocations for %d objects", n, treetest.Objects)
	}
}
