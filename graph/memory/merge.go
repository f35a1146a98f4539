package memory

import (
	"slices"

	"parley/graph"
)

// merged is what an id means in place of itself.
type merged struct {
	no   uint32 // in the order of merging
	into string
}

// means returns the id of the node that an id means.
func (s *snapshot) means(id string) string {
	if s.merged.Len() == 0 {
		return id
	}
	return graph.Means(id, s.mergedInto)
}

// mergedInto returns what an id is merged into, or "".
func (s *snapshot) mergedInto(id string) string {
	m, _ := s.merged.Get(id)
	return m.into
}

// merge has an id mean another node, or itself again.
func (t *tx) merge(c graph.Merge) error {
	t.flush()
	had, _ := t.merged.Get(c.ID)
	if had.into == c.Into {
		return nil
	}
	if err := c.CheckAgainst(t.mergedInto); err != nil {
		return err
	}
	if c.Into == "" {
		t.merged.Delete(c.ID)
		t.remerge(c.ID, had.into, merged{no: had.no})
		return nil
	}
	if h, ok := t.byID.Get(c.ID); ok && t.rests(h) {
		return c.NotFree()
	}
	t.remerge(c.ID, had.into, merged{t.merges, c.Into})
	t.merges++
	return nil
}

// remerge notes what an id means from now on, in place of what it meant before.
func (t *tx) remerge(id, had string, m merged) {
	if m.into != "" {
		t.merged.Set(id, m)
	}
	clear(t.found.ids)
	t.remade = slices.DeleteFunc(t.remade, func(i Image) bool { return i.No == m.no })
	t.remade = append(t.remade, imageOfMerge(id, m))
	was, _ := t.base.merged.Get(id)
	switch {
	case m.into == was.into:
		t.counts.Nodes-- // this transaction has had it mean another in between
	case had == was.into:
		t.counts.Nodes++
	}
}

// resolved returns a piece of evidence with the ids that are meant, and those that it was
// put with in their places.
func (t *tx) resolved(c graph.PutEvidence) (graph.PutEvidence, []graph.Written, error) {
	if t.merged.Len() == 0 {
		return c, nil, nil
	}
	return t.model.Resolved(c, t.means)
}

// asking returns a plan that asks for what its ids mean, and those that mean others.
func (s *snapshot) asking(p *graph.Plan) (*graph.Plan, map[string]string) {
	if s.merged.Len() == 0 {
		return p, nil
	}
	meant := graph.Meant(s.model.IDsIn(p), s.mergedInto)
	if meant == nil {
		return p, nil
	}
	return s.model.ResolveIDs(p, s.means), meant
}
