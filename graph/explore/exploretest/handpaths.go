package exploretest

import (
	"slices"
	"strings"
)

// handSearch is a plain search from both ends over pointers.
type handSearch struct {
	in, out   int // the places of the links between actors and meetings
	mark      int
	ends      [2]*vertex
	frontier  [2][]*vertex
	levels    [2]int
	met       bool
	first     int
	distances map[*vertex]int
	path      []*vertex
	found     [][]*vertex
}

// Paths returns the shortest paths through meetings that were held, in the order of
// [explore.Explorer.Paths]: shortest first, then by ids.
func (l *Large) Paths(from, to *vertex, maxHops, first int) [][]*vertex {
	l.marks++
	e := l.model.Edge("PARTICIPATED_IN")
	s := &handSearch{in: e.InLink().Ordinal(), out: e.OutLink().Ordinal(), mark: l.marks, ends: [2]*vertex{from, to}}
	for side, v := range s.ends {
		s.level(v)[side] = 0
		s.frontier[side] = []*vertex{v}
	}
	var all [][]*vertex
	for length := 2; length <= 2*maxHops && len(all) < first; length += 2 {
		for s.levels[0]+s.levels[1] < length {
			side := 0
			if len(s.frontier[1]) < len(s.frontier[0]) {
				side = 1
			}
			s.advance(side)
		}
		if s.met {
			s.first, s.found, s.path = first-len(all), nil, []*vertex{from}
			s.measure(length)
			s.extend(length)
			all = append(all, s.found...)
		}
	}
	return all
}

// level returns how far a vertex is from either end, -1 for what is not known.
func (s *handSearch) level(v *vertex) *[2]int {
	if v.mark != s.mark {
		v.mark, v.level = s.mark, [2]int{-1, -1}
	}
	return &v.level
}

// near calls yield for what a vertex leads to.
func (s *handSearch) near(v *vertex, yield func(*vertex)) {
	if v.kind.Actor {
		for _, a := range v.links[s.out] {
			if a.attendance == "ATTENDED" && a.to.status == "HELD" {
				yield(a.to)
			}
		}
		return
	}
	for _, a := range v.links[s.in] {
		if a.attendance == "ATTENDED" {
			yield(a.from)
		}
	}
}

func (s *handSearch) advance(side int) {
	var next []*vertex
	level := s.levels[side] + 1
	for _, v := range s.frontier[side] {
		s.near(v, func(u *vertex) {
			if at := s.level(u); at[side] < 0 {
				at[side] = level
				next = append(next, u)
				s.met = s.met || at[1-side] >= 0
			}
		})
	}
	s.frontier[side], s.levels[side] = next, level
}

// measure finds how far from the end the vertices are through which paths of a
// length may go.
func (s *handSearch) measure(length int) {
	s.distances = map[*vertex]int{}
	queue := slices.Clone(s.frontier[1])
	for len(queue) > 0 {
		v := queue[0]
		queue = queue[1:]
		far := s.distance(v)
		s.near(v, func(u *vertex) {
			at := s.level(u)
			if at[0] >= 0 && at[1] < 0 && at[0]+far+1 <= length {
				if _, known := s.distances[u]; !known {
					s.distances[u] = far + 1
					queue = append(queue, u)
				}
			}
		})
	}
}

// distance is how far a vertex is from the end; a large number if unknown.
func (s *handSearch) distance(v *vertex) int {
	if at := s.level(v); at[1] >= 0 {
		return at[1]
	}
	if far, known := s.distances[v]; known {
		return far
	}
	return all
}

func (s *handSearch) extend(left int) {
	at := s.path[len(s.path)-1]
	if left == 0 {
		s.found = append(s.found, slices.Clone(s.path))
		return
	}
	var list []*vertex
	s.near(at, func(u *vertex) {
		if s.distance(u) < left && (u == s.ends[1]) == (left == 1) && !slices.Contains(s.path, u) {
			list = append(list, u)
		}
	})
	slices.SortFunc(list, func(a, b *vertex) int { return strings.Compare(a.id, b.id) })
	for _, u := range list {
		if u.kind.Actor && slices.Contains(u.groups, s.path[len(s.path)-2]) {
			continue
		}
		s.path = append(s.path, u)
		s.extend(left - 1)
		s.path = s.path[:len(s.path)-1]
		if len(s.found) == s.first {
			return
		}
	}
}
