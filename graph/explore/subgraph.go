package explore

import (
	"cmp"
	"context"
	"slices"

	"parley/graph"
)

// SubgraphQuery asks for what lies around some nodes.
type SubgraphQuery struct {
	Roots    []string
	Depth    int           // how many edges away from a root, 1 to MaxDepth; 0 is 1
	Kinds    graph.KindSet // kinds of the nodes that are followed and shown, beside the roots; none means all
	Edges    []*graph.Edge // types of the edges that are followed; none means all
	MaxNodes int           // 0 is UsualNodes
	MaxEdges int           // 0 is UsualEdges
	Details  Want
}

// Limits of a subgraph.
const (
	MaxDepth   = 6
	UsualNodes = 500
	MaxNodes   = 5_000
	UsualEdges = 2_000
	MaxEdges   = 20_000
	maxRoots   = 100

	// leastPerNode is how many edges of each node are read at least.
	leastPerNode = 50
)

// maxRead is how many edges are read at once, roughly.
const maxRead = MaxEdges

// PerNode is how many edges are read at each node of a frontier: the edges
// wanted, shared out among the nodes, but not too few.
func PerNode(frontier, maxEdges int) int {
	return max(leastPerNode, maxEdges/max(1, frontier))
}

// Subgraph returns what lies around the roots. It searches breadth first, with one
// [graph.Reader.Expand] for each depth, or several where a depth has many nodes,
// and one Select for all labels. The roots come first, in their order; then, depth
// by depth, what each node in turn leads to, in the order of the links in the
// model, then of edge ids. At each node [PerNode] edges are read. A new node is
// shown with the edge that leads to it if there is room for both, and an edge
// between two shown nodes if there is room for it. So the same question has the
// same answer, cut at the same place.
//
// MissingNodes counts the nodes that were seen and had no room; MissingEdges the
// edges that had none, and those that were not read, at each node. Roots that
// do not exist are NOT_FOUND.
func (x *Explorer) Subgraph(ctx context.Context, q SubgraphQuery) (*Graph, error) {
	if err := x.checkSubgraph(&q); err != nil {
		return nil, err
	}
	var g *Graph
	err := x.resolving(ctx, "subgraph", q.Roots, func(ids []string) (missing []string, err error) {
		q.Roots = ids
		g, missing, err = x.walkFrom(ctx, &q)
		return missing, err
	})
	return g, err
}

// walkFrom returns what lies around the roots, and the ids of nodes that do not
// exist: a root's id may mean another.
func (x *Explorer) walkFrom(ctx context.Context, q *SubgraphQuery) (*Graph, []string, error) {
	w := &walk{Explorer: x, meter: newMeter(ctx, "subgraph"), q: q, index: map[string]int{}, cut: map[int]graph.Neighbour{}, omitted: map[string]bool{}}
	w.out.Directed = true
	for _, id := range q.Roots {
		if _, twice := w.index[id]; !twice {
			w.addNode(id)
		}
	}
	if err := cmp.Or(w.expandAll(), w.done()); err != nil {
		return nil, nil, err
	}
	w.out.MissingNodes = len(w.omitted)
	w.out.Truncated = w.out.MissingNodes > 0 || w.out.MissingEdges > 0
	missing, err := x.describe(ctx, &w.out, q.Edges, q.Details)
	return &w.out, missing, err
}

func (x *Explorer) checkSubgraph(q *SubgraphQuery) (err error) {
	if len(q.Roots) == 0 || len(q.Roots) > maxRoots {
		return graph.Errorf(graph.BadInput, "subgraph", "give 1 to %d roots, not %d", maxRoots, len(q.Roots)).In("roots")
	}
	if err := x.checkIDs("subgraph", "roots", q.Roots); err != nil {
		return err
	}
	if q.Depth, err = limit("subgraph", "depth", q.Depth, 1, MaxDepth); err != nil {
		return err
	}
	if q.MaxNodes, err = limit("subgraph", "maxNodes", q.MaxNodes, UsualNodes, MaxNodes); err != nil {
		return err
	}
	if n := len(unique(q.Roots)); n > q.MaxNodes {
		return graph.Errorf(graph.BadInput, "subgraph", "%d roots are more than %d nodes", n, q.MaxNodes)
	}
	q.MaxEdges, err = limit("subgraph", "maxEdges", q.MaxEdges, UsualEdges, MaxEdges)
	return err
}

// walk is a breadth-first search.
type walk struct {
	*Explorer
	*meter
	q        *SubgraphQuery
	out      Graph
	index    map[string]int          // the nodes shown, by id
	expanded int                     // how many of them have been expanded
	cut      map[int]graph.Neighbour // the last edge that was read of a node with more
	omitted  map[string]bool         // nodes that had no room
}

