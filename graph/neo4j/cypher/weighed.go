package cypher

import (
	"fmt"
	"strings"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// This file has what follows from the statements about something, as of a day.

// weighedOf returns the property of a type that follows from statements, or nil.
func weighedOf(props []*graph.Property, t graph.Type) *graph.Property {
	for _, p := range props {
		if p.Weighed && p.Type == t {
			return p
		}
	}
	return nil
}

// weighedThen writes what followed from the statements about a node with what was said
// by the statement's day, where its votes are kept by day.
func (s *scope) weighedThen(o *bound, f *graph.Field) string {
	var spoken graph.KindSet
	then := ""
	now := s.asKnown(o, f.Prop, func(n string) string { return stored(n, f) })
	for _, k := range s.model.KindsOf(o.kinds) {
		if course := weighedOf(k.Props(), graph.Course); course != nil && k.Index(f.Prop) >= 0 {
			spoken, then = spoken.With(k), s.asKnown(o, course, func(n string) string { return s.stepOf(n, course.Name, f) })
		}
	}
	switch {
	case spoken == 0:
		return now
	case spoken == o.kinds && !o.optional:
		return then
	}
	return fmt.Sprintf("CASE WHEN %s THEN %s ELSE %s END", s.ofKinds(o.name, spoken), then, now)
}

// stepOf writes what the last step of a course by the day has; where there is none,
// what nobody's words come to.
func (s *scope) stepOf(variable, course string, f *graph.Field) string {
	properties := layout.CourseProperties(course)
	last := func(property string, none any) string {
		return fmt.Sprintf("coalesce(([null] + %s)[size([d IN %s WHERE d <= %s])], %v)",
			layout.Get(variable, property), layout.Get(variable, properties[0]), s.today(), none)
	}
	switch {
	case f.Prop.Type != graph.Tally:
		return last(properties[1], layout.Literal(graph.Unverified))
	case f.Part != graph.Whole:
		return last(layout.TallyProperty(course, f.Part), 0)
	}
	var counts []string
	for _, property := range layout.TallyProperties(course) {
		counts = append(counts, last(property, 0))
	}
	return "[" + strings.Join(counts, ", ") + "]"
}

// held writes that one of the periods of a state is such that a condition holds, which
// is written of the names of its start and its end.
func (c *compiler) held(variable string, e *graph.Edge, certain bool, condition func(start, end string) string) string {
	from, to := "StartEarliest", "EndLatest"
	if certain {
		from, to = "StartLatest", "EndEarliest"
	}
	i := c.mark("i")
	periods := layout.Get(variable, weighedOf(e.Props(), graph.Spans).Name)
	return fmt.Sprintf("any(%s IN range(0, coalesce(size(%s), 0) - 1) WHERE %s)", i, periods+from,
		condition(fmt.Sprintf("%s%s[%s]", periods, from, i), fmt.Sprintf("%s%s[%s]", periods, to, i)))
}

// lasts writes that a state lasts on the day.
func (c *compiler) lasts(variable string, e *graph.Edge) string {
	return c.held(variable, e, c.asOf.Certain, func(start, end string) string {
		return fmt.Sprintf("%s <= %s AND %s >= %s", start, c.today(), end, c.today())
	})
}

// overlap writes that two states of a type may have held on one day.
func (c *compiler) overlap(a, b string, e *graph.Edge) string {
	return c.held(a, e, false, func(start, end string) string {
		return c.held(b, e, false, func(otherStart, otherEnd string) string {
			return fmt.Sprintf("%s <= %s AND %s <= %s", start, otherEnd, otherStart, end)
		})
	})
}

// current returns the conditions under which an edge counts on a path: where no day
// is asked for, a state that is over does not.
func (c *compiler) current(variable string, e *graph.Edge) []string {
	if c.asOf.Set || e.Time != graph.State {
		return nil
	}
	return []string{layout.Get(variable, weighedOf(e.Props(), graph.Flag).Name)}
}
