package explore

import (
	"cmp"
	"context"
	"slices"

	"parley/graph"
)

// PathsQuery asks how two nodes are connected: actors through the meetings that
// they shared, as the derived relation met has it, or any nodes through edges
// of some types.
type PathsQuery struct {
	From, To string
	Choice   graph.Choice  // which meetings count, as in met
	Edges    []*graph.Edge // go through edges of these types instead
	MaxHops  int           // 0 is UsualHops
	First    int           // how many paths; 0 is UsualPaths
}

// Limits of paths.
const (
	UsualHops  = 4
	MaxHops    = 8
	UsualPaths = 10
	MaxPaths   = 100

	// maxArcs is how many edges a search reads; maxSteps how many steps it takes
	// to list paths among them.
	maxArcs  = 1_000_000
	maxSteps = 2_000_000
)

// Path is a way from one node to another.
type Path struct{ Hops []Hop }

// Hop is one step of a path.
type Hop struct {
	From, To string
	Hub      string   // the meeting that both took part in; "" where an edge leads
	Edges    []string // ids of the edges that it rests on: those of From before those of To

	Verification string // the best, over the pairs of edges to the hub, of the weakest there; "" where edges lead
}

// IDs lists the nodes that a path goes through, in order, meetings too.
func (p Path) IDs() []string {
	ids := []string{p.Hops[0].From}
	for _, h := range p.Hops {
		if h.Hub != "" {
			ids = append(ids, h.Hub)
		}
		ids = append(ids, h.To)
	}
	return ids
}

// Paths returns paths, the shortest first, those of one length in the order of the
// ids that they go through, of meetings too. No path goes through an actor or a
// meeting twice. Paths searches from both ends at once, with one Select for the
// ends and one Select or Expand for each step. A search that exceeds stated bounds
// is TOO_LARGE; ends that do not exist are NOT_FOUND.
func (x *Explorer) Paths(ctx context.Context, q PathsQuery) ([]Path, error) {
	if err := x.checkPaths(&q); err != nil {
		return nil, err
	}
	ends, err := x.resolveIDs(ctx, "paths", q.From, q.To)
	if err != nil {
		return nil, err
	}
	if len(ends) < 2 {
		return nil, graph.Errorf(graph.BadInput, "paths", "from and to are both %s", ends[0])
	}
	q.From, q.To = ends[0], ends[1]
	s := x.newSearch(ctx, &q)
	out, err := s.find()
	return out, cmp.Or(err, s.done())
}

