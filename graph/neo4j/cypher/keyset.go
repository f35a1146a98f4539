package cypher

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// bounds writes that a row is beyond After and short of Before.
func (s *scope) bounds(l *graph.List, keys []string) []string {
	var conditions []string
	if len(l.Page.After) > 0 {
		conditions = append(conditions, s.beyond(0, l, keys, l.Page.After, false))
	}
	if len(l.Page.Before) > 0 {
		conditions = append(conditions, s.beyond(0, l, keys, l.Page.Before, true))
	}
	return conditions
}

// beyond writes that a row's keys, from the i-th on, come after a cursor's, or
// before: one key differs that way, and those ahead of it are the same.
func (s *scope) beyond(i int, l *graph.List, keys []string, cursor []graph.Value, before bool) string {
	greater, last := descending(l, i) == before, i == len(keys)-1
	if i == 0 && !last && cursor[i] != nil && s.indexed(l) != "" {
		return s.fromIndex(keys[i], cursor[i], greater, func() string { return s.beyond(i+1, l, keys, cursor, before) })
	}
	way, same := s.against(keys[i], cursor[i], greater, !last)
	if last {
		if text, ok := cursor[i].(string); ok && i == 0 && s.indexed(l) != "" && !plain(text) {
			return all([]string{s.near(keys[i], text, greater), way})
		}
		return way
	}
	return oneOf([]string{way, all([]string{same, s.beyond(i+1, l, keys, cursor, before)})})
}

// fromIndex is beyond in a form that lets an index be read in order from the
// cursor on: Neo4j would answer an OR of ranges with a union of them, and sort.
func (s *scope) fromIndex(key string, v graph.Value, greater bool, rest func() string) string {
	if text, ok := v.(string); ok && !plain(text) {
		way, same := s.textAgainst(key, text, greater)
		return all([]string{s.near(key, text, greater), oneOf([]string{way, all([]string{same, rest()})})})
	}
	op, p := "<=", s.param(v)
	if greater {
		op = ">="
	}
	return fmt.Sprintf("%s %s %s AND (%s <> %s OR %s)", key, op, p, key, p, rest())
}

// against writes that a key is greater, or less, than a value, and that it is
// the same. Null is the greatest.
func (s *scope) against(key string, v graph.Value, greater, nullable bool) (way, same string) {
	switch {
	case v == nil && greater:
		return "false", key + " IS NULL"
	case v == nil:
		return key + " IS NOT NULL", key + " IS NULL"
	}
	way, same = s.valueAgainst(key, v, greater)
	if greater && nullable {
		way = fmt.Sprintf("(%s OR %s IS NULL)", way, key)
	}
	return way, same
}

func (c *compiler) valueAgainst(key string, v graph.Value, greater bool) (way, same string) {
	if text, ok := v.(string); ok && !plain(text) {
		return c.textAgainst(key, text, greater)
	}
	op, p := "<", c.param(layout.Parameter(v))
	if greater {
		op = ">"
	}
	return fmt.Sprintf("%s %s %s", key, op, p), fmt.Sprintf("%s = %s", key, p)
}

// Neo4j has two orders of text. Stored texts, and so ORDER BY and indexes, are
// compared by code points, as Parley does; wherever a parameter or a text that
// the statement makes takes part, UTF-16 units are. These orders differ only
// where one text has a character beyond U+FFFF in the place of which the other
// has one of U+E000 to U+FFFF. So a text without either, a plain one, compares
// the same with all others.

const (
	high       = '\uE000'     // the first character that is not plain
	lastPlain  = '\uD7FF'     // the last that is
	firstAfter = string(high) // comes after every text that begins with lastPlain
)

func isHigh(r rune) bool { return r >= high }

// plain reports whether a text compares the same in both orders.
func plain(text string) bool { return strings.IndexFunc(text, isHigh) < 0 }

