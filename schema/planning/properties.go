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

// Object plans a field that is a value with fields of its own: a date.
func Object(field graph.Field) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		slot := at.slot(field)
		s, err := p.object(spot{list: at.list}, f.Definition.Type.Name(), f.SelectionSet)
		return value{slot, s}, err
	}
}

// Items plans a field that is a list of such values.
func Items[T any](field graph.Field) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		slot := at.slot(field)
		s, err := p.object(spot{list: at.list, in: surroundings{owner: &at}}, f.Definition.Type.Name(), f.SelectionSet)
		return values[T]{slot, s}, err
	}
}

// Reference plans the node that a reference of an edge or a piece of evidence names.
func Reference(prop *graph.Property) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		return p.one(at.follow(graph.PropRef, prop, KindsNamed(p.Model, prop.To)), f)
	}
}

// ItemField plans a field of an item of such a list.
func ItemField[T any](get func(T) any) FieldPlan {
	return func(*Planner, spot, *ast.Field) (reader, error) {
		return readFunc(func(c *cell) any { return get(*c.it.(*T)) }), nil
	}
}

// PeriodEvidence plans the evidence that a period rests on: of what affirms the state
// and counts, in the order of ids, some.
func PeriodEvidence(p *Planner, at spot, f *ast.Field) (reader, error) {
	l := NewList(graph.From{Link: p.Model.EvidenceOf}, 0)
	l.Rows, l.Page.Limit = true, graph.MaxPage
	l.Where = graph.And{
		graph.Is{Field: graph.Field{Prop: p.Model.EvidenceProp("counts")}, Op: graph.Eq, Value: true},
		graph.Is{Field: graph.Field{Prop: p.Model.EvidenceProp("polarity")}, Op: graph.Eq, Value: graph.Affirms.String()},
	}
	s, err := p.object(spot{list: l}, f.Definition.Type.Name(), f.SelectionSet)
	rowsOf := belowOwner(at, l)
	return readFunc(func(c *cell) any {
		rows := rowsOf(c)
		list := []any{}
		for _, i := range c.it.(*graph.Period).Statements {
			if rows != nil && i < rows.Len {
				list = append(list, &cell{shape: s, row: rows.Row(i)})
			}
		}
		return list
	}), err
}

// belowOwner has a list of evidence read for whose period it is, and returns where its
// rows are.
func belowOwner(at spot, l *List) func(*cell) *graph.Rows {
	if of := at.in.periods; of != nil {
		of.evidence = &lookup{list: l}
		at.in.exploring.lookups = append(at.in.exploring.lookups, of.evidence)
		return func(c *cell) *graph.Rows { return c.rows }
	}
	l.From.Var = at.in.owner.v
	slot := at.in.owner.list.Below(l, at.in.owner.only)
	return func(c *cell) *graph.Rows {
		rows, _ := c.row[slot].(*graph.Rows)
		return rows
	}
}

// ObjectField plans a field of a value that is an object.
func ObjectField[T any](get func(T) any) FieldPlan {
	return func(*Planner, spot, *ast.Field) (reader, error) {
		return readFunc(func(c *cell) any { return get(c.it.(T)) }), nil
	}
}

// ItemObject plans a field of an item that is an object again.
func ItemObject[T, O any](get func(T) O) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		s, err := p.object(spot{list: at.list}, f.Definition.Type.Name(), f.SelectionSet)
		return readFunc(func(c *cell) any { return &cell{shape: s, it: get(*c.it.(*T))} }), err
	}
}

// CorrectedBy plans the evidence that corrects the one at a place.
func CorrectedBy(p *Planner, at spot, f *ast.Field) (reader, error) {
	return p.one(at.follow(graph.CorrectorRef, nil, 0), f)
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
