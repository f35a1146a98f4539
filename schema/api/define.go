package api

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/planning"
)

// Definer gathers the schema's definitions, and with each field how it is
// planned.
type Definer struct {
	Model *graph.Model
	doc   *ast.SchemaDocument
	defs  map[string]*ast.Definition
	plans map[*ast.FieldDefinition]planning.FieldPlan
	roots map[*ast.FieldDefinition]planning.RootPlan
}

func newDefiner(m *graph.Model) *Definer {
	return &Definer{
		Model: m,
		doc:   &ast.SchemaDocument{},
		defs:  map[string]*ast.Definition{},
		plans: map[*ast.FieldDefinition]planning.FieldPlan{},
		roots: map[*ast.FieldDefinition]planning.RootPlan{},
	}
}

// Define adds a definition, once; fresh reports whether it is new and so to be filled.
func (d *Definer) Define(kind ast.DefinitionKind, name, doc string) (def *ast.Definition, fresh bool) {
	if def := d.defs[name]; def != nil {
		return def, false
	}
	def = &ast.Definition{Kind: kind, Name: name, Description: doc, Position: nowhere()}
	d.defs[name] = def
	d.doc.Definitions = append(d.doc.Definitions, def)
	return def, true
}

// DefineOneOf adds an input object of which exactly one field is given, once.
func (d *Definer) DefineOneOf(name, doc string) (def *ast.Definition, fresh bool) {
	if def, fresh = d.Define(ast.InputObject, name, doc); fresh {
		def.Directives = ast.DirectiveList{{Name: "oneOf", Position: nowhere()}}
	}
	return def, fresh
}

// scalar defines a scalar type that a document at an address specifies.
func (d *Definer) scalar(name, doc, url string) {
	def, _ := d.Define(ast.Scalar, name, doc)
	def.Directives = ast.DirectiveList{{
		Name: "specifiedBy", Position: nowhere(),
		Arguments: ast.ArgumentList{{Name: "url", Value: DefaultValue(ast.StringValue, url), Position: nowhere()}},
	}}
}

// Field adds an output field.
func (d *Definer) Field(def *ast.Definition, name, typ, doc string, plan planning.FieldPlan, args ...*ast.ArgumentDefinition) {
	field := &ast.FieldDefinition{Name: name, Description: doc, Type: parseType(typ), Arguments: args, Position: nowhere()}
	def.Fields = append(def.Fields, field)
	d.plans[field] = plan
}

// root adds a root field, which can be asked as of a day.
func (d *Definer) root(name, typ, doc string, plan planning.RootPlan, args ...*ast.ArgumentDefinition) {
	d.rootOfNow(name, typ, doc, plan, append(args, asOfArgs()...)...)
}

// rootOfNow adds a root field that is asked of the graph as it is now alone.
func (d *Definer) rootOfNow(name, typ, doc string, plan planning.RootPlan, args ...*ast.ArgumentDefinition) {
	query, _ := d.Define(ast.Object, "Query", "What can be asked.")
	field := &ast.FieldDefinition{Name: name, Description: doc, Type: parseType(typ), Arguments: args, Position: nowhere()}
	query.Fields = append(query.Fields, field)
	d.roots[field] = plan
}

// InputField adds a field of an input object.
func InputField(def *ast.Definition, name, typ, doc string) *ast.FieldDefinition {
	field := &ast.FieldDefinition{Name: name, Description: doc, Type: parseType(typ), Position: nowhere()}
	def.Fields = append(def.Fields, field)
	return field
}

// Mutation adds a root field that changes the graph.
func (d *Definer) Mutation(name, typ, doc string, args ...*ast.ArgumentDefinition) *ast.FieldDefinition {
	all, _ := d.Define(ast.Object, "Mutation", "What can be changed. The mutations of one request are made in their order, each as a whole or not at all.")
	field := &ast.FieldDefinition{Name: name, Description: doc, Type: parseType(typ), Arguments: args, Position: nowhere()}
	all.Fields = append(all.Fields, field)
	return field
}

// Argument returns an argument of a field, or of a mutation.
func Argument(name, typ, doc string) *ast.ArgumentDefinition {
	return &ast.ArgumentDefinition{Name: name, Description: doc, Type: parseType(typ), Position: nowhere()}
}

// withDefault adds a default to an argument, written as in a document.
func withDefault(arg *ast.ArgumentDefinition, kind ast.ValueKind, raw string) *ast.ArgumentDefinition {
	arg.DefaultValue = DefaultValue(kind, raw)
	return arg
}

// DefaultValue returns a default as a document writes it.
func DefaultValue(kind ast.ValueKind, raw string) *ast.Value {
	return &ast.Value{Kind: kind, Raw: raw, Position: nowhere()}
}

// enum defines an enum type.
func (d *Definer) enum(name, doc string, values ...graph.EnumValue) {
	def, fresh := d.Define(ast.Enum, name, doc)
	if !fresh {
		return
	}
	for _, v := range values {
		def.EnumValues = append(def.EnumValues, &ast.EnumValueDefinition{Name: v.Name, Description: v.Doc, Position: nowhere()})
	}
}

// parseType reads a type as SDL writes it: "[Meeting!]!".
func parseType(s string) *ast.Type {
	if inner, ok := strings.CutSuffix(s, "!"); ok {
		t := *parseType(inner)
		t.NonNull = true
		return &t
	}
	if strings.HasPrefix(s, "[") {
		return ast.ListType(parseType(s[1:len(s)-1]), nowhere())
	}
	return ast.NamedType(s, nowhere())
}

// nowhere is the position of what no document has written.
func nowhere() *ast.Position { return &ast.Position{Src: &ast.Source{Name: "model"}} }

// UpperFirst returns a text that begins in upper case.
func UpperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// LowerFirst returns a text that begins in lower case.
func LowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }

// typeOf names the type of a node of one of some kinds: the kind itself, Actor
// if all can act, else Entity.
func (d *Definer) typeOf(kinds graph.KindSet) string {
	switch {
	case kinds.Len() == 1:
		return d.Model.KindsOf(kinds)[0].Name
	case kinds.Within(d.Model.Actors):
		return "Actor"
	}
	return "Entity"
}

// ScalarType names the GraphQL type of a property.
func ScalarType(p *graph.Property) string {
	switch p.Type {
	case graph.TextList:
		if len(p.To) > 0 {
			return "[ID!]!"
		}
		return "[String!]!"
	case graph.Enumerated:
		return p.Enum.Name
	case graph.Number:
		return "Int"
	case graph.Flag:
		return "Boolean"
	case graph.Date:
		return "When"
	case graph.Identifiers:
		return "[Identifier!]!"
	}
	return "String"
}

// asOfArgs are the arguments of root fields that show the graph as of a day, as it
// was known on a day.
func asOfArgs() []*ast.ArgumentDefinition {
	return []*ast.ArgumentDefinition{
		Argument("asOf", "Date", "Shows the graph as it was on this day, in all that is selected."),
		withDefault(Argument("certainty", "Certainty", "Whether asOf also shows what is only possible."), ast.EnumValue, "POSSIBLE"),
		Argument("knownOn", "Date", "Shows the graph as it was known on this day: by what sources had published, corrected and withdrawn by then."),
	}
}
