package schema

import (
	"bytes"
	"fmt"

	"github.com/graphql-go/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"

	"parley/graph"
)

// Schema is the GraphQL schema of a model. It is safe for concurrent use.
type Schema struct {
	*definer
	gate *ast.Schema
	exec graphql.Schema

	writing chan struct{} // holds a token while a mutation is made
}

// New makes the GraphQL schema of a model.
func New(m *graph.Model) (*Schema, error) {
	d := newDefiner(m)
	d.defineCommon()
	d.evidenceInputs()
	d.defineEvidence()
	d.defineNodes()
	for _, k := range m.Kinds {
		d.nodeInputs(graph.KindSet(0).With(k))
	}
	d.nodeInputs(m.Actors)
	d.nodeInputs(m.All)
	d.defineRoots()
	d.defineMutations()

	gate, err := loadGate(d.doc)
	if err != nil {
		return nil, err
	}
	s := &Schema{definer: d, gate: gate, writing: make(chan struct{}, 1)}
	s.exec, err = newExecutable(gate, m)
	return s, err
}

// Model is the model that the schema is made of.
func (s *Schema) Model() *graph.Model { return s.model }

// loadGate makes the schema that requests are held against: the definitions and
// GraphQL's own.
func loadGate(doc *ast.SchemaDocument) (*ast.Schema, error) {
	prelude, err := parser.ParseSchema(validator.Prelude)
	if err != nil {
		return nil, fmt.Errorf("schema: prelude: %w", err)
	}
	prelude.Merge(doc)
	gate, err := validator.ValidateSchemaDocument(prelude)
	if err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	return gate, nil
}

// SDL is the schema as a document.
func (s *Schema) SDL() string {
	var out bytes.Buffer
	formatter.NewFormatter(&out, formatter.WithIndent("  ")).FormatSchema(s.gate)
	return out.String()
}
