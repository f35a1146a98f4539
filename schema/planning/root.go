package planning

import (
	"context"

	"parley/graph"
)

// Prepared is an operation turned into plans, one a root field. It is kept for
// the next request with the same document and the same variables, and not changed.
type Prepared struct {
	fields []*rootField
	Cost   int // how many objects it may give
}

// Report is the plan of a root field, as text.
type Report struct {
	Field string `json:"field"`
	Plan  string `json:"plan"`
}

// Reports returns the plans as texts, by root field.
func (p *Prepared) Reports(m *graph.Model) []Report {
	out := []Report{}
	for _, f := range p.fields {
		if r, ok := f.Root.(*listRoot); ok {
			out = append(out, Report{f.key, r.plan.Text(m)})
		}
	}
	return out
}

// rootField is a planned root field: where its answer stands, and how it is found.
type rootField struct {
	key   string
	field *shapeField
	Root
}

// Root is what a root field is planned as. There is a type for each sort.
type Root interface {
	// answer finds the answer. What that is read from stands in memory.
	answer(ctx context.Context, from graph.Reader, memory *graph.Arena) (any, error)

	// cost is how many objects it may give, and how many rows it may look at to
	// filter, order and group.
	cost() int
}

// TextRoot is an answer that needs no store, as JSON.
type TextRoot []byte

func (r TextRoot) answer(context.Context, graph.Reader, *graph.Arena) (any, error) { return r, nil }
func (r TextRoot) cost() int                                                       { return 1 }

// failedRoot is a root field that cannot be planned.
type failedRoot struct{ err error }

func (r failedRoot) answer(context.Context, graph.Reader, *graph.Arena) (any, error) {
	return nil, r.err
}

func (r failedRoot) cost() int { return 1 }

// mutationRoot is a mutation: it makes it, and returns what is selected of it.
type mutationRoot func() (any, error)

func (r mutationRoot) answer(context.Context, graph.Reader, *graph.Arena) (any, error) { return r() }
func (r mutationRoot) cost() int                                                       { return 1 }

// listRoot is one question for the store, and how its answer is read.
type listRoot struct {
	list *List
	plan graph.Plan
	ask  func(ctx context.Context, from graph.Reader, p *graph.Plan) (*graph.Rows, error)
	read func(rows *graph.Rows) (any, error)
}

// newListRoot returns what selects a list.
func newListRoot(l *List, of graph.Plan, read func(rows *graph.Rows) (any, error)) *listRoot {
	of.Root = l.List
	return &listRoot{l, of, selectRows, read}
}

func (r *listRoot) answer(ctx context.Context, from graph.Reader, memory *graph.Arena) (any, error) {
	plan := r.plan
	plan.Memory = memory
	rows, err := r.ask(ctx, from, &plan)
	if err != nil {
		return nil, err
	}
	return r.read(rows)
}

func (r *listRoot) cost() int { return r.list.cost() }

// selectRows asks a store for a plan.
func selectRows(ctx context.Context, from graph.Reader, p *graph.Plan) (*graph.Rows, error) {
	return from.Select(ctx, p)
}
