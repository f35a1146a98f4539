package storytest

import (
	"maps"
	"slices"
)

// Shrink returns the least of a story for which fails holds: what can be left out,
// of sources, statements, merges and what statements say, is.
func Shrink(s Story, fails func(Story) bool) Story {
	for {
		candidates := smaller(s)
		i := slices.IndexFunc(candidates, fails)
		if i < 0 {
			return s
		}
		s = candidates[i]
	}
}

// smaller lists a story without each of its parts, the large ones first.
func smaller(s Story) (list []Story) {
	for i := range s.Merges {
		x := s
		x.Merges = without(s.Merges, i)
		list = append(list, x)
	}
	for i := range s.Spokespersons {
		x := s
		x.Spokespersons = without(s.Spokespersons, i)
		list = append(list, x)
	}
	for i := range s.Sources {
		x := s
		x.Sources = without(s.Sources, i)
		list = append(list, x)
	}
	for i, source := range s.Sources {
		for _, less := range plainer(source) {
			x := s
			x.Sources = slices.Clone(s.Sources)
			x.Sources[i] = less
			list = append(list, x)
		}
	}
	return slices.DeleteFunc(list, func(s Story) bool { return !s.isWhole() })
}

// isWhole reports whether all sources that a story names are in it, and evidence of what
// needs it.
func (s *Story) isWhole() bool {
	var named []string
	for _, source := range s.Sources {
		for _, x := range source.Statements {
			named = append(named, x.Corrects...)
		}
	}
	return len(s.Bare()) == 0 && !slices.ContainsFunc(named, func(id string) bool {
		return !slices.ContainsFunc(s.Sources, func(source Source) bool { return source.ID == id })
	})
}

// plainer lists a source without each statement, and without each thing that it or a
// statement says.
func plainer(s Source) (list []Source) {
	for i := range s.Statements {
		x := s
		x.Statements = without(s.Statements, i)
		list = append(list, x)
	}
	for _, name := range []*string{&s.Published, &s.Publisher, &s.Withdrawn} {
		if had := *name; had != "" {
			*name = ""
			list = append(list, s)
			*name = had
		}
	}
	for i, statement := range s.Statements {
		for _, less := range briefer(statement) {
			x := s
			x.Statements = slices.Clone(s.Statements)
			x.Statements[i] = less
			list = append(list, x)
		}
	}
	return list
}

// briefer lists a statement without each thing that it says.
func briefer(s Statement) (list []Statement) {
	edge, _, _ := s.Parts()
	for name := range s.Says {
		if name == identity[edge] && name != "capacity" {
			continue
		}
		x := s
		x.Says = maps.Clone(s.Says)
		delete(x.Says, name)
		list = append(list, x)
	}
	add := func(changed bool, change func(*Statement)) {
		if changed {
			x := s
			change(&x)
			list = append(list, x)
		}
	}
	add(s.Act != "REPORTED", func(x *Statement) { x.Act = "REPORTED" })
	add(s.Basis != "STATED", func(x *Statement) { x.Basis = "STATED" })
	add(s.SaidBy != "", func(x *Statement) { x.SaidBy = "" })
	add(s.SaidFor != "", func(x *Statement) { x.SaidFor = "" })
	add(s.SaidOn != "", func(x *Statement) { x.SaidOn = "" })
	add(len(s.Corrects) > 0, func(x *Statement) { x.Corrects = s.Corrects[1:] })
	add(s.Words != Words{}, func(x *Statement) { x.Words = Words{} })
	return list
}

func without[T any](list []T, i int) []T { return slices.Delete(slices.Clone(list), i, i+1) }