// find searches from both ends until there are enough paths.
func (s *search) find() (out []Path, err error) {
	if err := s.start(); err != nil {
		return nil, err
	}
	for hops := 1; hops <= s.q.MaxHops && len(out) < s.q.First; hops++ {
		length := hops * s.traversal.arcs()
		if !s.extendTo(length) {
			break
		}
		found, err := s.paths(length, s.q.First-len(out))
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	if s.err != nil {
		return nil, s.err
	}
	return out, s.traversal.addEdges(s, out)
}

func (x *Explorer) checkPaths(q *PathsQuery) (err error) {
	ids := []string{q.From, q.To}
	if err := x.checkIDs("paths", "from and to", ids); err != nil {
		return err
	}
	for _, id := range ids {
		if len(q.Edges) == 0 && !x.Model.KindOf(id).Actor {
			return graph.Errorf(graph.BadInput, "paths", "%s does not take part in meetings; say which edges to follow", id)
		}
	}
	tidy(&q.Choice)
	if len(q.Edges) > 0 && !q.Choice.Usual() {
		return graph.Errorf(graph.BadInput, "paths", "give either a status, mode or verification of meetings or edges to follow, not both")
	}
	if q.MaxHops, err = limit("paths", "maxHops", q.MaxHops, UsualHops, MaxHops); err != nil {
		return err
	}
	q.First, err = limit("paths", "first", q.First, UsualPaths, MaxPaths)
	return err
}

// traversal is how a search gets from one node to the next.
type traversal interface {
	// arcs is how many arcs make a hop.
	arcs() int
	// expand reads the arcs at some vertices.
	expand(s *search, frontier []int32) error
	// joins reports whether a path may go on from a vertex over a middle to
	// another, as far as is known.
	joins(s *search, from, middle, to int32) bool
	// verify reads what joins does not know yet of some paths, and reports whether
	// joins now bars one of them.
	verify(s *search, paths [][]int32) (barred bool, err error)
	// hops returns the hops of a path through some vertices.
	hops(s *search, vertices []int32) []Hop
	// addEdges sets the edges of paths that hops leaves out.
	addEdges(s *search, paths []Path) error
}

func (x *Explorer) newSearch(ctx context.Context, q *PathsQuery) *search {
	s := &search{Explorer: x, meter: newMeter(ctx, "paths"), q: q, index: map[string]int32{}}
	if len(q.Edges) > 0 {
		s.traversal = &overEdges{}
	} else {
		s.traversal = x.newViaMeetings(q)
	}
	return s
}

// paths lists the first paths with a number of arcs.
func (s *search) paths(length, first int) ([]Path, error) {
	if !s.met {
		return nil, nil
	}
	for {
		found := s.enumerate(length, first)
		if s.err != nil {
			return nil, s.err
		}
		barred, err := s.traversal.verify(s, found)
		if err != nil {
			return nil, err
		}
		if barred {
			continue
		}
		out := make([]Path, len(found))
		for i, vertices := range found {
			out[i] = Path{s.traversal.hops(s, vertices)}
		}
		return out, nil
	}
}

// enumerate lists simple paths with a number of arcs, in order.
func (s *search) enumerate(length, first int) [][]int32 {
	e := &enumeration{search: s, first: first, next: map[step][]int32{}}
	e.measureDistances(length)
	e.path = append(e.path, source)
	e.onPath = map[int32]bool{source: true}
	e.extend(int16(length))
	return e.found
}

// step is a vertex with a number of arcs left to go.
type step struct {
	at   int32
	left int16
}

// enumeration is a depth-first search that knows how far each vertex is from the
// target.
type enumeration struct {
	*search
	first    int
	distance []int16 // by vertex, the least number of arcs to the target; -1 if no path goes there
	next     map[step][]int32
	path     []int32
	onPath   map[int32]bool
	found    [][]int32
	steps    int
}

// measureDistances sets the distances of the vertices through which paths of a
// length may go. The search knows those near the target already.
func (e *enumeration) measureDistances(length int) {
	e.Steps(len(e.vertices))
	e.holdScratch(2 * len(e.vertices))
	e.distance = make([]int16, len(e.vertices))
	var queue []int32
	for i := range e.vertices {
		e.distance[i] = e.vertices[i].away[1]
		if e.distance[i] >= 0 && e.distance[i] == e.levels[1] {
			queue = append(queue, int32(i))
		}
	}
	for len(queue) > 0 {
		v := queue[0]
		queue = queue[1:]
		for _, a := range e.vertices[v].arcs {
			u := &e.vertices[a.to]
			if e.distance[a.to] < 0 && u.away[0] >= 0 && int(u.away[0]+e.distance[v])+1 <= length {
				e.distance[a.to] = e.distance[v] + 1
				queue = append(queue, a.to)
			}
		}
	}
}

func (e *enumeration) extend(left int16) {
	e.steps++
	if e.steps > maxSteps {
		e.err = graph.Errorf(graph.TooLarge, "paths", "there are too many paths to examine; ask for fewer hops or fewer paths")
	}
	if e.Step(); e.err == nil {
		e.err = e.Err()
	}
	if e.err != nil {
		return
	}
	at := e.path[len(e.path)-1]
	if left == 0 {
		e.found = append(e.found, slices.Clone(e.path))
		return
	}
	for _, to := range e.choices(step{at, left}) {
		if e.onPath[to] || (to == target) != (left == 1) || !e.allowed(to) {
			continue
		}
		e.path, e.onPath[to] = append(e.path, to), true
		e.extend(left - 1)
		e.path, e.onPath[to] = e.path[:len(e.path)-1], false
		if len(e.found) == e.first || e.err != nil {
			return
		}
	}
}

// allowed reports whether a path may go on to a vertex, as far as that ends a hop.
func (e *enumeration) allowed(to int32) bool {
	n := len(e.path)
	if e.traversal.arcs() == 1 || n%2 == 1 {
		return true
	}
	return e.traversal.joins(e.search, e.path[n-2], e.path[n-1], to)
}

// choices lists the next vertices of a step, in the order of ids.
func (e *enumeration) choices(s step) []int32 {
	if list, known := e.next[s]; known {
		return list
	}
	var list []int32
	for _, a := range e.vertices[s.at].arcs {
		if far := e.distance[a.to]; far >= 0 && far < s.left {
			list = append(list, a.to)
		}
	}
	slices.SortFunc(list, e.compare)
	list = slices.Compact(list)
	e.Steps(len(list))
	e.holdScratch(keyBytes + 4*cap(list))
	e.next[s] = list
	return list
}
