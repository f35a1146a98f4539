package container

import (
	"iter"
	"math"
	"slices"
)

// Marks are numbers that stand to each other as their items do in an order, so
// that most items are compared without a look at them. An item that is new has
// the mark 0, none. Marks are persistent.
type Marks struct{ of Pages[uint64] }

// Of returns the mark of an item, 0 where it has none.
func (m *Marks) Of(h uint32) uint64 { return *m.of.At(h) }

// Clear takes the mark of an item away, which may be new.
func (m *Marks) Clear(stamp uint64, h uint32) { m.set(stamp, h, 0) }

func (m *Marks) set(stamp uint64, h uint32, mark uint64) { *m.of.EditAny(stamp, h) = mark }

// Insert marks an item, and those without a mark that stand beside it, between the
// marks of their neighbours. Where these leave no room, they get others too: the
// more, the more of them stand close together. Before and after lead away from the
// item, on either side.
func (m *Marks) Insert(stamp uint64, h uint32, before, after iter.Seq[uint32]) {
	room := uint64(1)
	for moved := 0; ; moved = max(64, 4*moved) {
		lower, low := m.beside(before, moved)
		upper, high := m.beside(after, moved)
		if high == 0 {
			high = math.MaxUint64
		}
		slices.Reverse(lower)
		if m.spread(stamp, slices.Concat(lower, []uint32{h}, upper), low, high, room) {
			return
		}
		room = 1 << 16
	}
}

// beside returns so many items with a mark, those without a mark among them, and
// the mark of the next, or 0.
func (m *Marks) beside(items iter.Seq[uint32], marked int) (list []uint32, next uint64) {
	for h := range items {
		if mark := m.Of(h); mark > 0 {
			if marked == 0 {
				return list, mark
			}
			marked--
		}
		list = append(list, h)
	}
	return list, 0
}

// Spread marks all items, which are in order.
func (m *Marks) Spread(stamp uint64, items []uint32) {
	m.spread(stamp, items, 0, math.MaxUint64, 1)
}

// spread marks items evenly between two marks, if there is room.
func (m *Marks) spread(stamp uint64, items []uint32, low, high, room uint64) bool {
	step := (high - low) / uint64(len(items)+1)
	if step < room {
		return false
	}
	for i, h := range items {
		m.set(stamp, h, low+step*uint64(i+1))
	}
	return true
}
