package weigh

import (
	"slices"

	"parley/graph"
)

// Explanation is a subject of which it is to be told why its values are as they are.
type Explanation struct {
	Props        []*graph.Property
	Edge         *graph.Edge // its type; nil of a node
	State        string      // of an edge that is a state: its value
	First        graph.Day   // of an edge with a property that leads: the first day, at the earliest, of what it leads to
	Verified     bool        // it is voted on
	Verification graph.Value // what the votes come to
	By           graph.AsOf  // only what was said by then votes, if it is set
}

// Voiced is a statement that counts and votes on a subject.
type Voiced struct {
	Statement
	Own   bool   // it is about the subject itself
	State string // of the edge that it is about, where that is a state
}

// Reasons returns why the values of the subject are as they are, by the indexes of the
// statements.
func (x *Explanation) Reasons(all []Voiced) []Reason {
	own, ownAt := pick(all, func(v *Voiced) bool { return v.Own })
	list := Reasons(x.Props, own)
	place(list, ownAt)
	q := x.question(list)
	voters, at := pick(all, func(*Voiced) bool { return true })
	if x.Edge != nil && x.Edge.Time == graph.State { // its date spans those of all its statements
		list = slices.DeleteFunc(list, func(r Reason) bool { return x.Edge.When() != nil && r.Property == x.Edge.When().Name })
		states := make([]string, len(all))
		for i := range all {
			states[i] = all[i].State
		}
		list = append(list, Spells(x.Edge, voters, states, x.State)...)
		voters, at = own, ownAt
	}
	if !x.Verified {
		return list
	}
	return append(list, Reason{Property: "verification", Value: x.Verification, Statement: Nobody, Votes: x.votes(q, voters, at)})
}

// question returns what is voted on, given why the values are as they are.
func (x *Explanation) question(reasons []Reason) Question {
	q := Question{First: x.First}
	for _, p := range x.Props {
		if p.Leads {
			q.Leading = p
		}
	}
	for _, r := range reasons {
		if q.Leading != nil && r.Property == q.Leading.Name {
			q.Won = r.Value
		}
		if x.Edge == nil && r.Property == "when" {
			q.First = Start(r.Value)
		}
	}
	return q
}

// votes returns the votes of statements, which stand at some places.
func (x *Explanation) votes(q Question, voters []Statement, at []int) []Vote {
	var by []Statement
	var byAt []int
	for i, s := range voters {
		if !x.By.Set || s.Said <= x.By.Day {
			by, byAt = append(by, s), append(byAt, at[i])
		}
	}
	votes := q.Votes(by)
	for i := range votes {
		votes[i].Statement = byAt[votes[i].Statement]
	}
	return votes
}

// pick returns those of some statements that are asked for, and their places.
func pick(all []Voiced, want func(*Voiced) bool) (list []Statement, at []int) {
	for i := range all {
		if want(&all[i]) {
			list, at = append(list, all[i].Statement), append(at, i)
		}
	}
	return list, at
}

// place turns the indexes of the statements in reasons into their places, at.
func place(reasons []Reason, at []int) {
	for i := range reasons {
		r := &reasons[i]
		r.Statement = at[r.Statement]
		for j := range r.Over {
			r.Over[j].Statement = at[r.Over[j].Statement]
		}
	}
}
