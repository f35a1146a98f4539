package api

import (
	to "github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/kinds"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/schema/planning"
)

// rewriter writes fields of a query for graphql-go.
type rewriter struct{ *planning.Planner }

// rewritten returns fields of a query for graphql-go. Directives and variables
// are worked out here, and so are left out. Introspection keeps its arguments, as
// constants; elsewhere the plans hold them already.
func rewritten(p *planning.Planner, fields ...ast.Selection) *to.Document {
	w := rewriter{p}
	return &to.Document{Kind: kinds.Document, Definitions: []to.Node{&to.OperationDefinition{
		Kind: kinds.OperationDefinition, Operation: "query", SelectionSet: w.selections(fields),
	}}}
}

func (w rewriter) selections(set ast.SelectionSet) *to.SelectionSet {
	if len(set) == 0 {
		return nil
	}
	out := &to.SelectionSet{Kind: kinds.SelectionSet}
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if w.Included(s.Directives) {
				out.Selections = append(out.Selections, w.selection(s))
			}
		case *ast.InlineFragment:
			if w.Included(s.Directives) {
				out.Selections = append(out.Selections, w.inline(s.TypeCondition, s.SelectionSet))
			}
		case *ast.FragmentSpread:
			if w.Included(s.Directives) {
				out.Selections = append(out.Selections, w.inline(s.Definition.TypeCondition, s.Definition.SelectionSet))
			}
		}
	}
	return out
}

// selection writes a field. Its place is what graphql-go orders mutations by.
func (w rewriter) selection(f *ast.Field) *to.Field {
	out := &to.Field{Kind: kinds.Field, Name: name(f.Name), Alias: name(f.Alias), SelectionSet: w.selections(f.SelectionSet), Loc: &to.Location{Start: f.Position.Start}}
	if introspects(f) {
		for _, a := range f.Arguments {
			out.Arguments = append(out.Arguments, &to.Argument{Kind: kinds.Argument, Name: name(a.Name), Value: w.constant(a.Value)})
		}
	}
	return out
}

// introspects reports whether a field asks about the schema.
func introspects(f *ast.Field) bool {
	return f.Name == "__type" || f.ObjectDefinition != nil && len(f.ObjectDefinition.Name) > 2 && f.ObjectDefinition.Name[:2] == "__"
}

// constant writes an introspection argument: a name, or whether deprecated
// fields are wanted.
func (w rewriter) constant(v *ast.Value) to.Value {
	value, _ := v.Value(w.Vars)
	switch value := value.(type) {
	case bool:
		return &to.BooleanValue{Kind: kinds.BooleanValue, Value: value}
	case string:
		return &to.StringValue{Kind: kinds.StringValue, Value: value}
	}
	return &to.StringValue{Kind: kinds.StringValue}
}

func (w rewriter) inline(condition string, set ast.SelectionSet) *to.InlineFragment {
	out := &to.InlineFragment{Kind: kinds.InlineFragment, SelectionSet: w.selections(set)}
	if condition != "" {
		out.TypeCondition = &to.Named{Kind: kinds.Named, Name: name(condition)}
	}
	return out
}

func name(s string) *to.Name { return &to.Name{Kind: kinds.Name, Value: s} }
