// Package requesttest makes random GraphQL requests of a schema, for tests that
// hold answers against each other. All that it asks comes from the schema's
// definitions, so that a new field, argument or mutation is asked for at once.
package requesttest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// Generator makes random queries of a schema: all its root fields, arguments
// and filters, fragments with and without a name, aliases, variables,
// directives. Most are valid; the gate tells.
type Generator struct {
	Rng   *rand.Rand
	IDs   []string // that the store has
	Texts []string // to look for and, in mutations, to put
	Facts []string // ids of evidence and edges, to retract

	// Fits lists the kinds, as ids have them, whose ids may stand under a name of
	// the input for an entity or an edge.
	Fits func(input, name string) []string

	gate      *ast.Schema
	fragments []string
	declared  []string
	variables map[string]any
	count     int
	merged    []string
}

// New makes a generator for a schema. One seed makes the same requests.
func New(gate *ast.Schema, seed uint64, ids []string) *Generator {
	return &Generator{
		Rng: rand.New(rand.NewPCG(seed, 6)), IDs: ids, gate: gate,
		Texts: []string{"Anna", "anna", "Bob Anna", "a", "b", "Russia", "Zelensky", "peace", "", "Ä"},
	}
}

func pickOne[T any](g *Generator, list []T) T { return list[g.Rng.IntN(len(list))] }

func (g *Generator) chance(n int) bool { return g.Rng.IntN(n) == 0 }

func (g *Generator) fresh(prefix string) string {
	g.count++
	return fmt.Sprint(prefix, g.count)
}

// Query makes a query and its variables.
func (g *Generator) Query() (string, map[string]any) {
	g.begin()
	var roots []string
	for range 1 + g.Rng.IntN(2) {
		f := pickOne(g, own(g.gate.Query))
		roots = append(roots, g.aliased(f, 2+g.Rng.IntN(3)))
	}
	return g.operation("query", roots), g.variables
}

func (g *Generator) begin() {
	g.fragments, g.declared, g.variables, g.count = nil, nil, map[string]any{}, 0
}

func (g *Generator) operation(kind string, roots []string) string {
	if len(g.declared) > 0 {
		kind += "(" + strings.Join(g.declared, ", ") + ")"
	}
	return kind + " { " + strings.Join(roots, " ") + " } " + strings.Join(g.fragments, " ")
}

// aliased selects a field under a name of its own, so that it stands beside any
// other.
func (g *Generator) aliased(f *ast.FieldDefinition, depth int) string {
	return g.fresh("f") + ": " + f.Name + g.arguments(f) + g.directive() + g.below(f, depth)
}

func (g *Generator) below(f *ast.FieldDefinition, depth int) string {
	def := g.gate.Types[f.Type.Name()]
	if def.Kind != ast.Object && def.Kind != ast.Interface {
		return ""
	}
	return " { " + g.selection(def, depth-1) + " }"
}

// selection selects some fields of a type.
func (g *Generator) selection(def *ast.Definition, depth int) string {
	var out []string
	for range 1 + g.Rng.IntN(4) {
		if one := g.selected(def, depth); one != "" {
			out = append(out, one)
		}
	}
	if len(out) == 0 {
		out = append(out, "__typename")
	}
	if len(out) > 1 && g.chance(6) { // the same again is merged
		out = append(out, out[0])
	}
	return strings.Join(out, " ")
}

func (g *Generator) selected(def *ast.Definition, depth int) string {
	switch g.Rng.IntN(12) {
	case 0:
		return "__typename"
	case 1:
		if depth < -2 { // chance alone need not end it, where a fuzzer chooses
			return "__typename"
		}
		return "... " + g.directive() + "{ " + g.selection(def, depth-1) + " }"
	case 2, 3, 4:
		if def.Kind == ast.Interface || g.chance(3) {
			return g.fragment(def, depth)
		}
	}
	f := pickOne(g, own(def))
	switch inner := g.gate.Types[f.Type.Name()]; {
	case inner.Kind != ast.Object && inner.Kind != ast.Interface:
		if g.chance(3) {
			return g.aliased(f, depth)
		}
		return f.Name + g.directive()
	case depth <= 0:
		return ""
	case len(f.Arguments) == 0 && g.chance(2):
		return f.Name + g.below(f, depth)
	}
	return g.aliased(f, depth)
}

