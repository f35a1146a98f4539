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
	case graph.GetVerified:
		return s.bestOf(o)
	case graph.GetFactLabel:
		return s.factLabel(o.name)
	case graph.GetRank:
		return "rank"
	case graph.GetAround:
		return s.around(o.name)
	case graph.GetPrincipal:
		return s.principal(o)
	}
	if f.Get == graph.GetPlace {
		return s.judged(o.name, layout.Place, layout.JudgedPlace)
	}
	if property := storedFields()[f.Get]; property != "" {
		return s.allAsKnown(o, func(variable string) string { return layout.Get(variable, property) })
	}
	return "null"
}

// around writes the quote of a piece of evidence with the text before and behind it
// (see [graph.Around]). Neo4j, too, counts in code points.
func (s *scope) around(e string) string {
	x, from := s.mark("x"), s.mark("from")
	start, end := layout.Get(e, "start"), layout.Get(e, "end")
	return fmt.Sprintf("COLLECT { WITH CASE WHEN %[1]s > %[2]d THEN %[1]s - %[2]d ELSE 0 END AS %[3]s "+
		"MATCH (%[4]s:%[5]s {id: %[6]s}) WHERE %[1]s IS NOT NULL RETURN substring(%[7]s, %[3]s, %[8]s + %[2]d - %[3]s) }[0]",
		start, graph.AroundRunes, from, x, layout.EntityLabel, layout.Get(e, "source"), layout.Get(x, "text"), end)
}

// storedFields returns the fields that are stored as properties beside the model's.
func storedFields() map[graph.Getter]string {
	return map[graph.Getter]string{
		graph.GetFactID: "subject", graph.GetFactKind: "factKind", graph.GetSays: "says", graph.GetSeq: "seq", graph.GetVersion: "version",
		graph.GetLoaded: "loaded",
	}
}

// property writes a property, of a date or a support the part that is asked for or all
// of it.
func (s *scope) property(o *bound, f *graph.Field) string {
	if f.Prop.Weighed && s.asOf.Set && o.sort == nodeSort {
		return s.weighedThen(o, f)
	}
	if f.Prop.Weighed && f.Prop.Type == graph.Flag && o.sort == evidenceSort {
		return s.counts(o.name, f.Prop)
	}
	return s.asKnown(o, f.Prop, func(variable string) string { return stored(variable, f) })
}

// stored writes a property as it is stored.
func stored(variable string, f *graph.Field) string {
	name := f.Prop.Name
	switch {
	case f.Prop.Type == graph.Date && f.Part == graph.WhenYear:
		return fmt.Sprintf("toString(%s.year)", layout.Get(variable, name+"StartEarliest"))
	case f.Prop.Type == graph.Date && f.Part != graph.Whole:
		return partOf(variable, layout.DateProperty(name, f.Part))
	case f.Prop.Type == graph.Date:
		return whole(variable, name, layout.DateProperties(name))
	case f.Prop.Type == graph.Tally && f.Part != graph.Whole:
		return partOf(variable, layout.TallyProperty(name, f.Part))
	case f.Prop.Type == graph.Tally:
		return whole(variable, layout.TallyProperties(name)[0], layout.TallyProperties(name))
	case f.Prop.Type == graph.Spans && f.Prop.Internal: // null where there are none
		return whole(variable, layout.SpanProperties(name)[0], layout.SpanProperties(name))
	case f.Prop.Type == graph.Spans:
		return whole(variable, "id", layout.SpanProperties(name))
	}
	return layout.Get(variable, name)
}

func partOf(variable, property string) string {
	if property == "" {
		return "null"
	}
	return layout.Get(variable, property)
}

// whole writes the list of some properties; null where one that tells whether there
// are any is null.
func whole(variable, tells string, properties []string) string {
	var parts []string
	for _, part := range properties {
		parts = append(parts, layout.Get(variable, part))
	}
	return fmt.Sprintf("CASE WHEN %s IS NOT NULL THEN [%s] END", layout.Get(variable, tells), strings.Join(parts, ", "))
}

// id writes an object's id. A pair has its node's; a via that of its edges.
func (s *scope) id(o *bound) string {
	if o.sort == viaSort {
		id := fmt.Sprintf("%s.id + coalesce(' ' + %s.id, '')", o.a, o.b)
		if linkEdge(o.of) != nil {
			id += fmt.Sprintf(" + coalesce(' ' + %s.id, '')", o.link)
		}
		return id
	}
	return o.name + ".id"
}

func (s *scope) kind(o *bound) string {
	if o.sort == edgeSort {
		return s.typeOf(o.name)
	}
	if o.sort != nodeSort {
		return "null"
	}
	var cases []string
	for _, k := range s.model.KindsOf(o.kinds) {
		if o.kinds.Len() == 1 && !o.optional {
			return layout.Literal(k.Name)
		}
		cases = append(cases, fmt.Sprintf("WHEN %s THEN %s", s.ofKinds(o.name, graph.KindSet(0).With(k)), layout.Literal(k.Name)))
	}
	return "CASE " + strings.Join(cases, " ") + " END"
}

// linkCount writes how many rows a link has; there is no count of what is not
// there. Of a derived relation it counts nodes without gathering what they rest
// on: inside another collection Neo4j would take that for a part of it.
func (s *scope) linkCount(owner *bound, from graph.From) string {
	count := "COUNT { " + s.inline(func() {
		if from.Link.Kind == graph.EdgeLink && s.whole() { // the database keeps this number with the node
			s.line("%s", s.edgePattern(owner.name, "", from.Link, ""))
			return
		}
		inner := s.compiler.scope(from, []graph.Var{{}})
		if from.Link.Kind == graph.DerivedLink {
			row := inner.matchPair(owner).far
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
