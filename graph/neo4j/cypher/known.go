package cypher

import (
	"fmt"
	"go/token"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// This file has what was known on the statement's day. Where it has none, nothing is
// written.

// types writes types of edges as a pattern has them: those of what they were too.
func (c *compiler) types(edges ...*graph.Edge) string {
	if c.asOf.Known {
		return layout.KnownTypes(edges)
	}
	return layout.Types(edges)
}

// typeOf writes the name of an edge's type.
func (c *compiler) typeOf(variable string) string {
	if c.asOf.Known {
		return layout.KnownType(variable)
	}
	return "type(" + variable + ")"
}

// edgeKnown returns the conditions under which a relationship is what was known of an
// edge on the day.
func (c *compiler) edgeKnown(variable string) []string {
	if !c.asOf.Known {
		return nil
	}
	return []string{fmt.Sprintf("%s.knownFrom <= %s", variable, c.knownDay()), fmt.Sprintf("(%s.knownTo IS NULL OR %s < %s.knownTo)", variable, c.knownDay(), variable)}
}

// nodeKnown returns the conditions under which it was known on the day that a node is
// there.
func (c *compiler) nodeKnown(b *bound) []string {
	if !c.asOf.Known || !c.anyOf(b.kinds, needsEvidence) {
		return nil
	}
	was := c.mark("was")
	return []string{fmt.Sprintf("(%s.knownFrom IS NULL OR %s.knownFrom <= %s OR EXISTS { %s })", b.name, b.name, c.knownDay(), c.versionOf(b.name, was))}
}

// versionOf writes a pattern that finds what a node was, as it was known on the day.
func (c *compiler) versionOf(node, was string) string {
	return fmt.Sprintf("(%s)-[:%s]->(%s) WHERE %s.knownFrom <= %s AND %s < %s.knownTo", node, layout.ThenType, was, was, c.knownDay(), c.knownDay(), was)
}

// asKnown writes what is read of a property of a node, as it was known on the day.
func (c *compiler) asKnown(b *bound, p *graph.Property, read func(variable string) string) string {
	if p.Editorial {
		return read(b.name)
	}
	return c.allAsKnown(b, read)
}

// allAsKnown is asKnown for what is read of more than one property.
func (c *compiler) allAsKnown(b *bound, read func(variable string) string) string {
	if !c.asOf.Known || b.sort != nodeSort || !c.anyOf(b.kinds, layout.Varies) {
		return read(b.name)
	}
	is, was := b.name, c.mark("was")
	if !token.IsIdentifier(is) { // a pattern takes nothing else
		is = c.mark("is")
	}
	text := fmt.Sprintf("CASE WHEN %s.knownFrom > %s THEN [%s | %s][0] ELSE %s END", is, c.knownDay(), c.versionOf(is, was), read(was), read(is))
	if is != b.name {
		return fmt.Sprintf("[%s IN [%s] | %s][0]", is, b.name, text)
	}
	return text
}

func needsEvidence(k *graph.Kind) bool { return k.Evidenced }

// anyOf reports whether one of some kinds is such.
func (c *compiler) anyOf(kinds graph.KindSet, such func(*graph.Kind) bool) bool {
	for _, k := range c.model.KindsOf(kinds) {
		if such(k) {
			return true
		}
	}
	return false
}

// judged writes what became of a piece of evidence, as it was known on the day.
func (c *compiler) judged(evidence, property, list string) string {
	now := layout.Get(evidence, property)
	if !c.asOf.Known {
		return now
	}
	from := layout.Get(evidence, layout.JudgedFrom)
	return fmt.Sprintf("CASE WHEN %s IS NULL THEN %s ELSE %s[size([d IN %s WHERE d <= %s]) - 1] END", from, now, layout.Get(evidence, list), from, c.knownDay())
}

// counts writes whether a piece of evidence counted.
func (c *compiler) counts(evidence string, p *graph.Property) string {
	counted := c.judged(evidence, p.Name, layout.JudgedCounts)
	if !c.asOf.Known {
		return counted
	}
	return fmt.Sprintf("(%s AND coalesce(%s <= %s, true))", counted, layout.Get(evidence, layout.KnownFrom), c.knownDay())
}
