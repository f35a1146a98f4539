package api

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/graphql-go/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/schema/planning"
)

// Executor has graphql-go execute documents.
type Executor struct {
	types *ast.Schema
	exec  graphql.Schema
}

// NewExecutor returns what executes documents of a schema. It answers introspection;
// resolve and typeOf, which answer everything else, are for tests that want
// graphql-go's opinion.
func NewExecutor(types *ast.Schema, resolve graphql.FieldResolveFn, typeOf func(v any) string) (*Executor, error) {
	completeIntrospection()
	x := &executable{types, map[string]graphql.Type{
		"Int": graphql.Int, "Float": graphql.Float, "String": graphql.String, "Boolean": graphql.Boolean, "ID": graphql.ID,
	}, resolve, typeOf}
	exec, err := x.schema()
	return &Executor{types, exec}, err
}

// Execute answers root fields from a root object.
func (x *Executor) Execute(p *planning.Planner, root any, fields ...ast.Selection) *graphql.Result {
	return graphql.Execute(graphql.ExecuteParams{
		Schema: x.exec, Root: root, AST: rewritten(p, fields...), Context: context.WithValue(p.Context, gateKey{}, x.types),
	})
}

// executable makes graphql-go's types of a schema's definitions.
type executable struct {
	gate    *ast.Schema
	types   map[string]graphql.Type
	resolve graphql.FieldResolveFn
	typeOf  func(v any) string
}

// schema makes the schema that graphql-go executes.
func (x *executable) schema() (graphql.Schema, error) {
	var all []graphql.Type
	for _, name := range slices.Sorted(maps.Keys(x.gate.Types)) {
		if !x.gate.Types[name].BuiltIn {
			all = append(all, x.named(name))
		}
	}
	query, _ := x.named("Query").(*graphql.Object)
	mutation, _ := x.named("Mutation").(*graphql.Object)
	s, err := graphql.NewSchema(graphql.SchemaConfig{Query: query, Mutation: mutation, Types: all, Directives: x.directives()})
	if err != nil {
		return s, err
	}
	x.putInOrder(&s)
	warm(&s)
	return s, nil
}

// putInOrder puts in the order of the definitions what graphql-go keeps in lists
// made from maps.
func (x *executable) putInOrder(s *graphql.Schema) {
	for name, t := range s.TypeMap() {
		def := x.gate.Types[name]
		if isIntrospection(name) || def == nil {
			continue
		}
		switch t := t.(type) {
		case *graphql.Enum:
			slices.SortFunc(t.Values(), func(a, b *graphql.EnumValueDefinition) int {
				return cmp.Compare(valuePlace(def, a.Name), valuePlace(def, b.Name))
			})
		case interface {
			Fields() graphql.FieldDefinitionMap
		}:
			for name, f := range t.Fields() {
				argsInOrder(f.Args, def.Fields.ForName(name).Arguments)
			}
		}
	}
}

func valuePlace(def *ast.Definition, name string) int {
	return slices.IndexFunc(def.EnumValues, func(v *ast.EnumValueDefinition) bool { return v.Name == name })
}

func argsInOrder(args []*graphql.Argument, order ast.ArgumentDefinitionList) {
	place := func(a *graphql.Argument) int {
		return slices.IndexFunc(order, func(d *ast.ArgumentDefinition) bool { return d.Name == a.PrivateName })
	}
	slices.SortFunc(args, func(a, b *graphql.Argument) int { return cmp.Compare(place(a), place(b)) })
}

// warm makes graphql-go fill the maps that it otherwise fills while it answers,
// without a lock.
func warm(s *graphql.Schema) {
	objects := []*graphql.Object{}
	for _, t := range s.TypeMap() {
		if o, ok := t.(*graphql.Object); ok && !isIntrospection(o.Name()) {
			o.Fields()
			objects = append(objects, o)
		}
	}
	for _, t := range s.TypeMap() {
		switch t := t.(type) {
		case *graphql.Interface:
			t.Fields()
			for _, o := range objects {
				s.IsPossibleType(t, o)
			}
		case *graphql.Enum:
			t.Serialize("")
			t.ParseValue("")
		case *graphql.InputObject:
			t.Fields()
		}
	}
}

func isIntrospection(name string) bool { return strings.HasPrefix(name, "__") }

func (x *executable) directives() []*graphql.Directive {
	var list []*graphql.Directive
	for _, name := range slices.Sorted(maps.Keys(x.gate.Directives)) {
		d := x.gate.Directives[name]
		config := graphql.DirectiveConfig{Name: d.Name, Description: d.Description, Args: x.args(d.Arguments)}
		for _, l := range d.Locations {
			if graphql.DirectiveLocationEnumType.Serialize(string(l)) != nil { // it does not know drafts of the spec
				config.Locations = append(config.Locations, string(l))
			}
		}
		list = append(list, graphql.NewDirective(config))
	}
	return list
}

