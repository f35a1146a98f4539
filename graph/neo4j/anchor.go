package neo4j

import (
	"fmt"

	"parley/graph"
)

// anchor is the end of a filter at which a statement can start: a node that is
// known by id or name.
type anchor struct {
	lines  []string     // what binds the node
	exact  graph.Filter // the part of the filter that they settle
	single bool         // they bind one node at most
	kinds  graph.KindSet
}

// anchored writes a root list that starts where its filter is selective, be it
// at the row or at a node that the row leads to. It says whether the filter has
// such an end, and whether it leaves one row at most.
func (s *scope) anchored(l *graph.List) (single, ok bool) {
	if l.From.Kinds == 0 || l.Where == nil {
		return false, false
	}
	row := &bound{name: fmt.Sprintf("n%d", s.i), kinds: l.From.Kinds}
	a, ok := s.anchor(row.name, row.kinds, 0, l.Where)
	if !ok {
		return false, false
	}
	s.bound[0] = row
	for _, line := range a.lines {
		s.line("%s", line)
	}
	if !a.single {
		s.line("WITH DISTINCT %s", row.name)
	}
	s.bind(usedBefore(l)...)
	conditions := s.nodeVisible(row)
	if !a.kinds.Within(row.kinds) {
		conditions = append(conditions, s.ofKinds(row.name, row.kinds))
	}
	if where := without(l.Where, a.exact); where != nil {
		conditions = s.with(conditions, where)
	}
	if len(conditions) > 0 {
		s.line("WITH * WHERE %s", all(conditions))
	}
	return a.single, true
}

// anchor finds where to start for a filter in which a node is variable v.
func (s *scope) anchor(variable string, kinds graph.KindSet, v int, f graph.Filter) (*anchor, bool) {
	switch f := f.(type) {
	case graph.And:
		for _, sub := range f {
			if a, ok := s.anchor(variable, kinds, v, sub); ok {
				return a, true
			}
		}
	case graph.Is:
		if f.Field.Var == v {
			return s.lookUp(variable, kinds, &f)
		}
	case *graph.Any:
		if f.Quantifier == graph.Some && f.From.Var == v && f.From.Link.Sort == graph.EdgeLink && f.Where != nil {
			return s.anchorFar(variable, kinds, f)
		}
	}
	return nil, false
}

// anchorFar starts at the far end of a link.
func (s *scope) anchorFar(variable string, kinds graph.KindSet, f *graph.Any) (*anchor, bool) {
	node := -1
	for i, v := range f.Vars {
		if i > 0 && v.Ref == graph.NodeRef && v.Parent == 0 {
			node = i
		}
	}
	if node < 0 {
		return nil, false
	}
	far := s.mark("far")
	a, ok := s.anchor(far, f.From.Link.To, node, f.Where)
	if !ok {
		return nil, false
	}
	near, typed := variable, f.From.Link.From
	if kinds.Len() == 1 {
		near, typed = variable+":"+s.label(kinds), kinds
	}
	lines := append(a.lines, "MATCH "+pattern(near, "", f.From.Link, far))
	out := &anchor{lines: lines, kinds: typed}
	if without(f.Where, a.exact) == nil && !s.asOf.Set {
		out.exact = f
	}
	return out, true
}

// lookUp finds a node by its id or its name.
func (s *scope) lookUp(variable string, kinds graph.KindSet, f *graph.Is) (*anchor, bool) {
	found := func(typed graph.KindSet, single bool, format string, args ...any) (*anchor, bool) {
		return &anchor{[]string{fmt.Sprintf(format, args...)}, *f, single, typed}, true
	}
	typed := s.model.All
	if kinds.Len() == 1 {
		typed = kinds
	}
	byName := f.Field.Get == graph.GetProp && f.Field.Prop == s.model.NodeProp("name")
	switch {
	case f.Field.Get == graph.GetID && f.Op == graph.Eq:
		return found(typed, true, "MATCH (%s:%s {id: %s})", variable, s.label(kinds), s.param(f.Value))
	case f.Field.Get == graph.GetID && f.Op == graph.In:
		return found(typed, false, "MATCH (%s:%s) WHERE %s.id IN %s", variable, s.label(kinds), variable, s.param(parameter(f.Value)))
	case f.Op == graph.Named:
		return found(s.model.All, false, "%s", s.lookUpFold(variable, f.Value))
	case byName && f.Op == graph.Eq && kinds.Len() == 1:
		return found(typed, false, "MATCH (%s:%s {name: %s})", variable, s.label(kinds), s.param(f.Value))
	case byName && f.Op == graph.Eq:
		text, _ := f.Value.(string)
		return found(s.model.All, false, "%s AND %s.name = %s", s.lookUpFold(variable, graph.Fold(text)), variable, s.param(text))
	}
	return nil, false
}

// lookUpFold finds nodes by a folded name or alias.
func (s *scope) lookUpFold(variable string, fold graph.Value) string {
	text, _ := fold.(string)
	return fmt.Sprintf("CALL db.index.fulltext.queryNodes('%s', %s) YIELD node AS %s WHERE %s IN %s.folds",
		namesIndex, s.param(phrase(text)), variable, s.param(text), variable)
}

// without gives a filter less one of its parts.
func without(f, part graph.Filter) graph.Filter {
	if part == nil {
		return f
	}
	if sameFilter(f, part) {
		return nil
	}
	and, ok := f.(graph.And)
	if !ok {
		return f
	}
	var left graph.And
	for _, sub := range and {
		if rest := without(sub, part); rest != nil {
			left = append(left, rest)
		}
	}
	if len(left) == 0 {
		return nil
	}
	return left
}

// sameFilter says whether two filters are one and the same part of a plan.
func sameFilter(f, g graph.Filter) bool {
	switch f := f.(type) {
	case graph.Is:
		g, ok := g.(graph.Is)
		return ok && f.Field.Var == g.Field.Var && f.Field.Get == g.Field.Get && f.Field.Prop == g.Field.Prop && f.Op == g.Op &&
			f.Op != graph.In && f.Value == g.Value
	case *graph.Any:
		g, ok := g.(*graph.Any)
		return ok && f == g
	}
	return false
}

// phrase writes a text as one term of a full-text query.
func phrase(fold string) string { return "\"" + fold + "\"" }
