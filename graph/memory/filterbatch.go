package memory

import "parley/graph"

// filterBatch lets those rows of a list through that pass its filter, and binds its
// frame to each. It takes a chunk of rows at a time, small ones first: so what
// the filter says of single values is read by columns, and little is read that
// a page does not need.
type filterBatch struct {
	q     *query
	list  *graph.List
	frame *frame
	split
	pass func() bool // of the row that the frame is bound to; false ends it

	chunk []object
	n     int // how many rows are in the chunk
	ended bool
}

// Sizes of chunks.
const (
	smallChunk = 8
	largeChunk = 512
)

func (q *query) newFilterBatch(l *graph.List, f *frame, pass func() bool) filterBatch {
	return filterBatch{q: q, list: l, frame: f, split: q.splitOf(l), pass: pass}
}

// splitOf takes the filter of a list apart, once for all of its owners.
func (q *query) splitOf(l *graph.List) split {
	if l.Where == nil {
		return split{}
	}
	s, known := q.splits[l]
	if !known {
		c := q.columns(l, nil, nil)
		s.take(&c, l.Where)
		if q.splits == nil {
			q.splits = map[*graph.List]split{}
		}
		q.splits[l] = s
	}
	return s
}

func (s *split) take(c *columns, filter graph.Filter) {
	if and, ok := filter.(graph.And); ok {
		for _, sub := range and {
			s.take(c, sub)
		}
		return
	}
	inner, t := filter, test{}
	if not, ok := filter.(graph.Not); ok {
		inner, t.not = not.Filter, true
	}
	if is, ok := inner.(graph.Is); ok && is.Op != graph.Named && is.Op != graph.NamedIn && c.reads(&is.Field) {
		t.is = &is
		s.plain = append(s.plain, t)
		return
	}
	s.rest = append(s.rest, filter)
}

// add takes a row, and reports whether it needs more.
func (s *filterBatch) add(row object) bool {
	if len(s.plain) == 0 {
		s.let(row)
		return !s.ended
	}
	if s.n == len(s.chunk) {
		s.sift()
		if s.n = 0; len(s.chunk) < largeChunk {
			s.chunk = s.q.scratch.objs.Take(max(2*len(s.chunk), smallChunk))
		}
	}
	s.chunk[s.n] = row
	s.n++
	return !s.ended
}

// sift lets the rows of the chunk through that pass.
func (s *filterBatch) sift() {
	rows := s.chunk[:s.n]
	if len(rows) == 0 || s.ended {
		return
	}
	defer s.q.release(s.q.mark())
	s.q.Steps(len(rows) * len(s.plain))
	c := s.q.columns(s.list, s.frame, rows)
	values := s.q.scratch.vals.Take(len(rows))
	var out [largeChunk]bool
	for _, t := range s.plain {
		clear(values)
		c.read(&t.is.Field, 0, values, 1)
		for i, v := range values {
			out[i] = out[i] || s.q.passes(v, t.is) == t.not
		}
	}
	for i, row := range rows {
		if out[i] {
			continue
		}
		if s.let(row); s.ended {
			return
		}
	}
}

// let lets a row through that passes what columns cannot tell.
func (s *filterBatch) let(row object) {
	s.frame.bind(row)
	if s.frame.holds(s.rest) {
		s.ended = !s.pass()
	}
	s.ended = s.ended || !s.q.Going()
}
