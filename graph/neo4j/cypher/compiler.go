package cypher

import (
	"fmt"
	"strings"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// Statement is a Cypher statement and its parameters. It has no value in its
// text.
type Statement struct {
	Text   string
	Params map[string]any
}

// compiler writes one statement. Names come from the model, values go into
// parameters, numbered as they come.
type compiler struct {
	model  *graph.Model
	asOf   graph.AsOf
	day    string // the parameter of asOf's day, once it is needed
	then   string // that of the day with what was known on which it is shown
	params map[string]any
	lists  int // how many lists have a number
	marks  int // how many other variables have one
	lines  []string
	depth  int
}

func newCompiler(m *graph.Model, asOf graph.AsOf) *compiler {
	return &compiler{model: m, asOf: asOf, params: map[string]any{}}
}

// line writes a line of the statement.
func (c *compiler) line(format string, args ...any) {
	c.lines = append(c.lines, strings.Repeat("  ", c.depth)+fmt.Sprintf(format, args...))
}

// block writes lines between an opening and a closing brace.
func (c *compiler) block(open string, body func()) {
	c.line("%s {", open)
	c.depth++
	body()
	c.depth--
	c.line("}")
}

// inline returns what body writes as one expression: the body of an EXISTS or a
// COUNT.
func (c *compiler) inline(body func()) string {
	lines, depth := c.lines, c.depth
	c.lines, c.depth = nil, 0
	body()
	text := strings.Join(c.lines, " ")
	c.lines, c.depth = lines, depth
	return text
}

func (c *compiler) statement() *Statement {
	return &Statement{strings.Join(c.lines, "\n"), c.params}
}

// param passes a value as a parameter and returns its name.
func (c *compiler) param(v any) string {
	name := fmt.Sprintf("p%d", len(c.params))
	c.params[name] = v
	return "$" + name
}

// today returns the parameter of the day as of which the graph is shown.
func (c *compiler) today() string {
	if c.day == "" {
		c.day = c.param(layout.Parameter(c.asOf.Day))
	}
	return c.day
}

// knownDay returns the parameter of the day with what was known on which the graph is
// shown.
func (c *compiler) knownDay() string {
	if c.then == "" {
		c.then = c.param(layout.KnownDay(c.asOf.KnownOn))
	}
	return c.then
}

// whole reports whether all is shown that is there now.
func (c *compiler) whole() bool { return !c.asOf.Set && !c.asOf.Known }

// mark returns a variable that no other part of the statement uses.
func (c *compiler) mark(prefix string) string {
	c.marks++
	return fmt.Sprintf("%s_%d", prefix, c.marks)
}

// where writes a WHERE of all conditions, if there are any.
func (c *compiler) where(conditions []string) {
	if len(conditions) > 0 {
		c.line("WHERE %s", strings.Join(conditions, " AND "))
	}
}

// kindNames writes the labels of a set of kinds as alternatives.
func (c *compiler) kindNames(kinds graph.KindSet) string {
	var list []string
	for _, k := range c.model.KindsOf(kinds) {
		list = append(list, k.Name)
		if c.asOf.Known && k.Evidenced {
			list = append(list, layout.WasLabel(k))
		}
	}
	return layout.Names(list)
}

// label writes the labels to match nodes of some kinds by: beside ours the kind's
// own where there is but one. Somebody else may have nodes with the kind's label.
func (c *compiler) label(kinds graph.KindSet) string {
	if kinds.Len() != 1 {
		return layout.EntityLabel
	}
	names := c.kindNames(kinds)
	if strings.Contains(names, "|") {
		names = "(" + names + ")"
	}
	return layout.EntityLabel + "&" + names
}

// ofKinds writes that a node is of one of some kinds; it is of none of none.
func (c *compiler) ofKinds(variable string, kinds graph.KindSet) string {
	if kinds == 0 {
		return "false"
	}
	return variable + ":" + c.kindNames(kinds)
}

// only keeps the rows for which all conditions hold, if there are any.
func (c *compiler) only(conditions []string) {
	if len(conditions) > 0 {
		c.line("WITH * WHERE %s", all(conditions))
	}
}

// all writes that all conditions hold, and oneOf that one does.
func all(conditions []string) string   { return joined(conditions, " AND ", "true") }
func oneOf(conditions []string) string { return joined(conditions, " OR ", "false") }

func joined(conditions []string, by, none string) string {
	switch len(conditions) {
	case 0:
		return none
	case 1:
		return conditions[0]
	}
	return "(" + strings.Join(conditions, by) + ")"
}
