package explore

import (
	"context"
	"slices"

	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/iterator"
	"gonum.org/v1/gonum/graph/simple"

	"parley/graph"
)

// ties is a graph as gonum takes it: undirected and weighted, without ties of a node
// to itself, and with one tie between two nodes. Nodes are numbered by their index.
// Unlike gonum's own graphs, which are maps, it has one order.
type ties struct {
	ctx     context.Context
	near    [][]int // by node, in order
	weights map[[2]int]float64
}

func (g *Graph) ties(ctx context.Context) (*ties, error) {
	if len(g.Nodes) > MaxMeasuredNodes || len(g.Edges) > MaxMeasuredEdges {
		return nil, graph.Errorf(graph.TooLarge, "measure", "%d nodes and %d edges are too many to measure; at most %d and %d are taken",
			len(g.Nodes), len(g.Edges), MaxMeasuredNodes, MaxMeasuredEdges)
	}
	index := indexOf(texts(g.Nodes, func(n Node) string { return n.ID }))
	t := &ties{ctx: ctx, near: make([][]int, len(g.Nodes)), weights: map[[2]int]float64{}}
	for _, e := range g.Edges {
		t.add(index[e.Source], index[e.Target], float64(max(1, e.Weight)))
	}
	for _, near := range t.near {
		slices.Sort(near)
	}
	return t, t.count(len(g.Nodes) + len(g.Edges))
}

// count counts nodes and ties that are visited as work. What gonum visits is counted
// beforehand, since gonum neither counts nor stops.
func (t *ties) count(n int) error {
	m := newMeter(t.ctx, "measure")
	m.Steps(n)
	return m.done()
}

func (t *ties) add(i, j int, weight float64) {
	if i == j {
		return
	}
	if _, known := t.weights[[2]int{i, j}]; !known {
		t.near[i], t.near[j] = append(t.near[i], j), append(t.near[j], i)
	}
	t.weights[[2]int{i, j}] += weight
	t.weights[[2]int{j, i}] += weight
}

// The methods of [gonum.org/v1/gonum/graph.WeightedUndirected].

func (t *ties) Node(id int64) gonum.Node {
	if id < 0 || id >= int64(len(t.near)) {
		return nil
	}
	return simple.Node(id)
}

func (t *ties) Nodes() gonum.Nodes {
	all := make([]gonum.Node, len(t.near))
	for i := range all {
		all[i] = simple.Node(i)
	}
	return iterator.NewOrderedNodes(all)
}

func (t *ties) From(id int64) gonum.Nodes {
	near := make([]gonum.Node, len(t.near[id]))
	for i, j := range t.near[id] {
		near[i] = simple.Node(j)
	}
	return iterator.NewOrderedNodes(near)
}

func (t *ties) HasEdgeBetween(i, j int64) bool {
	_, ok := t.weights[[2]int{int(i), int(j)}]
	return ok
}

func (t *ties) Edge(i, j int64) gonum.Edge        { return t.EdgeBetween(i, j) }
func (t *ties) EdgeBetween(i, j int64) gonum.Edge { return edgeOrNil(t.WeightedEdgeBetween(i, j)) }
func (t *ties) WeightedEdge(i, j int64) gonum.WeightedEdge {
	return t.WeightedEdgeBetween(i, j)
}

func edgeOrNil(e gonum.WeightedEdge) gonum.Edge {
	if e == nil {
		return nil
	}
	return e
}

func (t *ties) WeightedEdgeBetween(i, j int64) gonum.WeightedEdge {
	w, ok := t.weights[[2]int{int(i), int(j)}]
	if !ok {
		return nil
	}
	return simple.WeightedEdge{F: simple.Node(i), T: simple.Node(j), W: w}
}

func (t *ties) Weight(i, j int64) (float64, bool) {
	if i == j {
		return 0, true
	}
	w, ok := t.weights[[2]int{int(i), int(j)}]
	return w, ok
}