// fragment selects by a type: one that the object can have, or shares with others.
func (g *Generator) fragment(def *ast.Definition, depth int) string {
	if depth < -2 {
		return ""
	}
	on := def
	if possible := g.gate.GetPossibleTypes(def); len(possible) > 0 {
		on = pickOne(g, possible)
	}
	if shared := g.gate.GetImplements(on); len(shared) > 0 && g.chance(3) {
		on = pickOne(g, shared)
	}
	set := "on " + on.Name + g.directive() + " { " + g.selection(on, depth-1) + " }"
	if g.chance(2) {
		return "... " + set
	}
	name := g.fresh("F")
	g.fragments = append(g.fragments, "fragment "+name+" on "+on.Name+" { "+g.selection(on, depth-1)+" }")
	return "..." + name
}

func (g *Generator) directive() string {
	if !g.chance(12) {
		return ""
	}
	yes := g.chance(2)
	value := fmt.Sprint(yes)
	if g.chance(2) {
		value = g.variable("Boolean!", yes)
	}
	return pickOne(g, []string{" @skip", " @include"}) + "(if: " + value + ") "
}

func (g *Generator) variable(typ string, v any) string {
	name := g.fresh("v")
	g.declared = append(g.declared, "$"+name+": "+typ)
	g.variables[name] = v
	return "$" + name
}

func (g *Generator) arguments(f *ast.FieldDefinition) string {
	var out []string
	byKey := len(f.Arguments) > 1 && f.Arguments[0].Name == "id" && f.Arguments[1].Name == "name"
	key := pickOne(g, []string{"id", "id", "name"})
	for _, a := range f.Arguments {
		switch {
		case byKey && (a.Name == "id" || a.Name == "name"):
			if a.Name != key {
				continue
			}
		case a.Type.NonNull:
		case a.Name == "after" || a.Name == "before": // those that the store gives are tried elsewhere
			continue
		case a.Name == "last" && strings.Contains(strings.Join(out, ""), "first"):
			continue
		case !g.chance(4):
			continue
		}
		text, v := g.value(a.Type, a.Name, 3)
		if g.chance(4) {
			text = g.variable(a.Type.String(), v)
		}
		out = append(out, a.Name+": "+text)
	}
	if len(out) == 0 {
		return ""
	}
	return "(" + strings.Join(out, ", ") + ")"
}

// value makes a value of a type, as a literal and as a variable has it.
func (g *Generator) value(t *ast.Type, name string, depth int) (string, any) {
	if t.Elem != nil {
		text, v := g.value(t.Elem, name, depth)
		if g.chance(3) {
			return text, v // a list of one
		}
		return "[" + text + "]", []any{v}
	}
	def := g.gate.Types[t.NamedType]
	switch def.Kind {
	case ast.Enum:
		v := pickOne(g, def.EnumValues).Name
		return v, v
	case ast.InputObject:
		return g.inputObject(def, depth)
	}
	switch def.Name {
	case "Int":
		n := g.Rng.IntN(5)
		return fmt.Sprint(n), n
	case "Boolean":
		b := g.chance(2)
		return fmt.Sprint(b), b
	case "Date":
		v := pickOne(g, []string{"2025-01-15", "2025-12-01", "2024-12-31"})
		return `"` + v + `"`, v
	}
	v := g.text(name, def.Name == "ID")
	return quoted(v), v
}

// quoted writes a text as a document has it.
func quoted(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(text) + `"`
}

func (g *Generator) text(name string, isID bool) string {
	switch {
	case isID || name == "a" || name == "b":
		return pickOne(g, g.IDs)
	case name == "overlaps":
		return pickOne(g, []string{"2025", "2025-01", "2025-11/2025-12"})
	}
	return pickOne(g, g.Texts)
}

func (g *Generator) inputObject(def *ast.Definition, depth int) (string, any) {
	fields := slices.DeleteFunc(slices.Clone(def.Fields), func(f *ast.FieldDefinition) bool {
		return depth <= 0 && g.gate.Types[f.Type.Name()].Kind == ast.InputObject
	})
	v := map[string]any{}
	if len(fields) == 0 {
		return "{}", v
	}
	f := pickOne(g, fields)
	text, inner := g.value(f.Type, f.Name, depth-1)
	v[f.Name] = inner
	return "{" + f.Name + ": " + text + "}", v
}

// own are the fields that a definition has of its own.
func own(def *ast.Definition) ast.FieldList {
	return slices.DeleteFunc(slices.Clone(def.Fields), func(f *ast.FieldDefinition) bool { return strings.HasPrefix(f.Name, "__") })
}
