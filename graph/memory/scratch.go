package memory

import (
	"math/bits"

	"parley/graph"
)

// scratch is where a query lays out what it works with. A list takes what it needs,
// and when it is done frees all at once.
type scratch struct {
	objs   stack[object]
	frames stack[frame]
	nodes  stack[*node]
	edges  stack[*edge]
	vals   stack[graph.Value]
	beside int // bytes of what lies beside it: pairs, keys
}

// lay counts bytes that are worked with until the scratch is given back.
func (q *query) lay(bytes int) {
	q.scratch.beside += bytes
	q.Hold(bytes)
}

// sorting counts the steps of bringing n rows in order.
func (q *query) sorting(n int) { q.Steps(n * bits.Len(uint(n)) / 8) }

// scratchMark is how far a scratch is used.
type scratchMark struct {
	objs, frames, nodes, edges, vals mark
	beside                           int
}

func (q *query) mark() scratchMark {
	d := &q.scratch
	return scratchMark{d.objs.top, d.frames.top, d.nodes.top, d.edges.top, d.vals.top, d.beside}
}

// release frees all that was taken since the mark.
func (q *query) release(to scratchMark) {
	d := &q.scratch
	q.Hold(to.beside - d.beside)
	d.beside = to.beside
	d.objs.release(to.objs)
	d.frames.release(to.frames)
	d.nodes.release(to.nodes)
	d.edges.release(to.edges)
	d.vals.release(to.vals)
}

// stack hands out slices that are given back in the reverse order.
type stack[T any] struct {
	piece []T
	top   mark
}

// mark is how far a scratch is used: in its n-th piece, so many items.
type mark struct{ pieces, used int }

func (s *stack[T]) take(n int) []T {
	if s.top.used+n > len(s.piece) {
		s.piece = make([]T, max(n, 2*len(s.piece), 8))
		s.top = mark{pieces: s.top.pieces + 1}
	}
	s.top.used += n
	return s.piece[s.top.used-n : s.top.used : s.top.used]
}

// release frees all that was taken since the mark. If that began in an
// older piece, it is all of this one.
func (s *stack[T]) release(to mark) {
	if to.pieces != s.top.pieces {
		to = mark{pieces: s.top.pieces}
	}
	s.top = to
}
