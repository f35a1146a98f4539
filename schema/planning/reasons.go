package planning

import (
	"slices"

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
			if prop.Leads {
				r.leading = prop
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
	leading                       *graph.Property
	id, first, verification, rows int // slots; -1 where there is none
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
	var own, all []weigh.Statement
	var ownRows, allRows []int
	for i := range rows.Len {
		s, counts := r.ballots.Statement(rows.Row(i))
		if !counts {
			continue
		}
		all, allRows = append(all, s), append(allRows, i)
		if rows.Row(i)[r.ballots.Subject] == row[r.id] {
			own, ownRows = append(own, s), append(ownRows, i)
		}
	}
	list := weigh.Reasons(r.props, own)
	q := weigh.Question{Leading: r.leading, First: graph.NoDay}
	place(list, ownRows)
	for _, reason := range list {
		if r.leading != nil && reason.Property == r.leading.Name {
			q.Won = reason.Value
		}
		if reason.Property == "when" && r.first < 0 {
			q.First = weigh.Start(reason.Value)
		}
	}
	if r.edge != nil && r.edge.Time == graph.State { // its date spans those of all its statements
		list = slices.DeleteFunc(list, func(reason weigh.Reason) bool { return r.edge.When() != nil && reason.Property == r.edge.When().Name })
		list = append(list, r.spells(row, rows, all, allRows)...)
		all, allRows = own, ownRows
	}
	return r.vote(list, q, row, all, allRows)
}

// spells returns why a state held when it did.
func (r *reasons) spells(row []graph.Value, rows *graph.Rows, all []weigh.Statement, at []int) []weigh.Reason {
	states := make([]string, len(all))
	for i := range all {
		states[i] = r.state(rows.Row(at[i])[r.ballots.Subject])
	}
	list := weigh.Spells(r.edge, all, states, r.state(row[r.id]))
	place(list, at)
	return list
}

// state returns the state in the id of an edge of the type.
func (r *reasons) state(id graph.Value) string {
	text, _ := id.(string)
	return r.edge.IdentityIn(text, r.edge.StateProp())
}

// place turns the numbers of the statements in list into their places, at.
func place(list []weigh.Reason, at []int) {
	for i := range list {
		reason := &list[i]
		reason.Statement = at[reason.Statement]
		for j := range reason.Over {
			reason.Over[j].Statement = at[reason.Over[j].Statement]
		}
	}
}

// vote adds how the votes decide.
func (r *reasons) vote(list []weigh.Reason, q weigh.Question, row []graph.Value, all []weigh.Statement, rows []int) []weigh.Reason {
	if r.verification < 0 {
		return list
	}
	if r.first >= 0 {
		if day, known := row[r.first].(graph.Day); known {
			q.First = day
		}
	}
	var by []weigh.Statement
	var at []int
	for i, s := range all {
		if !r.by.Set || s.Said <= r.by.Day {
			by, at = append(by, s), append(at, rows[i])
		}
	}
	votes := q.Votes(by)
	for i := range votes {
		votes[i].Statement = at[votes[i].Statement]
	}
	return append(list, weigh.Reason{Property: "verification", Value: row[r.verification], Statement: weigh.Nobody, Votes: votes})
}
