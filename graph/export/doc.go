// Package export writes a part of the graph as what other tools read: GEXF,
// GraphML, CSV for Gephi, JSON for Cytoscape.js, graphology, NetworkX, D3 and
// Kumu, JSON-LD, Graphviz DOT and Mermaid.
//
// An [explore.Graph] with details comes in. What each node and edge has to say,
// package export flattens once (see fields); each format is one function in one
// file, which streams. [Formats] is the table of them. Each carries kind, label,
// all attributes, dates, source and quote, and whether the graph is truncated.
package export
