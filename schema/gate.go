package schema

import (
	"reflect"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// Limits of a document. They are far above what people ask and below what
// harms.
const (
	maxTokens = 15_000
	maxDepth  = 20
)

// admit parses a request, holds it against the schema and coerces its variables.
func (s *Schema) admit(r Request) (*ast.OperationDefinition, map[string]any, []*Error) {
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Name: "query", Input: r.Query}, maxTokens)
	if err != nil {
		return nil, nil, gateErrors(parseFailed, gqlerror.List{gqlerror.Wrap(err)})
	}
	if err := tooDeep(doc); err != nil {
		return nil, nil, gateErrors(validationFailed, gqlerror.List{err})
	}
	if errs := validator.ValidateWithRules(s.gate, doc, rules.NewDefaultRules()); len(errs) > 0 {
		return nil, nil, gateErrors(validationFailed, errs)
	}
	op := doc.Operations.ForName(r.OperationName)
	if op == nil {
		return nil, nil, gateErrors(validationFailed, gqlerror.List{gqlerror.Errorf("%s", noOperation(doc, r.OperationName))})
	}
	vars, err := validator.VariableValues(s.gate, op, r.Variables)
	if err != nil {
		return nil, nil, gateErrors(badVariables, gqlerror.List{gqlerror.Wrap(err)})
	}
	return op, plainValues(vars), nil
}

// plainValues makes lists of any of the typed lists in which the validator
// wraps what stands alone.
func plainValues(vars map[string]any) map[string]any {
	out := make(map[string]any, len(vars))
	for name, v := range vars {
		out[name] = plain(v)
	}
	return out
}

func plain(v any) any {
	if m, ok := v.(map[string]any); ok {
		return plainValues(m)
	}
	list := reflect.ValueOf(v)
	if list.Kind() != reflect.Slice {
		return v
	}
	out := make([]any, list.Len())
	for i := range out {
		out[i] = plain(list.Index(i).Interface())
	}
	return out
}

func noOperation(doc *ast.QueryDocument, name string) string {
	switch {
	case len(doc.Operations) == 0:
		return "the document has no operation"
	case name == "":
		return "the document has several operations; say which in operationName"
	}
	return "the document has no operation " + name
}

// tooDeep refuses selections nested too deep, also through fragments, and
// fragments that go round in a circle, before anything walks them.
func tooDeep(doc *ast.QueryDocument) *gqlerror.Error {
	d := depths{doc: doc, known: map[string]int{}}
	for _, op := range doc.Operations {
		if d.of(op.SelectionSet, 0) > maxDepth {
			return gqlerror.ErrorPosf(op.Position, "the selection is nested more than %d deep", maxDepth)
		}
	}
	return nil
}

// depths measures how deep selections are nested. A fragment is measured once;
// one within itself is as deep as can be.
type depths struct {
	doc   *ast.QueryDocument
	known map[string]int
}

func (d *depths) of(set ast.SelectionSet, above int) int {
	if above > maxDepth {
		return above
	}
	deepest := 0
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			deepest = max(deepest, 1+d.of(s.SelectionSet, above+1))
		case *ast.InlineFragment:
			deepest = max(deepest, d.of(s.SelectionSet, above+1))
		case *ast.FragmentSpread:
			deepest = max(deepest, d.fragment(s.Name))
		}
	}
	return deepest
}

func (d *depths) fragment(name string) int {
	if depth, ok := d.known[name]; ok {
		return depth
	}
	f := d.doc.Fragments.ForName(name)
	if f == nil {
		return 0 // validation says so
	}
	d.known[name] = maxDepth + 1
	d.known[name] = d.of(f.SelectionSet, 0)
	return d.known[name]
}
