package schema

import (
	"parley/graph"

	"github.com/vektah/gqlparser/v2/ast"
)

// planFactOf plans what the evidence at a place is for.
func planFactOf(p *planner, at place, f *ast.Field) (reader, error) {
	at.fact = true
	return p.one(at, f)
}

// planFact reads a fact of the edge that the place stands for, or of what the
// evidence there is for.
func planFact(ofEdge, ofEvidence graph.Getter) planField {
	return func(_ *planner, at place, _ *ast.Field) (reader, error) {
		if at.fact {
			return leaf{at.slot(graph.Field{Get: ofEvidence})}, nil
		}
		return leaf{at.slot(graph.Field{Get: ofEdge})}, nil
	}
}

func planSays(p *planner, at place, f *ast.Field) (reader, error) {
	slot := at.slot(graph.Field{Get: graph.GetSays})
	s, err := p.object(place{list: at.list}, "Says", f.SelectionSet)
	return values[graph.Said]{slot, s}, err
}

func planSaid(get func(graph.Said) any) planField {
	return func(*planner, place, *ast.Field) (reader, error) {
		return readFunc(func(c *cell) any { return get(*c.it.(*graph.Said)) }), nil
	}
}
