package api

import (
	"slices"

	"parley/graph"
)

// The enums of the names that the model gives to nodes and edges.
const (
	kindEnum     = "Kind"
	edgeTypeEnum = "EdgeType"
	factKindEnum = "FactKind"
)

// defineKinds defines the enums of kinds and edge types: their values are the names
// that the model has.
func (d *Definer) defineKinds() {
	var kinds, edges []graph.EnumValue
	for _, k := range d.Model.Kinds {
		kinds = append(kinds, graph.EnumValue{Name: k.Name, Doc: k.Doc})
	}
	for _, e := range d.Model.Edges {
		edges = append(edges, graph.EnumValue{Name: e.Name, Doc: e.Doc})
	}
	d.enum(kindEnum, "Kinds of node, named as their types are.", kinds...)
	d.enum(edgeTypeEnum, "Types of edge.", edges...)
	d.enum(factKindEnum, "Kinds of node and types of edge.", slices.Concat(kinds, edges)...)
}

// kindFilter names the filter on an enum of kinds, defining it if need be.
func (d *Definer) kindFilter(enum, doc string) string {
	return d.scalarFilter(enum+"Filter", doc, comparing(enum, "eq", "ne", "in"))
}
