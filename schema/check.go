package schema

// CheckDocument says what is wrong with a document without answering it; nothing
// where the schema can answer it.
func (s *Schema) CheckDocument(text string) []*Error {
	_, errs := s.gate.admit(text)
	return errs
}

// Check says what is wrong with a request without answering it; nothing where
// the schema can answer it.
func (s *Schema) Check(r Request) []*Error {
	doc, errs := s.gate.admit(r.Query)
	if errs != nil {
		return errs
	}
	op, bad := doc.pick(r.OperationName)
	if bad == nil {
		_, bad = s.gate.variables(op, r.Variables)
	}
	if bad != nil {
		return []*Error{bad}
	}
	return nil
}
