package export

import "parley/graph/explore"

// graphology writes graphology's serialization
// (https://graphology.github.io/serialization.html).
func graphology(w *writer, g *explore.Graph) {
	w.text(`{"options":`)
	w.object(field{"type", directed(g, "directed", "undirected")}, field{"multi", true}, field{"allowSelfLoops", true})
	w.text(`,"attributes":`)
	w.object(graphFields(g)...)
	w.text(`,"nodes":`)
	w.each(len(g.Nodes), func(i int) {
		n := &g.Nodes[i]
		w.object(field{"key", n.ID}, field{"attributes", append([]field{{"label", n.Label}}, nodeFields(n)...)})
	})
	w.text(`,"edges":`)
	w.each(len(g.Edges), func(i int) {
		e := &g.Edges[i]
		w.object(field{"key", e.ID}, field{"source", e.Source}, field{"target", e.Target}, field{"undirected", !g.Directed},
			field{"attributes", append([]field{{"label", e.Label}}, edgeFields(e)...)})
	})
	w.text("}\n")
}
