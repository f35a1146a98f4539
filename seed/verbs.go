package seed

import (
	"slices"

	"parley/graph"
)

// statementProperty is the property of a proposition that one can be for or against,
// or assert.
const statementProperty = "statement"

// Verbs are the values of a property that says what an actor says: "SUPPORTS" is one
// of a stance, "DENIED" of a verdict.
type Verbs struct {
	Edge *graph.Edge     // from the actor to what has a statement
	Of   *graph.Property // of the edge's identity
}

// VerbsOf returns the verbs of a model: of every edge from actors alone to what has a
// statement.
func VerbsOf(m *graph.Model) []Verbs {
	var all []Verbs
	for _, e := range m.Edges {
		if !every(m.KindsOf(e.FromKinds()), isActor) || !every(m.KindsOf(e.ToKinds()), hasStatement) {
			continue
		}
		for _, p := range e.Props() {
			if p.Identity && p.Required && p.Enum != nil {
				all = append(all, Verbs{e, p})
			}
		}
	}
	return all
}

// Names returns the verbs.
func (v Verbs) Names() []string {
	names := make([]string, len(v.Of.Enum.Values))
	for i, value := range v.Of.Enum.Values {
		names[i] = value.Name
	}
	return names
}

func every(kinds []*graph.Kind, is func(*graph.Kind) bool) bool {
	return !slices.ContainsFunc(kinds, func(k *graph.Kind) bool { return !is(k) })
}

func isActor(k *graph.Kind) bool { return k.Actor }

func hasStatement(k *graph.Kind) bool {
	p := k.Prop(statementProperty)
	return p != nil && p.Editorial && p.Type == graph.Text
}

// verbs finds the edge whose verb a word is, to what an id names or, where that is "",
// to anything.
func (r *reading) verbs(where spot, verb, id string) (v Verbs, ok bool) {
	var names []string
	var fit []Verbs
	for _, v := range VerbsOf(r.model) {
		names = append(names, v.Names()...)
		if v.Of.Enum.Has(verb) {
			fit = append(fit, v)
		}
	}
	if k := r.model.KindOf(id); len(fit) > 1 && k != nil {
		fit = slices.DeleteFunc(fit, func(v Verbs) bool { return !v.Edge.ToKinds().Has(k) })
	}
	switch len(fit) {
	case 0:
		r.problem(where, "there is no verb %s: %s", Shown(verb), Suggest(verb, names))
	case 1:
		return fit[0], true
	default:
		r.problem(where, "%s is a verb of %s and of %s: name what it is said of by its id, or write facts", verb, fit[0].Edge.Name, fit[1].Edge.Name)
	}
	return Verbs{}, false
}
