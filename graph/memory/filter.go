package memory

import (
	"slices"
	"strings"

	"parley/graph"
)

// holds reports whether the row passes a filter.
func (f *frame) holds(filter graph.Filter) bool {
	switch x := filter.(type) {
	case graph.And:
		for _, sub := range x {
			if !f.holds(sub) {
				return false
			}
		}
		return true
	case graph.Or:
		return slices.ContainsFunc(x, f.holds)
	case graph.Not:
		return !f.holds(x.Filter)
	case graph.Is:
		return f.is(&x)
	case *graph.Any:
		return f.any(x)
	}
	return false
}

func (f *frame) is(x *graph.Is) bool {
	if x.Op == graph.Named || x.Op == graph.NamedIn {
		f.q.Steps(textSteps)
		return f.named(x)
	}
	f.q.Step()
	return f.q.passes(f.field(&x.Field), x)
}

// passes holds the value that a filter reads against it.
func (q *query) passes(v graph.Value, x *graph.Is) bool {
	switch x.Op {
	case graph.IsNull:
		return (v == nil) == x.Value.(bool)
	case graph.In:
		values := x.Value.([]graph.Value)
		if id, ok := v.(string); ok {
			return q.among(id, values)
		}
		q.Steps(len(values))
	case graph.Contains:
		if text, ok := v.(string); ok {
			q.Steps(len(text) / longText)
		}
	}
	return v != nil && compares(v, x.Op, x.Value)
}

// fewValues are so few that going through them is no worse than a set.
const fewValues = 16

// among reports whether a text is one of a filter's values, which are made a set
// the first time if they are many.
func (q *query) among(text string, values []graph.Value) bool {
	if len(values) < fewValues {
		return slices.Contains(values, graph.Value(text))
	}
	set := q.sets[&values[0]]
	if set == nil {
		set = make(map[string]bool, len(values))
		for _, v := range values {
			if s, ok := v.(string); ok {
				set[s] = true
			}
		}
		if q.sets == nil {
			q.sets = map[*graph.Value]map[string]bool{}
		}
		q.sets[&values[0]] = set
	}
	return set[text]
}

// compares holds a value that is not null against a filter's.
func compares(v graph.Value, op graph.Op, with graph.Value) bool {
	switch op {
	case graph.Eq:
		return graph.Equal(v, with)
	case graph.Ne:
		return !graph.Equal(v, with)
	case graph.In:
		return slices.ContainsFunc(with.([]graph.Value), func(w graph.Value) bool { return graph.Equal(v, w) })
	case graph.Lt:
		return graph.Compare(v, with) < 0
	case graph.Lte:
		return graph.Compare(v, with) <= 0
	case graph.Gt:
		return graph.Compare(v, with) > 0
	case graph.Gte:
		return graph.Compare(v, with) >= 0
	case graph.Overlaps:
		return v.(*graph.When).Overlaps(with.(graph.Bounds))
	case graph.Has:
		return has(v, with)
	case graph.Contains:
		return strings.Contains(v.(string), with.(string))
	case graph.StartsWith:
		return strings.HasPrefix(v.(string), with.(string))
	case graph.EndsWith:
		return strings.HasSuffix(v.(string), with.(string))
	}
	return false
}

func has(list, item graph.Value) bool {
	switch list := list.(type) {
	case []string:
		return slices.Contains(list, item.(string))
	case []graph.Identifier:
		return slices.Contains(list, item.(graph.Identifier))
	}
	return false
}

// named reports whether the node's name or an alias, or another text, folds to what is
// asked for.
func (f *frame) named(x *graph.Is) bool {
	if x.Field.Prop != f.q.model.NodeProp("name") {
		text, _ := f.field(&x.Field).(string)
		return text != "" && graph.Fold(text) == x.Value.(string)
	}
	o := f.object(x.Field.Var)
	if o.sort != nodeObject {
		return false
	}
	folds := f.q.folds(f.q.nodes.At(o.h))
	if one, ok := x.Value.(string); ok {
		return slices.Contains(folds, one)
	}
	return slices.ContainsFunc(folds, func(fold string) bool { return f.q.among(fold, x.Value.([]graph.Value)) })
}

// any asks about the rows of a link. Filters within others come to the same
// nodes again and again, and are answered once for each.
func (f *frame) any(x *graph.Any) bool {
	q, owner := f.q, f.object(x.From.Var)
	if owner.sort == noObject {
		return x.Quantifier == graph.All || x.Quantifier == graph.None
	}
	if q.within == 0 || owner.sort != nodeObject {
		return q.anyOf(x, owner)
	}
	holds, known := q.asked[question{x, owner.h}]
	if known {
		return holds
	}
	if q.asked == nil {
		q.asked = map[question]bool{}
	}
	holds = q.anyOf(x, owner)
	q.asked[question{x, owner.h}] = holds
	q.Hold(questionBytes)
	return holds
}

// anyOf asks about the rows of an object's link.
func (q *query) anyOf(x *graph.Any, owner object) bool {
	q.within++
	defer func() { q.within-- }()
	defer q.release(q.mark())
	inner := q.frame(x.Vars)
	all, single := x.Quantifier == graph.All, x.Quantifier == graph.Single
	n := 0 // how many rows do not hold, if all must; else how many do
	q.each(x.From, owner, bounds{}, func(row object) bool {
		inner.bind(row)
		if holds := x.Where == nil || inner.holds(x.Where); holds != all {
			n++
		}
		return n == 0 || single && n == 1
	})
	if single || x.Quantifier == graph.Some {
		return n == 1
	}
	return n == 0
}
