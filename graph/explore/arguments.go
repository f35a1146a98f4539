package explore

import (
	"context"
	"slices"
	"strings"

	"parley/graph"
)

// CheckID returns BAD_INPUT if the value of an argument is not the id of a node, or
// is the id of a node of a kind that the argument does not take. It does not check
// that the node exists.
func (x *Explorer) CheckID(op, argument, id string, takes graph.KindSet) error {
	k, err := x.Model.CheckID(id)
	if err != nil {
		return graph.Within(argument, err)
	}
	if !takes.Has(k) {
		return graph.Errorf(graph.BadInput, op, "%s: %q is the id of a %s; take one of %s", argument, id, k.Name, kindNames(x.Model.KindsOf(takes))).In(argument)
	}
	return nil
}

// checkIDs is CheckID for a list of ids, of nodes of any kind.
func (x *Explorer) checkIDs(op, argument string, ids []string) error {
	for _, id := range ids {
		if err := x.CheckID(op, argument, id, x.Model.All); err != nil {
			return err
		}
	}
	return nil
}

// checkOptionalID is CheckID for an argument that may be left out, as "".
func (x *Explorer) checkOptionalID(op, argument, id string, takes graph.KindSet) error {
	if id == "" {
		return nil
	}
	return x.CheckID(op, argument, id, takes)
}

// CheckExist returns NOT_FOUND if a node with one of some ids does not exist; it
// skips "". CheckID has taken the ids.
func (x *Explorer) CheckExist(ctx context.Context, op string, ids ...string) error {
	ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return id == "" })
	if len(ids) == 0 {
		return nil
	}
	_, err := x.resolveIDs(ctx, op, ids...)
	return err
}

// KindsNamed returns the kinds with some names; without names, no kind, which stands
// for all.
func (x *Explorer) KindsNamed(names []string) (kinds graph.KindSet, err error) {
	for _, name := range names {
		k := x.Model.Kind(name)
		if k == nil {
			return 0, graph.Errorf(graph.BadInput, "kinds", "there is no kind %q; the kinds are %s", name, kindNames(x.Model.Kinds))
		}
		kinds = kinds.With(k)
	}
	return kinds, nil
}

// EdgesNamed returns the edge types with some names.
func (x *Explorer) EdgesNamed(names []string) (edges []*graph.Edge, err error) {
	for _, name := range names {
		e := x.Model.Edge(name)
		if e == nil {
			return nil, graph.Errorf(graph.BadInput, "edges", "there is no edge %q; the edges are %s", name,
				listed(texts(x.Model.Edges, func(e *graph.Edge) string { return e.Name })))
		}
		edges = append(edges, e)
	}
	return edges, nil
}

func kindNames(kinds []*graph.Kind) string {
	return listed(texts(kinds, func(k *graph.Kind) string { return k.Name }))
}

// listed returns names as one text, sorted.
func listed(names []string) string { return strings.Join(slices.Sorted(slices.Values(names)), ", ") }
