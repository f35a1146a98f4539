package explore

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley/graph"
)

// NeighboursQuery asks for the edges at a node, with the nodes to which they lead.
type NeighboursQuery struct {
	Of      string
	Edges   []*graph.Edge // types of the edges that are followed; none means all
	Kinds   graph.KindSet // kinds of the nodes to which they lead; none means all
	Counts  bool          // with how many edges the node has, of all types
	Details Want
}

// Neighbourhood is a page of the edges at a node, in the order of their keys.
type Neighbourhood struct {
	Page[Neighbour]
	Counts []EdgeCount // of all types, whatever is asked for; only those that there are
}

// Neighbour is an edge at a node, and the node to which it leads.
type Neighbour struct {
	Key  graph.EdgeKey
	Edge Edge
	Node Node
}

// EdgeCount is how many edges of a type a node has, one way. Symmetric ones are
// counted as leading away.
type EdgeCount struct {
	Edge  *graph.Edge
	Out   bool
	Count int
}

// Neighbours returns a page of the edges at a node; Cut may not go backward. An edge
// that leads back to the node stands there twice. It takes one
// [graph.Reader.Expand], one Select for labels, and one for the counts, however many
// edges there are. A node that does not exist is NOT_FOUND.
func (x *Explorer) Neighbours(ctx context.Context, q NeighboursQuery, c Cut[graph.EdgeKey]) (page *Neighbourhood, err error) {
	if err := x.CheckID("neighbours", "of", q.Of, x.Model.All); err != nil {
		return nil, err
	}
	m := newMeter(ctx, "neighbours")
	err = x.resolving(ctx, "neighbours", []string{q.Of}, func(ids []string) (missing []string, err error) {
		q.Of = ids[0]
		page, missing, err = x.neighbours(m, &q, c)
		return missing, err
	})
	if err == nil && q.Counts {
		page.Counts, err = x.edgeCounts(m, q.Of)
	}
	return page, cmp.Or(err, m.done())
}

// neighbours reads the page, and reports whether the node is missing.
func (x *Explorer) neighbours(m *meter, q *NeighboursQuery, c Cut[graph.EdgeKey]) (*Neighbourhood, []string, error) {
	found, err := m.expand(x, &graph.Expansion{
		Frontier: []string{q.Of}, Edges: q.Edges, Kinds: q.Kinds, After: c.After, PerNode: c.Limit + 1, AsOf: x.AsOf,
	})
	if err != nil {
		return nil, nil, err
	}
	at := found[0].Edges
	page := &Neighbourhood{Page: Page[Neighbour]{Total: found[0].Degree, More: len(at) > c.Limit}}
	if page.More {
		at = at[:c.Limit]
	}
	g, index := &Graph{Directed: true, Nodes: []Node{{ID: q.Of, Kind: x.Model.KindOf(q.Of)}}}, map[string]int{q.Of: 0}
	for i := range at {
		id := at[i].NodeID
		if _, known := index[id]; !known {
			index[id] = len(g.Nodes)
			g.Nodes = append(g.Nodes, Node{ID: id, Kind: x.Model.KindOf(id)})
		}
		g.Edges = append(g.Edges, x.seen(&at[i]))
	}
	g.Nodes[0].Degree = found[0].Degree
	m.Hold(len(g.Nodes)*nodeBytes + len(g.Edges)*edgeBytes)
	missing, err := x.describe(m.ctx, g, q.Edges, q.Details)
	for i, e := range g.Edges {
		page.Items = append(page.Items, Neighbour{at[i].Key(), e, g.Nodes[index[at[i].NodeID]]})
	}
	return page, missing, err
}

// seen returns the edge that leads to a neighbour.
func (x *Explorer) seen(n *graph.Neighbour) Edge {
	e := x.EdgeOf(n.EdgeID)
	e.LabelValue = n.LabelValue
	return e
}

// edgeCounts counts the edges at a node.
func (x *Explorer) edgeCounts(m *meter, id string) (counts []EdgeCount, err error) {
	l := x.byIDs([]string{id})
	for _, link := range x.Model.KindOf(id).Links() {
		if link.Kind == graph.EdgeLink {
			counts = append(counts, EdgeCount{Edge: link.Edge, Out: link.Out})
			l.Slots = append(l.Slots, graph.Slot{Field: graph.Field{Get: graph.GetLinkCount, Link: graph.From{Link: link}}})
		}
	}
	_, err = m.each(x, l, func(row []graph.Value) error {
		for i, v := range row {
			n, _ := v.(int64)
			counts[i].Count = int(n)
		}
		return nil
	})
	there := counts[:0]
	for _, c := range counts {
		if c.Count > 0 {
			there = append(there, c)
		}
	}
	return there, err
}

// MaxAmong is how many nodes the edges among them are looked for.
const MaxAmong = MaxNodes

// EdgesAmong returns the edges between some nodes, of some types (none means all), in
// the order of ids. Nodes that do not exist have none. More than [MaxAmong] nodes,
// and more than [MaxEdges] edges, are TOO_LARGE. It takes one [graph.Reader.Expand],
// and one Select for labels or details.
func (x *Explorer) EdgesAmong(ctx context.Context, ids []string, types []*graph.Edge, labels bool, details Want) ([]Edge, error) {
	if err := x.checkIDs("edges", "among", ids); err != nil {
		return nil, err
	}
	if ids = unique(ids); len(ids) > MaxAmong {
		return nil, graph.Errorf(graph.TooLarge, "edges", "%d nodes are too many at once; at most %d are taken", len(ids), MaxAmong).In("among")
	}
	m := newMeter(ctx, "edges")
	list, err := x.edgesAmong(m, ids, types)
	if err = cmp.Or(err, m.done()); err != nil || !labels && details == 0 {
		return list, err
	}
	g, err := x.Describe(ctx, texts(list, func(e Edge) string { return e.ID }), details)
	if err != nil {
		return nil, err
	}
	return g.Edges, nil
}

func (x *Explorer) edgesAmong(m *meter, ids []string, types []*graph.Edge) ([]Edge, error) {
	found, err := m.expand(x, &graph.Expansion{Frontier: ids, Edges: types, Among: true, PerNode: MaxEdges, AsOf: x.AsOf})
	if err != nil {
		return nil, err
	}
	ends := 0
	byID := map[string]Edge{}
	for i := range found {
		ends += found[i].Degree
		for j := range found[i].Edges {
			if e := &found[i].Edges[j]; e.Out {
				m.Hold(edgeBytes)
				byID[e.EdgeID] = x.seen(e)
			}
		}
	}
	if n := ends / 2; n > MaxEdges {
		return nil, graph.Errorf(graph.TooLarge, "edges", "there are %d edges among these nodes; at most %d are given: name fewer nodes, or types of edge", n, MaxEdges)
	}
	return inOrder(byID), nil
}

// inOrder returns edges in the order of ids.
func inOrder(byID map[string]Edge) []Edge {
	list := make([]Edge, 0, len(byID))
	for _, e := range byID {
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b Edge) int { return strings.Compare(a.ID, b.ID) })
	return list
}
