package memory

import (
	"cmp"
	"iter"
	"sort"
	"strings"

	"github.com/tidwall/btree"

	"parley/graph"
)

func (s *snapshot) edgeID(h uint32) string {
	e := s.edges.At(h)
	return e.edge.Name + " " + s.nodes.At(e.from).id + " " + s.nodes.At(e.to).id + e.key
}

func (s *snapshot) factID(h uint32) string {
	f := s.facts.At(h)
	return graph.EvidenceID(s.nodes.At(f.source).id, f.sortKey(), f.digest)
}

// factIDs returns the ids of evidence.
func (s *snapshot) factIDs(evidence []uint32) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, h := range evidence {
			if !yield(s.factID(h)) {
				return
			}
		}
	}
}

// idOf returns the id of a node, "" of none.
func (s *snapshot) idOf(h uint32) string {
	if h == none {
		return ""
	}
	return s.nodes.At(h).id
}

// findEdge returns the edge of an id.
func (s *snapshot) findEdge(id string) (uint32, bool) {
	words := strings.SplitN(id, " ", 3)
	e := s.model.Edge(words[0])
	if e == nil || len(words) == 1 {
		return none, false
	}
	h, ok := s.find(words[1])
	if !ok {
		return none, false
	}
	for _, at := range s.loops[h] {
		if s.edgeID(at) == id {
			return at, true
		}
	}
	for at := range s.absences.at(h) {
		if s.edgeID(at) == id {
			return at, true
		}
	}
	return withID(s.nodes.At(h).link(e.OutLink()), id, s.edgeID)
}

// withID returns the item of a list, in the order of ids, that has an id.
func withID(list []uint32, id string, idOf func(uint32) string) (uint32, bool) {
	return findIn(list, func(h uint32) int { return strings.Compare(idOf(h), id) })
}

// findIn returns the first item of a list in order that compares as equal.
func findIn(list []uint32, compare func(h uint32) int) (uint32, bool) {
	i := search(list, compare)
	if i == len(list) || compare(list[i]) != 0 {
		return none, false
	}
	return list[i], true
}

// search returns the index of the first item of a list in order that does not
// compare as less. What is new often comes after all others, as rows do.
func search(list []uint32, compare func(h uint32) int) int {
	n := len(list)
	if n == 0 || compare(list[n-1]) < 0 {
		return n
	}
	return sort.Search(n, func(i int) bool { return compare(list[i]) >= 0 })
}

// compareNodes orders nodes as their ids do. A node that a transaction makes
// has no mark until links are put in place.
func (s *snapshot) compareNodes(a, b uint32) int {
	if a == b {
		return 0
	}
	if x, y := s.marks.Of(a), s.marks.Of(b); x > 0 && y > 0 {
		return cmp.Compare(x, y)
	}
	return strings.Compare(s.nodes.At(a).id, s.nodes.At(b).id)
}

// compareEdges orders edges of one type as their ids do: a space, which parts
// an id's words, sorts below all that a word may hold.
func (s *snapshot) compareEdges(a, b *edge) int {
	return cmp.Or(
		s.compareNodes(a.from, b.from),
		s.compareNodes(a.to, b.to),
		strings.Compare(a.key, b.key),
	)
}

// compareFacts orders evidence as ids do.
func (s *snapshot) compareFacts(a, b *fact) int {
	if c := s.compareNodes(a.source, b.source); c != 0 {
		return c
	}
	return cmp.Or(comparePlaces(a, b), cmp.Compare(a.digest, b.digest))
}

func (s *snapshot) compareFactsAt(a, b uint32) int {
	return s.compareFacts(s.facts.At(a), s.facts.At(b))
}

func comparePlaces(a, b *fact) int {
	switch {
	case a.locator == "" && b.locator == "":
		return cmp.Compare(a.start, b.start)
	case a.locator != "" && b.locator != "":
		return graph.CompareLocators(a.locator, b.locator)
	}
	return strings.Compare(a.sortKey(), b.sortKey())
}

// version returns the version of a node or an edge, "" where there is none.
func (s *snapshot) version(id string) string {
	if h, ok := s.find(id); ok {
		return s.versionOfNode(s.nodes.At(h))
	}
	if h, ok := s.findEdge(id); ok {
		return s.versionOfEdge(s.edges.At(h))
	}
	return ""
}

func (s *snapshot) versionOfNode(n *node) string {
	return graph.Version(n.kind.Props(), n.value, s.factIDs(n.evidence))
}

func (s *snapshot) versionOfEdge(e *edge) string {
	return graph.Version(e.edge.Props(), e.value, s.factIDs(e.evidence))
}

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
