package explore

import "parley/graph"

// overEdges follows edges of some types, in either direction. The mark of an arc
// is the index of the edge's id in edges.
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
			s.holdScratch(textBytes)
			w.edges = append(w.edges, e.EdgeID)
			s.link(from, s.vertex(e.NodeID), int32(len(w.edges)-1))
		}
		s.vertices[from].known = true
		if err := s.checkArcs(at.Degree > len(at.Edges)); err != nil {
			return err
		}
	}
	s.releaseScratch(read)
	return nil
}

func (w *overEdges) joins(*search, int32, int32, int32) bool          { return true }
func (w *overEdges) verify(*search, [][]int32) (barred bool, _ error) { return false, nil }
func (w *overEdges) addEdges(*search, []Path) error                   { return nil }

func (w *overEdges) hops(s *search, vertices []int32) []Hop {
	var out []Hop
	for i, to := range vertices[1:] {
		h := Hop{From: s.vertices[vertices[i]].id, To: s.vertices[to].id}
		for _, a := range s.vertices[vertices[i]].arcs {
			if a.to == to {
				h.Edges = append(h.Edges, w.edges[a.mark])
			}
		}
		h.Edges = unique(h.Edges)
		out = append(out, h)
	}
	return out
}
