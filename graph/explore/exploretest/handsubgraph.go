package exploretest

import (
	"strconv"

	"parley/graph/explore"
)

// appendGraph appends a subgraph as JSON.
func appendGraph(out []byte, g *explore.Graph) []byte {
	out = append(out, `{"nodes":[`...)
	for i := range g.Nodes {
		n := &g.Nodes[i]
		out = appendNode(out, i, n.ID, n.Kind.Name, n.Label, n.Degree)
	}
	out = append(out, `],"edges":[`...)
	for i := range g.Edges {
		e := &g.Edges[i]
		out = appendEdge(out, i, e.ID, e.Kind, e.Source, e.Target)
		out = appendText(append(out, `,"label":`...), e.Label)
		out = append(out, '}')
	}
	return appendEnd(out, g.Truncated, g.MissingNodes, g.MissingEdges)
}

func appendNode(out []byte, i int, id, kind, label string, degree int) []byte {
	if i > 0 {
		out = append(out, ',')
	}
	out = appendText(append(out, `{"id":`...), id)
	out = appendText(append(out, `,"kind":`...), kind)
	out = appendText(append(out, `,"label":`...), label)
	out = strconv.AppendInt(append(out, `,"degree":`...), int64(degree), 10)
	return append(out, '}')
}

func appendEdge(out []byte, i int, id, kind, source, target string) []byte {
	if i > 0 {
		out = append(out, ',')
	}
	out = appendText(append(out, `{"id":`...), id)
	out = appendText(append(out, `,"kind":`...), kind)
	out = appendText(append(out, `,"source":`...), source)
	return appendText(append(out, `,"target":`...), target)
}

// appendText appends a text that needs no escapes, as those of the large graph.
func appendText(out []byte, s string) []byte {
	out = append(out, '"')
	out = append(out, s...)
	return append(out, '"')
}

func appendEnd(out []byte, truncated bool, nodes, edges int) []byte {
	out = strconv.AppendBool(append(out, `],"truncated":`...), truncated)
	out = strconv.AppendInt(append(out, `,"missingNodes":`...), int64(nodes), 10)
	out = strconv.AppendInt(append(out, `,"missingEdges":`...), int64(edges), 10)
	return append(out, '}')
}

// Subgraph is a breadth-first search as one would write it by hand, over pointers,
// with the limits of [explore.Explorer.Subgraph]: it marks the vertices that it
// sees, and appends what it finds.
func (l *Large) Subgraph(out []byte, root *vertex, depth, maxNodes, maxEdges int) []byte {
	base, left := l.marks+1, -l.marks-1 // marks from base on are of this search
	l.marks += maxNodes + 1
	root.mark = base
	shown, edges := []*vertex{root}, []*arc{}
	cut := map[*vertex]int{} // how many edges were read of those of which not all were
	missingNodes, missingEdges := 0, 0
	for begin, end := 0, 1; depth > 0; depth-- {
		perNode := explore.PerNode(end-begin, maxEdges)
		for i := begin; i < end; i++ {
			v, read := shown[i], 0
			for _, arcs := range v.links {
				for _, a := range arcs {
					if read == perNode {
						break
					}
					read++
					far := a.to
					if far == v {
						far = a.from
					}
					known := far.mark >= base
					if known && far.mark-base < i && !l.unread(cut, far, a) {
						continue
					}
					switch {
					case len(edges) < maxEdges && known:
						edges = append(edges, a)
						continue
					case len(edges) < maxEdges && len(shown) < maxNodes:
						far.mark = base + len(shown)
						shown, edges = append(shown, far), append(edges, a)
						continue
					case !known && far.mark != left:
						far.mark = left
						missingNodes++
					}
					missingEdges++
				}
			}
			if all := v.degree(); read < all {
				missingEdges += all - read
				cut[v] = read
			}
		}
		begin, end = end, len(shown)
		if begin == end {
			break
		}
	}
	out = append(out, `{"nodes":[`...)
	for i, v := range shown {
		out = appendNode(out, i, v.id, v.kind.Name, v.label, v.degree())
	}
	out = append(out, `],"edges":[`...)
	for i, a := range edges {
		out = appendEdge(out, i, a.id, a.typ.Name, a.from.id, a.to.id)
		out = append(append(out, `,"label":"`...), a.from.label...)
		out = append(append(out, ' '), a.typ.Name...)
		if a.labelValue != "" {
			out = append(append(append(out, " ("...), a.labelValue...), ')')
		}
		out = append(out, ' ')
		out = append(append(out, a.to.label...), `"}`...)
	}
	return appendEnd(out, missingNodes+missingEdges > 0, missingNodes, missingEdges)
}

// unread reports whether an edge was not among those that were read at a vertex.
func (l *Large) unread(cut map[*vertex]int, v *vertex, wanted *arc) bool {
	left, some := cut[v]
	if !some {
		return false
	}
	for _, arcs := range v.links {
		for _, a := range arcs {
			if left == 0 {
				return true
			}
			left--
			if a == wanted {
				return false
			}
		}
	}
	return true
}
