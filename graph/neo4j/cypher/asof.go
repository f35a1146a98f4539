package cypher

import (
	"fmt"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// nodeVisible returns the conditions under which a node is there as of the
// statement's day; none where it always is.
func (c *compiler) nodeVisible(b *bound) []string {
	if !c.asOf.Set {
		return nil
	}
	var conditions []string
	for _, k := range c.model.KindsOf(b.kinds) {
		when := k.When()
		if when == nil {
			continue
		}
		shown := []string{c.inTime(b.name, when, k.Time)}
		if k.Begun != nil {
			begun := fmt.Sprintf("coalesce(NOT %s IN %s, true)", layout.Get(b.name, k.Begun.Property), layout.Literals(k.Begun.Values))
			shown = append([]string{begun}, shown...)
		}
		if b.kinds.Len() > 1 {
			shown = append([]string{fmt.Sprintf("NOT %s:%s", b.name, layout.Name(k.Name))}, shown...)
		}
		conditions = append(conditions, oneOf(shown))
	}
	return conditions
}

// edgeInTime returns the conditions under which an edge's own period is right.
func (c *compiler) edgeInTime(variable string, e *graph.Edge) []string {
	if !c.asOf.Set || e.When() == nil {
		return nil
	}
	return []string{c.inTime(variable, e.When(), e.Time)}
}

// edgesInTime is edgeInTime for an edge of one of some types.
func (c *compiler) edgesInTime(variable string, types []*graph.Edge) []string {
	var conditions []string
	for _, e := range types {
		for _, inTime := range c.edgeInTime(variable, e) {
			conditions = append(conditions, fmt.Sprintf("(type(%s) <> %s OR %s)", variable, layout.Literal(e.Name), inTime))
		}
	}
	return conditions
}

// inTime writes that a state lasts, or an event has begun, on the day. Open
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
	inTime := c.edgesInTime(r, c.model.Edges)
	onNode := fmt.Sprintf("EXISTS { MATCH (%s:Entity {id: %s.subject}) WHERE %s }", subject.name, e, all(c.nodeVisible(subject)))
	conditions := append(append(inTime, c.nodeVisible(from)...), c.nodeVisible(to)...)
	onEdge := fmt.Sprintf("EXISTS { MATCH (%s:Entity {id: %s.factFrom})-[%s:%s {id: %s.subject}]->(%s:Entity {id: %s.factTo}) WHERE %s }",
		from.name, e, r, layout.Types(c.model.Edges), e, to.name, e, all(conditions))
	return []string{fmt.Sprintf("((%s.factFrom IS NULL AND %s) OR %s)", e, onNode, onEdge)}
}
