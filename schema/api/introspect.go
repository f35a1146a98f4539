package api

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/graphql-go/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// gateKey is the context's key for the schema that graphql-go is asked about.
type gateKey struct{}

// completeIntrospection adds what graphql-go does not say of a schema and newer
// clients ask for (GraphQL spec, section 4.2). Its introspection types are its
// package's, so that this is done once for all schemas.
var completeIntrospection = sync.OnceFunc(func() {
	argument := func(p graphql.ResolveParams) (any, error) {
		switch of := p.Source.(type) {
		case *graphql.Argument:
			return written(of.DefaultValue), nil
		case *graphql.InputObjectField:
			return written(of.DefaultValue), nil
		}
		return nil, nil
	}
	graphql.InputValueType.AddFieldConfig("defaultValue", &graphql.Field{Type: graphql.String, Resolve: argument})
	graphql.InputValueType.AddFieldConfig("isDeprecated", always(graphql.NewNonNull(graphql.Boolean), false))
	graphql.InputValueType.AddFieldConfig("deprecationReason", always(graphql.String, nil))
	graphql.DirectiveType.AddFieldConfig("isRepeatable", always(graphql.NewNonNull(graphql.Boolean), false))
	graphql.SchemaType.AddFieldConfig("description", &graphql.Field{Type: graphql.String, Resolve: func(p graphql.ResolveParams) (any, error) {
		return textOrNull(gateOf(p).Description), nil
	}})
	graphql.TypeType.AddFieldConfig("specifiedByURL", &graphql.Field{Type: graphql.String, Resolve: func(p graphql.ResolveParams) (any, error) {
		if scalar, ok := p.Source.(*graphql.Scalar); ok {
			if d := gateOf(p).Types[scalar.Name()].Directives.ForName("specifiedBy"); d != nil {
				return d.Arguments.ForName("url").Value.Raw, nil
			}
		}
		return nil, nil
	}})
	graphql.TypeType.AddFieldConfig("isOneOf", &graphql.Field{Type: graphql.Boolean, Resolve: func(p graphql.ResolveParams) (any, error) {
		if input, ok := p.Source.(*graphql.InputObject); ok {
			return gateOf(p).Types[input.Name()].Directives.ForName("oneOf") != nil, nil
		}
		return nil, nil
	}})
	inOrder()
	for _, t := range []*graphql.Object{graphql.SchemaType, graphql.TypeType, graphql.FieldType, graphql.InputValueType, graphql.EnumValueType, graphql.DirectiveType} {
		t.Fields() // they are worked out when they are first asked for, without a lock
	}
})

