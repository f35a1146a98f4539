package cypher

import (
	"fmt"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// filter writes a condition. In Cypher a comparison with null is null; AND, OR
// and WHERE treat that as false in the end, as filters want it, so only NOT has
// to make it false first.
func (s *scope) filter(f graph.Filter) string {
	switch f := f.(type) {
	case graph.And:
		return all(s.filters(f))
	case graph.Or:
		return oneOf(s.filters(f))
	case graph.Not:
		return fmt.Sprintf("NOT coalesce(%s, false)", s.filter(f.Filter))
	case graph.Is:
		return s.is(&f)
	case *graph.Any:
		return s.any(f)
	}
	return "true"
}

func (s *scope) filters(list []graph.Filter) []string {
	out := make([]string, len(list))
	for i, f := range list {
		out[i] = s.filter(f)
	}
	return out
}

// operators returns how comparisons are written.
func operators() map[graph.Op]string {
	return map[graph.Op]string{
		graph.Eq: "=", graph.Ne: "<>", graph.In: "IN", graph.Lt: "<", graph.Lte: "<=", graph.Gt: ">", graph.Gte: ">=",
		graph.Contains: "CONTAINS", graph.StartsWith: "STARTS WITH", graph.EndsWith: "ENDS WITH",
	}
}

// is writes a comparison.
func (s *scope) is(f *graph.Is) string {
	o := s.object(f.Field.Var)
	switch {
	case f.Op == graph.Named && f.Field.Prop != s.model.NodeProp("name"):
		return fmt.Sprintf("toLower(%s) = %s", s.field(&f.Field), s.param(f.Value)) // of what is not a name no fold is stored
	case f.Op == graph.NamedIn:
		return s.foldIn(o.name, f.Value)
	case f.Op == graph.Named:
		return fmt.Sprintf("%s IN %s.folds", s.param(f.Value), o.name)
	case f.Field.Get == graph.GetKind && o.sort == nodeSort && f.Op != graph.IsNull:
		return s.ofKind(o, f)
	case f.Op == graph.IsNull:
		return s.null(o, f)
	case f.Op == graph.Has:
		return fmt.Sprintf("%s IN %s", s.param(layout.Parameter(f.Value)), s.property(o, &f.Field))
	case f.Op == graph.Overlaps:
		return s.asKnown(o, f.Field.Prop, func(variable string) string {
			return s.overlaps(layout.Get(variable, f.Field.Prop.Name), f.Value.(graph.Bounds))
		})
	}
	if text, ok := f.Value.(string); ok && f.Op >= graph.Lt && f.Op <= graph.Gte && !plain(text) {
		return s.textOrder(s.field(&f.Field), f.Op, text)
	}
	return fmt.Sprintf("%s %s %s", s.field(&f.Field), operators()[f.Op], s.param(layout.Parameter(f.Value)))
}

// textOrder writes that a key is less or greater than a text that is not plain.
func (s *scope) textOrder(key string, op graph.Op, text string) string {
	way, same := s.textAgainst(key, text, op == graph.Gt || op == graph.Gte)
	if op == graph.Lt || op == graph.Gt {
		return way
	}
	return oneOf([]string{way, same})
}

func (s *scope) null(o *bound, f *graph.Is) string {
	x := s.field(&f.Field)
	if f.Field.Get == graph.GetProp && f.Field.Prop.Type == graph.Date && f.Field.Part == graph.Whole {
		x = s.asKnown(o, f.Field.Prop, func(variable string) string { return layout.Get(variable, f.Field.Prop.Name) })
	}
	if f.Value == true {
		return x + " IS NULL"
	}
	return x + " IS NOT NULL"
}

// ofKind writes a comparison of a node's kind as one of labels.
func (s *scope) ofKind(o *bound, f *graph.Is) string {
	list, isList := f.Value.([]graph.Value)
	if !isList {
		list = []graph.Value{f.Value}
	}
	names := make([]string, 0, len(list))
	for _, v := range list {
		if text, ok := v.(string); ok {
			names = append(names, text)
		}
	}
	kinds := s.model.KindsNamed(names)
	switch {
	case f.Op == graph.Ne && kinds == 0:
		return o.name + " IS NOT NULL"
	case f.Op == graph.Ne:
		return fmt.Sprintf("NOT %s", s.ofKinds(o.name, kinds))
	case kinds == 0:
		return "false"
	}
	return s.ofKinds(o.name, kinds)
}

// overlaps writes that a date can overlap bounds.
func (s *scope) overlaps(date string, b graph.Bounds) string {
	start, end := date+"StartEarliest", date+"EndLatest"
	conditions := []string{date + " IS NOT NULL"}
	if b.EndLatest.Known() {
		conditions = append(conditions, fmt.Sprintf("(%s IS NULL OR %s <= %s)", start, start, s.param(layout.Parameter(b.EndLatest))))
	}
	if b.StartEarliest.Known() {
		conditions = append(conditions, fmt.Sprintf("(%s IS NULL OR %s >= %s)", end, end, s.param(layout.Parameter(b.StartEarliest))))
	}
	return all(conditions)
}

// any writes a condition on the rows of a link.
func (s *scope) any(f *graph.Any) string {
	owner := s.object(f.From.Var)
	switch f.Quantifier {
	case graph.Some:
		return "EXISTS { " + s.rowsOf(f, owner, false) + " }"
	case graph.None:
		return "NOT EXISTS { " + s.rowsOf(f, owner, false) + " }"
	case graph.All:
		if f.Where == nil {
			return "true"
		}
		return "NOT EXISTS { " + s.rowsOf(f, owner, true) + " }"
	default:
		return "COUNT { " + s.rowsOf(f, owner, false) + " } = 1"
	}
}

// rowsOf writes the rows of a link for which a filter holds, or does not.
func (s *scope) rowsOf(f *graph.Any, owner *bound, not bool) string {
	return s.inline(func() {
		where := f.Where
		if not {
			where = graph.Not{Filter: where}
		}
		inner := s.compiler.scope(f.From, f.Vars)
		inner.rows(owner, where, nil)
		s.line("RETURN 1")
	})
}

// rows writes what binds a scope's rows and keeps those for which the conditions
// and a filter hold. It binds the variables that the filter looks at, and more.
func (s *scope) rows(owner *bound, where graph.Filter, conditions []string, more ...int) {
	s.keep(append(s.match(owner), conditions...), where, more...)
}

// keep writes which of the rows that are bound are kept.
func (s *scope) keep(conditions []string, where graph.Filter, more ...int) {
	vars := append(used(where), more...)
	if s.inPattern() && s.direct(vars) {
		s.bind(vars...)
		s.where(s.with(conditions, where))
		return
	}
	s.where(conditions)
	s.bind(vars...)
	s.only(s.with(nil, where))
}

// inPattern reports whether it is a pattern that binds the row, so that a WHERE may
// follow it.
func (s *scope) inPattern() bool {
	row := s.bound[0].sort
	return row != pairSort && row != viaSort && (s.from.Link == nil || s.from.Link.Kind != graph.HubLink)
}

func (s *scope) with(conditions []string, where graph.Filter) []string {
	if where == nil {
		return conditions
	}
	if and, ok := where.(graph.And); ok {
		return append(conditions, s.filters(and)...)
	}
	return append(conditions, s.filter(where))
}

// direct reports whether variables are bound by the row's own pattern.
func (s *scope) direct(vars []int) bool {
	for _, v := range vars {
		if v != 0 && (s.vars[v].Parent != 0 || s.vars[v].Ref != graph.NodeRef) {
			return false
		}
	}
	return true
}
