package export

import "parley/graph/explore"

// nodeLink writes node-link data as networkx.node_link_graph reads it, with
// edges under "edges", which is its default from NetworkX 3.6 on; before that
// say edges="edges".
func nodeLink(w *writer, g *explore.Graph) {
	w.text(`{"directed":`)
	w.json(g.Directed)
	w.text(`,"multigraph":true,"graph":`)
	w.object(graphFields(g)...)
	w.text(`,"nodes":`)
	w.nodes(g, nodeID)
	w.text(`,"edges":`)
	w.edges(g, func(e *explore.Edge) []field {
		return []field{{"source", e.Source}, {"target", e.Target}, {"key", e.ID}}
	})
	w.text("}\n")
}
