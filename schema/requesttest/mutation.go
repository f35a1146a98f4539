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
		if a.Type.NonNull || g.chance(20) && a.Name != "idempotencyKey" {
			args = append(args, a.Name+": "+g.put(a.Type, a.Name, f.Name))
		}
	}
	return g.operation("mutation", []string{f.Name + "(" + strings.Join(args, ", ") + ")" + g.scalars(f.Type, 2)}), g.variables
}

// scalars selects all scalars of a type, and of the objects in it.
func (g *Generator) scalars(t *ast.Type, depth int) string {
	var out []string
	for _, f := range own(g.gate.Types[t.Name()]) {
		inner := g.gate.Types[f.Type.Name()].Kind
		switch {
		case len(f.Arguments) > 0:
		case inner != ast.Object && inner != ast.Interface:
			out = append(out, f.Name)
		case depth > 1:
			out = append(out, f.Name+g.scalars(f.Type, depth-1))
		}
	}
	return " { __typename " + strings.Join(out, " ") + " }"
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
		if name == "source" || g.gate.Mutation.Fields.ForName(name) != nil {
			of = name
		}
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
		wanted := f.Type.NonNull || strings.Contains("locator evidence name title edtf", f.Name) || g.chance(4) && f.Name != "expectedVersion"
		if !wanted || strings.Contains("quote start prefix suffix text", f.Name) {
			continue
		}
		fields = append(fields, f.Name+": "+g.put(f.Type, f.Name, of))
	}
	return "{" + strings.Join(fields, ", ") + "}"
}

// id chooses an id that may stand under a name, of an entity or edge of a sort or
// in a mutation.
func (g *Generator) id(name, of string) string {
	var fitting []string
	for _, id := range g.IDs {
		if kind, _, _ := strings.Cut(id, ":"); slices.Contains(g.Fits(of, name), kind) {
			fitting = append(fitting, id)
		}
	}
	switch {
	case of == "retract" && len(g.Facts) > 0 && !g.chance(3):
		return pickOne(g, g.Facts)
	case of == "unmerge" && len(g.merged) > 0:
		return pickOne(g, g.merged)
	case of == "merge" && name == "into":
		kind, _, _ := strings.Cut(g.merged[len(g.merged)-1], ":")
		fitting = slices.DeleteFunc(slices.Clone(g.IDs), func(id string) bool { return !strings.HasPrefix(id, kind+":") })
	}
	if len(fitting) == 0 {
		fitting = g.IDs
	}
	id := pickOne(g, fitting)
	if of == "merge" && name == "id" {
		g.merged = append(g.merged, id)
	}
	return id
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
