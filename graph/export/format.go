package export

import (
	"bufio"
	"io"
	"strings"

	"parley/graph"
	"parley/graph/explore"
)

// Format is a way to write a graph.
type Format struct {
	Name  string // as it is asked for: "gexf"
	Media string // its media type
	File  string // the name of a file of it
	Doc   string // which tools read it
	write func(*writer, *explore.Graph)
	check func(*explore.Graph) error // says why a graph cannot be written; may be nil
}

// Formats lists all formats.
func Formats() []Format {
	return []Format{
		{Name: "gexf", Media: "application/gexf+xml", File: "parley.gexf", Doc: "GEXF 1.3 with time spells: Gephi, sigma.js", write: gexf},
		{Name: "graphml", Media: "application/graphml+xml", File: "parley.graphml", Doc: "GraphML: yEd, NetworkX, igraph", write: graphML},
		{Name: "gephi-nodes", Media: "text/csv; charset=utf-8", File: "parley-nodes.csv", Doc: "Gephi's table of nodes, or a spreadsheet", write: csvNodes},
		{Name: "gephi-edges", Media: "text/csv; charset=utf-8", File: "parley-edges.csv", Doc: "Gephi's table of edges, or a spreadsheet", write: csvEdges},
		{Name: "cytoscape", Media: "application/json", File: "parley.cyjs", Doc: "Cytoscape.js and Cytoscape", write: cytoscape},
		{Name: "graphology", Media: "application/json", File: "parley-graphology.json", Doc: "graphology and sigma.js", write: graphology},
		{Name: "node-link", Media: "application/json", File: "parley-node-link.json", Doc: "NetworkX's node-link data", write: nodeLink},
		{Name: "d3", Media: "application/json", File: "parley-d3.json", Doc: "D3: {nodes, links}", write: d3},
		{Name: "kumu", Media: "application/json", File: "parley-kumu.json", Doc: "Kumu's blueprint, also as a remote JSON link", write: kumu},
		{Name: "jsonld", Media: "application/ld+json", File: "parley.jsonld", Doc: "JSON-LD in terms of schema.org and W3C PROV", write: jsonLD},
		{Name: "dot", Media: "text/vnd.graphviz; charset=utf-8", File: "parley.dot", Doc: "Graphviz", write: dot},
		{Name: "mermaid", Media: "text/vnd.mermaid; charset=utf-8", File: "parley.mmd", Doc: "Mermaid, of at most 500 edges and 50,000 characters", write: mermaid, check: fitsMermaid},
	}
}

// Find returns the format of a name; an unknown one is BAD_INPUT.
func Find(name string) (Format, error) {
	var names []string
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, graph.Errorf(graph.BadInput, "export", "there is no format %q; the formats are %s", name, strings.Join(names, ", "))
}

// Check says why a graph cannot be written in the format, or nil.
func (f Format) Check(g *explore.Graph) error {
	if f.check == nil {
		return nil
	}
	return f.check(g)
}

// Write streams a graph. Before anything is written, a graph that the format
// cannot hold is an error; later errors are the writer's.
func (f Format) Write(to io.Writer, g *explore.Graph) error {
	if err := f.Check(g); err != nil {
		return err
	}
	w := &writer{to: bufio.NewWriterSize(to, 32<<10)}
	f.write(w, g)
	if w.err != nil {
		return w.err
	}
	return w.to.Flush()
}

// writer remembers the first error, so that formats need not look for it.
type writer struct {
	to  *bufio.Writer
	err error
}

// text writes texts as they are.
func (w *writer) text(parts ...string) {
	for _, s := range parts {
		if w.err == nil {
			_, w.err = w.to.WriteString(s)
		}
	}
}

// Write is io.Writer.
func (w *writer) Write(p []byte) (int, error) {
	if w.err == nil {
		_, w.err = w.to.Write(p)
	}
	return len(p), w.err
}
