package schema

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/gate"
)

// Operation returns the operation that a request means, parsed and validated: each
// call returns one of its own, with its document.
func (s *Schema) Operation(r Request) (*ast.OperationDefinition, *ast.QueryDocument, error) {
	doc, errs := s.gate.Admit(r.Query)
	if errs != nil {
		return nil, nil, asError(errs[0])
	}
	op, bad := doc.Pick(r.OperationName)
	if bad != nil {
		return nil, nil, asError(bad)
	}
	return op, doc.QueryDocument, nil
}

// asError returns an error of the gate as one of Parley.
func asError(e *gate.Error) error {
	return &graph.Error{Code: e.Code, Op: "query", Message: e.Message, Err: e.Cause}
}

// Limits returns what one request may take.
func (s *Schema) Limits() Limits { return s.gate.Limits }

// CheckDocument says what is wrong with a document without answering it; nothing
// where the schema can answer it.
func (s *Schema) CheckDocument(text string) []*gate.Error {
	_, errs := s.gate.Admit(text)
	return errs
}

// Check says what is wrong with a request without answering it; nothing where
// the schema can answer it.
func (s *Schema) Check(r Request) []*gate.Error {
	doc, errs := s.gate.Admit(r.Query)
	if errs != nil {
		return errs
	}
	op, bad := doc.Pick(r.OperationName)
	if bad == nil {
		_, bad = s.gate.Variables(op, r.Variables)
	}
	if bad != nil {
		return []*gate.Error{bad}
	}
	return nil
}

// Variables returns the variables of a request in the form that their types ask for.
func (s *Schema) Variables(r Request) (map[string]any, error) {
	op, _, err := s.Operation(r)
	if err != nil {
		return nil, err
	}
	vars, bad := s.gate.Variables(op, r.Variables)
	if bad != nil {
		return nil, asError(bad)
	}
	return vars, nil
}
