package memory

import (
	"github.com/tidwall/btree"

	"parley/graph"
)

// merges are the ids that mean another node.
type merges struct {
	ids  *btree.Map[string, merged]
	made uint32 // how many there ever were
}

// merged is what an id means in place of itself.
type merged struct {
	no       uint32 // in the order of merging
	id, into string
}

func (m *merges) copy() merges { return merges{m.ids.Copy(), m.made} }

// any reports whether any id means another node.
func (m *merges) any() bool { return m.ids.Len() > 0 }

// means returns the id of the node that an id means.
func (m *merges) means(id string) string {
	if !m.any() {
		return id
	}
	return graph.Means(id, m.into)
}

// into returns what an id is merged into, or "".
func (m *merges) into(id string) string {
	found, _ := m.ids.Get(id)
	return found.into
}

// set has an id mean another one, or itself where into is "", and returns what has
// changed.
func (m *merges) set(id, into string) merged {
	if into == "" {
		had, _ := m.ids.Delete(id)
		return merged{had.no, id, ""}
	}
	changed := merged{m.made, id, into}
	m.ids.Set(id, changed)
	m.made++
	return changed
}
