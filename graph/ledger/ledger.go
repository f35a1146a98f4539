package ledger

import (
	"parley/graph"
)

// Ledger makes the changes of one Apply on a graph.
type Ledger[N, E, F comparable] struct {
	Counts graph.Applied // what has changed, complete when all is finished

	*Weigher[N, E, F]
	graph   Graph[N, E, F]
	merging bool // ids may mean others
	given   Evidence[N]

	bared    map[N]bool        // nodes whose last evidence was retracted, which their kind needs
	remerged map[string]string // what ids were merged into before the Apply
}

// New returns a ledger for one Apply on a graph, in which none stands for no
// node. Merging says that ids may mean others.
func New[N, E, F comparable](m *graph.Model, g Graph[N, E, F], none N, merging bool) *Ledger[N, E, F] {
	return &Ledger[N, E, F]{
		Weigher: NewWeigher(m, g, none, graph.NoDay), graph: g, merging: merging,
		bared: map[N]bool{}, remerged: map[string]string{},
	}
}

// Take makes a change that was resolved.
func (l *Ledger[N, E, F]) Take(e *Entry) error {
	if e.done {
		return nil
	}
	switch c := e.Change.(type) {
	case graph.PutNode:
		return l.putNode(c, e.As)
	case graph.PutEvidence:
		return l.putEvidence(c, e)
	case graph.Sweep:
		return l.sweep(c)
	case graph.DropSource:
		l.dropSource(c)
		return nil
	case graph.WithdrawStatement:
		l.withdrawStatement(c, e.As)
		return nil
	case graph.Retract:
		return l.retract(c)
	case graph.Precondition:
		return c.Check(l.graph.Version(c.ID))
	case graph.Merge:
		return l.merge(c)
	case graph.IdempotencyKey:
		return nil // the store looks at it before the first change
	}
	return graph.Errorf(graph.Internal, "apply", "unknown change %T", e.Change)
}

// lookup returns the node of an id that a change refers to.
func (l *Ledger[N, E, F]) lookup(id string) (N, error) {
	if n, ok := l.graph.FindNode(id); ok {
		return n, nil
	}
	return l.none, graph.Errorf(graph.NotFound, "apply", "there is no %s", id)
}

// optional is lookup for an id that may be empty.
func (l *Ledger[N, E, F]) optional(id string) (N, error) {
	if id == "" {
		return l.none, nil
	}
	return l.lookup(id)
}

// touch marks what a piece of evidence is for.
func (l *Ledger[N, E, F]) touch(s Subject[N, E]) {
	if s.OnEdge {
		l.graph.TouchEdge(s.Edge)
	} else {
		l.graph.TouchNode(s.Node)
	}
}

// merge holds a node against what is left of it, when its id comes to mean another.
func (l *Ledger[N, E, F]) merge(c graph.Merge) error {
	if n, ok := l.graph.FindNode(c.ID); ok && c.Into != "" && l.rests(n) {
		return c.NotFree()
	}
	return nil
}

// rests reports whether anything holds a node: a source states it, something of
// another source leads to it, or it is itself a source that says something.
func (l *Ledger[N, E, F]) rests(n N) bool {
	node := l.graph.Node(n)
	return node.IsStated() || l.graph.Held(n)
}
