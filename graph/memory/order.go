package memory

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Each node has a mark, a number that stands to those of other nodes as its id
// to theirs, so that most ids are compared without a look at them. A node that
// a transaction makes has the mark 0, none, until links are put in place.

// compareNodes orders nodes as their ids do.
func (s *snapshot) compareNodes(a, b uint32) int {
	if a == b {
		return 0
	}
	if x, y := *s.marks.at(a), *s.marks.at(b); x > 0 && y > 0 {
		return cmp.Compare(x, y)
	}
	return strings.Compare(s.nodes.at(a).id, s.nodes.at(b).id)
}

// setMark sets the mark of a node, or takes it away.
func (t *tx) setMark(h uint32, mark uint64) { *upTo(&t.marks, t.stamp, h) = mark }

// markNew marks the nodes that are new.
func (t *tx) markNew() {
	slices.SortFunc(t.unmarked, t.compareNodes)
	for _, h := range t.unmarked {
		if *t.marks.at(h) == 0 {
			t.mark(h)
		}
	}
	t.unmarked = nil
}

// mark returns a node, and those without a mark that come next, marks between
// those of their neighbours. Where these leave no room, they get others too: the
// more, the more of them stand close together.
func (t *tx) mark(h uint32) {
	room := uint64(1)
	for moved := 0; ; moved = max(64, 4*moved) {
		before, low := t.beside(h, t.byID.Descend, moved)
		after, high := t.beside(h, t.byID.Ascend, moved)
		if high == 0 {
			high = math.MaxUint64
		}
		slices.Reverse(before)
		if t.spread(slices.Concat(before, []uint32{h}, after), low, high, room) {
			return
		}
		room = 1 << 16
	}
}

// beside returns so many nodes with a mark on one side of a node, those without a
// mark among them, and the mark of the next, or 0.
func (t *tx) beside(h uint32, walk func(string, func(string, uint32) bool), marked int) (list []uint32, next uint64) {
	walk(t.nodes.at(h).id, func(_ string, at uint32) bool {
		if at == h {
			return true
		}
		if mark := *t.marks.at(at); mark > 0 {
			if marked == 0 {
				next = mark
				return false
			}
			marked--
		}
		list = append(list, at)
		return true
	})
	return list, next
}

// spread marks nodes evenly between two marks, if there is room.
func (t *tx) spread(list []uint32, low, high, room uint64) bool {
	step := (high - low) / uint64(len(list)+1)
	if step < room {
		return false
	}
	for i, h := range list {
		t.setMark(h, low+step*uint64(i+1))
	}
	return true
}
