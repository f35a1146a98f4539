package schema

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// connectionType names what belongs to one connection.
type connectionType struct{ name, edge, filter, order string }

// defineConnection defines the connection of a link, once.
func (d *definer) defineConnection(l *graph.Link) connectionType {
	if l.Kind == graph.MentionLink {
		return d.evidenceConnection()
	}
	base := d.typeOf(l.From) + upperFirst(l.Name)
	c := connectionType{base + "Connection", base + "Edge", base + "Filter", base + "Order"}
	def, fresh := d.define(ast.Object, c.name, l.Doc)
	if !fresh {
		return c
	}
	rows := rowType{graph.From{Link: l}, l.To}
	node := d.typeOf(l.To)
	edge, _ := d.define(ast.Object, c.edge, l.Doc)
	d.field(edge, "cursor", "String!", "Where the row stands in its list.", planCursor)
	if l.Kind == graph.EdgeLink {
		d.field(edge, "id", "ID!", "The edge's id.", planScalar(graph.Field{Get: graph.GetID}))
		d.fieldVersion(edge)
		for _, p := range l.Edge.Props() {
			d.fieldProp(edge, p, p.Doc)
		}
		d.fieldEvidence(edge)
	} else {
		d.fillPair(edge, l.Derived)
	}
	d.field(edge, "node", node+"!", "The node at the other end.", planNode)
	d.fillConnection(def, c, node, base, rows)
	d.defineRowInputs(l, c, node)
	return c
}

// fillConnection adds to a connection the fields that all have.
func (d *definer) fillConnection(def *ast.Definition, c connectionType, node, base string, rows rowType) {
	d.field(def, "edges", "["+c.edge+"!]!", "The rows of the page.", planRows)
	d.field(def, "nodes", "["+node+"!]!", "The nodes of the page, without their edges.", planNodes)
	d.field(def, "pageInfo", "PageInfo!", "Where the page lies in the list.", planPageInfo)
	d.field(def, "totalCount", "Int!", "How many rows the filter leaves, on all pages.", planTotal)
	groups := rows.groups(d.model)
	if len(groups) == 0 {
		return
	}
	var values []graph.EnumValue
	for _, g := range groups {
		values = append(values, graph.EnumValue{Name: g.name, Doc: g.doc})
	}
	d.enum(base+"Group", "What these rows can be grouped by.", values...)
	d.field(def, "groupBy", "[Group!]!", "How many rows have each value, over the whole filter: the most frequent first.", planGroups,
		argument("field", base+"Group!", "The field to group by."))
}

// defineRowInputs defines the filter and the order of a link's rows: by node
// and by edge.
func (d *definer) defineRowInputs(l *graph.Link, c connectionType, node string) {
	edge := edgeInput(l)
	d.rowFilterInput(c.filter, node+"Filter", edge+"Filter")
	order, _ := d.define(ast.InputObject, c.order, "One key to order by: a field of the node or of the edge.")
	input(order, "node", node+"Order", "By the node.")
	input(order, "edge", edge+"Order", "By the edge.")
	if l.Kind == graph.EdgeLink {
		d.edgeInputs(edge, l.Edge)
	} else {
		d.pairInputs(edge, l.Derived)
	}
}

// edgeInput is how the inputs of a link's rows begin.
func edgeInput(l *graph.Link) string {
	if l.Kind == graph.EdgeLink {
		return edgeTypeName(l.Edge) + "Edge"
	}
	return upperFirst(l.Derived.Name) + "Edge"
}

// evidenceConnection defines the connection of evidence, once.
func (d *definer) evidenceConnection() connectionType {
	c := connectionType{"EvidenceConnection", "EvidenceEdge", "EvidenceFilter", "EvidenceOrder"}
	def, fresh := d.define(ast.Object, c.name, "What sources say.")
	if !fresh {
		return c
	}
	edge, _ := d.define(ast.Object, c.edge, "One evidence in a list.")
	d.field(edge, "cursor", "String!", "Where the row stands in its list.", planCursor)
	d.field(edge, "node", "Evidence!", "The evidence.", planNode)
	d.fillConnection(def, c, "Evidence", "Evidence", rowType{from: graph.From{Evidence: true}})
	return c
}

// nodeConnection defines the connection of a root list of nodes, once.
func (d *definer) nodeConnection(kinds graph.KindSet) connectionType {
	node := d.typeOf(kinds)
	c := connectionType{node + "Connection", node + "Edge", node + "Filter", node + "Order"}
	def, fresh := d.define(ast.Object, c.name, "A list of nodes.")
	if !fresh {
		return c
	}
	edge, _ := d.define(ast.Object, c.edge, "One node in a list.")
	d.field(edge, "cursor", "String!", "Where the row stands in its list.", planCursor)
	d.field(edge, "node", node+"!", "The node.", planNode)
	d.fillConnection(def, c, node, node, rowType{graph.From{Kinds: kinds}, kinds})
	return c
}

// fillPair adds its fields to the edge of a derived relation.
func (d *definer) fillPair(edge *ast.Definition, of *graph.Derived) {
	d.field(edge, "count", "Int!", "How many things it rests on.", planScalar(graph.Field{Get: graph.GetPairCount}))
	hubs, via := d.model.Pairs(of)
	if of.Pair != nil && of.Pair.Side != "" {
		d.field(edge, "sameSide", "Boolean!", "Whether both acted "+of.Pair.Side+" the same in all of them.", planScalar(graph.Field{Get: graph.GetSameSide}))
	}
	if of.Pair != nil {
		hub := d.model.KindsOf(hubs.To)[0]
		d.field(edge, hub.Plural, "["+d.typeOf(hubs.To)+"!]!", "What it rests on.", planBelow(hubs))
	}
	d.field(edge, "via", "["+d.defineVia(of, via)+"!]!", "What it rests on, with both edges.", planBelow(via))
}

// defineVia defines what a derived relation rests on: a node and two edges.
func (d *definer) defineVia(of *graph.Derived, via *graph.Link) string {
	name := upperFirst(of.Name) + "Via"
	def, fresh := d.define(ast.Object, name, "One thing that the relation rests on.")
	if !fresh {
		return name
	}
	if of.Pair == nil {
		d.field(def, "node", d.typeOf(via.To), "The node in the middle; null where one edge leads there.", planNode)
		d.field(def, "a", "Fact!", "The edge on this side.", planVia(graph.ARef))
		d.field(def, "b", "Fact", "The edge on the other side; null where there is but one.", planVia(graph.BRef))
		return name
	}
	e := of.EdgeType(of.Pair.Edge)
	typ := d.defineEdge(e)
	d.field(def, "node", d.typeOf(via.To)+"!", "The node at which both edges end.", planNode)
	d.field(def, "a", typ+"!", "The edge on this side.", planVia(graph.ARef))
	d.field(def, "b", typ+"!", "The edge on the other side.", planVia(graph.BRef))
	return name
}
