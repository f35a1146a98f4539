package schema

import (
	"parley/graph"

	"github.com/vektah/gqlparser/v2/ast"
)

// Scalar plans a field that is a scalar of the place's object.
func Scalar(field graph.Field) FieldPlan {
	return func(_ *Planner, at place, _ *ast.Field) (reader, error) { return leaf{at.slot(field)}, nil }
}

func Texts(field graph.Field) FieldPlan {
	return func(_ *Planner, at place, _ *ast.Field) (reader, error) { return texts{at.slot(field)}, nil }
}

func When(field graph.Field) FieldPlan {
	return func(p *Planner, at place, f *ast.Field) (reader, error) {
		slot := at.slot(field)
		s, err := p.object(place{list: at.list}, f.Definition.Type.Name(), f.SelectionSet)
		return value{slot, s}, err
	}
}

func Identifiers(field graph.Field) FieldPlan {
	return func(p *Planner, at place, f *ast.Field) (reader, error) {
		slot := at.slot(field)
		s, err := p.object(place{list: at.list}, f.Definition.Type.Name(), f.SelectionSet)
		return values[graph.Identifier]{slot, s}, err
	}
}

// Reference plans the node that a reference of an edge or a piece of evidence names.
func Reference(prop *graph.Property) FieldPlan {
	return func(p *Planner, at place, f *ast.Field) (reader, error) {
		return p.one(at.follow(graph.PropRef, prop, KindsNamed(p.Model, prop.To)), f)
	}
}

func IdentifierField(get func(graph.Identifier) string) FieldPlan {
	return func(*Planner, place, *ast.Field) (reader, error) {
		return readFunc(func(c *cell) any { return get(*c.it.(*graph.Identifier)) }), nil
	}
}

func DateField(get func(*graph.When) any) FieldPlan {
	return func(*Planner, place, *ast.Field) (reader, error) {
		return readFunc(func(c *cell) any { return get(c.it.(*graph.When)) }), nil
	}
}
