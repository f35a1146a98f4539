package export

import "parley/graph/explore"

// kumu writes a blueprint (https://docs.kumu.io/guides/import/blueprints.md).
// Elements are joined by id, since labels may be shared; Kumu shows an element's
// kind as its type.
func kumu(w *writer, g *explore.Graph) {
	w.text(`{"elements":`)
	w.nodes(g, func(n *explore.Node) []field { return []field{{"id", n.ID}, {"type", n.Kind.Name}} })
	w.text(`,"connections":`)
	w.edges(g, func(e *explore.Edge) []field {
		return []field{{"id", e.ID}, {"from", e.Source}, {"to", e.Target}, {"type", e.Kind}, {"direction", directed(g, "directed", "undirected")}}
	})
	for _, f := range graphFields(g) {
		w.text(`,"`, f.name, `":`)
		w.json(f.value)
	}
	w.text("}\n")
}
