package graph

// Arena is the memory that an answer's records stand in. Whoever asks may give
// one with the [Plan] and reset it once nothing of the answer is read any more;
// so one question after another is answered in the same memory. It belongs to
// one question at a time. Its zero value is ready for use.
type Arena struct {
	cells piece[Value]
	rows  piece[Rows]
}

// Cells returns room for n values, all null.
func (a *Arena) Cells(n int) []Value { return a.cells.take(n) }

// Rows yields an empty page.
func (a *Arena) Rows() *Rows { return &a.rows.take(1)[0] }

// Reset takes back all that was given: it is overwritten from now on.
func (a *Arena) Reset() {
	a.cells.reset()
	a.rows.reset()
}

// piece hands out slices cut from a large one. Where that is used up, a larger
// one takes its place; after some answers of a size, one is enough for all.
type piece[T any] struct {
	all  []T
	used int
}

// Sizes of a piece, in items: the first, and the largest that is made for more
// than one slice or kept.
const (
	smallPiece = 4
	largePiece = 1 << 16
)

func (p *piece[T]) take(n int) []T {
	if p.used+n > len(p.all) {
		p.all, p.used = make([]T, max(n, smallPiece, min(2*len(p.all), largePiece))), 0
	}
	p.used += n
	return p.all[p.used-n : p.used : p.used]
}

// reset clears what was used, so that it keeps nothing alive.
func (p *piece[T]) reset() {
	if len(p.all) > largePiece {
		p.all = nil
	} else {
		clear(p.all[:p.used])
	}
	p.used = 0
}
