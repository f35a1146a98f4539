package graph

import (
	"maps"
	"slices"
	"strings"
)

// Written is an id that a piece of evidence was put with, and that means another node
// since a [Merge].
type Written struct {
	Role string // one of the fixed roles below, or the name of a property that refers
	ID   string
}

// The fixed roles of ids in evidence.
const (
	nodeRole    = ".node"
	fromRole    = ".from"
	toRole      = ".to"
	saidByRole  = ".saidBy"
	saidForRole = ".saidFor"
	saidAtRole  = ".saidAt"
)

// Resolved returns a piece of evidence with each id in place of which another is meant
// replaced by that one, and the ids that were replaced. It is a CONFLICT where
// the ends of an edge become one.
func (m *Model) Resolved(c PutEvidence, means func(id string) string) (PutEvidence, []Written, error) {
	var was []Written
	out := m.renamed(c, func(role, id string) string {
		is := means(id)
		if is != id {
			was = append(was, Written{role, id})
		}
		return is
	})
	if f := out.Fact; len(was) > 0 && f.Edge != "" && f.From == f.To && c.Fact.From != c.Fact.To {
		return c, nil, Errorf(Conflict, "apply", "%s and %s have been merged, so they cannot be the two ends of %s", c.Fact.From, c.Fact.To, f.Edge)
	}
	if f := m.Ordered(out.Fact); f.From != out.Fact.From {
		out.Fact, was = f, turned(was)
	}
	return out, was, nil
}

// turned returns written ids with those of an edge's ends in each other's roles.
func turned(was []Written) []Written {
	for i := range was {
		switch was[i].Role {
		case fromRole:
			was[i].Role = toRole
		case toRole:
			was[i].Role = fromRole
		}
	}
	return was
}

// AsWritten returns a resolved evidence with the ids that it was put with.
func (m *Model) AsWritten(c PutEvidence, was []Written) PutEvidence {
	if len(was) == 0 {
		return c
	}
	c = m.renamed(c, func(role, id string) string {
		for _, w := range was {
			if w.Role == role {
				return w.ID
			}
		}
		return id
	})
	c.Fact = m.Ordered(c.Fact)
	return c
}

// renamed returns a piece of evidence with other ids in the places of those it has.
func (m *Model) renamed(c PutEvidence, to func(role, id string) string) PutEvidence {
	rename := func(role string, id *string) {
		if *id != "" {
			*id = to(role, *id)
		}
	}
	rename(nodeRole, &c.Fact.Node)
	rename(fromRole, &c.Fact.From)
	rename(toRole, &c.Fact.To)
	rename(saidByRole, &c.SaidBy)
	rename(saidForRole, &c.SaidFor)
	rename(saidAtRole, &c.SaidAt)
	if e := m.Edge(c.Fact.Edge); e != nil {
		c.Fact.Identity = renamedRefs(e.props, c.Fact.Identity, to)
		c.Says = renamedRefs(e.props, c.Says, to)
	}
	return c
}

func renamedRefs(props []*Property, values map[string]Value, to func(role, id string) string) map[string]Value {
	fresh := false
	for _, p := range props {
		id, ok := values[p.Name].(string)
		if !ok || p.Type != Reference {
			continue
		}
		is := to(p.Name, id)
		if is == id {
			continue
		}
		if !fresh {
			values, fresh = maps.Clone(values), true
		}
		values[p.Name] = is
	}
	return values
}

// Means follows merges from an id to the one that is meant in the end; next
// returns what an id is merged into, or "".
func Means(id string, next func(id string) string) string {
	for into := next(id); into != ""; into = next(id) {
		id = into
	}
	return id
}

// CheckAgainst refuses a merge of an id that means another one already, and one
// that would have an id mean itself.
func (c Merge) CheckAgainst(next func(id string) string) error {
	switch is := next(c.ID); {
	case c.Into == "" || c.Into == is:
		return nil
	case is != "":
		return Errorf(Conflict, "merge", "%s is merged into %s already; take that back first", c.ID, is)
	case Means(c.Into, next) == c.ID:
		return Errorf(Conflict, "merge", "%s is merged into %s, so that the other way round it would be a circle", c.Into, c.ID)
	}
	return nil
}

// Meant returns those of some ids that mean others, with what they mean.
func Meant(ids []string, next func(id string) string) map[string]string {
	var meant map[string]string
	for _, id := range ids {
		if is := Means(id, next); is != id {
			if meant == nil {
				meant = map[string]string{}
			}
			meant[id] = is
		}
	}
	return meant
}

// MeantID returns an id of a node or an edge with the ids of nodes that it is, or
// is made of, replaced by those that they mean; the ends of a symmetric edge are in the
// order of ids.
func (m *Model) MeantID(id string, means func(id string) string) string {
	e, _, _ := m.EdgeOf(id)
	if e == nil {
		return means(id)
	}
	words := strings.Split(id, " ")
	at := 3 // of the identity's words
	for _, p := range e.props {
		if p.Identity && p.Type == Reference && at < len(words) {
			words[at] = means(words[at])
		}
		if p.Identity {
			at++
		}
	}
	words[1], words[2] = means(words[1]), means(words[2])
	if e.Symmetric && words[1] > words[2] {
		words[1], words[2] = words[2], words[1]
	}
	return strings.Join(words, " ")
}

// Move returns the changes that merge a node into another, or take that back, with
// all that depends on it: what rests on the node that goes, or on the one that
// it was merged into, is taken away and put again. It is a CONFLICT where no
// source states the node, or where the two are the ends of edges, which it names.
func (m *Model) Move(c Merge, resting []Change) ([]Change, error) {
	node, other := c.ID, c.Into
	var away, again []Change
	var loops []string // edges that would lead from the node to itself
	stated := false
	for _, x := range resting {
		switch x := x.(type) {
		case PutNode:
			stated = stated || x.ID == c.ID
			away, again = append(away, WithdrawStatement{Source: x.Source, ID: x.ID}), append(again, x)
		case PutEvidence:
			if f := x.Fact; f.Edge != "" && (f.From == node && f.To == other || f.From == other && f.To == node) {
				loops = append(loops, m.FactID(f))
			}
			away, again = append(away, Retract{ID: m.EvidenceIDOf(x)}), append(again, x)
		}
	}
	if len(loops) > 0 {
		slices.Sort(loops)
		return nil, Errorf(Conflict, "merge", "%s and %s are the two ends of %s, and so cannot be one: retract what is wrong first",
			node, other, strings.Join(slices.Compact(loops), ", and of "))
	}
	if !stated {
		return nil, Errorf(Conflict, "merge", "no source states %s: put it first", c.ID)
	}
	return append(append(away, c), again...), nil
}

// EvidenceIDOf returns the id of the evidence that a change puts.
func (m *Model) EvidenceIDOf(c PutEvidence) string {
	return EvidenceID(c.Source, c.SortKey(), c.Digest(m.FactID(c.Fact)))
}
