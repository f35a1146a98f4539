package neo4j

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"parley/graph"
)

// columns are the properties of what is created, in the order in which a row of
// a statement has them. Rows without names are half as long to send and to read.
type columns []string

// literal writes the properties, of which the first is at a place of the row.
func (c columns) literal(first int) string {
	parts := make([]string, len(c))
	for i, property := range c {
		parts[i] = fmt.Sprintf("%s: row[%d]", name(property), first+i)
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// row puts properties in order, after what else the row has.
func (c columns) row(props map[string]any, before ...any) []any {
	row := make([]any, 0, len(before)+len(c))
	row = append(row, before...)
	for _, property := range c {
		row = append(row, props[property])
	}
	return row
}

// storedNames lists the names under which properties are stored.
func storedNames(props []*graph.Property) columns {
	into := map[string]any{}
	for _, p := range props {
		if p.Rule == nil {
			stored(p, nil, into)
		}
	}
	return slices.Sorted(maps.Keys(into))
}

func nodeColumns(k *graph.Kind) columns {
	return append(nodeExtras(), storedNames(k.Props())...)
}

func edgeColumns(e *graph.Edge) columns {
	return append(edgeExtras(), storedNames(e.Props())...)
}

func evidenceColumns(m *graph.Model) columns {
	return append(evidenceExtras(m), storedNames(m.Evidence)...)
}

// nodeExtras, edgeExtras and evidenceExtras are stored beside the model's
// properties.
func nodeExtras() columns {
	return columns{"id", "version", "folds", "statementFold", "words", "loaded", "swept", "kept"}
}

func edgeExtras() columns { return columns{"id", "version", "quote"} }

func evidenceExtras(m *graph.Model) columns {
	c := columns{"id", "subject", "factKind", "factFrom", "factTo", "load", "seq", "says", "words", "written"}
	for _, name := range references(m) {
		c = append(c, saysName(name))
	}
	return c
}

func statesColumns() columns { return columns{"load", "props", "as"} }

// createNode, createEvidence and create write what makes a node, a piece of evidence and
// a relationship of each row.
func createNode(k *graph.Kind) string {
	return "CREATE (n:" + entityLabel + ":" + name(k.Name) + " " + nodeColumns(k).literal(0) + ")"
}

func createEvidence(m *graph.Model) string {
	return "CREATE (e:" + evidenceLabel + " " + evidenceColumns(m).literal(0) + ")"
}

func create(typ string, c columns) string {
	return "MATCH (a:Entity {id: row[0]}) MATCH (b:Entity {id: row[1]}) CREATE (a)-[r:" + name(typ) + " " + c.literal(2) + "]->(b)"
}
