package mutation

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/planning"
)

// Make makes a mutation and reads what is selected of it: one Apply, then one
// question.
func (m *Mutations) Make(p *planning.Planner, store graph.Store, f *ast.Field) (any, error) {
	args, err := p.Args(f)
	if err != nil {
		return nil, err
	}
	key, err := onceOf(f.Name, args)
	if err != nil {
		return nil, err
	}
	b := &batch{model: m.model, changes: m.changes}
	if err := m.fields[f.Definition].read(b, args, ""); err != nil {
		return nil, err
	}
	answer, err := p.Payload(f, m.model.Edge(b.edge.Fact.Edge))
	if err != nil {
		return nil, err
	}
	entities := len(slices.Compact(slices.Sorted(slices.Values(b.touched))))
	if bad := planning.CheckCost(answer.Cost(entities), p.Gate.Limits.Cost); bad != nil { // before it changes anything
		return nil, bad
	}
	applied, err := b.apply(p.Context, store, key)
	if err != nil {
		return nil, err
	}
	of := planning.Touched{Entities: b.touched, Evidence: b.piece}
	if b.edge.Fact.Edge != "" {
		of.Edge = b.factID(b.edge)
	}
	return answer.Read(p.Context, store, of, applied, p.Gate.Limits.Objects)
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
