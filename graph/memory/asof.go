package memory

import (
	"slices"

	"parley/graph"
)

// view is a snapshot as of a day.
type view struct {
	*snapshot
	asOf graph.AsOf
}

// nodeVisible reports whether a node is there as of the view's day: a kind
// without a `when` always is; an event from its start on, if it has begun; a
// state while it lasts.
func (v *view) nodeVisible(h uint32) bool {
	if !v.asOf.Set {
		return true
	}
	n := v.nodes.At(h)
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
	return v.inTime(n.kind.Time, when)
}

// edgeVisible reports whether an edge is there, and both its ends are.
func (v *view) edgeVisible(h uint32) bool {
	if !v.asOf.Set {
		return true
	}
	e := v.edges.At(h)
	return v.inTime(e.edge.Time, e.when()) && v.nodeVisible(e.from) && v.nodeVisible(e.to)
}

// factVisible reports whether what a piece of evidence is for is there.
func (v *view) factVisible(h uint32) bool {
	if !v.asOf.Set {
		return true
	}
	f := v.facts.At(h)
	if f.onEdge {
		return v.edgeVisible(f.subject)
	}
	return v.nodeVisible(f.subject)
}

func (v *view) inTime(t graph.Time, when *graph.When) bool {
	switch {
	case when == nil || t == graph.Timeless:
		return true
	case t == graph.Event:
		return when.BegunBy(v.asOf.Day, v.asOf.Certain)
	case v.asOf.Certain:
		return when.CertainOn(v.asOf.Day)
	default:
		return when.PossibleOn(v.asOf.Day)
	}
}
