package graph

// AsOf shows the graph as it was on a day. The zero value shows all of it.
type AsOf struct {
	Set     bool
	Day     Day
	Certain bool // leave out what is only possible
}

// PossibleOn reports whether d may be inside b.
func (b Bounds) PossibleOn(d Day) bool {
	return inOrder(b.StartEarliest, d) && inOrder(d, b.EndLatest)
}

// CertainOn reports whether d is inside b whichever of its days are meant.
func (b Bounds) CertainOn(d Day) bool {
	return inOrder(b.StartLatest, d) && inOrder(d, b.EndEarliest)
}

// BegunBy reports whether b may have started on d or before, or where certain
// is asked, must have.
func (b Bounds) BegunBy(d Day, certain bool) bool {
	if certain {
		return inOrder(b.StartLatest, d)
	}
	return inOrder(b.StartEarliest, d)
}
