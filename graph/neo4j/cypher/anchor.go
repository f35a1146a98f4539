package cypher

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// anchor is the end of a filter at which a statement starts: a node that is
// known by id or name. It has been written when it is found, and so has the way
// from there to the row that is filtered.
type anchor struct {
	exact  graph.Filter  // the part of the filter that is settled by that
	single bool          // there is one row at most
	kinds  graph.KindSet // what a row that is a node is known to be
}

// anchored writes a root list that starts where its filter is selective, be it
// at the row or at a node that the row leads to. It reports whether the filter has
// such an end, and whether it leaves one row at most.
func (s *scope) anchored(l *graph.List) (single, ok bool) {
	if s.from.Link != nil || l.Where == nil || !s.from.Evidence && s.from.Kinds == 0 {
		return false, false
	}
	row := s.rootRow()
	a, ok := s.anchor(row, 0, l.Where)
	if !ok {
		return false, false
	}
	s.bound[0] = row
	if !a.single {
		s.line("WITH DISTINCT %s", row.name)
	}
	conditions := s.rowVisible(row)
	if row.sort == nodeSort && !a.kinds.Within(row.kinds) {
		conditions = append(conditions, s.ofKinds(row.name, row.kinds))
	}
	s.keep(conditions, without(l.Where, a.exact), orderVars(l)...)
	return a.single, true
}

// anchor starts at an end of a filter of a scope in which an object, a node or
// a piece of evidence, is variable v.
func (s *scope) anchor(o *bound, v int, f graph.Filter) (*anchor, bool) {
	switch f := f.(type) {
	case graph.And:
		for _, sub := range f {
			if a, ok := s.anchor(o, v, sub); ok {
				return a, true
			}
		}
	case graph.Is:
		if f.Field.Var == v && o.sort == nodeSort {
			return s.lookUp(o, &f)
		}
		if ref := s.vars[f.Field.Var]; ref.Ref == graph.PropRef && ref.Parent == v && o.sort == evidenceSort {
			return s.anchorReferred(o, &f)
		}
	case *graph.Any:
		if f.Quantifier != graph.Some || f.From.Var != v || f.Where == nil {
			return nil, false
		}
		switch f.From.Link.Kind {
		case graph.EdgeLink:
			return s.anchorFar(o, f)
		case graph.EvidenceLink, graph.MentionLink:
			return s.anchorEvidence(o, f)
		}
	}
	return nil, false
}

// anchorReferred starts at a node that a piece of evidence refers to.
func (s *scope) anchorReferred(e *bound, f *graph.Is) (*anchor, bool) {
	p := s.vars[f.Field.Var].Prop
	node := &bound{name: s.mark("far"), kinds: s.model.KindsNamed(p.To)}
	a, ok := s.lookUp(node, f)
	if !ok {
		return nil, false
	}
	conditions := s.nodeVisible(node)
	if !a.kinds.Within(node.kinds) {
		conditions = append(s.notAbsent(node), conditions...)
	}
	s.only(conditions)
	s.line("MATCH (%s:%s {%s: %s.id})", e.name, layout.EvidenceLabel, layout.Name(p.Name), node.name)
	return &anchor{exact: *f}, true
}

// anchorFar starts at the far end of a link.
func (s *scope) anchorFar(near *bound, f *graph.Any) (*anchor, bool) {
	link := f.From.Link
	inner := s.compiler.scope(f.From, f.Vars)
	row := inner.edgeRow()
	far := &bound{name: row.far, kinds: link.To}
	for v, x := range f.Vars {
		if x.Ref != graph.NodeRef || x.Parent != 0 {
			continue
		}
		a, ok := inner.anchor(far, v, f.Where)
		if !ok {
			continue
		}
		inner.bound[0] = row
		pattern, kinds := near.typed(s, link.From)
		s.line("MATCH %s", s.edgePattern(pattern, row.name, link, row.far))
		inner.keep(append(s.edgeVisible(row.name, link.Edge), s.nodeVisible(far)...), without(f.Where, a.exact))
		return &anchor{exact: f, kinds: kinds}, true
	}
	return nil, false
}

// anchorEvidence starts where the evidence for a node, or that refers to it, can
// be found.
func (s *scope) anchorEvidence(o *bound, f *graph.Any) (*anchor, bool) {
	if o.sort != nodeSort {
		return nil, false
	}
	inner := s.compiler.scope(f.From, f.Vars)
	row := inner.evidenceRow()
	a, ok := inner.anchor(row, 0, f.Where)
	if !ok {
		return nil, false
	}
	inner.bound[0] = row
	inner.keep(s.evidenceVisible(row.name), without(f.Where, a.exact))
	property := "subject"
	if f.From.Link.Kind == graph.MentionLink {
		property = f.From.Link.Ref.Name
	}
	s.line("MATCH (%s:%s {id: %s})", o.name, s.label(o.kinds), layout.Get(row.name, property))
	return &anchor{exact: f, kinds: s.known(o.kinds)}, true
}

