package memory

import (
	"maps"
	"slices"
)

// Loops lists the ids of edges that lead from a node to itself where their type
// cannot mean that. None is made any more; a store that an older Parley wrote may
// hold some.
func (s *Store) Loops() []string {
	now := s.current.Load()
	var ids []string
	each(&now.edges, func(h uint32, e *edge) {
		if e.edge != nil && e.loop() {
			ids = append(ids, now.edgeID(h))
		}
	})
	slices.Sort(ids)
	return ids
}

// loop reports whether an edge leads from a node to itself where its type cannot
// mean that. Such edges are of earlier versions; they are hidden.
func (e *edge) loop() bool { return e.from == e.to && !e.edge.Reflexive }

// hideLoops notes the edges that are in no link.
func (r *restoring) hideLoops() {
	each(&r.edges, func(h uint32, e *edge) {
		if e.edge != nil && e.loop() {
			if r.loops == nil {
				r.loops = map[uint32][]uint32{}
			}
			r.loops[e.from] = append(r.loops[e.from], h)
		}
	})
}

// removeLoop forgets an edge that was hidden.
func (t *tx) removeLoop(node, h uint32) {
	t.loops = maps.Clone(t.loops)
	t.loops[node] = without(t.loops[node], h)
}
