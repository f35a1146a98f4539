package graph

import "cmp"

// Statement is what a piece of evidence says of its subject, a node or an edge, and how
// that is weighed against what others say.
type Statement struct {
	Precedence
	Polarity
	Says []Said
}

// Polarity returns how a piece of evidence with a verb bears on an edge of a type, or
// on a node where that is nil. What an actor is quoted with on a claim was said,
// whatever it is; only another who denies that it was affirmed denies the edge.
func (m *Model) Polarity(e *Edge, identity func(*Property) Value, act string, byAnother bool) Polarity {
	verb := m.EvidenceProp("act").Enum.Of(act).Polarity
	if e == nil || e.speech == nil {
		return verb
	}
	if byAnother && verb == Denies && e.speech.Enum.Of(identity(e.speech)).Polarity == Affirms {
		return Denies
	}
	return Affirms
}

// Weigh returns the values that statements give the properties of their subject,
// by the indexes of the properties; null where they give none. Only statements that
// affirm set values: no denial alters one.
//
// Among the values said of a property, one that is not weak wins over one that is,
// what occurred over what is planned, and then the one whose statement takes
// precedence. Where a property leads, as a meeting's status does, the others come
// first from statements that agree with the value that won, then from those that
// say nothing of it or were overtaken by it; none comes from a statement that
// cannot be true together with it: who is absent has no mode of attendance.
func Weigh(props []*Property, statements []Statement) []Value {
	w := weighing{props: props, statements: statements, vals: make([]Value, len(props))}
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
	props      []*Property
	statements []Statement
	vals       []Value
}

// apart is the fit of a statement that cannot be true.
const apart = -1

// fit returns how well a statement fits the leading property's value: better is more.
func (w *weighing) fit(s *Statement, leading int) int {
	if leading < 0 || w.vals[leading] == nil {
		return 0
	}
	said := s.of(w.props[leading].Name)
	switch won, is := w.props[leading].Enum.Of(w.vals[leading]), w.props[leading].Enum.Of(said); {
	case said == w.vals[leading]:
		return 1
	case said != nil && is.Side != 0 && won.Side != 0 && is.Side != won.Side:
		return apart
	}
	return 0
}

// of returns what a statement says of a property, or null.
func (s *Statement) of(property string) Value {
	for _, said := range s.Says {
		if said.Property == property {
			return said.Value
		}
	}
	return nil
}

// weigh sets the value of a property. Of statements that weigh the same, the
// first sets it.
func (w *weighing) weigh(index int, fit func(*Statement) int) {
	var best *weight
	for i := range w.statements {
		s := &w.statements[i]
		v := s.of(w.props[index].Name)
		if v == nil || s.Polarity != Affirms {
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
	EnumValue
	fit int
	Precedence
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
