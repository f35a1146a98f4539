package explore

import (
	"strings"

	"parley/graph"
)

// The vertices that a search begins at, from either end.
const (
	source int32 = 0
	target int32 = 1
)

// search goes breadth first from two ends at once.
type search struct {
	*Explorer
	*meter
	q   *PathsQuery
	way way
	err error

	vertices []vertex
	index    map[string]int32
	fringe   [2][]int32 // the vertices found last, from either end
	levels   [2]int16   // how many arcs away these are
	touched  bool       // some vertex is known from both ends
	arcs     int
}

// vertex is a node that the search has met.
type vertex struct {
	id    string
	boxed graph.Value // id as a Value
	away  [2]int16    // arcs from either end; -1 if unknown
	known bool        // all its arcs are
	arcs  []arc
}

// What a vertex takes, with its place in the index, and an arc at one end, with the
// room that lists have to grow.
const (
	vertexBytes = 160
	arcBytes    = 16
)

// arc is a way to another vertex. What its mark means, the way knows.
type arc struct {
	to   int32
	mark int32
}

// begin takes the first step from both ends.
func (s *search) begin() error {
	for side, id := range []string{s.q.From, s.q.To} {
		v := s.vertex(id)
		s.vertices[v].away[side] = 0
		s.fringe[side] = []int32{v}
	}
	s.further(0)
	s.further(1)
	return s.err
}

// reach goes on until all paths of so many arcs are among what is known. It
// fails where nothing is left to go on from, or with s.err.
func (s *search) reach(length int) bool {
	for int(s.levels[0]+s.levels[1]) < length {
		side := 0
		if len(s.fringe[1]) < len(s.fringe[0]) {
			side = 1
		}
		if len(s.fringe[side]) == 0 && !s.touched {
			return false
		}
		s.further(side)
		if s.err != nil {
			return false
		}
	}
	return true
}

// further takes one step from one end.
func (s *search) further(side int) {
	if s.err != nil {
		return
	}
	level, old := s.levels[side]+1, s.fringe[side]
	s.levels[side], s.fringe[side] = level, nil
	var unknown []int32
	for _, v := range old {
		if !s.vertices[v].known {
			unknown = append(unknown, v)
		}
	}
	if len(unknown) > 0 {
		if s.err = s.way.expand(s, unknown); s.err != nil {
			return
		}
	}
	for _, v := range old {
		for _, a := range s.vertices[v].arcs {
			u := &s.vertices[a.to]
			if u.away[side] < 0 {
				u.away[side] = level
				s.fringe[side] = append(s.fringe[side], a.to)
				s.touched = s.touched || u.away[1-side] >= 0
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
		s.lay(vertexBytes)
		s.vertices = append(s.vertices, vertex{id: name, boxed: id, away: [2]int16{-1, -1}})
	}
	return i
}

// link notes an arc, at both its ends.
func (s *search) link(from, to, mark int32) {
	if s.vertices[to].known {
		return // it was noted from there
	}
	s.arcs++
	s.Step()
	s.lay(2 * arcBytes)
	s.vertices[from].arcs = append(s.vertices[from].arcs, arc{to, mark})
	if from != to {
		s.vertices[to].arcs = append(s.vertices[to].arcs, arc{from, mark})
	}
}

// spent is an error once too many arcs were read.
func (s *search) spent(cut bool) error {
	if cut || s.arcs > maxArcs {
		return graph.Errorf(graph.TooLarge, "paths", "the search stopped after %d edges; ask for fewer hops or fewer types of edges", maxArcs)
	}
	return s.Err()
}

func (s *search) ids(vertices []int32) []string {
	ids := make([]string, len(vertices))
	for i, v := range vertices {
		ids[i] = s.vertices[v].id
	}
	return ids
}

// compare orders vertices by id.
func (s *search) compare(a, b int32) int {
	return strings.Compare(s.vertices[a].id, s.vertices[b].id)
}
