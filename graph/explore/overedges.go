package explore

import (
	"slices"

	"parley/graph"
)

// overEdges goes over edges of some types, in either direction. The mark of an
// arc is the edge's place in ids.
type overEdges struct{ edges []string }

func (w *overEdges) arcs() int { return 1 }

func (w *overEdges) expand(s *search, frontier []int32) error {
	before := s.scratch
	found, err := s.expand(s.Explorer, &graph.Expansion{
		Frontier: s.ids(frontier), Edges: s.q.Edges, PerNode: maxArcs, AsOf: s.AsOf,
	})
	read := s.scratch - before
	if err != nil {
		return err
	}
	for i, at := range found {
		from := frontier[i]
		for _, e := range at.Edges {
			s.lay(textBytes)
			w.edges = append(w.edges, e.EdgeID)
			s.link(from, s.vertex(e.NodeID), int32(len(w.edges)-1))
		}
		s.vertices[from].known = true
		if err := s.spent(at.Degree > len(at.Edges)); err != nil {
			return err
		}
	}
	s.letGo(read)
	return nil
}

func (w *overEdges) joins(*search, int32, int32, int32) bool         { return true }
func (w *overEdges) settle(*search, [][]int32) (asked bool, _ error) { return false, nil }
func (w *overEdges) finish(*search, []Path) error                    { return nil }

func (w *overEdges) hops(s *search, vertices []int32) []Hop {
	var out []Hop
	for i, to := range vertices[1:] {
		h := Hop{From: s.vertices[vertices[i]].id, To: s.vertices[to].id}
		for _, a := range s.vertices[vertices[i]].arcs {
			if a.to == to {
				h.Edges = append(h.Edges, w.edges[a.mark])
			}
		}
		slices.Sort(h.Edges)
		h.Edges = slices.Compact(h.Edges)
		out = append(out, h)
	}
	return out
}