func (w *walk) addNode(id string) {
	w.Hold(nodeBytes)
	w.holdScratch(keyBytes)
	w.index[id] = len(w.out.Nodes)
	w.out.Nodes = append(w.out.Nodes, Node{ID: id, Kind: w.Model.KindOf(id)})
}

// expandAll expands nodes to the depth that is asked for.
func (w *walk) expandAll() error {
	edges, some := w.followed()
	for depth := 0; some && depth < w.q.Depth && w.expanded < len(w.out.Nodes); depth++ {
		if err := w.expandDepth(edges); err != nil {
			return err
		}
	}
	return w.Err()
}

// expandDepth expands the nodes of the last depth, as many at once as maxRead allows.
func (w *walk) expandDepth(edges []*graph.Edge) error {
	frontier := make([]string, 0, len(w.out.Nodes)-w.expanded)
	for _, n := range w.out.Nodes[w.expanded:] {
		frontier = append(frontier, n.ID)
	}
	each := PerNode(len(frontier), w.q.MaxEdges)
	for part := range slices.Chunk(frontier, max(1, maxRead/each)) {
		before := w.scratch
		found, err := w.expand(w.Explorer, &graph.Expansion{Frontier: part, Edges: edges, PerNode: each, AsOf: w.AsOf})
		read := w.scratch - before
		if err != nil {
			return err
		}
		for i := range found {
			w.addNeighbours(w.expanded, &found[i])
		}
		w.releaseScratch(read)
	}
	return w.Err()
}

// followed lists the edge types that can lead to nodes that may be shown, and
// reports whether there are any; nil stands for all.
func (w *walk) followed() (edges []*graph.Edge, some bool) {
	if w.q.Kinds == 0 {
		return w.q.Edges, true
	}
	if edges = w.q.Edges; len(edges) == 0 {
		edges = w.Model.Edges
	}
	edges = slices.DeleteFunc(slices.Clone(edges), func(e *graph.Edge) bool {
		return (e.FromKinds()|e.ToKinds())&(w.q.Kinds|w.kindsOf(w.q.Roots)) == 0
	})
	return edges, len(edges) > 0
}

// addNeighbours adds the edges at the i-th node.
func (w *walk) addNeighbours(i int, at *graph.Neighbours) {
	w.out.Nodes[i].Degree = at.Degree // for now
	for j := range at.Edges {
		w.addEdge(i, &at.Edges[j])
	}
	w.Steps(len(at.Edges))
	if unread := at.Degree - len(at.Edges); unread > 0 {
		w.out.MissingEdges += unread
		w.cut[i] = graph.Neighbour{}
		if len(at.Edges) > 0 {
			w.cut[i] = at.Edges[len(at.Edges)-1]
		}
		w.holdScratch(keyBytes)
	}
	w.expanded = i + 1
}

// wasRead reports whether an edge was read at its other end, which was expanded
// before: all edges were read there, or the last one read comes no earlier.
func (w *walk) wasRead(end int, e *graph.Neighbour) bool {
	last, cut := w.cut[end]
	if !cut {
		return true
	}
	if last.Edge == nil {
		return false
	}
	there := graph.EdgeKey{Link: e.Edge.Link(!e.Out), EdgeID: e.EdgeID} // as it is seen from its other end
	return there.Compare(last.Key()) <= 0
}

// addEdge adds an edge at the i-th node, unless it was added at its other end.
func (w *walk) addEdge(i int, e *graph.Neighbour) {
	j, shown := w.index[e.NodeID]
	switch {
	case shown && j == i && !e.Out:
		return // an edge from a node to itself is seen twice
	case shown && j < i && w.wasRead(j, e):
		return
	case !shown && !w.wanted(e.NodeID):
		return
	}
	room := len(w.out.Edges) < w.q.MaxEdges
	if !shown {
		if room = room && len(w.out.Nodes) < w.q.MaxNodes; room {
			w.addNode(e.NodeID)
		} else {
			w.omit(e.NodeID)
		}
	}
	if !room {
		w.out.MissingEdges++
		return
	}
	out := Edge{ID: e.EdgeID, Kind: e.Edge.Name, Source: w.out.Nodes[i].ID, Target: e.NodeID, LabelValue: e.LabelValue}
	if !e.Out {
		out.Source, out.Target = out.Target, out.Source
	}
	w.Hold(edgeBytes)
	w.out.Edges = append(w.out.Edges, out)
}

// omit records a node that has no room.
func (w *walk) omit(id string) {
	if !w.omitted[id] {
		w.omitted[id] = true
		w.holdScratch(keyBytes)
	}
}

func (w *walk) wanted(id string) bool {
	if w.q.Kinds == 0 {
		return true
	}
	k := w.Model.KindOf(id)
	return k != nil && w.q.Kinds.Has(k)
}
