package memory

import "parley/graph"

// columns reads fields of many rows of a list, one after another, where what a
// field reads stands in the row's nodes or edge as it is stored. So what a field
// is, is looked at once for all rows, and the processor waits for the memory of
// many at a time.
type columns struct {
	q     *query
	list  *graph.List
	frame *frame
	rows  []object
	edges []*edge // by row, once they are found
	nodes []*node // by variable, then by row
	known uint64  // the variables whose nodes are found
}

func (q *query) columns(l *graph.List, f *frame, rows []object) columns {
	return columns{q: q, list: l, frame: f, rows: rows}
}

// reads reports whether a field can be read by columns.
func (c *columns) reads(x *graph.Field) bool {
	switch sortOf(c.list.From, c.list.Vars, x.Var) {
	case nodeObject:
		return x.Get == graph.GetID || x.Get == graph.GetKind || x.Get == graph.GetLabel || x.Get == graph.GetProp && !(x.Prop.Weighed && c.q.asOf.Set)
	case edgeObject:
		return x.Get == graph.GetProp && x.Var == 0
	}
	return false
}

// read reads a field of all rows into cells, which stand so far apart: of nodes
// of some kinds only, if these are given.
func (c *columns) read(x *graph.Field, only graph.KindSet, cells []graph.Value, apart int) {
	if sortOf(c.list.From, c.list.Vars, x.Var) == edgeObject {
		if only != 0 {
			return
		}
		for i, e := range c.edgesOf() {
			cells[i*apart] = part(e.value(x.Prop), x.Part)
		}
		return
	}
	p := x.Prop
	if x.Get == graph.GetLabel {
		p = c.q.model.NodeProp("name")
	}
	var kind *graph.Kind
	var index int
	for i, n := range c.nodesOf(x.Var) {
		if n == nil || only != 0 && !only.Has(n.kind) {
			continue
		}
		switch x.Get {
		case graph.GetID:
			cells[i*apart] = n.boxed
		case graph.GetKind:
			cells[i*apart] = c.q.kinds[n.kind.Ordinal()]
		default:
			if n.kind != kind {
				kind, index = n.kind, n.kind.Index(p)
			}
			if index >= 0 && index < len(n.vals) {
				cells[i*apart] = part(n.vals[index], x.Part)
			}
		}
	}
}

// edgesOf returns the edge of each row.
func (c *columns) edgesOf() []*edge {
	if c.edges == nil {
		c.edges = c.q.scratch.edges.Take(len(c.rows))
		for i, row := range c.rows {
			c.edges[i] = c.q.edge(row.h)
		}
	}
	return c.edges
}

// nodesOf returns the node of a variable in each row; nil where there is none.
func (c *columns) nodesOf(v int) []*node {
	n := len(c.rows)
	if c.nodes == nil {
		c.nodes = c.q.scratch.nodes.Take(n * len(c.list.Vars))
	}
	nodes := c.nodes[v*n : (v+1)*n]
	if c.known&(1<<v) != 0 {
		return nodes
	}
	c.known |= 1 << v
	if link := c.list.From.Link; link != nil && link.Kind == graph.EdgeLink && v > 0 && c.list.Vars[v] == (graph.Var{Ref: graph.NodeRef}) {
		for i, e := range c.edgesOf() {
			nodes[i] = c.q.node(e.far(c.rows[i].out))
		}
		return nodes
	}
	for i, row := range c.rows {
		c.frame.bind(row)
		nodes[i] = nil
		if o := c.frame.object(v); o.sort == nodeObject {
			nodes[i] = c.q.node(o.h)
		}
	}
	return nodes
}
