package gate

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// coordinate returns the schema coordinate (GraphQL spec, September 2025) of what is
// wrong in the arguments of a field: as deep as the schema has names for it, and ""
// where it is no argument of the field.
func (g *Gate) coordinate(f *ast.Field, argument string) string {
	names := namesOf(argument)
	if f.ObjectDefinition == nil || f.Definition == nil {
		return ""
	}
	arg := f.Definition.Arguments.ForName(names[0])
	if arg == nil {
		return ""
	}
	return g.inside(argumentOf(f, arg.Name), arg.Type, names[1:])
}

// inside returns the coordinate of what some names lead to from a value of a type;
// at is that of the value.
func (g *Gate) inside(at string, t *ast.Type, names []string) string {
	for _, name := range names {
		def := g.Schema.Types[t.Name()]
		f := def.Fields.ForName(name)
		if f == nil {
			break
		}
		at, t = memberOf(def, name), f.Type
	}
	return at
}

// namesOf returns the names in where an error is: "changes[1].source" has changes
// and source.
func namesOf(argument string) []string {
	names := strings.Split(argument, ".")
	for i, name := range names {
		names[i], _, _ = strings.Cut(name, "[")
	}
	return names
}

// argumentOf writes the coordinate of an argument.
func argumentOf(f *ast.Field, name string) string {
	return memberOf(f.ObjectDefinition, f.Name) + "(" + name + ":)"
}

// memberOf writes the coordinate of a field of a type.
func memberOf(def *ast.Definition, name string) string { return def.Name + "." + name }
