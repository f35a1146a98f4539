package schema

import (
	"parley/schema/gate"
)

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
