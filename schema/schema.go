package schema

import (
	"bytes"
	"fmt"
	"slices"
	"sync"

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

	limits   Limits
	hardened bool

	documents *cache[string, *document]
	prepared  *cache[planKey, *prepared]

	arenas  sync.Pool // of *graph.Arena, that answers stand in
	writers sync.Pool // of *writer, for the sake of their buffers
}

// Option changes how a schema answers.
type Option func(*Schema)

// WithLimits bounds what a request may take; where it says zero, the default
// stands.
func WithLimits(l Limits) Option { return func(s *Schema) { s.limits = l.orDefault() } }

// withCache keeps documents, and as much again of plans, up to so many bytes.
func withCache(bytes int) Option {
	return func(s *Schema) {
		s.documents, s.prepared = newCache[string, *document](bytes), newCache[planKey, *prepared](bytes)
	}
}

// defaultCache is how many bytes are kept unless told otherwise.
const defaultCache = 16 << 20

// Hardened hides the schema: there is no introspection, and errors do not suggest
// names.
func Hardened() Option { return func(s *Schema) { s.hardened = true } }

// New makes the GraphQL schema of a model.
func New(m *graph.Model, options ...Option) (*Schema, error) {
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
	s := &Schema{definer: d, gate: gate, limits: DefaultLimits()}
	s.arenas.New = func() any { return new(graph.Arena) }
	s.writers.New = func() any { return &writer{pool: &s.writers} }
	withCache(defaultCache)(s)
	for _, option := range options {
		option(s)
	}
	s.exec, err = newExecutable(gate, nil, func(any) string { return "" })
	return s, err
}

// Model is the model that the schema is of.
func (s *Schema) Model() *graph.Model { return s.model }

// loadGate makes the schema that requests are held against: the definitions and
// GraphQL's own.
func loadGate(doc *ast.SchemaDocument) (*ast.Schema, error) {
	prelude, err := parser.ParseSchema(validator.Prelude)
	if err != nil {
		return nil, fmt.Errorf("schema: prelude: %w", err)
	}
	prelude.Directives = slices.DeleteFunc(prelude.Directives, func(d *ast.DirectiveDefinition) bool {
		return d.Name == "defer" // answers come in one piece
	})
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
