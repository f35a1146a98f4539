package planning

import (
	"context"
	"encoding/json"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/schema/gate"
)

// planKey is what an operation's plans depend on.
type planKey struct {
	doc       *gate.Document
	operation string
	variables string // as JSON
}

// What plans take for each field of their document, in bytes: roughly, and rather
// too much (see TestCacheIsBounded). Plans hold on to their document, which may be
// kept no more: each is charged for it too, so that none is kept whose document is
// too large to be.
const (
	bytesPerField = 1500
	longVariables = 4 << 10 // bytes of variables that are not likely to come again
)

// Plans plans queries, and keeps what it has planned.
type Plans struct {
	*Rules
	kept *gate.Cache[planKey, *Prepared]
}

// New returns what plans queries by some rules, and keeps up to so many bytes of
// plans.
func New(r *Rules, kept int) *Plans {
	return &Plans{r, gate.NewCache[planKey, *Prepared](kept)}
}

// Prepare returns the plans of a query.
func (p *Plans) Prepare(ctx context.Context, doc *gate.Document, op *ast.OperationDefinition, vars map[string]any) (*Prepared, error) {
	key, keep := keyOf(doc, op, vars)
	if plans, ok := p.kept.Get(key); ok && keep {
		return plans, nil
	}
	fields, err := p.NewPlanner(ctx, vars).operation(op)
	if err != nil {
		return nil, err
	}
	plans := &Prepared{fields: fields}
	bytes := doc.Bytes() + bytesPerField*doc.Fields + len(key.variables)
	for _, f := range fields {
		if text, ok := f.Root.(TextRoot); ok {
			bytes += len(text)
		}
		plans.Cost = gate.Plus(plans.Cost, f.cost())
	}
	if keep {
		p.kept.Put(key, plans, bytes)
	}
	return plans, nil
}

// keyOf returns what the plans of an operation are kept under, if they are.
func keyOf(doc *gate.Document, op *ast.OperationDefinition, vars map[string]any) (key planKey, keep bool) {
	key = planKey{doc: doc, operation: op.Name}
	if len(vars) == 0 {
		return key, true
	}
	text, err := json.Marshal(vars)
	if err != nil || len(text) > longVariables {
		return key, false
	}
	key.variables = string(text)
	return key, true
}
