package export

import "parley/graph/explore"

// d3 writes {nodes, links} as d3-force takes them with an id accessor
// (https://d3js.org/d3-force/link).
func d3(w *writer, g *explore.Graph) {
	w.text(`{"nodes":`)
	w.nodes(g, nodeID)
	w.text(`,"links":`)
	w.edges(g, edgeEnds)
	for _, f := range append(graphFields(g), field{"directed", g.Directed}) {
		w.text(`,"`, f.name, `":`)
		w.json(f.value)
	}
	w.text("}\n")
}