// typed writes a node that a pattern finds, and what it is then known to be.
func (b *bound) typed(s *scope, otherwise graph.KindSet) (string, graph.KindSet) {
	if b.kinds.Len() == 1 {
		return b.name + ":" + s.label(b.kinds), b.kinds
	}
	return b.name + ":" + layout.EntityLabel, otherwise
}

// known says what a node is known to be that was found by its label: of several
// kinds it is yet to be seen whether it is one of ours.
func (c *compiler) known(kinds graph.KindSet) graph.KindSet {
	if kinds.Len() == 1 {
		return kinds
	}
	return anyNode
}

// anyNode is within no set of kinds.
const anyNode = ^graph.KindSet(0)

// lookUp finds a node by its id or its name.
func (s *scope) lookUp(o *bound, f *graph.Is) (*anchor, bool) {
	found := func(kinds graph.KindSet, single bool, format string, args ...any) (*anchor, bool) {
		s.line(format, args...)
		return &anchor{*f, single, kinds}, true
	}
	byName := f.Field.Get == graph.GetProp && f.Field.Prop == s.model.NodeProp("name")
	switch {
	case f.Field.Get == graph.GetID && f.Op == graph.Eq:
		return found(s.known(o.kinds), true, "MATCH (%s:%s {id: %s})", o.name, s.label(o.kinds), s.param(f.Value))
	case f.Field.Get == graph.GetID && f.Op == graph.In:
		return found(s.known(o.kinds), false, "MATCH (%s:%s) WHERE %s.id IN %s", o.name, s.label(o.kinds), o.name, s.param(layout.Parameter(f.Value)))
	case f.Op == graph.Named && byName:
		return found(anyNode, false, "%s", s.lookUpFold(o.name, f.Value))
	case f.Op == graph.NamedIn:
		return found(anyNode, false, "%s", s.lookUpFolds(o.name, f.Value))
	case byName && f.Op == graph.Eq:
		return found(o.kinds, false, "MATCH (%s:%s&(%s) {name: %s})", o.name, layout.EntityLabel, s.kindNames(o.kinds), s.param(f.Value))
	}
	return nil, false
}

// lookUpFold finds nodes by a folded name or alias.
func (s *scope) lookUpFold(variable string, fold graph.Value) string {
	text, _ := fold.(string)
	return fmt.Sprintf("CALL db.index.fulltext.queryNodes('%s', %s) YIELD node AS %s WHERE %s IN %s.folds",
		layout.NamesIndex, s.param(phrase(text)), variable, s.param(text), variable)
}

// maxTerms is how many terms a full-text query has: Lucene takes no more than 1024.
const maxTerms = 1000

// lookUpFolds finds nodes by many folded names and aliases, some at a time.
func (s *scope) lookUpFolds(variable string, folds graph.Value) string {
	var terms []string
	for _, fold := range texts(folds) {
		terms = append(terms, phrase(fold))
	}
	queries := []string{}
	for some := range slices.Chunk(terms, maxTerms) {
		queries = append(queries, strings.Join(some, " "))
	}
	some := s.mark("q")
	return fmt.Sprintf("UNWIND %s AS %s CALL db.index.fulltext.queryNodes('%s', %s) YIELD node AS %s WHERE %s",
		s.param(queries), some, layout.NamesIndex, some, variable, s.foldIn(variable, folds))
}

// foldIn writes that a name or an alias of a node folds to one of many.
func (s *scope) foldIn(variable string, folds graph.Value) string {
	fold := s.mark("x")
	return fmt.Sprintf("any(%s IN %s.folds WHERE %s IN %s)", fold, variable, fold, s.param(texts(folds)))
}

// texts returns the texts in a list of values.
func texts(list graph.Value) []string {
	values, _ := list.([]graph.Value)
	out := make([]string, 0, len(values))
	for _, v := range values {
		if text, ok := v.(string); ok {
			out = append(out, text)
		}
	}
	return out
}

// without returns a filter less one of its parts.
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

// sameFilter reports whether two filters are one and the same part of a plan.
func sameFilter(f, g graph.Filter) bool {
	switch f := f.(type) {
	case graph.Is:
		return reflect.DeepEqual(f, g)
	case *graph.Any:
		g, ok := g.(*graph.Any)
		return ok && f == g
	}
	return false
}

// phrase writes a text as one term of a full-text query.
func phrase(fold string) string { return "\"" + fold + "\"" }
