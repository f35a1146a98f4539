package schema

import (
	"parley/graph"

	"github.com/vektah/gqlparser/v2/ast"
)

// planScalar plans a field that is a scalar of the place's object.
func planScalar(field graph.Field) planField {
	return func(_ *planner, at place, _ *ast.Field) (reader, error) { return leaf{at.slot(field)}, nil }
}

func planTexts(field graph.Field) planField {
	return func(_ *planner, at place, _ *ast.Field) (reader, error) { return texts{at.slot(field)}, nil }
}

func planWhen(field graph.Field) planField {
	return func(p *planner, at place, f *ast.Field) (reader, error) {
		slot := at.slot(field)
		s, err := p.object(place{list: at.list}, f.Definition.Type.Name(), f.SelectionSet)
		return value{slot, s}, err
	}
}

func planIdentifiers(field graph.Field) planField {
	return func(p *planner, at place, f *ast.Field) (reader, error) {
		slot := at.slot(field)
		s, err := p.object(place{list: at.list}, f.Definition.Type.Name(), f.SelectionSet)
		return values[graph.Identifier]{slot, s}, err
	}
}

// planRef plans the node that a reference of an edge or a piece of evidence names.
func planRef(prop *graph.Property) planField {
	return func(p *planner, at place, f *ast.Field) (reader, error) {
		return p.one(at.follow(graph.PropRef, prop, kindsNamed(p.model, prop.To)), f)
	}
}

func planIdentifier(get func(graph.Identifier) string) planField {
	return func(*planner, place, *ast.Field) (reader, error) {
		return readFunc(func(c *cell) any { return get(*c.it.(*graph.Identifier)) }), nil
	}
}

func planDate(get func(*graph.When) any) planField {
	return func(*planner, place, *ast.Field) (reader, error) {
		return readFunc(func(c *cell) any { return get(c.it.(*graph.When)) }), nil
	}
}
