package memory

import "parley/graph"

// columns fills the cells of a page's rows slot by slot, where all that a slot
// reads stands in the row's nodes or edge as it is stored: so what a slot is, is
// looked at once for all rows.
type columns struct {
	q     *query
	list  *graph.List
	frame *frame
	rows  []object
	nodes []*node // by variable, then by row
	known uint64  // the variables whose nodes are found
	cells []graph.Value
}

// slot fills a slot of all rows, if it can.
func (c *columns) slot(j int) bool {
	s := &c.list.Slots[j]
	if s.List != nil || s.Field.Part != graph.Whole {
		return false
	}
	switch s.Field.Get {
	case graph.GetProp:
		if s.Field.Prop.Rule != nil {
			return false
		}
	case graph.GetID, graph.GetKind, graph.GetLabel:
	default:
		return false
	}
	switch sortOf(c.list.From, c.list.Vars, s.Field.Var) {
	case nodeObject:
		c.ofNodes(s, c.cells[j:])
		return true
	case edgeObject:
		return s.Field.Var == 0 && s.Field.Get == graph.GetProp && s.Only == 0 && c.ofEdges(s.Field.Prop, c.cells[j:])
	}
	return false
}

// ofNodes fills the cells, a row apart, of a slot that is read from nodes.
func (c *columns) ofNodes(s *graph.Slot, cells []graph.Value) {
	p, width := s.Field.Prop, len(c.list.Slots)
	if s.Field.Get == graph.GetLabel {
		p = c.q.model.NodeProp("name")
	}
	var kind *graph.Kind
	var place int
	for i, n := range c.nodesOf(s.Field.Var) {
		if n == nil || s.Only != 0 && !s.Only.Has(n.kind) {
			continue
		}
		switch s.Field.Get {
		case graph.GetID:
			cells[i*width] = n.boxed
		case graph.GetKind:
			cells[i*width] = c.q.kinds[n.kind.Ordinal()]
		default:
			if n.kind != kind {
				kind, place = n.kind, n.kind.Place(p)
			}
			if place >= 0 && place < len(n.vals) {
				cells[i*width] = n.vals[place]
			}
		}
	}
}

// ofEdges fills the cells, a row apart, of a property of the rows' edges.
func (c *columns) ofEdges(p *graph.Property, cells []graph.Value) bool {
	for i, row := range c.rows {
		cells[i*len(c.list.Slots)] = c.q.edges.at(row.h).value(p)
	}
	return true
}

// nodesOf gives the node of a variable in each row; nil where there is none.
func (c *columns) nodesOf(v int) []*node {
	n := len(c.rows)
	if c.nodes == nil {
		c.nodes = c.q.ends.take(n * len(c.list.Vars))
	}
	nodes := c.nodes[v*n : (v+1)*n]
	if c.known&(1<<v) != 0 {
		return nodes
	}
	c.known |= 1 << v
	if c.list.From.Link != nil && c.list.From.Link.Sort == graph.EdgeLink && v > 0 && c.list.Vars[v] == (graph.Var{Ref: graph.NodeRef}) {
		c.farNodes(nodes)
		return nodes
	}
	for i, row := range c.rows {
		c.frame.bind(row)
		nodes[i] = nil
		if o := c.frame.object(v); o.sort == nodeObject {
			nodes[i] = c.q.nodes.at(o.h)
		}
	}
	return nodes
}

// farNodes finds the nodes at the far ends of the rows' edges.
func (c *columns) farNodes(nodes []*node) {
	for i, row := range c.rows {
		e := c.q.edges.at(row.h)
		far := e.from
		if row.out {
			far = e.to
		}
		nodes[i] = c.q.nodes.at(far)
	}
}
