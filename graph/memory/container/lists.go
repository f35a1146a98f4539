package container

import "iter"

// Lists are many lists of handles, cut from one piece: their lengths are counted
// before any is filled.
type Lists struct {
	at    []uint32 // by list: its length, then where it goes on
	cells []uint32
}

// NewLists returns n empty lists, whose items are to be counted.
func NewLists(n uint32) *Lists { return &Lists{at: make([]uint32, n+1)} }

// Grouped returns n lists, filled with pairs of a list and an item. It goes
// through the pairs twice.
func Grouped(n uint32, pairs iter.Seq2[uint32, uint32]) *Lists {
	l := NewLists(n)
	for i := range pairs {
		l.Count(i)
	}
	l.Counted()
	for i, h := range pairs {
		l.Fill(i, h)
	}
	return l
}

// Count notes that a list gets one item more.
func (l *Lists) Count(i uint32) { l.at[i+1]++ }

// Counted makes room for all that was counted.
func (l *Lists) Counted() {
	for i := 1; i < len(l.at); i++ {
		l.at[i] += l.at[i-1]
	}
	l.cells = make([]uint32, l.at[len(l.at)-1])
}

// Fill appends to a list that was counted. When all are filled, a list ends
// where the next one began.
func (l *Lists) Fill(i, h uint32) {
	l.cells[l.at[i]] = h
	l.at[i]++
}

// Len returns how many items all lists have together.
func (l *Lists) Len() int { return len(l.cells) }

// List returns a list that is filled.
func (l *Lists) List(i uint32) []uint32 {
	var from uint32
	if i > 0 {
		from = l.at[i-1]
	}
	return l.cells[from:l.at[i]:l.at[i]]
}
