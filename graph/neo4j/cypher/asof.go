package cypher

import (
	"fmt"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// nodeVisible returns the conditions under which a node is there as of the
// statement's days; none where it always is.
func (c *compiler) nodeVisible(b *bound) []string {
	conditions := c.nodeKnown(b)
	if !c.asOf.Set {
		return conditions
	}
	for _, k := range c.model.KindsOf(b.kinds) {
		when := k.When()
		if when == nil {
			continue
		}
		shown := c.nodeInTime(b, k, when)
		if b.kinds.Len() > 1 {
			shown = append([]string{fmt.Sprintf("NOT %s", c.ofKinds(b.name, graph.KindSet(0).With(k)))}, shown...)
		}
		conditions = append(conditions, oneOf(shown))
	}
	return conditions
}

// nodeInTime returns conditions one of which is to hold for a node of a kind to be
// there on the day.
func (c *compiler) nodeInTime(b *bound, k *graph.Kind, when *graph.Property) []string {
	shown := []string{c.asKnown(b, when, func(n string) string { return c.inTime(n, when, k.Time) })}
	if k.Begun == nil {
		return shown
	}
	begun := c.asKnown(b, k.Prop(k.Begun.Property), func(n string) string {
		return fmt.Sprintf("coalesce(NOT %s IN %s, true)", layout.Get(n, k.Begun.Property), layout.Literals(k.Begun.Values))
	})
	return append([]string{begun}, shown...)
}

// there returns the conditions under which a node that was found by its id alone is
// there; none where that is known, by the label of its kind or as all of its kinds are.
func (c *compiler) there(b *bound) []string {
	if b.kinds.Len() == 1 {
		return nil
	}
	return c.notAbsent(b)
}

// notAbsent is there for a node of which not even the label was looked at.
func (c *compiler) notAbsent(b *bound) []string {
	if c.asOf.Known || !c.anyOf(b.kinds, needsEvidence) {
		return nil
	}
	return []string{b.name + ".absent IS NULL"}
}

// edgeVisible returns the conditions under which a relationship is what was known of an
// edge, and its own period is right.
func (c *compiler) edgeVisible(variable string, e *graph.Edge) []string {
	return append(c.edgeKnown(variable), c.edgeInTime(variable, e)...)
}

func (c *compiler) edgeInTime(variable string, e *graph.Edge) []string {
	switch {
	case c.asOf.Set && e.Time == graph.State:
		return []string{c.lasts(variable, e)}
	case c.asOf.Set && e.When() != nil:
		return []string{c.begun(variable, e)}
	}
	return nil
}

// begun writes that an event has begun on the day: where it is known since when
// somebody has said so, by then.
func (c *compiler) begun(variable string, e *graph.Edge) string {
	begun, said := c.inTime(variable, e.When(), e.Time), weighedOf(e.Props(), graph.Spans)
	if said == nil {
		return begun
	}
	start := "StartEarliest"
	if c.asOf.Certain {
		start = "StartLatest"
	}
	starts, day := layout.Get(variable, said.Name+start), c.mark("d")
	return fmt.Sprintf("(any(%s IN %s WHERE %s <= %s) OR %s IS NULL AND %s)", day, starts, day, c.today(), starts, begun)
}

// edgesVisible is edgeVisible for an edge of one of some types. All states keep their
// periods in the same properties.
func (c *compiler) edgesVisible(variable string, types []*graph.Edge) []string {
	conditions, states := c.edgeKnown(variable), []string(nil)
	var state *graph.Edge
	for _, e := range types {
		if e.Time == graph.State {
			state, states = e, append(states, e.Name)
			continue
		}
		for _, inTime := range c.edgeInTime(variable, e) {
			conditions = append(conditions, fmt.Sprintf("(%s <> %s OR %s)", c.typeOf(variable), layout.Literal(e.Name), inTime))
		}
	}
	if c.asOf.Set && state != nil {
		conditions = append(conditions, fmt.Sprintf("(NOT %s IN %s OR %s)", c.typeOf(variable), layout.Literals(states), c.lasts(variable, state)))
	}
	return conditions
}

// inTime writes that what a date is of lasts, or an event has begun, on the day. Open
// bounds do not hinder.
func (c *compiler) inTime(variable string, when *graph.Property, t graph.Time) string {
	start, end := "StartEarliest", "EndLatest"
	if c.asOf.Certain {
		start, end = "StartLatest", "EndEarliest"
	}
	begun := c.bounded(variable, when.Name+start, "<=")
	if t == graph.Event {
		return begun
	}
	return "(" + begun + " AND " + c.bounded(variable, when.Name+end, ">=") + ")"
}

func (c *compiler) bounded(variable, property, op string) string {
	x := layout.Get(variable, property)
	return fmt.Sprintf("(%s IS NULL OR %s %s %s)", x, x, op, c.today())
}

// evidenceVisible writes that what a piece of evidence is for is there.
func (c *compiler) evidenceVisible(e string) []string {
	if !c.asOf.Set {
		return nil
	}
	subject := &bound{name: c.mark("s"), kinds: c.model.All}
	from := &bound{name: c.mark("s"), kinds: c.model.All}
	to := &bound{name: c.mark("s"), kinds: c.model.All}
	r := c.mark("r")
	visible := c.edgesVisible(r, c.model.Edges)
	there := append(c.there(subject), c.nodeVisible(subject)...)
	onNode := fmt.Sprintf("EXISTS { MATCH (%s:Entity {id: %s.subject}) WHERE %s }", subject.name, e, all(there))
	conditions := append(append(visible, c.nodeVisible(from)...), c.nodeVisible(to)...)
	onEdge := fmt.Sprintf("EXISTS { MATCH (%s:Entity {id: %s.factFrom})-[%s:%s {id: %s.subject}]->(%s:Entity {id: %s.factTo}) WHERE %s }",
		from.name, e, r, c.types(c.model.Edges...), e, to.name, e, all(conditions))
	return []string{fmt.Sprintf("((%s.factFrom IS NULL AND %s) OR %s)", e, onNode, onEdge)}
}
