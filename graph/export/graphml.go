package export

import (
	"strconv"

	"parley/graph/explore"
)

// graphML writes GraphML (http://graphml.graphdrawing.org/specification.html).
func graphML(w *writer, g *explore.Graph) {
	graphs := &columns{at: map[string]int{}}
	graphs.add(graphFields(g))
	nodes, edges := columnsOf(g.Nodes, nodeFields), columnsOf(g.Edges, edgeFields)
	nodes.add([]field{{"label", ""}})
	edges.add([]field{{"label", ""}})
	w.text(`<?xml version="1.0" encoding="UTF-8"?>`, "\n")
	w.open("graphml", "xmlns", "http://graphml.graphdrawing.org/xmlns",
		"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance",
		"xsi:schemaLocation", "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd")
	w.graphMLKeys("graph", graphs)
	w.graphMLKeys("node", nodes)
	w.graphMLKeys("edge", edges)
	w.open("graph", "id", "parley", "edgedefault", directed(g, "directed", "undirected"))
	w.graphMLData("graph", graphs, graphFields(g))
	for i := range g.Nodes {
		n := &g.Nodes[i]
		w.open("node", "id", n.ID)
		w.graphMLData("node", nodes, append(nodeFields(n), field{"label", n.Label}))
		w.close("node")
	}
	for i := range g.Edges {
		e := &g.Edges[i]
		w.open("edge", "id", e.ID, "source", e.Source, "target", e.Target)
		w.graphMLData("edge", edges, append(edgeFields(e), field{"label", e.Label}))
		w.close("edge")
	}
	w.close("graph")
	w.close("graphml")
}

func (w *writer) graphMLKeys(of string, c *columns) {
	for i, col := range c.list {
		w.alone("key", "id", of[:1]+strconv.Itoa(i), "for", of, "attr.name", col.name, "attr.type", [...]string{"string", "long", "boolean", "string"}[col.kind])
	}
}

func (w *writer) graphMLData(of string, c *columns, fields []field) {
	for _, f := range fields {
		w.text(`<data key="`, of[:1], strconv.Itoa(c.at[f.name]), `">`)
		w.escaped(plain(f.value))
		w.text("</data>\n")
	}
}
