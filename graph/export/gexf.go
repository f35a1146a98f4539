package export

import (
	"fmt"
	"strconv"

	"parley/graph/explore"
)

// gexf writes GEXF 1.3 (https://gexf.net/schema.html): a dynamic graph of dates.
// What has a date has a spell from the first day on which it may have begun to
// the last on which it may have ended; an open end is left out.
func gexf(w *writer, g *explore.Graph) {
	nodes, edges := columnsOf(g.Nodes, nodeFields), columnsOf(g.Edges, edgeFields)
	w.text(`<?xml version="1.0" encoding="UTF-8"?>`, "\n")
	w.open("gexf", "xmlns", "http://gexf.net/1.3", "version", "1.3")
	w.open("meta")
	w.text("<creator>Parley</creator>\n<description>")
	w.text(fmt.Sprintf("truncated: %t, missingNodes: %d, missingEdges: %d", g.Truncated, g.MissingNodes, g.MissingEdges))
	w.text("</description>\n")
	w.close("meta")
	w.open("graph", "mode", "dynamic", "timeformat", "date", "timerepresentation", "interval", "defaultedgetype", directed(g, "directed", "undirected"))
	w.gexfAttributes("node", nodes)
	w.gexfAttributes("edge", edges)
	w.open("nodes")
	for i := range g.Nodes {
		n := &g.Nodes[i]
		w.open("node", "id", n.ID, "label", n.Label)
		w.gexfValues(nodes, nodeFields(n))
		w.close("node")
	}
	w.close("nodes")
	w.open("edges")
	for i := range g.Edges {
		e := &g.Edges[i]
		tag := []string{"id", e.ID, "source", e.Source, "target", e.Target, "kind", e.Kind, "label", e.Label}
		if e.Weight > 0 {
			tag = append(tag, "weight", strconv.Itoa(e.Weight))
		}
		w.open("edge", tag...)
		w.gexfValues(edges, edgeFields(e))
		w.close("edge")
	}
	w.close("edges")
	w.close("graph")
	w.close("gexf")
}

func (w *writer) gexfAttributes(class string, c *columns) {
	w.open("attributes", "class", class, "mode", "static")
	for i, col := range c.list {
		w.alone("attribute", "id", strconv.Itoa(i), "title", col.name, "type", [...]string{"string", "integer", "boolean", "string"}[col.kind])
	}
	w.close("attributes")
}

func (w *writer) gexfValues(c *columns, fields []field) {
	spell := []string{}
	w.open("attvalues")
	for _, f := range fields {
		w.alone("attvalue", "for", strconv.Itoa(c.at[f.name]), "value", plain(f.value))
		if f.name == "start" || f.name == "end" {
			spell = append(spell, f.name, plain(f.value))
		}
	}
	w.close("attvalues")
	if len(spell) > 0 {
		w.open("spells")
		w.alone("spell", spell...)
		w.close("spells")
	}
}
