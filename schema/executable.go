package schema

import (
	"github.com/graphql-go/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// executable makes graphql-go's types of the gate's definitions.
type executable struct {
	gate  *ast.Schema
	model *graph.Model
	types map[string]graphql.Type
}

// newExecutable makes the schema that graphql-go executes.
func newExecutable(gate *ast.Schema, m *graph.Model) (graphql.Schema, error) {
	x := &executable{gate, m, map[string]graphql.Type{
		"Int": graphql.Int, "Float": graphql.Float, "String": graphql.String, "Boolean": graphql.Boolean, "ID": graphql.ID,
	}}
	var all []graphql.Type
	for _, def := range gate.Types {
		if !def.BuiltIn {
			all = append(all, x.named(def.Name))
		}
	}
	query, _ := x.named("Query").(*graphql.Object)
	mutation, _ := x.named("Mutation").(*graphql.Object)
	s, err := graphql.NewSchema(graphql.SchemaConfig{Query: query, Mutation: mutation, Types: all})
	if err != nil {
		return s, err
	}
	warm(&s)
	return s, nil
}

// warm makes graphql-go fill the maps that it otherwise fills while it answers,
// without a lock.
func warm(s *graphql.Schema) {
	objects := []*graphql.Object{}
	for _, t := range s.TypeMap() {
		if o, ok := t.(*graphql.Object); ok {
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

// named gives the type of a name, making it if need be.
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
			Fields:      graphql.FieldsThunk(func() graphql.Fields { return x.fields(def) }),
			ResolveType: x.resolveType,
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

// resolveType gives the type of a cell behind an interface: a node's is its kind.
func (x *executable) resolveType(p graphql.ResolveTypeParams) *graphql.Object {
	c, ok := p.Value.(*cell)
	if !ok {
		return nil
	}
	name := c.kindName()
	if name == "" {
		name = c.shape.typ
	}
	o, _ := x.named(name).(*graphql.Object)
	return o
}

func (x *executable) fields(def *ast.Definition) graphql.Fields {
	fields := graphql.Fields{}
	for _, f := range def.Fields {
		if f.Name == "__schema" || f.Name == "__type" {
			continue
		}
		args := graphql.FieldConfigArgument{}
		for _, a := range f.Arguments {
			args[a.Name] = &graphql.ArgumentConfig{Type: x.input(a.Type), Description: a.Description, DefaultValue: defaultOf(a.DefaultValue)}
		}
		fields[f.Name] = &graphql.Field{Name: f.Name, Description: f.Description, Type: x.output(f.Type), Args: args, Resolve: x.resolve}
	}
	return fields
}

func (x *executable) inputFields(def *ast.Definition) graphql.InputObjectConfigFieldMap {
	fields := graphql.InputObjectConfigFieldMap{}
	for _, f := range def.Fields {
		fields[f.Name] = &graphql.InputObjectFieldConfig{Type: x.input(f.Type), Description: f.Description}
	}
	return fields
}

func defaultOf(v *ast.Value) any {
	if v == nil {
		return nil
	}
	value, _ := v.Value(nil)
	return value
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

// resolve reads a field from what was planned for it: a root field from the
// answers, others from their cell.
func (x *executable) resolve(p graphql.ResolveParams) (any, error) {
	key, _ := p.Info.Path.Key.(string)
	switch source := p.Source.(type) {
	case answers:
		a := source[key]
		return a.value, a.err
	case *cell:
		if f := source.find(key, x.model); f != nil {
			return f.read.read(source), nil
		}
	}
	return nil, graph.Errorf(graph.Internal, "resolve", "%s was not planned", key)
}
