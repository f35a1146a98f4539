package api

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/planning"
)

// connectionType names what belongs to one connection.
type connectionType struct{ name, edge, filter, order string }

// defineConnection defines the connection of a link, once.
func (d *Definer) defineConnection(l *graph.Link) connectionType {
	if l.Kind == graph.MentionLink {
		return d.evidenceConnection()
	}
	base := d.typeOf(l.From) + UpperFirst(l.Name)
	c := connectionType{base + "Connection", base + "Edge", base + "Filter", base + "Order"}
	def, fresh := d.Define(ast.Object, c.name, l.Doc)
	if !fresh {
		return c
	}
	rows := planning.RowType{From: graph.From{Link: l}, Kinds: l.To}
	node := d.typeOf(l.To)
	edge, _ := d.Define(ast.Object, c.edge, l.Doc)
	d.Field(edge, "cursor", "String!", "Where the row stands in its list.", planning.Cursor)
	d.fieldSnapshot(edge)
	if l.Kind == graph.EdgeLink {
		d.Field(edge, "id", "ID!", "The edge's id.", planning.Scalar(graph.Field{Get: graph.GetID}))
		d.fieldVersion(edge)
		for _, p := range l.Edge.Props() {
			d.fieldProp(edge, p, p.Doc)
		}
		d.fieldReasons(edge, l.Edge.Props(), l.Edge)
		d.fieldEvidence(edge)
	} else {
		d.fillPair(edge, l.Derived)
	}
	d.Field(edge, "node", node+"!", "The node at the other end.", planning.RowNode)
	d.fillConnection(def, c, node, base, rows)
	d.defineRowInputs(l, c, node)
	return c
}

// fillConnection adds to a connection the fields that all have.
func (d *Definer) fillConnection(def *ast.Definition, c connectionType, node, base string, rows planning.RowType) {
	d.Field(def, "edges", "["+c.edge+"!]!", "The rows of the page.", planning.PageRows)
	d.Field(def, "nodes", "["+node+"!]!", "The nodes of the page, without their edges.", planning.PageNodes)
	d.Field(def, "pageInfo", "PageInfo!", "Where the page lies in the list.", planning.PageInfo)
	d.Field(def, "totalCount", "Int!", "How many rows the filter leaves, on all pages.", planning.TotalCount)
	groups := rows.Groups(d.Model)
	if len(groups) == 0 {
		return
	}
	var values []graph.EnumValue
	for _, g := range groups {
		values = append(values, graph.EnumValue{Name: g.Name, Doc: g.Doc})
	}
	d.enum(base+"Group", "What these rows can be grouped by.", values...)
	d.Field(def, "groupBy", "[Group!]!", "How many rows have each value, over the whole filter: the most frequent first.", planning.Groups,
		Argument("field", base+"Group!", "The field to group by."))
}

// defineRowInputs defines the filter and the order of a link's rows: by node
// and by edge.
func (d *Definer) defineRowInputs(l *graph.Link, c connectionType, node string) {
	edge := edgeInput(l)
	d.rowFilterInput(c.filter, node+"Filter", edge+"Filter")
	order, _ := d.DefineOneOf(c.order, "One key to order by: a field of the node or of the edge.")
	InputField(order, "node", node+"Order", "By the node.")
	InputField(order, "edge", edge+"Order", "By the edge.")
	if l.Kind == graph.EdgeLink {
		d.edgeInputs(edge, l.Edge)
	} else {
		d.pairInputs(edge, l.Derived)
	}
}

// edgeInput is how the inputs of a link's rows begin.
func edgeInput(l *graph.Link) string {
	if l.Kind == graph.EdgeLink {
		return planning.EdgeTypeName(l.Edge) + "Edge"
	}
	return UpperFirst(l.Derived.Name) + "Edge"
}

// evidenceConnection defines the connection of evidence, once.
func (d *Definer) evidenceConnection() connectionType {
	c := connectionType{"EvidenceConnection", "EvidenceEdge", "EvidenceFilter", "EvidenceOrder"}
	def, fresh := d.Define(ast.Object, c.name, "What sources say.")
	if !fresh {
		return c
	}
	edge, _ := d.Define(ast.Object, c.edge, "One evidence in a list.")
	d.Field(edge, "cursor", "String!", "Where the row stands in its list.", planning.Cursor)
	d.Field(edge, "node", "Evidence!", "The evidence.", planning.RowNode)
	d.fillConnection(def, c, "Evidence", "Evidence", planning.RowType{From: graph.From{Evidence: true}})
	return c
}

