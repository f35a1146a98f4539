package explore

import (
	"slices"
	"strings"

	"parley/graph"
)

// KindsNamed returns the kinds of some names; none means all.
func (x *Explorer) KindsNamed(names []string) (kinds graph.KindSet, err error) {
	for _, name := range names {
		k := x.Model.Kind(name)
		if k == nil {
			return 0, graph.Errorf(graph.BadInput, "kinds", "there is no kind %q; the kinds are %s", name,
				listed(x.Model.Kinds, func(k *graph.Kind) string { return k.Name }))
		}
		kinds = kinds.With(k)
	}
	return kinds, nil
}

// EdgesNamed returns the edge types of some names.
func (x *Explorer) EdgesNamed(names []string) (edges []*graph.Edge, err error) {
	for _, name := range names {
		e := x.Model.Edge(name)
		if e == nil {
			return nil, graph.Errorf(graph.BadInput, "edges", "there is no edge %q; the edges are %s", name,
				listed(x.Model.Edges, func(e *graph.Edge) string { return e.Name }))
		}
		edges = append(edges, e)
	}
	return edges, nil
}

// listed writes the names of all that there is, sorted.
func listed[T any](all []T, name func(T) string) string {
	names := make([]string, len(all))
	for i, it := range all {
		names[i] = name(it)
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}
