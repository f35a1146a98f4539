package schema

import (
	"context"
	"encoding/json"

	"github.com/vektah/gqlparser/v2/ast"
)

// document is a request's text as it has passed the gate. It is kept for the
// next request with the same text.
type document struct {
	*ast.QueryDocument
	fields int // with fragments written out
	size   int // of its text, in bytes
}

// bytes is what a document takes while it is kept.
func (d *document) bytes() int { return bytesPerByte * d.size }

// prepared is an operation turned into plans, one a root field. It is kept for
// the next request with the same document and the same variables, and not changed.
type prepared struct {
	fields []*rootField
	cost   int // how many objects it may give
}

// planKey is what an operation's plans depend on.
type planKey struct {
	doc       *document
	operation string
	variables string // as JSON
}

// What a kept document takes for each of its bytes, and plans for each field, in
// bytes: roughly, and rather too much (see TestCacheIsBounded). Plans hold on to
// their document, which may be kept no more: each is charged for it too, so that
// none is kept whose document is too large to be.
const (
	bytesPerByte  = 60
	bytesPerField = 1500
	longVariables = 4 << 10 // bytes of variables that are not likely to come again
)

// document returns a request's document.
func (s *Schema) document(query string) (*document, []*Error) {
	if doc, ok := s.documents.get(query); ok {
		return doc, nil
	}
	doc, errs := s.admit(query)
	if errs == nil {
		s.documents.put(query, doc, doc.bytes())
	}
	return doc, errs
}

// prepare returns the plans of a query.
func (s *Schema) prepare(ctx context.Context, doc *document, op *ast.OperationDefinition, vars map[string]any) (*prepared, error) {
	key, keep := keyOf(doc, op, vars)
	if plans, ok := s.prepared.get(key); ok && keep {
		return plans, nil
	}
	p := &planner{Schema: s, ctx: ctx, vars: vars}
	fields, err := p.operation(op)
	if err != nil {
		return nil, err
	}
	plans := &prepared{fields: fields}
	bytes := doc.bytes() + bytesPerField*doc.fields + len(key.variables)
	for _, f := range fields {
		if text, ok := f.root.(textRoot); ok {
			bytes += len(text)
		}
		plans.cost = plus(plans.cost, f.cost())
	}
	if keep {
		s.prepared.put(key, plans, bytes)
	}
	return plans, nil
}

// keyOf returns what the plans of an operation are kept under, if they are.
func keyOf(doc *document, op *ast.OperationDefinition, vars map[string]any) (key planKey, keep bool) {
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
