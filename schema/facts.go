package schema

import (
	"parley/graph"

	"github.com/vektah/gqlparser/v2/ast"
)

// Fact plans what the evidence at a place is for.
func Fact(p *Planner, at place, f *ast.Field) (reader, error) {
	at.fact = true
	return p.one(at, f)
}

// FactField reads a fact of the edge that the place stands for, or of what the
// evidence there is for.
func FactField(ofEdge, ofEvidence graph.Getter) FieldPlan {
	return func(_ *Planner, at place, _ *ast.Field) (reader, error) {
		if at.fact {
			return leaf{at.slot(graph.Field{Get: ofEvidence})}, nil
		}
		return leaf{at.slot(graph.Field{Get: ofEdge})}, nil
	}
}

func Says(p *Planner, at place, f *ast.Field) (reader, error) {
	slot := at.slot(graph.Field{Get: graph.GetSays})
	s, err := p.object(place{list: at.list}, "Says", f.SelectionSet)
	return values[graph.Said]{slot, s}, err
}

func SaidField(get func(graph.Said) any) FieldPlan {
	return func(*Planner, place, *ast.Field) (reader, error) {
		return readFunc(func(c *cell) any { return get(*c.it.(*graph.Said)) }), nil
	}
}
