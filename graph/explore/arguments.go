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

// scope is a topic and an actor, of which either may be "", and the nodes that are
// known to belong to them.
type scope struct {
	topic, actor string
	about        map[string]bool // the nodes that are about the topic
	tied         map[string]bool // those to which an edge of the actor leads
}

// read reads which of some nodes are about the topic, and to which the actor is
// tied.
func (s *scope) read(m *meter, x *Explorer, ids []string) error {
	if s.topic != "" {
		if err := among(m, x, x.Model.SubjectMatter.FromKinds(), ids, x.aboutTopic(s.topic, 0), &s.about); err != nil {
			return err
		}
	}
	if s.actor == "" {
		return nil
	}
	var to graph.KindSet
	var ties graph.Or
	for _, e := range x.Model.Edges {
		if k := x.Model.KindOf(s.actor); e.FromKinds().Has(k) {
			to |= e.ToKinds()
			is := graph.Is{Field: field(graph.GetID, 1), Op: graph.Eq, Value: s.actor}
			ties = append(ties, &graph.Any{From: graph.From{Link: e.InLink()}, Vars: farVars(), Where: is})
		}
	}
	return among(m, x, to, ids, ties, &s.tied)
}

// among notes which of the nodes of some kinds, of some ids, a filter leaves.
func among(m *meter, x *Explorer, kinds graph.KindSet, ids []string, where graph.Filter, noted *map[string]bool) error {
	if *noted == nil {
		*noted = map[string]bool{}
	}
	var of []string
	for _, id := range ids {
		if k := x.Model.KindOf(id); k != nil && kinds.Has(k) {
			of = append(of, id)
		}
	}
	if len(of) == 0 {
		return nil
	}
	l := x.byIDs(of, slot(graph.GetID, 0))
	l.Where = graph.And{l.Where, where}
	_, err := m.each(x, l, func(row []graph.Value) error {
		(*noted)[text(row[0])] = true
		m.holdScratch(keyBytes)
		return nil
	})
	return err
}

// has reports whether a node, or an edge between two, belongs to the topic and to the
// actor.
func (s *scope) has(nodes ...string) bool {
	return s.hasTopic(nodes) && s.hasActor(nodes)
}

func (s *scope) hasTopic(nodes []string) bool {
	if s.topic == "" {
		return true
	}
	for _, id := range nodes {
		if id == s.topic || s.about[id] {
			return true
		}
	}
	return false
}

func (s *scope) hasActor(nodes []string) bool {
	if s.actor == "" {
		return true
	}
	for _, id := range nodes {
		if id == s.actor {
			return true
		}
	}
	return len(nodes) == 1 && s.tied[nodes[0]]
}
