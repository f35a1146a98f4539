package export

import "parley/graph/explore"

// cytoscape writes elements JSON (https://js.cytoscape.org/#notation/elements-json).
func cytoscape(w *writer, g *explore.Graph) {
	w.text(`{"data":`)
	w.object(append(graphFields(g), field{"directed", g.Directed})...)
	w.text(`,"elements":{"nodes":`)
	w.each(len(g.Nodes), func(i int) {
		n := &g.Nodes[i]
		w.object(field{"data", append(append(nodeID(n), field{"label", n.Label}), nodeFields(n)...)})
	})
	w.text(`,"edges":`)
	w.each(len(g.Edges), func(i int) {
		e := &g.Edges[i]
		w.object(field{"data", append(append(edgeEnds(e), field{"label", e.Label}), edgeFields(e)...)})
	})
	w.text("}}\n")
}
