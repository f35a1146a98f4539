package neo4j

import (
	"cmp"
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
	"parley/graph/neo4j/cypher"
	"parley/graph/neo4j/layout"
)

// reader answers from the database as it is when it is asked, or, within an
// Update, as the transaction sees it.
type reader struct {
	store *Store
	run   func(ctx context.Context, op, statement string, params map[string]any) ([]*neo4j.Record, error)
	sight *sight
}

// Whole reports whether no Apply became visible, even in part, while this reader
// read.
func (r reader) Whole() bool { return !r.sight.mixed.Load() }

// Select answers a plan with one statement; with three or more where it asks for
// ids that mean others.
func (r reader) Select(ctx context.Context, p *graph.Plan) (*graph.Rows, error) {
	return r.answer(ctx, p, func(p *graph.Plan) *cypher.Statement { return cypher.Compile(r.store.model, p) })
}

// answer answers a plan by a statement, and by another where it asks for ids that
// mean others.
func (r reader) answer(ctx context.Context, p *graph.Plan, compile func(*graph.Plan) *cypher.Statement) (*graph.Rows, error) {
	if err := r.affordable(ctx, p); err != nil {
		return nil, err
	}
	rows, merged, err := r.answerOnce(ctx, p, compile)
	if err != nil || !merged {
		return rows, err
	}
	meant, err := r.meant(ctx, r.store.model.IDsIn(p))
	if err != nil || meant == nil {
		return rows, err
	}
	rows, _, err = r.answerOnce(ctx, r.store.model.ResolveIDs(p, func(id string) string { return cmp.Or(meant[id], id) }), compile)
	if err != nil {
		return nil, err
	}
	rows.Meant = meant
	return rows, nil
}

func (r reader) answerOnce(ctx context.Context, p *graph.Plan, compile func(*graph.Plan) *cypher.Statement) (rows *graph.Rows, merged bool, err error) {
	values, err := r.ask(ctx, p.Op, compile(p))
	if err != nil {
		return nil, false, err
	}
	if len(values) > 2 {
		merged = len(layout.List(values[2])) > 0
	}
	rows, torn, err := cypher.Rows(r.store.model, p, values[0])
	if torn {
		r.sight.mixed.Store(true)
	}
	return rows, merged, err
}

// meant returns those of some ids that mean others, with what they mean.
func (r reader) meant(ctx context.Context, ids []string) (map[string]string, error) {
	var rows set
	rows.add(ids...)
	var err error
	merged := readMerged(rows.list, func(statement string, rows []any) (records []*neo4j.Record) {
		records, err = r.run(ctx, "merged", "UNWIND $rows AS row "+statement, map[string]any{"rows": rows})
		return records
	})
	if err == nil {
		_, err = r.ask(ctx, "merged", &cypher.Statement{Text: "RETURN null, " + layout.Revisions})
	}
	return graph.Meant(ids, func(id string) string { return merged[id] }), err
}

// Search finds nodes by words with one statement.
func (r reader) Search(ctx context.Context, s *graph.Search) (*graph.Rows, error) {
	if len(graph.Tokens(s.Words)) == 0 {
		return &graph.Rows{Width: len(s.Root.Slots)}, nil
	}
	return r.answer(ctx, &s.Plan, func(p *graph.Plan) *cypher.Statement {
		return cypher.CompileSearch(r.store.model, &graph.Search{Plan: *p, Words: s.Words})
	})
}

// Expand returns the neighbours of many nodes with one statement; with three where
// one has none, since its id may mean another.
func (r reader) Expand(ctx context.Context, x *graph.Expansion) ([]graph.Neighbours, error) {
	found, err := r.expandOnce(ctx, x)
	var lone []string
	for _, n := range found {
		if n.Degree == 0 {
			lone = append(lone, n.ID)
		}
	}
	if err != nil || len(lone) == 0 {
		return found, err
	}
	meant, err := r.meant(ctx, lone)
	if err != nil || meant == nil {
		return found, err
	}
	again := *x
	again.Frontier = make([]string, len(x.Frontier))
	for i, id := range x.Frontier {
		again.Frontier[i] = cmp.Or(meant[id], id)
	}
	if found, err = r.expandOnce(ctx, &again); err != nil {
		return nil, err
	}
	for i, id := range x.Frontier {
		found[i].ID = id
	}
	return found, nil
}

func (r reader) expandOnce(ctx context.Context, x *graph.Expansion) ([]graph.Neighbours, error) {
	answer, err := r.ask(ctx, "expand", cypher.CompileExpand(r.store.model, x))
	if err != nil {
		return nil, err
	}
	found, torn := cypher.Neighbours(r.store.model, x, answer[0])
	if torn {
		r.sight.mixed.Store(true)
	}
	edges := 0
	for i := range found {
		edges += found[i].Degree // the database has looked at all of them
	}
	return found, graph.BudgetOf(ctx).Work("expand", edges)
}

// ask runs a statement that answers with one record: the answer, then the
// numbers of the graph.
func (r reader) ask(ctx context.Context, op string, s *cypher.Statement) ([]any, error) {
	records, err := r.run(ctx, op, s.Text, s.Params)
	if err != nil {
		if torn(err) {
			r.sight.mixed.Store(true)
		}
		return nil, err
	}
	if len(records) != 1 || len(records[0].Values) < 2 {
		return nil, graph.Errorf(graph.Internal, "select", "a statement answered with %d records", len(records))
	}
	r.sight.saw(records[0].Values[1])
	return records[0].Values, nil
}
