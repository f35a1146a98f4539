package weigh

import "parley/graph"

// contest reports whether two values held on one day on the word of different
// principals.
func (t *timeline) contest(a, b *Spell) bool {
	if a.Value == b.Value {
		return false
	}
	for _, p := range a.Periods {
		for _, q := range b.Periods {
			if t.bounds(a, p).Overlaps(t.bounds(b, q)) && t.differ(p.Statements, q.Statements) {
				return true
			}
		}
	}
	return false
}

// bounds are the days on which a period contests others: what concludes them does
// not on its first.
func (t *timeline) bounds(s *Spell, p Period) graph.Bounds {
	if t.value(s.Value).Concludes && p.StartEarliest.Known() {
		p.StartEarliest++
	}
	return p.Bounds
}

// value returns the value of a name.
func (t *timeline) value(name string) graph.EnumValue {
	for _, list := range [][]timed{t.dates, t.timeless} {
		for _, x := range list {
			if x.Value.Name == name {
				return x.Value
			}
		}
	}
	return graph.EnumValue{}
}

// differ reports whether some statements are another principal's than others, and
// neither value is weak.
func (t *timeline) differ(a, b []int) bool {
	for _, i := range a {
		for _, j := range b {
			x, y := t.at(i), t.at(j)
			if x.Principal != y.Principal && !x.Value.Weak && !y.Value.Weak {
				return true
			}
		}
	}
	return false
}

func (t *timeline) at(index int) *timed {
	for _, list := range [][]timed{t.dates, t.timeless} {
		for i := range list {
			if list[i].index == index {
				return &list[i]
			}
		}
	}
	return nil
}
