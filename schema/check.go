package schema

// CheckDocument says what is wrong with a document without answering it; nothing
// where the schema can answer it.
func (s *Schema) CheckDocument(text string) []*Error {
	_, errs := s.admit(text)
	return errs
}

// Check says what is wrong with a request without answering it; nothing where
// the schema can answer it.
func (s *Schema) Check(r Request) []*Error {
	doc, errs := s.admit(r.Query)
	if errs != nil {
		return errs
	}
	op, bad := pick(doc, r.OperationName)
	if bad == nil {
		_, bad = s.variables(op, r.Variables)
	}
	if bad != nil {
		return []*Error{bad}
	}
	return nil
}
