package weigh

import (
	"cmp"

	"parley/graph"
)

// Values returns the values that statements give the properties of their subject,
// by the indexes of the properties; null where they give none. Only statements that
// affirm set values: no denial alters one.
//
// Among the values said of a property, one that is not weak wins over one that is,
// what occurred over what is planned, and then the one whose statement takes
// precedence. Where a property leads, as a meeting's status does, the others come
// first from statements that agree with the value that won, then from those that
// say nothing of it or were overtaken by it; none comes from a statement that
// cannot be true together with it: who is absent has no mode of attendance.
func Values(props []*graph.Property, statements []Statement) []graph.Value {
	w := newWeighing(props, statements)
	vals := make([]graph.Value, len(props))
	for i := range props {
		if best := w.best(i); best != nil {
			vals[i] = best.value
		}
	}
	return vals
}

// weighing is a subject whose statements are weighed.
type weighing struct {
	props      []*graph.Property
	statements []Statement
	leading    int         // the index of the property that leads, or -1
	won        graph.Value // what it has
}

func newWeighing(props []*graph.Property, statements []Statement) *weighing {
	w := &weighing{props: props, statements: statements, leading: -1}
	for i, p := range props {
		if p.Leads {
			if best := w.best(i); best != nil {
				w.won = best.value
			}
			w.leading = i
		}
	}
	return w
}

// best returns the weight of the statement that sets a property, or nil. Of
// statements that weigh the same, it is the first.
func (w *weighing) best(index int) (best *weight) {
	for i := range w.statements {
		if is, says := w.weight(index, i); says && (best == nil || is.compare(best) > 0) {
			best = &is
		}
	}
	return best
}

// weight returns what a statement weighs for a property that it sets.
func (w *weighing) weight(index, statement int) (weight, bool) {
	s, p := &w.statements[statement], w.props[index]
	v := s.Of(p.Name)
	if v == nil || p.Identity || s.Polarity != graph.Affirms {
		return weight{}, false
	}
	is := weight{value: v, statement: statement, Precedence: s.Precedence}
	if p.Enum != nil {
		is.EnumValue = p.Enum.Of(v)
	}
	if index != w.leading && w.leading >= 0 {
		is.fit = w.fit(s, p)
	}
	return is, is.fit != apart
}

// apart is the fit of a statement that cannot be true.
const apart = -1

// fit returns how well a statement, as it sets a property, fits what the leading
// property has: better is more.
func (w *weighing) fit(s *Statement, p *graph.Property) int {
	leading := w.props[w.leading]
	said := s.Of(leading.Name)
	won, is := leading.Enum.Of(w.won), leading.Enum.Of(said)
	switch {
	case won.Name == "" || won.Weak: // it tells nothing
		return 0
	case p.Side != 0 && won.Side != 0 && p.Side != won.Side, is.Side != 0 && won.Side != 0 && is.Side != won.Side:
		return apart
	case said == w.won:
		return 1
	}
	return 0
}

// weight is that of a value as one statement says it.
type weight struct {
	graph.EnumValue
	value     graph.Value
	statement int
	fit       int
	graph.Precedence
}

// compare is positive if w counts before o.
func (w *weight) compare(o *weight) int {
	n, _ := w.decide(o)
	return n
}

// decide compares two weights, and returns the rule that tells them apart.
func (w *weight) decide(o *weight) (int, Rule) {
	if n := -compareFlags(w.Weak, o.Weak); n != 0 {
		return n, NotUnknown
	}
	if n := cmp.Compare(w.fit, o.fit); n != 0 {
		return n, Agrees
	}
	if n := compareFlags(w.Occurred, o.Occurred); n != 0 {
		return n, Phase
	}
	return decide(w.Precedence, o.Precedence)
}

func compareFlags(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
