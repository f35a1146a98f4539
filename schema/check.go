package schema

import "parley/graph"

// Check says what is wrong with a request without answering it; nothing where
// the schema can answer it.
func (s *Schema) Check(r Request) []*Error {
	_, _, errs := s.admit(r)
	return errs
}

// Model is the model that the schema is of.
func (s *Schema) Model() *graph.Model { return s.model }
