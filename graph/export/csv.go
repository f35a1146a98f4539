package export

import (
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"parley/graph/explore"
)

// csvNodes writes the nodes as Gephi's spreadsheet import takes them
// (https://docs.gephi.org, "Import CSV"), comma separated (RFC 4180).
func csvNodes(w *writer, g *explore.Graph) {
	table := newTable(w, columnsOf(g.Nodes, nodeFields), g, "Id", "Label")
	for i := range g.Nodes {
		n := &g.Nodes[i]
		table.row(nodeFields(n), n.ID, n.Label)
	}
	table.end()
}

// csvEdges writes the edges as Gephi's spreadsheet import takes them.
func csvEdges(w *writer, g *explore.Graph) {
	table := newTable(w, columnsOf(g.Edges, withoutWeight), g, "Source", "Target", "Type", "Id", "Label", "Weight")
	for i := range g.Edges {
		e := &g.Edges[i]
		table.row(withoutWeight(e), e.Source, e.Target, directed(g, "Directed", "Undirected"), e.ID, e.Label, strconv.Itoa(max(1, e.Weight)))
	}
	table.end()
}

// withoutWeight returns the fields of an edge that have no column of Gephi's own.
func withoutWeight(e *explore.Edge) []field {
	return slices.DeleteFunc(edgeFields(e), func(f field) bool { return f.name == "weight" })
}

// table is a table with some columns of its own, those of the fields, and last
// whether the graph is truncated.
type table struct {
	w         *writer
	csv       *csv.Writer
	own       int
	columns   *columns
	truncated string
}

func newTable(w *writer, c *columns, g *explore.Graph, own ...string) *table {
	t := &table{w: w, csv: csv.NewWriter(w), own: len(own), columns: c, truncated: strconv.FormatBool(g.Truncated)}
	header := own
	for _, col := range c.list {
		header = append(header, col.name)
	}
	t.put(append(header, "truncated"))
	return t
}

func (t *table) row(fields []field, own ...string) {
	row := make([]string, t.own+len(t.columns.list)+1)
	copy(row, own)
	for _, f := range fields {
		row[t.own+t.columns.at[f.name]] = plain(f.value)
	}
	row[len(row)-1] = t.truncated
	t.put(row)
}

func (t *table) put(row []string) {
	for i, s := range row {
		row[i] = harmless(s)
	}
	if err := t.csv.Write(row); err != nil && t.w.err == nil {
		t.w.err = err
	}
}

func (t *table) end() { t.csv.Flush() }

// harmless puts an apostrophe before what a spreadsheet would run as a formula
// (OWASP, CSV Injection), and takes away what CSV cannot hold.
func harmless(s string) string {
	s = strings.ReplaceAll(valid(s), "\x00", "\uFFFD")
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \u00a0"))
	if s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
		return "'" + s
	}
	return s
}
