package export

import (
	"bufio"
	"fmt"
	"strings"
	"unicode/utf16"

	"parley/graph"
	"parley/graph/explore"
)

// What Mermaid draws unless told otherwise: its maxEdges, and its maxTextSize.
const (
	maxMermaid     = 500
	maxMermaidText = 50_000
)

func fitsMermaid(g *explore.Graph) error {
	if len(g.Edges) > maxMermaid {
		return graph.Errorf(graph.TooLarge, "export", "%d edges are more than the %d that Mermaid draws; ask for fewer, or for another format", len(g.Edges), maxMermaid)
	}
	if n := mermaidSize(g); n > maxMermaidText {
		return graph.Errorf(graph.TooLarge, "export", "%d characters are more than the %d that Mermaid draws; ask for fewer nodes, or for another format", n, maxMermaidText)
	}
	return nil
}

// mermaidSize is how long Mermaid finds a graph: it takes comments away first,
// and counts as JavaScript does.
func mermaidSize(g *explore.Graph) (n int) {
	var text strings.Builder // which takes all that is written
	w := &writer{to: bufio.NewWriter(&text)}
	mermaid(w, g)
	_ = w.to.Flush()
	for line := range strings.Lines(text.String()) {
		if strings.HasPrefix(line, mermaidRemark) {
			continue
		}
		for _, r := range line {
			n += utf16.RuneLen(r)
		}
	}
	return n
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
		w.text(fmt.Sprintf("  n%d %s|\"%s\"| n%d\n", places[e.Source], arrow, mermaidText(worded(e)), places[e.Target]))
	}
}

const mermaidRemark = "  %% "

// mermaidComment writes a line that Mermaid does not read.
func (w *writer) mermaidComment(of string, fields []field) {
	w.text(mermaidRemark, of)
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
