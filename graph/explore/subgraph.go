package explore

import (
	"cmp"
	"context"
	"slices"
	"strings"

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
	Details  bool          // with attributes and words
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

// maxRead is how many edges are read at once, or little more.
const maxRead = MaxEdges

// PerNode is how many edges are read at each node of a frontier: the edges
// wanted, shared out among the nodes, but not too few.
func PerNode(frontier, maxEdges int) int {
	return max(leastPerNode, maxEdges/max(1, frontier))
}

// Subgraph goes breadth first from the roots, with one [graph.Reader.Expand] for
// each depth, or several where that has many nodes, and one Select for all labels. The roots come first, in their
// order; then, depth by depth, what each node in turn leads to: by the link's
// place in the model, then by edge id. Of each node [PerNode] edges are read. A
// node that is new is shown with the edge that leads to it, as long as there is
// room for both; an edge between two shown nodes as long as there is room for
// it. So the same question has the same answer, cut at the same place.
//
// MissingNodes counts the nodes that were met and had no room; MissingEdges the
// edges that had none, and those that were not read, at each node. Roots that
// do not exist are NOT_FOUND.
func (x *Explorer) Subgraph(ctx context.Context, q SubgraphQuery) (*Graph, error) {
	if err := x.checkSubgraph(&q); err != nil {
		return nil, err
	}
	g, missing, err := x.around(ctx, &q)
	if err != nil || len(missing) == 0 {
		return g, err
	}
	if q.Roots, err = x.named(ctx, "subgraph", q.Roots...); err != nil {
		return nil, err
	}
	if g, missing, err = x.around(ctx, &q); len(missing) > 0 {
		return nil, notThere("subgraph", missing)
	}
	return g, err
}

// around returns what lies around the roots, and the ids for which there is no node:
// a root's may mean another.
func (x *Explorer) around(ctx context.Context, q *SubgraphQuery) (*Graph, []string, error) {
	w := &walk{Explorer: x, meter: newMeter(ctx, "subgraph"), q: q, at: map[string]int{}, cut: map[int]graph.Neighbour{}, left: map[string]bool{}}
	w.out.Directed = true
	for _, id := range q.Roots {
		if _, twice := w.at[id]; !twice {
			w.show(id)
		}
	}
	if err := cmp.Or(w.wander(), w.done()); err != nil {
		return nil, nil, err
	}
	w.out.MissingNodes = len(w.left)
	w.out.Truncated = w.out.MissingNodes > 0 || w.out.MissingEdges > 0
	missing, err := x.describe(ctx, &w.out, q.Edges, q.Details)
	return &w.out, missing, err
}

func (x *Explorer) checkSubgraph(q *SubgraphQuery) (err error) {
	if len(q.Roots) == 0 || len(q.Roots) > maxRoots {
		return graph.Errorf(graph.BadInput, "subgraph", "give 1 to %d roots, not %d", maxRoots, len(q.Roots))
	}
	if err := x.checkIDs("subgraph", "roots", q.Roots); err != nil {
		return err
	}
	if q.Depth, err = within("subgraph", "depth", q.Depth, 1, MaxDepth); err != nil {
		return err
	}
	if q.MaxNodes, err = within("subgraph", "maxNodes", q.MaxNodes, UsualNodes, MaxNodes); err != nil {
		return err
	}
	if n := len(unique(q.Roots)); n > q.MaxNodes {
		return graph.Errorf(graph.BadInput, "subgraph", "%d roots are more than %d nodes", n, q.MaxNodes)
	}
	q.MaxEdges, err = within("subgraph", "maxEdges", q.MaxEdges, UsualEdges, MaxEdges)
	return err
}

// walk is a search breadth first.
type walk struct {
	*Explorer
	*meter
	q    *SubgraphQuery
	out  Graph
	at   map[string]int          // where the nodes shown stand
	past int                     // so many of them have been gone through
	cut  map[int]graph.Neighbour // of those of which not all edges were read, the last that was
	left map[string]bool         // nodes that had no room
}

func (w *walk) show(id string) {
	w.Hold(nodeBytes)
	w.lay(keyBytes)
	w.at[id] = len(w.out.Nodes)
	w.out.Nodes = append(w.out.Nodes, Node{ID: id, Kind: w.Model.KindOf(id)})
}

// wander goes as deep as is asked for.
func (w *walk) wander() error {
	edges, some := w.followed()
	for depth := 0; some && depth < w.q.Depth && w.past < len(w.out.Nodes); depth++ {
		if err := w.deeper(edges); err != nil {
			return err
		}
	}
	return w.Err()
}

// deeper goes through the nodes that the last depth has found, so many at once that
// not too many edges are read.
func (w *walk) deeper(edges []*graph.Edge) error {
	frontier := make([]string, 0, len(w.out.Nodes)-w.past)
	for _, n := range w.out.Nodes[w.past:] {
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
			w.through(w.past, &found[i])
		}
		w.letGo(read)
	}
	return w.Err()
}

// followed lists the edge types that can lead to what is shown, if there are
// some; nil stands for all.
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

// through goes through the edges at a node.
func (w *walk) through(i int, at *graph.Neighbours) {
	w.out.Nodes[i].Degree = at.Degree // for now
	for j := range at.Edges {
		w.edge(i, &at.Edges[j])
	}
	w.Steps(len(at.Edges))
	if unread := at.Degree - len(at.Edges); unread > 0 {
		w.out.MissingEdges += unread
		w.cut[i] = graph.Neighbour{}
		if len(at.Edges) > 0 {
			w.cut[i] = at.Edges[len(at.Edges)-1]
		}
		w.lay(keyBytes)
	}
	w.past = i + 1
}

// wasRead reports whether an edge was read at its other end, which has been gone
// through: all were there, or this one comes no later than the last.
func (w *walk) wasRead(end int, e *graph.Neighbour) bool {
	last, cut := w.cut[end]
	if !cut {
		return true
	}
	there := *e
	there.Out = !e.Out
	return last.Edge != nil && cmp.Or(cmp.Compare(linkOf(&there).Ordinal(), linkOf(&last).Ordinal()), strings.Compare(e.EdgeID, last.EdgeID)) <= 0
}

// linkOf is the link that an edge was found by.
func linkOf(e *graph.Neighbour) *graph.Link {
	if e.Out {
		return e.Edge.OutLink()
	}
	return e.Edge.InLink()
}

// edge takes an edge at the i-th node, unless it was taken at its other end.
func (w *walk) edge(i int, e *graph.Neighbour) {
	j, shown := w.at[e.NodeID]
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
			w.show(e.NodeID)
		} else {
			w.leave(e.NodeID)
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

// leave notes a node that has no room.
func (w *walk) leave(id string) {
	if !w.left[id] {
		w.left[id] = true
		w.lay(keyBytes)
	}
}

func (w *walk) wanted(id string) bool {
	if w.q.Kinds == 0 {
		return true
	}
	k := w.Model.KindOf(id)
	return k != nil && w.q.Kinds.Has(k)
}
