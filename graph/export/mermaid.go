package export

import (
	"fmt"
	"strings"

	"parley/graph"
	"parley/graph/explore"
)

// maxMermaid is how many edges Mermaid draws unless told otherwise (its
// maxEdges).
const maxMermaid = 500

func fitsMermaid(g *explore.Graph) error {
	if len(g.Edges) > maxMermaid {
		return graph.Errorf(graph.TooLarge, "export", "%d edges are more than the %d that Mermaid draws; ask for fewer, or for another format", len(g.Edges), maxMermaid)
	}
	return nil
}

// mermaid writes a flowchart (https://mermaid.js.org/syntax/flowchart.html).
// Mermaid has no place for attributes; they stand in comments.
func mermaid(w *writer, g *explore.Graph) {
	w.text("flowchart LR\n")
	w.mermaidComment("graph", graphFields(g))
	places := map[string]int{}
	for i := range g.Nodes {
		n := &g.Nodes[i]
		places[n.ID] = i
		w.mermaidComment(fmt.Sprint("n", i), append(nodeID(n), nodeFields(n)...))
		w.text(fmt.Sprintf("  n%d[\"%s\"]:::%s\n", i, mermaidText(n.Label), n.Kind.Name))
	}
	arrow := directed(g, "-->", "---")
	for i := range g.Edges {
		e := &g.Edges[i]
		w.mermaidComment(fmt.Sprint("e", i), append(append(edgeEnds(e), field{"label", e.Label}), edgeFields(e)...))
		w.text(fmt.Sprintf("  n%d %s|\"%s\"| n%d\n", places[e.Source], arrow, mermaidText(e.Kind), places[e.Target]))
	}
}

// mermaidComment writes a line that Mermaid does not read.
func (w *writer) mermaidComment(of string, fields []field) {
	w.text("  %% ", of)
	for _, f := range fields {
		w.text(" ", f.name, "=", mermaidText(plain(f.value)), ";")
	}
	w.text("\n")
}

// mermaidText writes every character that Mermaid might read as its own, or that
// ends a line, as the number of its code point; spaces at the ends too, which it
// would drop, and an empty text as one that stays.
func mermaidText(s string) string {
	var out strings.Builder
	last := len(strings.TrimRight(s, " "))
	for i, r := range s {
		switch {
		case r == ' ' && (i >= last || strings.TrimLeft(s[:i], " ") == ""):
			out.WriteString("#32;")
		case strings.ContainsRune("\"#;<>&`{}[]|%\\*_~$", r), r < ' ', r >= 0x7f && r < 0xa0, r == 0x2028, r == 0x2029:
			fmt.Fprintf(&out, "#%d;", r)
		default:
			out.WriteRune(r)
		}
	}
	if s == "" {
		return "#160;"
	}
	return out.String()
}