// textAgainst is valueAgainst for a text that is not plain. It is taken apart
// into pieces, each a plain text and the character behind it that is not. A key
// is greater if, beyond the pieces that it begins with, it is greater than the
// plain text of the next one and does not go on with a character up to that
// one's: in regular expressions, these are compared by code points.
func (c *compiler) textAgainst(key, text string, greater bool) (way, same string) {
	p, x := c.param(text), c.mark("x")
	same = fmt.Sprintf("%s = %s", key, p)
	way = fmt.Sprintf("any(%[3]s IN %[4]s WHERE left(%[1]s, %[3]s[0]) = left(%[2]s, %[3]s[0]) AND substring(%[1]s, %[3]s[0]) > %[3]s[1] "+
		"AND NOT (left(%[1]s, %[3]s[2]) = left(%[2]s, %[3]s[2]) AND substring(%[1]s, %[3]s[2], 1) =~ %[3]s[3]))", key, p, x, c.param(pieces(text)))
	if !greater {
		way = fmt.Sprintf("(%s <> %s AND NOT %s)", key, p, way)
	}
	return way, same
}

// pieces takes a text apart for textAgainst. Each piece has the place where it
// begins, a text than which what stands there has to be greater, the place of its
// last character, and an expression for those up to that one.
func pieces(text string) []any {
	var list []any
	begin := 0
	for {
		at := strings.IndexFunc(text, isHigh)
		if at < 0 {
			return append(list, []any{begin, text, begin, "(?!)"})
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		next := begin + utf8.RuneCountInString(text[:at])
		list = append(list, []any{begin, text[:at] + string(lastPlain), next, fmt.Sprintf(`[\x{%X}-\x{%X}]`, lastPlain, r)})
		text, begin = text[at+size:], next+1
	}
}

// near writes a range, right in both orders, that holds every key beyond a text
// that is not plain, so that an index is not read from its beginning. A greater
// key is not less than the plain beginning of the text with the last plain
// character behind it; a lesser one is less than the next text that does not
// begin so.
func (s *scope) near(key, text string, greater bool) string {
	begin := text[:strings.IndexFunc(text, isHigh)]
	if greater {
		return fmt.Sprintf("%s >= %s", key, s.param(begin+string(lastPlain)))
	}
	if begin == "" {
		return key + " IS NOT NULL"
	}
	r, size := utf8.DecodeLastRuneInString(begin)
	next := firstAfter
	if r != lastPlain {
		next = string(r + 1)
	}
	return fmt.Sprintf("%s < %s", key, s.param(begin[:len(begin)-size]+next))
}

// viaOrder writes what vias are ordered by: the words of their ids, as the ids
// themselves, which the statement makes, would be compared otherwise. A space,
// which parts words, comes before all that a word holds.
func (s *scope) viaOrder(o *bound) string {
	edges := edgesOf(o.of)
	words := func(edge string, edges []*graph.Edge) string {
		return fmt.Sprintf(" + CASE WHEN %s IS NULL THEN [] ELSE %s END", edge, s.idWords(edge, edges))
	}
	order := s.idWords(o.a, edges) + words(o.b, edges)
	if link := linkEdge(o.of); link != nil {
		order += words(o.link, []*graph.Edge{link})
	}
	return order
}

// edgesOf lists the edges that a derived relation is made of.
func edgesOf(d *graph.Derived) []*graph.Edge {
	if d.Pair != nil {
		return []*graph.Edge{d.EdgeType(d.Pair.Edge)}
	}
	var edges []*graph.Edge
	for _, path := range d.Paths {
		for _, leg := range path {
			if e := d.EdgeType(leg.Edge); !slices.Contains(edges, e) {
				edges = append(edges, e)
			}
		}
	}
	return edges
}

// idWords writes the words of an edge's id (see [graph.EdgeID]).
func (c *compiler) idWords(edge string, types []*graph.Edge) string {
	var cases []string
	for _, e := range types {
		var words, values []string
		for _, p := range e.Props() {
			if !p.Identity {
				continue
			}
			value := layout.Get(edge, p.Name)
			list := strings.Join(append(slices.Clone(words), value), ", ")
			values = append([]string{fmt.Sprintf("WHEN %s = %s AND %s IS NOT NULL THEN [%s]", c.typeOf(edge), layout.Literal(e.Name), value, list)}, values...)
			words = append(words, fmt.Sprintf("coalesce(%s, '-')", value))
		}
		cases = append(cases, values...)
	}
	identity := ""
	if len(cases) > 0 {
		identity = fmt.Sprintf(" + CASE %s ELSE [] END", strings.Join(cases, " "))
	}
	return fmt.Sprintf("[%[3]s, startNode(%[1]s).id, endNode(%[1]s).id]%[2]s", edge, identity, c.typeOf(edge))
}
