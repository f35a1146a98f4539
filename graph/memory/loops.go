package memory

import "slices"

// Loops lists the ids of edges that lead from a node to itself where their type
// cannot mean that. None is made any more; a store that an older Parley wrote may
// hold some.
func (s *Store) Loops() []string {
	now := s.current.Load()
	var ids []string
	each(&now.edges, func(h uint32, e *edge) {
		if e.edge != nil && e.from == e.to && !e.edge.Reflexive {
			ids = append(ids, now.edgeID(h))
		}
	})
	slices.Sort(ids)
	return ids
}
