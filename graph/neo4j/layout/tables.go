package layout

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"parley/graph"
)

// Tables are those of all that is created for a model.
type Tables struct {
	Nodes            map[*graph.Kind]Table
	Edges, Was       map[*graph.Edge]Table // those that are there, and those that are not
	States, Evidence Table
}

// Table is how things of one sort are created: by a statement, of which each row
// has their properties in one order. Rows without names are half as long to send and
// to read.
type Table struct {
	Create  string
	columns []string
}

// NewTables makes the tables of a model.
func NewTables(m *graph.Model) Tables {
	t := Tables{Nodes: map[*graph.Kind]Table{}, Edges: map[*graph.Edge]Table{}, Was: map[*graph.Edge]Table{}}
	for _, k := range m.Kinds {
		t.Nodes[k] = newTable("CREATE (n:"+EntityLabel+":"+Name(k.Name), ")", 0, nodeExtras(), k.Props())
	}
	for _, e := range m.Edges {
		t.Edges[e] = newTable(createBetween(e.Name), "]->(b)", 2, edgeExtras(), e.Props())
		t.Was[e] = newTable(createBetween(WasType(e)), "]->(b)", 2, edgeExtras(), e.Props())
	}
	t.States = newTable(createBetween(StatesType), "]->(b)", 2, []string{"load", "props", "as"}, nil)
	t.Evidence = newTable("CREATE (e:"+EvidenceLabel, ")", 0, evidenceExtras(m), m.Evidence)
	return t
}

// createBetween begins a relationship between the nodes with which rows begin.
func createBetween(typ string) string {
	return "MATCH (a:Entity {id: row[0]}) MATCH (b:Entity {id: row[1]}) CREATE (a)-[r:" + Name(typ)
}

// newTable makes a table whose statement has the properties between two texts; the
// first of them is at a place of the row.
func newTable(before, after string, first int, extras []string, props []*graph.Property) Table {
	columns := append(extras, slices.Sorted(maps.Keys(Props(props, nil)))...)
	parts := make([]string, len(columns))
	for i, property := range columns {
		parts[i] = fmt.Sprintf("%s: row[%d]", Name(property), first+i)
	}
	return Table{before + " {" + strings.Join(parts, ", ") + "}" + after, columns}
}

// Row puts properties in order, after what else the row has.
func (t Table) Row(props map[string]any, before ...any) []any {
	row := append(make([]any, 0, len(before)+len(t.columns)), before...)
	for _, property := range t.columns {
		row = append(row, props[property])
	}
	return row
}

// nodeExtras, edgeExtras and evidenceExtras are stored beside the model's
// properties.
func nodeExtras() []string {
	return []string{"id", "version", "folds", "statementFold", "words", "loaded", "swept", "kept", "absent", "knownFrom", "past"}
}

func edgeExtras() []string { return []string{"id", "version", "quote", "absent", "knownFrom", "past"} }

func evidenceExtras(m *graph.Model) []string {
	extras := []string{"id", "subject", "factKind", "factFrom", "factTo", "load", "seq", "says", "words", "written", Place, CorrectedBy, Principal, Claimant}
	return slices.Concat(extras, judgedPast(), SaysNames(m))
}
