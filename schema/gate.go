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
	maxFields = 1_000
)

// admit parses a request, holds it against the schema and coerces its variables.
func (s *Schema) admit(r Request) (*ast.OperationDefinition, map[string]any, []*Error) {
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Name: "query", Input: r.Query}, maxTokens)
	if err != nil {
		return nil, nil, gateErrors(parseFailed, gqlerror.List{gqlerror.Wrap(err)})
	}
	if err := tooLarge(doc); err != nil {
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

// tooLarge refuses selections nested too deep, or with too many fields once
// fragments are written out, and fragments that go round in a circle, before
// anything walks them.
func tooLarge(doc *ast.QueryDocument) *gqlerror.Error {
	m := measurer{doc: doc, known: map[string]size{}}
	for _, op := range doc.Operations {
		of := m.of(op.SelectionSet, 0)
		if of.depth > maxDepth {
			return gqlerror.ErrorPosf(op.Position, "the selection is nested more than %d deep", maxDepth)
		}
		if of.fields > maxFields {
			return gqlerror.ErrorPosf(op.Position, "the selection has more than %d fields, fragments written out", maxFields)
		}
	}
	return nil
}

// size is how deep a selection is nested, and how many fields it has.
type size struct{ depth, fields int }

// measurer measures selections. A fragment is measured once and counts wherever
// it is used; one within itself is too deep.
type measurer struct {
	doc   *ast.QueryDocument
	known map[string]size
}

func (m *measurer) of(set ast.SelectionSet, above int) size {
	if above > maxDepth {
		return size{depth: above}
	}
	var all size
	for _, s := range set {
		var one size
		switch s := s.(type) {
		case *ast.Field:
			one = m.of(s.SelectionSet, above+1)
			one.depth++
			one.fields++
		case *ast.InlineFragment:
			one = m.of(s.SelectionSet, above+1)
		case *ast.FragmentSpread:
			one = m.fragment(s.Name)
			one.fields++
		}
		all.depth = max(all.depth, one.depth)
		all.fields = min(all.fields+one.fields, maxFields+1)
	}
	return all
}

func (m *measurer) fragment(name string) size {
	if known, ok := m.known[name]; ok {
		return known
	}
	f := m.doc.Fragments.ForName(name)
	if f == nil {
		return size{} // validation says so
	}
	m.known[name] = size{depth: maxDepth + 1}
	m.known[name] = m.of(f.SelectionSet, 0)
	return m.known[name]
}
