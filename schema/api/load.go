package api

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"

	"parley/graph"
	"parley/schema/gate"
	"parley/schema/planning"
)

// Define defines all that can be asked of the graph of a model.
func Define(m *graph.Model) *Definer {
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
	return d
}

// Rules returns the rules by which the fields are planned, behind a gate.
func (d *Definer) Rules(g *gate.Gate) *planning.Rules {
	return &planning.Rules{Model: d.Model, Gate: g, Fields: d.plans, Roots: d.roots}
}

// Load makes the schema of the definitions and GraphQL's own, and has graphql-go
// answer what is asked about it.
func (d *Definer) Load() (*ast.Schema, error) {
	prelude, err := parser.ParseSchema(validator.Prelude)
	if err != nil {
		return nil, fmt.Errorf("schema: prelude: %w", err)
	}
	prelude.Directives = slices.DeleteFunc(prelude.Directives, func(d *ast.DirectiveDefinition) bool {
		return d.Name == "defer" // answers come in one piece
	})
	prelude.Merge(d.doc)
	types, err := validator.ValidateSchemaDocument(prelude)
	if err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	return types, d.introspection(types)
}

// SDL returns a schema as a document.
func SDL(types *ast.Schema) string {
	var out bytes.Buffer
	formatter.NewFormatter(&out, formatter.WithIndent("  ")).FormatSchema(types)
	return out.String()
}
