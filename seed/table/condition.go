package table

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"parley/seed"
)

// condition is what a text must be for a row, a part, an entity, a fact or a
// variable to count.
type condition struct {
	of   *template
	test func(r *row, text string) bool
}

// holds reports whether all the conditions do.
func (r *row) holds(all []condition) bool {
	for _, c := range all {
		if !c.test(r, r.expand(c.of)) {
			return false
		}
	}
	return r.problem == nil
}

// readWhere reads conditions: a name, and what it must be.
func (r *reader) readWhere(n *yaml.Node, s *scope) []condition {
	if n == nil {
		return nil
	}
	var all []condition
	k := r.keyed(n, "where", nil)
	for _, key := range k.keys {
		of := r.template(at(key), "{"+key.Value+"}", s)
		if n := k.values[key.Value]; n.Kind != yaml.MappingNode {
			all = append(all, condition{of, r.readOneOf(n, key.Value, s)})
			continue
		}
		tests := r.keyed(k.values[key.Value], key.Value, []string{"not", "matches", "lacks", "given"})
		for _, test := range tests.keys {
			all = append(all, condition{of, r.readTest(test.Value, tests.values[test.Value], s)})
		}
	}
	return all
}

// readOneOf reads the word, or the words of which one, a text must be.
func (r *reader) readOneOf(n *yaml.Node, what string, s *scope) func(*row, string) bool {
	var words []*template
	for _, word := range r.oneOrMore(n, what) {
		words = append(words, r.template(at(n), word, s))
	}
	return func(in *row, text string) bool {
		return slices.ContainsFunc(words, func(t *template) bool { return in.expand(t) == text })
	}
}

func (r *reader) readTest(name string, n *yaml.Node, s *scope) func(*row, string) bool {
	switch name {
	case "matches":
		re := r.pattern(n, name)
		return func(_ *row, text string) bool { return re.MatchString(text) }
	case "lacks":
		re := r.pattern(n, name)
		return func(_ *row, text string) bool { return !re.MatchString(text) }
	case "given":
		given := r.scalar(n, name)
		if given != "true" && given != "false" {
			r.problem(at(n), "given is true or false, not %s", seed.Shown(given))
		}
		return func(_ *row, text string) bool { return (text != "") == (given == "true") }
	}
	oneOf := r.readOneOf(n, name, s)
	return func(in *row, text string) bool { return !oneOf(in, text) }
}
