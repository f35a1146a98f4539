package gqlgen

import (
	"context"
	"encoding/json"
	"fmt"
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
)

// 10 meetings, 10 participants each, 10 positions each: 1,110 objects with 5
// fields each.
const query = `{ meetings { nodes { id name status format mode
	participants { nodes { __typename id name description aliases
		positions { nodes { __typename id name description statement } } } } } } }`

// tree is the graph of the question.
func tree(tb testing.TB, m *graph.Model) graph.Store {
	tb.Helper()
	const source, words = "source:s", "They met and said so."
	changes := []graph.Change{graph.PutNode{Source: source, ID: source, Props: map[string]graph.Value{"name": "S", "title": "S", "text": words}}}
	fact := func(f graph.Fact, says map[string]graph.Value) {
		changes = append(changes, graph.PutEvidence{Source: source, Fact: f, Evidence: graph.Evidence{Quote: words, End: len(words), Act: "REPORTED", Basis: "STATED", Says: says}})
	}
	put := func(id string, props map[string]graph.Value) {
		changes = append(changes, graph.PutNode{Source: source, ID: id, Props: props})
	}
	position := func(i int) string { return fmt.Sprintf("position:p%02d", i) }
	person := func(i int) string { return fmt.Sprintf("person:p%02d", i) }
	for i := range 100 {
		put(position(i), map[string]graph.Value{"name": fmt.Sprint("Position ", i), "description": "A position that some hold.", "statement": fmt.Sprint("The border stays where it is, for the time of ", i, " years")})
		fact(graph.Fact{Node: position(i)}, nil)
	}
	for i := range 50 {
		put(person(i), map[string]graph.Value{"name": fmt.Sprint("Person ", i), "description": "A head of government.", "aliases": []string{fmt.Sprint("P. ", i)}})
		for j := range 10 {
			fact(graph.Fact{Edge: "HOLDS", From: person(i), To: position((i + j*7) % 100), Identity: map[string]graph.Value{"stance": "SUPPORTS"}}, nil)
		}
	}
	for i := range 10 {
		id := fmt.Sprintf("meeting:m%d", i)
		put(id, map[string]graph.Value{"name": fmt.Sprint("Meeting ", i)})
		fact(graph.Fact{Node: id}, map[string]graph.Value{"status": "HELD", "format": "TALKS", "mode": "IN_PERSON"})
		for j := range 10 {
			fact(graph.Fact{Edge: "PARTICIPATED_IN", From: person((i*5 + j*3) % 50), To: id}, map[string]graph.Value{"attendance": "ATTENDED"})
		}
	}
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
	op, errs := e.CreateOperationContext(ctx, &graphql.RawParams{Query: query})
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
	want := s.Do(t.Context(), store, schema.Request{Query: query}).JSON()
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
				s.Do(b.Context(), store, schema.Request{Query: query}).Close()
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
