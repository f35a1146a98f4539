package gqlgen

import (
	"context"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/graph/memory"
	"parley/schema"
	"parley/schema/treetest"
)

// tree is the graph of the question.
func tree(tb testing.TB, m *graph.Model) graph.Store {
	tb.Helper()
	changes, _ := treetest.Make()
	store := memory.New(m)
	if _, err := store.Apply(context.Background(), changes); err != nil {
		tb.Fatal(err)
	}
	return store
}

func setUp(tb testing.TB) (*schema.Schema, graph.Store, *graph.Model) {
	tb.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		tb.Fatal(err)
	}
	s, err := schema.New(m)
	if err != nil {
		tb.Fatal(err)
	}
	return s, tree(tb, m), m
}

// ask lets gqlgen answer, up to the response's bytes.
func ask(tb testing.TB, e *executor.Executor) []byte {
	ctx := graphql.StartOperationTrace(context.Background())
	op, errs := e.CreateOperationContext(ctx, &graphql.RawParams{Query: treetest.Query})
	if errs != nil {
		tb.Fatal(errs)
	}
	respond, ctx := e.DispatchOperation(ctx, op)
	text, err := json.Marshal(respond(ctx))
	if err != nil {
		tb.Fatal(err)
	}
	return text
}

func executorOf(r *Resolver) *executor.Executor {
	e := executor.New(NewExecutableSchema(Config{Resolvers: r}))
	e.SetQueryCache(lru.New[*ast.QueryDocument](100))
	return e
}

func TestSameAnswer(t *testing.T) {
	s, store, m := setUp(t)
	want := s.Do(t.Context(), store, schema.Request{Query: treetest.Query}).JSON()
	for _, whole := range []bool{false, true} {
		if got := ask(t, executorOf(&Resolver{store, m, whole})); string(got) != string(want) {
			t.Errorf("gqlgen gives\n%.500s…\nParley\n%.500s…", got, want)
		}
	}
}

// BenchmarkGqlgen reports gqlgen's time in times of Parley's, with a plan for each
// list and with one for all.
func BenchmarkGqlgen(b *testing.B) {
	s, store, m := setUp(b)
	for name, whole := range map[string]bool{"a plan a list": false, "one plan": true} {
		b.Run(name, func(b *testing.B) {
			e := executorOf(&Resolver{store, m, whole})
			var ours, theirs []time.Duration
			for b.Loop() {
				began := time.Now()
				s.Do(b.Context(), store, schema.Request{Query: treetest.Query}).Close()
				ours = append(ours, time.Since(began))
				began = time.Now()
				ask(b, e)
				theirs = append(theirs, time.Since(began))
			}
			b.ReportMetric(micros(ours), "parley-µs")
			b.ReportMetric(micros(theirs), "gqlgen-µs")
			b.ReportMetric(micros(theirs)/micros(ours), "gqlgen/parley")
		})
	}
}

func micros(took []time.Duration) float64 {
	slices.Sort(took)
	return float64(took[len(took)/2].Nanoseconds()) / 1e3
}
