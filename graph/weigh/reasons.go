package weigh

import (
	"cmp"
	"slices"

	"parley/graph"
)

// Rule names what decides between two values.
type Rule string

// The rules, in the order in which they are asked.
const (
	NotUnknown Rule = "NOT_UNKNOWN" // the other says that it is not known
	Agrees     Rule = "AGREES"      // its statement agrees with the value that leads
	Phase      Rule = "PHASE"       // it has occurred, the other is a plan
	Stated     Rule = "STATED"      // the other is inferred
	LaterSaid  Rule = "LATER_SAID"
	LaterKnown Rule = "LATER_KNOWN"
	Loading    Rule = "LOADING" // its source was loaded later
	Order      Rule = "ORDER"   // it stands later in its source
	OnlyOne    Rule = "ONLY_ONE"
)

// Rules lists the rules with what they mean, in the order in which they are asked.
func Rules() []graph.EnumValue {
	return []graph.EnumValue{
		{Name: string(NotUnknown), Doc: "the others say that it is not known"},
		{Name: string(Agrees), Doc: "its statement agrees with the status, or the attendance, that won"},
		{Name: string(Phase), Doc: "it says what occurred, the others what was planned"},
		{Name: string(Stated), Doc: "the others are inferred"},
		{Name: string(LaterSaid), Doc: "it was said later"},
		{Name: string(LaterKnown), Doc: "it was published later"},
		{Name: string(Loading), Doc: "its source was loaded later"},
		{Name: string(Order), Doc: "it stands later in its source"},
		{Name: string(OnlyOne), Doc: "nobody says otherwise"},
	}
}

// decide compares two precedences, and returns the rule that tells them apart.
func decide(a, b graph.Precedence) (int, Rule) {
	n := a.Compare(b)
	switch {
	case a.Stated != b.Stated:
		return n, Stated
	case a.Said != b.Said:
		return n, LaterSaid
	case a.Published != b.Published:
		return n, LaterKnown
	case a.Source != b.Source:
		return n, Loading
	}
	return n, Order
}

// Reason is why a property has its value.
type Reason struct {
	Property  string
	Value     graph.Value
	DecidedBy Rule // "" where votes, or the other statements of a series, decide
	Statement int  // that sets it, by its index; Nobody where none does alone
	Over      []Overruled
	Votes     []Vote
}

// Overruled is a value that lost, with the best statement that says so.
type Overruled struct {
	Value     graph.Value
	Statement int
}

// Vote is that of a principal, with the statement that is its vote.
type Vote struct {
	Principal string
	Side      graph.Polarity
	Statement int
}

// Reasons returns why the properties that statements set have their values. The
// statements are those that count.
func Reasons(props []*graph.Property, statements []Statement) []Reason {
	var reasons []Reason
	w := newWeighing(props, statements)
	for i, p := range props {
		best := w.best(i)
		if best == nil {
			continue
		}
		r := Reason{Property: p.Name, Value: best.value, Statement: best.statement, DecidedBy: OnlyOne}
		for _, lost := range w.lost(i, best) {
			if len(r.Over) == 0 {
				_, r.DecidedBy = best.decide(lost)
			}
			r.Over = append(r.Over, Overruled{lost.value, lost.statement})
		}
		reasons = append(reasons, r)
	}
	return reasons
}

// lost returns the values that lost against the best, each as the best of its
// statements says it, the last to lose first.
func (w *weighing) lost(index int, best *weight) (lost []*weight) {
	for i := range w.statements {
		is, says := w.weight(index, i)
		if !says || graph.Equal(is.value, best.value) {
			continue
		}
		at := slices.IndexFunc(lost, func(o *weight) bool { return graph.Equal(o.value, is.value) })
		switch {
		case at < 0:
			lost = append(lost, &is)
		case is.compare(lost[at]) > 0:
			lost[at] = &is
		}
	}
	slices.SortFunc(lost, func(a, b *weight) int { return b.compare(a) })
	return lost
}

// Spells returns why a state held when it did: for each of its periods a reason, of
// which the statement is the first, and over those of other states that ended it.
// The statements are those that count of a whole series, each of the state of a name.
func Spells(t *graph.Edge, statements []Statement, states []string, state string) []Reason {
	var series States
	var at []int // the statement of each
	enum := &graph.Enum{}
	if p := t.StateProp(); p != nil {
		enum = p.Enum
	}
	for i := range statements {
		if s := &statements[i]; s.Polarity == graph.Affirms {
			when, _ := s.Of("when").(*graph.When)
			series, at = append(series, Held{s.Precedence, s.Principal, enum.Of(states[i]), when}), append(at, i)
		}
	}
	dated, _ := series.timed()
	var reasons []Reason
	for _, r := range series.stretches() {
		if r.value.Name == state {
			reason := Reason{Property: "periods", Value: r.period().String(), Statement: at[r.earliest().index]}
			for _, t := range r.endedBy(dated) {
				reason.Over = append(reason.Over, Overruled{t.Value.Name, at[t.index]})
			}
			reasons = append(reasons, reason)
		}
	}
	return reasons
}

// earliest returns the statement of the earliest time, of several the one that takes
// precedence.
func (r *stretch) earliest() timed {
	return slices.MinFunc(r.said, func(a, b timed) int {
		return cmp.Or(cmp.Compare(a.first, b.first), -a.Precedence.Compare(b.Precedence))
	})
}

// endedBy returns the contrary statements that ended a stretch which no interval ends;
// what takes precedence first.
func (r *stretch) endedBy(dated []timed) []timed {
	if r.given.last != dawn {
		return nil
	}
	dated = slices.DeleteFunc(slices.Clone(dated), func(t timed) bool {
		end := t.first
		if !t.Value.Concludes {
			end = before(end)
		}
		return t.Value.Name == r.value.Name || t.Value.Weak || end != r.end.last
	})
	slices.SortFunc(dated, func(a, b timed) int { return -a.Precedence.Compare(b.Precedence) })
	return dated
}

// Votes returns how each principal votes, by their names; silence too, of those who
// have no vote.
func (q Question) Votes(statements []Statement) []Vote {
	votes := map[string]Vote{}
	for i := range statements {
		s := &statements[i]
		is := Vote{s.Principal, graph.Affirms, i}
		switch q.ballot(s) {
		case abstains:
			continue
		case silent:
			is.Side = graph.Silent
		case votesAgainst:
			is.Side = graph.Denies
		}
		was, voted := votes[s.Principal]
		quieter := voted && is.Side == graph.Silent && was.Side != graph.Silent
		louder := voted && is.Side != graph.Silent && was.Side == graph.Silent
		if !voted || louder || !quieter && s.Precedence.Compare(statements[was.Statement].Precedence) > 0 {
			votes[s.Principal] = is
		}
	}
	list := make([]Vote, 0, len(votes))
	for _, v := range votes {
		list = append(list, v)
	}
	slices.SortFunc(list, func(a, b Vote) int { return cmp.Compare(a.Principal, b.Principal) })
	return list
}
