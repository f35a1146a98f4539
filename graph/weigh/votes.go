package weigh

import (
	"parley/graph"
)

// Tally is what the votes on a subject come to.
type Tally struct {
	Verification string // a value of the model's enum of that name
	graph.Support
}

// Question is what is voted on.
type Question struct {
	Leading *graph.Property // whose value is voted on; nil where the subject has none
	Won     graph.Value     // that value, as [Values] gave it
	First   graph.Day       // the first day, at the earliest, of what occurred; NoDay if unknown
}

// ballot is what one statement is for the vote of its principal.
type ballot uint8

const (
	abstains ballot = iota
	silent
	votesFor
	votesAgainst
)

// Count has each principal vote once: with the statement, of those that may vote,
// that takes precedence. The statements are those that count.
//
// What denies votes against, what affirms for. Where a value has won, what says
// nothing of it does not vote for it, and what affirms that which cannot be true
// together with it votes against. Once it has occurred, only what speaks of it as
// occurred votes, and denials that were not said before its first day; that it was
// called off, said after that day, is a vote against.
func (q Question) Count(statements []Statement) Tally {
	if len(statements) == 1 {
		return q.one(&statements[0])
	}
	votes := map[string]vote{}
	publishers := map[string]bool{}
	quiet := map[string]bool{}
	for i := range statements {
		s := &statements[i]
		publishers[s.Publisher] = true
		switch b := q.ballot(s); b {
		case silent:
			quiet[s.Principal] = true
		case votesFor, votesAgainst:
			v, voted := votes[s.Principal]
			if !voted || s.Precedence.Compare(v.Precedence) > 0 {
				v.ballot, v.Precedence = b, s.Precedence
			}
			v.confirms = v.confirms || b == votesFor && s.Confirms
			v.claims = v.claims || b == votesFor && !s.Confirms
			votes[s.Principal] = v
		}
	}
	t := Tally{Support: graph.Support{Publishers: int64(len(publishers))}}
	for principal := range quiet {
		if _, voted := votes[principal]; !voted {
			t.Silent++
		}
	}
	t.decide(votes)
	return t
}

// one is Count of a single statement.
func (q Question) one(s *Statement) Tally {
	t := Tally{graph.Unverified, graph.Support{Publishers: 1}}
	switch q.ballot(s) {
	case silent:
		t.Silent = 1
	case votesFor:
		t.Affirmed = 1
	case votesAgainst:
		t.Verification, t.Denied = graph.Denied, 1
	}
	return t
}

// vote is that of a principal.
type vote struct {
	ballot
	graph.Precedence
	confirms, claims bool // it affirms with a confirmation, and without one
}

// decide counts votes. It is confirmed where one principal confirms what another
// has said without doing so, and nobody is against it.
func (t *Tally) decide(votes map[string]vote) {
	confirm, claim, both := 0, 0, 0
	for _, v := range votes {
		if v.ballot == votesAgainst {
			t.Denied++
			continue
		}
		t.Affirmed++
		switch {
		case v.confirms && v.claims:
			both++
		case v.confirms:
			confirm++
		case v.claims:
			claim++
		}
	}
	switch {
	case t.Denied > 0 && t.Affirmed > 0:
		t.Verification = graph.Contested
	case t.Denied > 0:
		t.Verification = graph.Denied
	case confirm > 0 && claim > 0 || both > 0 && confirm+claim > 0 || both > 1:
		t.Verification = graph.Confirmed
	default:
		t.Verification = graph.Unverified
	}
}

// ballot returns how a statement votes.
func (q Question) ballot(s *Statement) ballot {
	if s.Abstains {
		return abstains
	}
	won := q.value(q.Won)
	switch s.Polarity {
	case graph.Silent:
		return silent
	case graph.Denies:
		if won.Occurred && s.Said != graph.NoDay && s.Said < q.First {
			return abstains
		}
		return votesAgainst
	}
	if won.Name == "" || won.Weak {
		return votesFor
	}
	is := q.value(s.Of(q.Leading.Name))
	switch {
	case is.Name == "" || is.Weak:
		return abstains
	case won.Occurred && is.Undoes && q.First != graph.NoDay && s.Said > q.First:
		return votesAgainst
	case won.Occurred && !is.Occurred:
		return abstains
	case is.Side != 0 && won.Side != 0 && is.Side != won.Side:
		return votesAgainst
	}
	return votesFor
}

func (q Question) value(v graph.Value) graph.EnumValue {
	if q.Leading == nil || v == nil {
		return graph.EnumValue{}
	}
	return q.Leading.Enum.Of(v)
}

// Steps counts the votes with what was said by each day, from the first on. Two
// steps that follow each other differ.
func (q Question) Steps(statements []Statement) []graph.Step {
	days := sortedDays(statements)
	var steps []graph.Step
	for _, day := range days {
		var said []Statement
		for _, s := range statements {
			if s.Said <= day { // NoDay is the least
				said = append(said, s)
			}
		}
		t := q.Count(said)
		if n := len(steps); n == 0 || steps[n-1].Verification != t.Verification || steps[n-1].Support != t.Support {
			steps = append(steps, graph.Step{From: day, Verification: t.Verification, Support: t.Support})
		}
	}
	return steps
}