// named returns the type of a name, making it if need be.
func (x *executable) named(name string) graphql.Type {
	if t := x.types[name]; t != nil {
		return t
	}
	def := x.gate.Types[name]
	switch def.Kind {
	case ast.Enum:
		x.types[name] = enumType(def)
	case ast.Scalar:
		x.types[name] = graphql.NewScalar(graphql.ScalarConfig{Name: name, Description: def.Description, Serialize: func(v any) any { return v }})
	case ast.InputObject:
		x.types[name] = graphql.NewInputObject(graphql.InputObjectConfig{
			Name: name, Description: def.Description,
			Fields: graphql.InputObjectConfigFieldMapThunk(func() graphql.InputObjectConfigFieldMap { return x.inputFields(def) }),
		})
	case ast.Interface:
		x.types[name] = graphql.NewInterface(graphql.InterfaceConfig{
			Name: name, Description: def.Description,
			Fields: graphql.FieldsThunk(func() graphql.Fields { return x.fields(def) }),
			ResolveType: func(p graphql.ResolveTypeParams) *graphql.Object {
				o, _ := x.named(x.typeOf(p.Value)).(*graphql.Object)
				return o
			},
		})
	default:
		x.types[name] = graphql.NewObject(graphql.ObjectConfig{
			Name: name, Description: def.Description,
			Fields:     graphql.FieldsThunk(func() graphql.Fields { return x.fields(def) }),
			Interfaces: graphql.InterfacesThunk(func() []*graphql.Interface { return x.interfaces(def) }),
		})
	}
	return x.types[name]
}

func enumType(def *ast.Definition) graphql.Type {
	values := graphql.EnumValueConfigMap{}
	for _, v := range def.EnumValues {
		values[v.Name] = &graphql.EnumValueConfig{Value: v.Name, Description: v.Description}
	}
	return graphql.NewEnum(graphql.EnumConfig{Name: def.Name, Description: def.Description, Values: values})
}

func (x *executable) interfaces(def *ast.Definition) []*graphql.Interface {
	var list []*graphql.Interface
	for _, name := range def.Interfaces {
		if t, ok := x.named(name).(*graphql.Interface); ok {
			list = append(list, t)
		}
	}
	return list
}

func (x *executable) fields(def *ast.Definition) graphql.Fields {
	fields := graphql.Fields{}
	for _, f := range def.Fields {
		if f.Name == "__schema" || f.Name == "__type" {
			continue
		}
		fields[f.Name] = &graphql.Field{
			Name: f.Name, Description: f.Description, Type: x.output(f.Type), Args: x.args(f.Arguments),
			Resolve: x.resolve, DeprecationReason: deprecation(f.Directives),
		}
	}
	return fields
}

func (x *executable) args(list ast.ArgumentDefinitionList) graphql.FieldConfigArgument {
	args := graphql.FieldConfigArgument{}
	for _, a := range list {
		args[a.Name] = &graphql.ArgumentConfig{Type: x.input(a.Type), Description: a.Description, DefaultValue: defaultOf(a.DefaultValue)}
	}
	return args
}

// deprecation returns why something is deprecated; "" where it is not.
func deprecation(list ast.DirectiveList) string {
	d := list.ForName("deprecated")
	if d == nil {
		return ""
	}
	if reason := d.Arguments.ForName("reason"); reason != nil {
		return reason.Value.Raw
	}
	return "No longer supported"
}

func (x *executable) inputFields(def *ast.Definition) graphql.InputObjectConfigFieldMap {
	fields := graphql.InputObjectConfigFieldMap{}
	for _, f := range def.Fields {
		fields[f.Name] = &graphql.InputObjectFieldConfig{Type: x.input(f.Type), Description: f.Description, DefaultValue: defaultOf(f.DefaultValue)}
	}
	return fields
}

func defaultOf(v *ast.Value) any {
	if v == nil {
		return nil
	}
	return literal(v.String())
}

func (x *executable) input(t *ast.Type) graphql.Input {
	in, _ := x.typ(t).(graphql.Input)
	return in
}

func (x *executable) output(t *ast.Type) graphql.Output {
	out, _ := x.typ(t).(graphql.Output)
	return out
}

// typ makes a type with its wrappings.
func (x *executable) typ(t *ast.Type) graphql.Type {
	var of graphql.Type
	if t.Elem != nil {
		of = graphql.NewList(x.typ(t.Elem))
	} else {
		of = x.named(t.NamedType)
	}
	if t.NonNull {
		return graphql.NewNonNull(of)
	}
	return of
}
