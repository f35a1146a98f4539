package container

// Arena hands out slices cut from large pieces, so that a list costs no
// allocation of its own.
type Arena[T any] struct {
	rest []T
	size int
}

// Take returns a slice of n empty items.
func (a *Arena[T]) Take(n int) []T {
	if n > len(a.rest) {
		a.size = min(max(4*a.size, 16), 4096)
		a.rest = make([]T, max(n, a.size))
	}
	taken := a.rest[:n:n]
	a.rest = a.rest[n:]
	return taken
}

// Stack hands out slices that are given back in the reverse order.
type Stack[T any] struct {
	piece []T
	top   Mark
}

// Mark is how far a [Stack] is used: in its n-th piece, so many items.
type Mark struct{ pieces, used int }

// Mark returns how far the stack is used.
func (s *Stack[T]) Mark() Mark { return s.top }

// Take returns a slice of n items, with whatever they held before.
func (s *Stack[T]) Take(n int) []T {
	if s.top.used+n > len(s.piece) {
		s.piece = make([]T, max(n, 2*len(s.piece), 8))
		s.top = Mark{pieces: s.top.pieces + 1}
	}
	s.top.used += n
	return s.piece[s.top.used-n : s.top.used : s.top.used]
}

// Release frees all that was taken since the mark. If that began in an older
// piece, it is all of this one.
func (s *Stack[T]) Release(to Mark) {
	if to.pieces != s.top.pieces {
		to = Mark{pieces: s.top.pieces}
	}
	s.top = to
}
