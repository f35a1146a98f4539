package memory

import (
	"slices"

	"parley/graph"
)

// nodeVisible reports whether a node is there as of the query's day: a kind
// without a `when` always is; an event from its start on, if it has begun; a
// state while it lasts.
func (q *query) nodeVisible(h uint32) bool {
	if !q.asOf.Set {
		return true
	}
	n := q.nodes.at(h)
	p := n.kind.When()
	if p == nil {
		return true
	}
	if begun := n.kind.Begun; begun != nil {
		value, _ := n.value(n.kind.Prop(begun.Property)).(string)
		if !slices.Contains(begun.Values, value) {
			return true
		}
	}
	when, _ := n.value(p).(*graph.When)
	return q.inTime(n.kind.Time, when)
}

// edgeVisible reports whether an edge is there, and both its ends are.
func (q *query) edgeVisible(h uint32) bool {
	if !q.asOf.Set {
		return true
	}
	e := q.edges.at(h)
	return q.inTime(e.edge.Time, e.when()) && q.nodeVisible(e.from) && q.nodeVisible(e.to)
}

// factVisible reports whether what a piece of evidence is for is there.
func (q *query) factVisible(h uint32) bool {
	if !q.asOf.Set {
		return true
	}
	f := q.facts.at(h)
	if f.onEdge {
		return q.edgeVisible(f.subject)
	}
	return q.nodeVisible(f.subject)
}

func (q *query) inTime(t graph.Time, when *graph.When) bool {
	switch {
	case when == nil || t == graph.Timeless:
		return true
	case t == graph.Event:
		return when.BegunBy(q.asOf.Day, q.asOf.Certain)
	case q.asOf.Certain:
		return when.CertainOn(q.asOf.Day)
	default:
		return when.PossibleOn(q.asOf.Day)
	}
}
