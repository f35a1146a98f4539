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

// MergedInto returns what an id is merged into, or "".
func (t *tx) MergedInto(id string) string { return t.mergedInto(id) }

// Merge has an id mean another node, or itself again.
func (t *tx) Merge(id, into string) {
	m := merged{t.merges, into}
	if into != "" {
		t.merged.Set(id, m)
		t.merges++
	} else {
		had, _ := t.merged.Delete(id)
		m.no = had.no
	}
	t.remade = slices.DeleteFunc(t.remade, func(i Image) bool { return i.No == m.no })
	t.remade = append(t.remade, imageOfMerge(id, m))
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
