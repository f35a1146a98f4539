package schema

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// mutationFields lists the mutations of an operation, which are made in their
// order. One that fails does not keep the next from being made (GraphQL spec,
// section 6.2.2).
func (p *planner) mutationFields(store graph.Store, op *ast.OperationDefinition) []*rootField {
	var fields []*rootField
	for _, group := range p.collect(0, "Mutation", op.SelectionSet) {
		f := merged(group.fields)
		field := &rootField{key: f.Alias, field: p.shapeField(f, 0, nil)}
		if m := p.mutations[f.Definition]; m == nil {
			field.root = textRoot(appendText(nil, f.ObjectDefinition.Name)) // __typename
		} else {
			field.root = mutationRoot(func() (any, error) {
				value, err := p.mutation(store, m, f)
				if err != nil {
					return nil, located(err, f)
				}
				return value, nil
			})
		}
		fields = append(fields, field)
	}
	return fields
}

// mutation makes one mutation and reads what is selected of it: one Apply, then
// one question.
func (p *planner) mutation(store graph.Store, m *mutation, f *ast.Field) (any, error) {
	args, err := p.args(f)
	if err != nil {
		return nil, err
	}
	key, err := onceOf(m.name, args)
	if err != nil {
		return nil, err
	}
	b := &batch{Schema: p.Schema}
	if err := m.read(b, args, ""); err != nil {
		return nil, err
	}
	l := newList(graph.From{Kinds: p.model.All}, p.model.All)
	s, err := p.object(place{list: l, in: surroundings{mutation: b}}, f.Definition.Type.Name(), f.SelectionSet)
	if err != nil {
		return nil, err
	}
	if bad := b.dear(l); bad != nil {
		return nil, bad
	}
	applied, err := b.apply(p.ctx, store, key)
	if err != nil {
		return nil, err
	}
	rows, err := b.touchedRows(p.ctx, store, l)
	return &cell{shape: s, rows: rows, it: applied}, err
}

// dear refuses a mutation that would have more to read of what it changed than a
// query may, before it changes anything.
func (b *batch) dear(l *listPlan) *Error {
	entities := len(slices.Compact(slices.Sorted(slices.Values(b.touched))))
	return notMore(costly, times(min(entities, graph.MaxPage), l.each()), b.limits.Cost)
}

// touchedRows reads what is selected of the entities that the batch names.
func (b *batch) touchedRows(ctx context.Context, store graph.Store, l *listPlan) (*graph.Rows, error) {
	if !l.Rows {
		return nil, nil
	}
	if b.edges != nil {
		b.edges.Where = graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.Eq, Value: b.factID(b.edge)}
	}
	if b.pieces != nil {
		b.pieces.Where = graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.Eq, Value: b.piece}
	}
	l.Page.Limit = graph.MaxPage
	l.Where = graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.In, Value: valuesOf(b.touched)}
	return store.Snapshot().Select(ctx, &graph.Plan{Op: "mutation", Root: l.List, Most: b.limits.Objects})
}

// onceOf returns what makes a mutation with an idempotency key be made once; nil
// where it has none.
func onceOf(name string, args map[string]any) (*graph.IdempotencyKey, error) {
	key, given := args["idempotencyKey"].(string)
	if !given {
		return nil, nil
	}
	delete(args, "idempotencyKey")
	text, err := json.Marshal([]any{name, args})
	digest := sha256.Sum256(text)
	return &graph.IdempotencyKey{Key: key, Digest: hex.EncodeToString(digest[:])}, err
}

// apply makes the batch, which is compiled from the graph that it changes. One that
// was made before is compiled too, for what it names.
func (b *batch) apply(ctx context.Context, store graph.Store, once *graph.IdempotencyKey) (graph.Applied, error) {
	var last *batch
	compile := func(ctx context.Context, from graph.Reader) ([]graph.Change, error) {
		last = b.attempt()
		return last.compile(ctx, from)
	}
	applied, err := store.Update(ctx, once, compile)
	if err != nil {
		return graph.Applied{}, err
	}
	if last == nil {
		// What the graph has become since may not let it be made now: then the
		// answer tells of what was changed alone.
		_, _ = compile(ctx, store.Snapshot())
	}
	b.touched, b.meant, b.piece = last.touched, last.meant, last.piece
	return applied, nil
}
