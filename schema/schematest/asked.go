package schematest

import (
	"context"
	"testing"

	"parley/graph"
	"parley/schema"
)

// recorder is a store that keeps what it is asked and answers nothing.
type recorder struct {
	graph.Store
	graph.Reader
	plans    []*graph.Plan
	searches []*graph.Search
}

func (r *recorder) Snapshot() graph.Reader { return r }

func (r *recorder) Whole() bool { return true }

func (r *recorder) Select(_ context.Context, p *graph.Plan) (*graph.Rows, error) {
	r.plans = append(r.plans, p)
	return &graph.Rows{}, nil
}

func (r *recorder) Search(_ context.Context, s *graph.Search) (*graph.Rows, error) {
	r.searches = append(r.searches, s)
	return &graph.Rows{}, nil
}

// Asked returns what a document in GraphQL asks of a store.
func Asked(t testing.TB, m *graph.Model, query string) (plans []*graph.Plan, searches []*graph.Search) {
	t.Helper()
	s, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	r := &recorder{}
	for _, e := range s.Do(t.Context(), r, schema.Request{Query: query}).Errors {
		if e.Code != graph.Internal { // an empty answer is not what was planned for
			t.Fatal(e)
		}
	}
	return r.plans, r.searches
}
