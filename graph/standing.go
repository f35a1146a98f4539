package graph

import (
	"cmp"
	"fmt"
	"slices"
)

// This file has what follows from the statements about a subject beside the values
// that they set. Package weigh works it out, and stores keep it.

// Support counts the principals on each side, and the distinct publishers of all
// statements that count; a source without a publisher is one. It is not changed
// once it is made.
type Support struct{ Affirmed, Denied, Silent, Publishers int64 }

// Part returns a part of the support as a [Value].
func (s *Support) Part(p Part) Value {
	switch p {
	case Affirming:
		return s.Affirmed
	case Denying:
		return s.Denied
	case Staying:
		return s.Silent
	case Publishing:
		return s.Publishers
	}
	return s
}

// String returns the support as a reader would say it.
func (s *Support) String() string {
	return fmt.Sprintf("%d for, %d against, %d silent, %d publishers", s.Affirmed, s.Denied, s.Silent, s.Publishers)
}

// Period is when a state held: possible from the earliest start to the latest end,
// certain from the latest start to the earliest end. A start or an end that is open
// is NoDay.
type Period struct {
	Bounds
	Statements []int // those that it rests on, by their places among those of the state
}

// equal reports whether two periods are the same, of the same statements.
func (p Period) equal(o Period) bool {
	return p.Bounds == o.Bounds && slices.Equal(p.Statements, o.Statements)
}

// String returns the period with the earliest and the latest days of its start and
// its end.
func (p Period) String() string {
	return fmt.Sprintf("%s…%s/%s…%s", p.StartEarliest, p.StartLatest, p.EndEarliest, p.EndLatest)
}

// EDTF returns the days between which the state possibly held, as an interval:
// "2025-12-03/.." where it has no end.
func (p *Period) EDTF() string {
	return cmp.Or(p.StartEarliest.String(), "..") + "/" + cmp.Or(p.EndLatest.String(), "..")
}

// Open reports whether the state may still hold.
func (p *Period) Open() bool { return p.EndLatest == NoDay }

// Step is what the votes on a claim come to with what was said from a day on.
type Step struct {
	From         Day // NoDay: from the beginning
	Verification string
	Support
}

// StepOn returns the step that holds on a day, or nil before the first.
func StepOn(steps []Step, day Day) *Step {
	var on *Step
	for i := range steps {
		if steps[i].From <= day { // NoDay is the least
			on = &steps[i]
		}
	}
	return on
}

// Of returns what a step says of a property; of none, nobody has spoken.
func (s *Step) Of(p *Property) Value {
	if s == nil {
		s = &Step{Verification: Unverified}
	}
	if p.Type == Tally {
		return &s.Support
	}
	return s.Verification
}

// The values of verification, from the weakest on.
const (
	Denied     = "DENIED"
	Contested  = "CONTESTED"
	Unverified = "UNVERIFIED"
	Confirmed  = "CONFIRMED"
)

// Strength is how well something is supported, as far as its verification tells: the
// place of that among the values of its enum, of which the weakest stands first. What
// rests on several things is as strong as the weakest of them.
type Strength uint8

// Undisputable is the strength of what is not voted on.
const Undisputable Strength = 255

// Strength returns the strength of what has a verification, or none.
func (m *Model) Strength(verification Value) Strength {
	for i, v := range m.Verification.Values {
		if v.Name == verification {
			return Strength(i)
		}
	}
	return Undisputable
}

// Verified returns the verification of a strength, "" where there is none.
func (m *Model) Verified(s Strength) string {
	if s == Undisputable {
		return ""
	}
	return m.Verification.Values[s].Name
}

// Strengths are some strengths, one a bit. What is not voted on is always among them.
type Strengths uint64

// Strengths returns the strengths of the ties that are asked for.
func (m *Model) Strengths(p *Pair, of Choice) (set Strengths) {
	for _, v := range p.Verifications(of) {
		if s := m.Strength(v); s != Undisputable {
			set |= 1 << s
		}
	}
	return set
}

// Has reports whether a strength is one of them.
func (s Strengths) Has(one Strength) bool { return one == Undisputable || s&(1<<one) != 0 }

// Reaches reports whether what something of a strength is a part of can have one of
// them: it can if it is no stronger than that.
func (s Strengths) Reaches(part Strength) bool { return part == Undisputable || s&(2<<part-1) != 0 }

// Parts lists the verifications that can be those of a part of what has one of them.
func (m *Model) Parts(s Strengths) []string {
	var names []string
	for i, v := range m.Verification.Values {
		if s.Reaches(Strength(i)) {
			names = append(names, v.Name)
		}
	}
	return names
}

// Verification is the property with what those who speak to an edge of the type make
// of it together.
func (e *Edge) Verification() *Property { return firstProp(e.props, (*Property).Verifies) }

// Verification is the property with what those who speak to a node of the kind make
// of it together, or nil: it is not voted on.
func (k *Kind) Verification() *Property { return firstProp(k.props, (*Property).Verifies) }

// Disputed reports whether a verification says that somebody denies what has it.
func Disputed(verification string) bool { return verification == Contested || verification == Denied }

// Verifies reports whether the property is what those who speak to its owner make of
// it together.
func (p *Property) Verifies() bool { return p.Weighed && p.Enum != nil }

// addVerification finds the enum of verifications.
func (m *Model) addVerification() error {
	i := slices.IndexFunc(m.spec.Weighed, func(p Property) bool { return p.Enum != nil })
	if i < 0 {
		return bad("nothing tells what the votes on something come to")
	}
	m.Verification = m.spec.Weighed[i].Enum
	return nil
}