// nodeConnection defines the connection of a root list of nodes, once.
func (d *Definer) nodeConnection(kinds graph.KindSet) connectionType {
	node := d.typeOf(kinds)
	c := connectionType{node + "Connection", node + "Edge", node + "Filter", node + "Order"}
	def, fresh := d.Define(ast.Object, c.name, "A list of nodes.")
	if !fresh {
		return c
	}
	edge, _ := d.Define(ast.Object, c.edge, "One node in a list.")
	d.Field(edge, "cursor", "String!", "Where the row stands in its list.", planning.Cursor)
	d.fieldSnapshot(edge)
	d.Field(edge, "node", node+"!", "The node.", planning.RowNode)
	d.fillConnection(def, c, node, node, planning.RowType{From: graph.From{Kinds: kinds}, Kinds: kinds})
	return c
}

// verifiedDoc describes the verification of what rests on other things.
const verifiedDoc = "How well it is verified: of each thing that it rests on, the weakest part tells, and of these the best."

// fieldVerified adds the verification of what rests on other things.
func (d *Definer) fieldVerified(def *ast.Definition, plan planning.FieldPlan) {
	d.Field(def, planning.VerifiedField, d.Model.Verification.Name+"!", verifiedDoc, plan)
}

// fillPair adds its fields to the edge of a derived relation.
func (d *Definer) fillPair(edge *ast.Definition, of *graph.Derived) {
	d.Field(edge, "count", "Int!", "How many things it rests on.", planning.Scalar(graph.Field{Get: graph.GetPairCount}))
	hubs, via := d.Model.Pairs(of)
	if of.Pair != nil && of.Pair.Side != "" {
		d.Field(edge, "sameSide", "Boolean", "Whether both acted "+of.Pair.Side+" the same in all of them; false where in one of them they did not, null where it is not known.", planning.Scalar(graph.Field{Get: graph.GetSameSide}))
	}
	d.fieldVerified(edge, planning.Scalar(graph.Field{Get: graph.GetVerified}))
	if of.Pair != nil {
		hub := d.Model.KindsOf(hubs.To)[0]
		d.Field(edge, hub.Plural, "["+d.typeOf(hubs.To)+"!]!", "What it rests on.", planning.RestsOn(hubs))
	}
	d.Field(edge, "via", "["+d.defineVia(of, via)+"!]!", "What it rests on, with both edges.", planning.RestsOn(via))
}

// defineVia defines what a derived relation rests on: a node and two edges.
func (d *Definer) defineVia(of *graph.Derived, via *graph.Link) string {
	name := UpperFirst(of.Name) + "Via"
	def, fresh := d.Define(ast.Object, name, "One thing that the relation rests on.")
	if !fresh {
		return name
	}
	if of.Pair == nil {
		d.Field(def, "node", d.typeOf(via.To), "The node in the middle; null where one edge leads there.", planning.RowNode)
		d.Field(def, "a", "Fact!", "The edge on this side.", planning.ViaEdge(graph.ARef))
		d.Field(def, "b", "Fact", "The edge on the other side; null where there is but one.", planning.ViaEdge(graph.BRef))
		return name
	}
	e := of.EdgeType(of.Pair.Edge)
	typ := d.DefineEdge(e)
	d.Field(def, "node", d.typeOf(via.To)+"!", "The node at which both edges end, or, of two, the one on this side.", planning.RowNode)
	d.Field(def, "a", typ+"!", "The edge on this side.", planning.ViaEdge(graph.ARef))
	d.Field(def, "b", typ+"!", "The edge on the other side.", planning.ViaEdge(graph.BRef))
	if t := of.Pair.Through; t != nil {
		d.Field(def, "link", d.DefineEdge(of.EdgeType(t.Edge)), "The edge between the nodes at which the two edges end; null where that is one node.", planning.ViaEdge(graph.LinkRef))
	}
	return name
}
