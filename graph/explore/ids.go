package explore

import (
	"context"
	"slices"

	"parley/graph"
)

// CheckID returns BAD_INPUT where what an argument has is not the id of a node, or
// is that of a node of another kind than the argument takes. It does not ask
// whether the node is there.
func (x *Explorer) CheckID(op, argument, id string, takes graph.KindSet) error {
	k, err := x.Model.CheckID(id)
	if err != nil {
		return err
	}
	if !takes.Has(k) {
		return graph.Errorf(graph.BadInput, op, "%s: %q is the id of a %s; take one of %s", argument, id, k.Name,
			listed(x.Model.KindsOf(takes), func(k *graph.Kind) string { return k.Name }))
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

// checkGiven is CheckID for an argument that may be left out, as "".
func (x *Explorer) checkGiven(op, argument, id string, takes graph.KindSet) error {
	if id == "" {
		return nil
	}
	return x.CheckID(op, argument, id, takes)
}

// AreThere returns NOT_FOUND where there is no node of some ids, which CheckID
// takes; "" is none.
func (x *Explorer) AreThere(ctx context.Context, op string, ids ...string) error {
	ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return id == "" })
	if len(ids) == 0 {
		return nil
	}
	_, err := x.named(ctx, op, ids...)
	return err
}
