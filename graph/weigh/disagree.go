package weigh

import (
	"slices"
	"strings"

	"parley/graph"
)

// Side is a value that some principals give, where others give another.
type Side struct {
	Value      graph.Value
	Principals []string
	Publishers []string
	Statements []int // that say so, by their indexes
}

// Disagreement is a property of which principals do not say the same.
type Disagreement struct {
	Property string
	Sides    []Side // by their values as text
}

// Disagreements returns the properties to which principals give values that differ,
// each by its own statements alone. The statements are those that count. Dates differ
// that cannot overlap; of a property that leads, two values of one phase: what is
// planned does not contradict what occurred. What is not known differs from nothing.
func Disagreements(props []*graph.Property, statements []Statement) []Disagreement {
	voices := map[string][]int{}
	for i, s := range statements {
		if s.Principal != "" {
			voices[s.Principal] = append(voices[s.Principal], i)
		}
	}
	given := map[string][]graph.Value{}
	for principal, own := range voices {
		list := make([]Statement, len(own))
		for i, at := range own {
			list[i] = statements[at]
		}
		given[principal] = Values(props, list)
	}
	var found []Disagreement
	for i, p := range props {
		sides := sides{}
		for principal, own := range voices {
			v := given[principal][i]
			if !contradicts(p, v, given, i) {
				continue
			}
			for _, at := range own {
				if s := &statements[at]; s.Polarity == graph.Affirms && graph.Equal(s.Of(p.Name), v) {
					sides.add(v, s, at)
				}
			}
		}
		if len(sides) > 1 {
			found = append(found, Disagreement{p.Name, sides.sorted()})
		}
	}
	return found
}

// contradicts reports whether a value differs from one that some principal gives.
func contradicts(p *graph.Property, v graph.Value, given map[string][]graph.Value, index int) bool {
	for _, values := range given {
		if differ(p, v, values[index]) {
			return true
		}
	}
	return false
}

// differ reports whether two values of a property contradict each other.
func differ(p *graph.Property, a, b graph.Value) bool {
	if a == nil || b == nil || p.Identity {
		return false
	}
	if w, ok := a.(*graph.When); ok {
		return !w.Overlaps(b.(*graph.When).Bounds)
	}
	if p.Enum != nil {
		x, y := p.Enum.Of(a), p.Enum.Of(b)
		if x.Weak || y.Weak || p.Leads && x.Occurred != y.Occurred {
			return false
		}
	}
	return !graph.Equal(a, b)
}

// Split returns the sides on which principals vote, by polarity, if there are two.
func (q Question) Split(statements []Statement) []Side {
	sides := sides{}
	for _, v := range q.Votes(statements) {
		if v.Side != graph.Silent {
			sides.add(v.Side.String(), &statements[v.Statement], v.Statement)
		}
	}
	if len(sides) < 2 {
		return nil
	}
	return sides.sorted()
}

// sides are those of a disagreement, by their values as text.
type sides map[string]*Side

// add notes that a statement gives a value.
func (s sides) add(v graph.Value, of *Statement, at int) {
	key := graph.Print(v)
	side := s[key]
	if side == nil {
		side = &Side{Value: v}
		s[key] = side
	}
	side.Principals = append(side.Principals, of.Principal)
	side.Publishers = append(side.Publishers, of.Publisher)
	side.Statements = append(side.Statements, at)
}

// sorted returns the sides in order, and of each what it consists of.
func (s sides) sorted() []Side {
	list := make([]Side, 0, len(s))
	for _, side := range s {
		for _, names := range []*[]string{&side.Principals, &side.Publishers} {
			slices.Sort(*names)
			*names = slices.Compact(*names)
		}
		slices.Sort(side.Statements)
		list = append(list, *side)
	}
	slices.SortFunc(list, func(a, b Side) int { return strings.Compare(graph.Print(a.Value), graph.Print(b.Value)) })
	return list
}

// Rivals returns the values of a state that are contested by each other, where there
// is more than one: each with all that affirms it.
func Rivals(values []graph.Value, statements [][]Statement) []Side {
	sides := sides{}
	at := 0
	for i, list := range statements {
		for j := range list {
			if list[j].Polarity == graph.Affirms && list[j].Principal != "" {
				sides.add(values[i], &list[j], at)
			}
			at++
		}
	}
	if len(sides) < 2 {
		return nil
	}
	return sides.sorted()
}
