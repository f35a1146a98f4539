package requesttest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// Mutation makes a mutation of one field, with values of all that it must have
// and of some of what it may have. Stores refuse many: they should all do so.
func (g *Generator) Mutation() (string, map[string]any) {
	g.begin()
	f := pickOne(g, own(g.gate.Mutation))
	var args []string
	for _, a := range f.Arguments {
		if a.Type.NonNull || g.chance(8) && a.Name != "idempotencyKey" {
			args = append(args, a.Name+": "+g.put(a.Type, a.Name, ""))
		}
	}
	return g.operation("mutation", []string{f.Name + "(" + strings.Join(args, ", ") + ")" + g.below(f, 2)}), g.variables
}

// put writes a value to put; of names what it is for.
func (g *Generator) put(t *ast.Type, name, of string) string {
	if t.Elem != nil {
		items := make([]string, 1+g.Rng.IntN(2))
		for i := range items {
			items[i] = g.put(t.Elem, name, of)
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
	def := g.gate.Types[t.NamedType]
	switch {
	case def.Kind == ast.InputObject && !slices.ContainsFunc(def.Fields, func(f *ast.FieldDefinition) bool { return f.Type.NonNull }) && len(def.Fields) > 3 &&
		!slices.ContainsFunc(def.Fields, func(f *ast.FieldDefinition) bool { return g.gate.Types[f.Type.Name()].Kind != ast.InputObject }):
		f := pickOne(g, def.Fields) // one of them
		return "{" + f.Name + ": " + g.put(f.Type, f.Name, f.Name) + "}"
	case def.Kind == ast.InputObject:
		return g.putObject(def, of)
	case def.Name == "ID":
		return quoted(g.id(name, of))
	case def.Name == "String":
		return quoted(g.putText(name))
	}
	text, _ := g.value(t, name, 2)
	return text
}

func (g *Generator) putObject(def *ast.Definition, of string) string {
	var fields []string
	for _, f := range def.Fields {
		wanted := f.Type.NonNull || f.Name == "locator" || f.Name == "evidence" || g.chance(4)
		if !wanted || strings.Contains("quote start prefix suffix", f.Name) {
			continue
		}
		fields = append(fields, f.Name+": "+g.put(f.Type, f.Name, of))
	}
	return "{" + strings.Join(fields, ", ") + "}"
}

// id chooses an id of the kind that a name tells, if it does.
func (g *Generator) id(name, of string) string {
	prefix := strings.ToLower(name) + ":"
	if name == "id" {
		prefix = strings.ToLower(of) + ":"
	}
	var fitting []string
	for _, id := range g.IDs {
		if strings.HasPrefix(id, prefix) {
			fitting = append(fitting, id)
		}
	}
	if len(fitting) == 0 {
		fitting = g.IDs
	}
	return pickOne(g, fitting)
}

func (g *Generator) putText(name string) string {
	switch name {
	case "edtf", "published":
		return pickOne(g, []string{"2025-01", "2025-01-15", "2025-01-10/2025-01-20", "2024/.."})
	case "expectedVersion":
		return ""
	case "locator":
		return fmt.Sprint("row ", g.Rng.IntN(9))
	}
	return pickOne(g, g.Texts)
}
