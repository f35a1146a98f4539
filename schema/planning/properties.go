package planning

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// Scalar plans a field that is a scalar of the place's object.
func Scalar(field graph.Field) FieldPlan {
	return func(_ *Planner, at spot, _ *ast.Field) (reader, error) { return leaf{at.slot(field)}, nil }
}

// Texts plans a field that is a list of texts.
func Texts(field graph.Field) FieldPlan {
	return func(_ *Planner, at spot, _ *ast.Field) (reader, error) { return texts{at.slot(field)}, nil }
}

// When plans a field that is a date.
func When(field graph.Field) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		slot := at.slot(field)
		s, err := p.object(spot{list: at.list}, f.Definition.Type.Name(), f.SelectionSet)
		return value{slot, s}, err
	}
}

// Identifiers plans a field that is a list of identifiers.
func Identifiers(field graph.Field) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		slot := at.slot(field)
		s, err := p.object(spot{list: at.list}, f.Definition.Type.Name(), f.SelectionSet)
		return values[graph.Identifier]{slot, s}, err
	}
}

// Reference plans the node that a reference of an edge or a piece of evidence names.
func Reference(prop *graph.Property) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		return p.one(at.follow(graph.PropRef, prop, KindsNamed(p.Model, prop.To)), f)
	}
}

// IdentifierField plans a field of an identifier.
func IdentifierField(get func(graph.Identifier) string) FieldPlan {
	return func(*Planner, spot, *ast.Field) (reader, error) {
		return readFunc(func(c *cell) any { return get(*c.it.(*graph.Identifier)) }), nil
	}
}

// DateField plans a field of a date.
func DateField(get func(*graph.When) any) FieldPlan {
	return func(*Planner, spot, *ast.Field) (reader, error) {
		return readFunc(func(c *cell) any { return get(c.it.(*graph.When)) }), nil
	}
}

// Fact plans what the evidence at a place is for.
func Fact(p *Planner, at spot, f *ast.Field) (reader, error) {
	at.fact = true
	return p.one(at, f)
}

// FactField plans a field of a fact: of the edge that the place stands for, or of
// what the evidence there is for.
func FactField(ofEdge, ofEvidence graph.Getter) FieldPlan {
	return func(_ *Planner, at spot, _ *ast.Field) (reader, error) {
		if at.fact {
			return leaf{at.slot(graph.Field{Get: ofEvidence})}, nil
		}
		return leaf{at.slot(graph.Field{Get: ofEdge})}, nil
	}
}

// Says plans the values that a piece of evidence supports.
func Says(p *Planner, at spot, f *ast.Field) (reader, error) {
	slot := at.slot(graph.Field{Get: graph.GetSays})
	s, err := p.object(spot{list: at.list}, "Says", f.SelectionSet)
	return values[graph.Said]{slot, s}, err
}

// SaidField plans a field of such a value.
func SaidField(get func(graph.Said) any) FieldPlan {
	return func(*Planner, spot, *ast.Field) (reader, error) {
		return readFunc(func(c *cell) any { return get(*c.it.(*graph.Said)) }), nil
	}
}
