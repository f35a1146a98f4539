package planning

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/graph/explore"
	"parley/graph/weigh"
)

// ReasonsType is the type of a reason.
const ReasonsType = "Reason"

// Reasons plans why the values of a node, or of an edge, with some properties are as
// they are. It asks for all that votes on it, and weighs that where it is written.
func Reasons(props []*graph.Property, of *graph.Edge) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		l := NewList(graph.From{Link: p.Model.BallotsOf, Var: at.v}, 0)
		l.Rows, l.Page.Limit = true, graph.MaxPage
		r := &reasons{props: props, edge: of, id: at.slot(graph.Field{Get: graph.GetID}), first: -1, verification: -1, ballots: explore.BallotsOf(p.Model, of, &l.List)}
		for _, prop := range props {
			if prop.Verifies() {
				r.verification = at.slot(graph.Field{Prop: prop})
			}
			if prop.Type == graph.Course {
				r.by = p.asOf
			}
		}
		if of != nil && of.Leading() != nil {
			to := at.follow(graph.ToRef, nil, of.ToKinds())
			r.first = to.slot(graph.Field{Prop: p.Model.KindsOf(of.ToKinds())[0].When(), Part: graph.StartEarliest})
		}
		s, err := p.object(spot{list: l, in: surroundings{ballots: l}}, ReasonsType, f.SelectionSet)
		r.rows, r.shape = at.list.Below(l, at.only), s
		return r, err
	}
}

// ReasonField plans a field of a reason that is not a statement.
func ReasonField[T any](get func(T) any) FieldPlan {
	return func(*Planner, spot, *ast.Field) (reader, error) {
		return readFunc(func(c *cell) any { return get(c.it.(because).it.(T)) }), nil
	}
}

// ReasonStatement plans the statement of a reason, of what lost, or of a vote.
func ReasonStatement[T any](get func(T) int) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		s, err := p.object(spot{list: at.in.ballots}, f.Definition.Type.Name(), f.SelectionSet)
		return readFunc(func(c *cell) any {
			b := c.it.(because)
			i := get(b.it.(T))
			if i == weigh.Nobody {
				return nil
			}
			return &cell{shape: s, row: b.rows.Row(i)}
		}), err
	}
}

// ReasonParts plans a list of objects within a reason.
func ReasonParts[T any](get func(weigh.Reason) []T) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		s, err := p.object(at, f.Definition.Type.Name(), f.SelectionSet)
		return readFunc(func(c *cell) any {
			b := c.it.(because)
			list := []any{}
			for _, part := range get(b.it.(weigh.Reason)) {
				list = append(list, &cell{shape: s, it: because{part, b.rows}})
			}
			return list
		}), err
	}
}

// because is a reason, or a part of one, with the rows that its statements are by
// their places.
type because struct {
	it   any
	rows *graph.Rows
}

// reasons reads why values are as they are.
type reasons struct {
	props                         []*graph.Property
	edge                          *graph.Edge // nil of a node
	id, first, verification, rows int         // slots; -1 where there is none
	ballots                       explore.Ballots
	by                            graph.AsOf // what is said by then votes; where that is not set, all does
	shape                         *shape
}

func (r *reasons) read(c *cell, to target) {
	rows, _ := c.row[r.rows].(*graph.Rows)
	if rows == nil {
		to.value(nil)
		return
	}
	list := []any{}
	for _, reason := range r.of(c.row, rows) {
		list = append(list, &cell{shape: r.shape, it: because{reason, rows}})
	}
	tell(to, list)
}

// of returns the reasons of a row; their statements are by the places of rows.
func (r *reasons) of(row []graph.Value, rows *graph.Rows) []weigh.Reason {
	var voiced []weigh.Voiced
	var at []int
	for i := range rows.Len {
		s, counts := r.ballots.Statement(rows.Row(i))
		if !counts {
			continue
		}
		about := rows.Row(i)[r.ballots.Subject]
		voiced, at = append(voiced, weigh.Voiced{Statement: s, Own: about == row[r.id], State: r.state(about)}), append(at, i)
	}
	x := weigh.Explanation{Props: r.props, Edge: r.edge, State: r.state(row[r.id]), First: graph.NoDay, By: r.by}
	if r.verification >= 0 {
		x.Verified, x.Verification = true, row[r.verification]
	}
	if r.first >= 0 {
		if day, known := row[r.first].(graph.Day); known {
			x.First = day
		}
	}
	list := x.Reasons(voiced)
	place(list, at)
	return list
}

// state returns the state in the id of an edge of the type; "" where that is no state.
func (r *reasons) state(id graph.Value) string {
	if r.edge == nil || r.edge.Time != graph.State {
		return ""
	}
	text, _ := id.(string)
	return r.edge.IdentityIn(text, r.edge.StateProp())
}

// place turns the numbers of the statements in list into their places, at.
func place(list []weigh.Reason, at []int) {
	for i := range list {
		reason := &list[i]
		if reason.Statement != weigh.Nobody {
			reason.Statement = at[reason.Statement]
		}
		for j := range reason.Over {
			reason.Over[j].Statement = at[reason.Over[j].Statement]
		}
		for j := range reason.Votes {
			reason.Votes[j].Statement = at[reason.Votes[j].Statement]
		}
	}
}
