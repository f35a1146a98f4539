package pages

import (
	"cmp"
	"slices"
	"strings"
)

// Spans of a text are in code points, as evidence has them.

// piece is a run of a text on whose every letter the same statements rest.
type piece struct {
	Text  string
	Start int
	Facts []int // by index, the fewest words first; none where nothing rests on it
	On    bool  // it is of what was chosen
	At    bool  // it begins what was chosen
	Bare  bool  // no statement rests on its sentence
}

// Visible reports whether there is more of it than space.
func (p *piece) Visible() bool { return strings.TrimSpace(p.Text) != "" }

// span is a run of a text.
type span struct{ start, end int }

// pieces parts a text where statements, and sentences without one, begin and end. Chosen
// is what is to be shown as such.
func pieces(text []rune, facts []span, bare []span, chosen *span) []piece {
	cuts := []int{0, len(text)}
	for _, list := range [][]span{facts, bare} {
		for _, s := range list {
			cuts = append(cuts, s.start, s.end)
		}
	}
	if chosen != nil {
		cuts = append(cuts, chosen.start, chosen.end)
	}
	cuts = slices.DeleteFunc(cuts, func(at int) bool { return at < 0 || at > len(text) })
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var list []piece
	open := newSweep(facts)
	bareOpen := newSweep(bare)
	for i := 0; i+1 < len(cuts); i++ {
		from, to := cuts[i], cuts[i+1]
		p := piece{Text: string(text[from:to]), Start: from, Facts: open.at(from), Bare: len(bareOpen.at(from)) > 0}
		slices.SortFunc(p.Facts, func(a, b int) int {
			return cmp.Or(cmp.Compare(facts[a].end-facts[a].start, facts[b].end-facts[b].start), cmp.Compare(a, b))
		})
		if chosen != nil {
			p.On, p.At = chosen.start <= from && to <= chosen.end, from == chosen.start
		}
		list = append(list, p)
	}
	return list
}

// sweep goes through spans from the first to the last.
type sweep struct {
	spans []span
	order []int // by start
	open  []int
}

func newSweep(spans []span) *sweep {
	s := &sweep{spans: spans, order: make([]int, len(spans))}
	for i := range spans {
		s.order[i] = i
	}
	slices.SortFunc(s.order, func(a, b int) int { return cmp.Compare(spans[a].start, spans[b].start) })
	return s
}

// at returns the spans that hold a place, which is not before that of the last call.
func (s *sweep) at(place int) []int {
	for len(s.order) > 0 && s.spans[s.order[0]].start <= place {
		s.open = append(s.open, s.order[0])
		s.order = s.order[1:]
	}
	s.open = slices.DeleteFunc(s.open, func(i int) bool { return s.spans[i].end <= place })
	return slices.Clone(s.open)
}
