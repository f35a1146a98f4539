package cypher

import (
	"fmt"
	"strings"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// field writes a scalar of a row. Its variable is bound already.
func (s *scope) field(f *graph.Field) string {
	o := s.object(f.Var)
	switch f.Get {
	case graph.GetProp:
		return s.property(o, f)
	case graph.GetID:
		return s.id(o)
	case graph.GetKind:
		return s.kind(o)
	case graph.GetLabel:
		return s.caption(o)
	case graph.GetLinkCount:
		return s.linkCount(o, f.Link)
	case graph.GetPairCount:
		return o.count
	case graph.GetSameSide:
		return o.same
	case graph.GetFactLabel:
		return s.factLabel(o.name)
	case graph.GetRank:
		return "rank"
	}
	if property := storedFields()[f.Get]; property != "" {
		return layout.Get(o.name, property)
	}
	return "null"
}

// storedFields returns the fields that are stored as properties beside the model's.
func storedFields() map[graph.Getter]string {
	return map[graph.Getter]string{
		graph.GetFactID: "subject", graph.GetFactKind: "factKind", graph.GetSays: "says", graph.GetSeq: "seq", graph.GetVersion: "version",
	}
}

// property writes a property, of a date the part that is asked for or all of it.
func (s *scope) property(o *bound, f *graph.Field) string {
	if f.Prop.Rule != nil {
		return s.derived(o, f.Prop)
	}
	if f.Prop.Type != graph.Date {
		return layout.Get(o.name, f.Prop.Name)
	}
	switch f.Part {
	case graph.Whole:
		return s.wholeDate(o.name, f.Prop.Name)
	case graph.WhenYear:
		return fmt.Sprintf("toString(%s.year)", layout.Get(o.name, f.Prop.Name+"StartEarliest"))
	}
	if property := layout.DateProperty(f.Prop.Name, f.Part); property != "" {
		return layout.Get(o.name, property)
	}
	return "null"
}

func (s *scope) wholeDate(variable, property string) string {
	var parts []string
	for _, part := range layout.DateProperties(property) {
		parts = append(parts, layout.Get(variable, part))
	}
	return fmt.Sprintf("CASE WHEN %s IS NOT NULL THEN [%s] END", layout.Get(variable, property), strings.Join(parts, ", "))
}

// id writes an object's id. A pair has its node's; a via that of its edges.
func (s *scope) id(o *bound) string {
	if o.sort == viaSort {
		return fmt.Sprintf("%s.id + coalesce(' ' + %s.id, '')", o.a, o.b)
	}
	return o.name + ".id"
}

func (s *scope) kind(o *bound) string {
	if o.sort == edgeSort {
		return fmt.Sprintf("type(%s)", o.name)
	}
	if o.sort != nodeSort {
		return "null"
	}
	var cases []string
	for _, k := range s.model.KindsOf(o.kinds) {
		if o.kinds.Len() == 1 && !o.optional {
			return layout.Literal(k.Name)
		}
		cases = append(cases, fmt.Sprintf("WHEN %s:%s THEN %s", o.name, layout.Name(k.Name), layout.Literal(k.Name)))
	}
	return "CASE " + strings.Join(cases, " ") + " END"
}

// derived writes a property that a rule derives from the edges that come in.
func (s *scope) derived(o *bound, p *graph.Property) string {
	e := s.model.Edge(p.Rule.Edge)
	var cases []string
	for _, k := range p.Rule.Cases {
		var conditions []string
		for i, values := range k.Some {
			notBy := ""
			if i == len(k.Some)-1 {
				notBy = k.NotBy
			}
			conditions = append(conditions, s.verdict(o.name, e, p.Rule.Property, values, notBy))
		}
		cases = append(cases, fmt.Sprintf("WHEN %s THEN %s", all(conditions), layout.Literal(k.Is)))
	}
	text := fmt.Sprintf("CASE %s ELSE %s END", strings.Join(cases, " "), layout.Literal(p.Rule.Else))
	if o.kinds.Within(e.ToKinds()) && !o.optional {
		return text
	}
	return fmt.Sprintf("CASE WHEN %s THEN %s END", s.ofKinds(o.name, e.ToKinds()), text)
}

// verdict writes that an edge with one of some values comes in, from one who has
// none with notBy.
func (s *scope) verdict(node string, e *graph.Edge, property string, values []string, notBy string) string {
	x, a := s.mark("x"), s.mark("a")
	conditions := []string{fmt.Sprintf("%s IN %s", layout.Get(x, property), layout.Literals(values))}
	conditions = append(conditions, s.edgeInTime(x, e)...)
	conditions = append(conditions, s.nodeVisible(&bound{name: a, kinds: e.FromKinds()})...)
	if notBy != "" {
		y := s.mark("y")
		other := append([]string{fmt.Sprintf("%s = %s", layout.Get(y, property), layout.Literal(notBy))}, s.edgeInTime(y, e)...)
		conditions = append(conditions, fmt.Sprintf("NOT EXISTS { MATCH (%s)<-[%s:%s]-(%s) WHERE %s }", node, y, layout.Name(e.Name), a, strings.Join(other, " AND ")))
	}
	return fmt.Sprintf("EXISTS { MATCH (%s)<-[%s:%s]-(%s:%s) WHERE %s }", node, x, layout.Name(e.Name), a, layout.EntityLabel, strings.Join(conditions, " AND "))
}

// linkCount writes how many rows a link has; there is no count of what is not
// there. Of a derived relation it counts nodes without gathering what they rest
// on: inside another collection Neo4j would take that for a part of it.
func (s *scope) linkCount(owner *bound, from graph.From) string {
	count := "COUNT { " + s.inline(func() {
		if from.Link.Kind == graph.EdgeLink && !s.asOf.Set { // the database keeps this number with the node
			s.line("%s", edgePattern(owner.name, "", from.Link, ""))
			return
		}
		inner := s.compiler.scope(from, []graph.Var{{}})
		if from.Link.Kind == graph.DerivedLink {
			row, _, _, _ := inner.matchPair(owner)
			s.line("RETURN DISTINCT %s", row)
			return
		}
		s.where(inner.match(owner))
		s.line("RETURN 1")
	}) + " }"
	if owner.optional {
		return fmt.Sprintf("CASE WHEN %s IS NOT NULL THEN %s END", owner.name, count)
	}
	return count
}
