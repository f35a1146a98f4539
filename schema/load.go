package schema

import (
	"fmt"
	"parley/graph"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"

	"parley/schema/gate"
)

// defineAPI defines all that can be asked of a model's graph.
func defineAPI(m *graph.Model) *Definer {
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

// rules returns how the fields are planned, behind a gate.
func (d *Definer) rules(g *gate.Gate) *Rules {
	return &Rules{d.Model, g, d.plans, d.roots}
}

// load makes the schema of the definitions and GraphQL's own, and has graphql-go
// answer what is asked about it.
func (d *Definer) load() (*ast.Schema, error) {
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
