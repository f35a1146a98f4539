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
	w := weighing{props: props, statements: statements, vals: make([]graph.Value, len(props))}
	leading := -1
	for i, p := range props {
		if p.Leads {
			leading = i
			w.weigh(i, func(*Statement) int { return 0 })
		}
	}
	for i, p := range props {
		if i != leading && !p.Identity {
			w.weigh(i, func(s *Statement) int { return w.fit(s, leading) })
		}
	}
	return w.vals
}

// weighing is a subject whose statements are weighed.
type weighing struct {
	props      []*graph.Property
	statements []Statement
	vals       []graph.Value
}

// apart is the fit of a statement that cannot be true.
const apart = -1

// fit returns how well a statement fits the leading property's value: better is more.
func (w *weighing) fit(s *Statement, leading int) int {
	if leading < 0 || w.vals[leading] == nil {
		return 0
	}
	said := s.Of(w.props[leading].Name)
	switch won, is := w.props[leading].Enum.Of(w.vals[leading]), w.props[leading].Enum.Of(said); {
	case said == w.vals[leading]:
		return 1
	case said != nil && is.Side != 0 && won.Side != 0 && is.Side != won.Side:
		return apart
	}
	return 0
}

// weigh sets the value of a property. Of statements that weigh the same, the
// first sets it.
func (w *weighing) weigh(index int, fit func(*Statement) int) {
	var best *weight
	for i := range w.statements {
		s := &w.statements[i]
		v := s.Of(w.props[index].Name)
		if v == nil || s.Polarity != graph.Affirms {
			continue
		}
		is := weight{fit: fit(s), Precedence: s.Precedence}
		if w.props[index].Enum != nil {
			is.EnumValue = w.props[index].Enum.Of(v)
		}
		if is.fit != apart && (best == nil || is.compare(best) > 0) {
			best, w.vals[index] = &is, v
		}
	}
}

// weight is that of a value as one statement says it.
type weight struct {
	graph.EnumValue
	fit int
	graph.Precedence
}

// compare is positive if w counts before o.
func (w *weight) compare(o *weight) int {
	return cmp.Or(
		-compareFlags(w.Weak, o.Weak),
		cmp.Compare(w.fit, o.fit),
		compareFlags(w.Occurred, o.Occurred),
		w.Precedence.Compare(o.Precedence),
	)
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
