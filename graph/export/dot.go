package export

import (
	"strings"

	"parley/graph/explore"
)

// dot writes Graphviz's language (https://graphviz.org/doc/info/lang.html). The
// quote is the tooltip.
func dot(w *writer, g *explore.Graph) {
	w.text(directed(g, "digraph", "graph"), " parley {\n")
	for _, f := range graphFields(g) {
		w.text("  ", f.name, "=", quoted(plain(f.value)), ";\n")
	}
	for i := range g.Nodes {
		n := &g.Nodes[i]
		w.text("  ", quoted(n.ID), " [key=", quoted(n.ID), " label=", quoted(n.Label))
		w.dotFields(nodeFields(n))
	}
	arrow := directed(g, " -> ", " -- ")
	for i := range g.Edges {
		e := &g.Edges[i]
		w.text("  ", quoted(e.Source), arrow, quoted(e.Target), " [id=", quoted(e.ID), " label=", quoted(worded(e)), " line=", quoted(e.Label))
		w.dotFields(edgeFields(e))
	}
	w.text("}\n")
}

// dotFields writes fields as attributes. Those whose names mean something to
// Graphviz that they do not mean here stand under another name.
func (w *writer) dotFields(fields []field) {
	for _, f := range fields {
		name := f.name
		if name == "weight" || name == "URL" || name == "url" {
			name = "the_" + name
		}
		w.text(" ", name, "=", quoted(plain(f.value)))
		if f.name == "quote" {
			w.text(" tooltip=", quoted(plain(f.value)))
		}
	}
	w.text("];\n")
}

// quoted writes a text in quotes. A backslash is written twice, so that none
// stands before the quote at the end; in an attribute that Graphviz knows these
// are one.
func quoted(s string) string {
	s = strings.ReplaceAll(valid(s), "\x00", "\uFFFD")
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
