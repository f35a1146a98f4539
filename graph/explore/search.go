package explore

import (
	"strings"

	"parley/graph"
)

// The vertices that a search starts from, at either end.
const (
	source int32 = 0
	target int32 = 1
)

// search is a breadth-first search from two ends at once.
type search struct {
	*Explorer
	*meter
	q         *PathsQuery
	traversal traversal
	err       error

	vertices []vertex
	index    map[string]int32
	frontier [2][]int32 // the vertices found last, from either end
	levels   [2]int16   // how many arcs away these are
	met      bool       // some vertex is reached from both ends
	arcs     int
}

// vertex is a node that the search has met.
type vertex struct {
	id    string
	boxed graph.Value // id as a Value
	away  [2]int16    // how many arcs it is from either end; -1 if unknown
	known bool        // all its arcs were read
	arcs  []arc
}

// The bytes of a vertex with its entry in the index, and of an arc at one end with
// the spare room of its list.
const (
	vertexBytes = 160
	arcBytes    = 16
)

// arc leads to another vertex. What its mark means, the traversal knows.
type arc struct {
	to   int32
	mark int32
}

// start takes the first step from both ends.
func (s *search) start() error {
	for side, id := range []string{s.q.From, s.q.To} {
		v := s.vertex(id)
		s.vertices[v].away[side] = 0
		s.frontier[side] = []int32{v}
	}
	s.advance(0)
	s.advance(1)
	return s.err
}

// extendTo searches until all paths of so many arcs are among the arcs that were
// read. It reports false where no vertices are left to search from, or with s.err.
func (s *search) extendTo(length int) bool {
	for int(s.levels[0]+s.levels[1]) < length {
		side := 0
		if len(s.frontier[1]) < len(s.frontier[0]) {
			side = 1
		}
		if len(s.frontier[side]) == 0 && !s.met {
			return false
		}
		s.advance(side)
		if s.err != nil {
			return false
		}
	}
	return true
}

// advance takes one step from one end.
func (s *search) advance(side int) {
	if s.err != nil {
		return
	}
	level, old := s.levels[side]+1, s.frontier[side]
	s.levels[side], s.frontier[side] = level, nil
	var unknown []int32
	for _, v := range old {
		if !s.vertices[v].known {
			unknown = append(unknown, v)
		}
	}
	if len(unknown) > 0 {
		if s.err = s.traversal.expand(s, unknown); s.err != nil {
			return
		}
	}
	for _, v := range old {
		for _, a := range s.vertices[v].arcs {
			u := &s.vertices[a.to]
			if u.away[side] < 0 {
				u.away[side] = level
				s.frontier[side] = append(s.frontier[side], a.to)
				s.met = s.met || u.away[1-side] >= 0
			}
		}
	}
}

// vertex returns the vertex of an id, adding it if it is new.
func (s *search) vertex(id graph.Value) int32 {
	name, _ := id.(string)
	i, ok := s.index[name]
	if !ok {
		i = int32(len(s.vertices))
		s.index[name] = i
		s.holdScratch(vertexBytes)
		s.vertices = append(s.vertices, vertex{id: name, boxed: id, away: [2]int16{-1, -1}})
	}
	return i
}

// link adds an arc, at both its ends.
func (s *search) link(from, to, mark int32) {
	if s.vertices[to].known {
		return // it was added from there
	}
	s.arcs++
	s.Step()
	s.holdScratch(2 * arcBytes)
	s.vertices[from].arcs = append(s.vertices[from].arcs, arc{to, mark})
	if from != to {
		s.vertices[to].arcs = append(s.vertices[to].arcs, arc{from, mark})
	}
}

// checkArcs returns TOO_LARGE once too many arcs were read.
func (s *search) checkArcs(cut bool) error {
	if cut || s.arcs > maxArcs {
		return graph.Errorf(graph.TooLarge, "paths", "the search stopped after %d edges; ask for fewer hops or fewer types of edges", maxArcs)
	}
	return s.Err()
}

func (s *search) ids(vertices []int32) []string {
	return texts(vertices, func(v int32) string { return s.vertices[v].id })
}

// compare orders vertices by id.
func (s *search) compare(a, b int32) int {
	return strings.Compare(s.vertices[a].id, s.vertices[b].id)
}

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