// inOrder replaces fields of introspection whose lists graphql-go makes from maps:
// here they have the order of the definitions, and types and what introspection
// itself enumerates that of their names. Lists that may have deprecated items say
// whether to give these.
func inOrder() {
	deprecated := graphql.FieldConfigArgument{"includeDeprecated": &graphql.ArgumentConfig{Type: graphql.Boolean, DefaultValue: false}}
	for _, enum := range []*graphql.Enum{graphql.TypeKindEnumType, graphql.DirectiveLocationEnumType} {
		slices.SortFunc(enum.Values(), func(a, b *graphql.EnumValueDefinition) int { return strings.Compare(a.Name, b.Name) })
	}
	listOf := func(t graphql.Type) graphql.Output { return graphql.NewList(graphql.NewNonNull(t)) }
	graphql.SchemaType.AddFieldConfig("types", &graphql.Field{Type: graphql.NewNonNull(listOf(graphql.TypeType)), Resolve: whileAwaited(func(p graphql.ResolveParams) (any, error) {
		types := p.Info.Schema.TypeMap()
		out := []graphql.Type{}
		for _, name := range slices.Sorted(maps.Keys(types)) {
			out = append(out, types[name])
		}
		return out, nil
	})})
	graphql.TypeType.AddFieldConfig("fields", &graphql.Field{Type: listOf(graphql.FieldType), Args: deprecated, Resolve: whileAwaited(fieldsInOrder)})
	graphql.TypeType.AddFieldConfig("inputFields", &graphql.Field{Type: listOf(graphql.InputValueType), Args: deprecated, Resolve: whileAwaited(func(p graphql.ResolveParams) (any, error) {
		input, ok := p.Source.(*graphql.InputObject)
		if !ok {
			return nil, nil
		}
		out := []*graphql.InputObjectField{}
		for _, f := range gateOf(p).Types[input.Name()].Fields {
			out = append(out, input.Fields()[f.Name])
		}
		return out, nil
	})})
	args := &graphql.Field{Type: graphql.NewNonNull(listOf(graphql.InputValueType)), Args: deprecated, Resolve: func(p graphql.ResolveParams) (any, error) {
		switch of := p.Source.(type) {
		case *graphql.FieldDefinition:
			return of.Args, nil
		case *graphql.Directive:
			return of.Args, nil
		}
		return nil, nil
	}}
	graphql.FieldType.AddFieldConfig("args", args)
	graphql.DirectiveType.AddFieldConfig("args", args)
	graphql.TypeType.AddFieldConfig("interfaces", &graphql.Field{Type: listOf(graphql.TypeType), Resolve: whileAwaited(interfacesOf)})
	graphql.TypeType.AddFieldConfig("possibleTypes", &graphql.Field{Type: listOf(graphql.TypeType), Resolve: whileAwaited(func(p graphql.ResolveParams) (any, error) {
		abstract, ok := p.Source.(*graphql.Interface)
		if !ok {
			return nil, nil
		}
		out := slices.Clone(p.Info.Schema.PossibleTypes(abstract))
		slices.SortFunc(out, func(a, b *graphql.Object) int { return strings.Compare(a.Name(), b.Name()) })
		return out, nil
	})})
}

// whileAwaited resolves a list until the request has ended: graphql-go goes on by
// itself after that.
func whileAwaited(resolve graphql.FieldResolveFn) graphql.FieldResolveFn {
	return func(p graphql.ResolveParams) (any, error) {
		if err := p.Context.Err(); err != nil {
			return nil, err
		}
		return resolve(p)
	}
}

// interfacesOf lists what a type implements: nothing, perhaps, for an object or an
// interface, and null for all else (GraphQL spec, section 4.2.2).
func interfacesOf(p graphql.ResolveParams) (any, error) {
	of, ok := p.Source.(interface {
		Name() string
		Fields() graphql.FieldDefinitionMap
	})
	if !ok {
		return nil, nil
	}
	types, out := p.Info.Schema.TypeMap(), []graphql.Type{}
	for _, name := range gateOf(p).Types[of.Name()].Interfaces {
		out = append(out, types[name])
	}
	return out, nil
}

func fieldsInOrder(p graphql.ResolveParams) (any, error) {
	of, ok := p.Source.(interface {
		Name() string
		Fields() graphql.FieldDefinitionMap
	})
	if !ok {
		return nil, nil
	}
	all, _ := p.Args["includeDeprecated"].(bool)
	out := []*graphql.FieldDefinition{}
	for _, f := range gateOf(p).Types[of.Name()].Fields {
		// Fields of introspection that graphql-go does not know are not shown.
		if field := of.Fields()[f.Name]; field != nil && (all || field.DeprecationReason == "") {
			out = append(out, field)
		}
	}
	return out, nil
}

func always(t graphql.Output, v any) *graphql.Field {
	return &graphql.Field{Type: t, Resolve: func(graphql.ResolveParams) (any, error) { return v, nil }}
}

func gateOf(p graphql.ResolveParams) *ast.Schema {
	gate, _ := p.Context.Value(gateKey{}).(*ast.Schema)
	return gate
}

// written returns a default value as a document writes it.
func written(v any) any {
	switch v := v.(type) {
	case literal:
		return string(v)
	case bool: // of introspection itself
		return strconv.FormatBool(v)
	}
	return nil
}

func textOrNull(text string) any {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return text
}

// literal is a default value as a document writes it. graphql-go never reads it.
type literal string
