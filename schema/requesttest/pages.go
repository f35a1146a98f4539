package requesttest

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// Pages makes a query of one list, in an order and under a filter, whose
// variables first, after, last and before page through it. Its only root field
// is called list.
func (g *Generator) Pages() (string, map[string]any) {
	g.begin()
	var lists ast.FieldList
	for _, f := range own(g.gate.Query) {
		if f.Arguments.ForName("after") != nil && f.Arguments.ForName("before") != nil {
			lists = append(lists, f)
		}
	}
	f := pickOne(g, lists)
	args := []string{"first: $first", "last: $last", "after: $after", "before: $before"}
	g.declared = append(g.declared, "$first: Int", "$last: Int", "$after: String", "$before: String")
	for _, a := range f.Arguments {
		switch {
		case strings.Contains("first last after before", a.Name):
		case a.Type.NonNull, a.Name == "orderBy", g.chance(3):
			text, _ := g.value(a.Type, a.Name, 3)
			args = append(args, a.Name+": "+text)
		}
	}
	page := "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
	def := g.gate.Types[f.Type.Name()]
	nodes := def.Fields.ForName("nodes")
	return g.operation("query", []string{"list: " + f.Name + "(" + strings.Join(args, ", ") + ") { " + page + " nodes" + g.below(nodes, 2) + " }"}), g.variables
}
