package graph

// Size tells how many rows a From has, or is thought to have: all of the graph,
// or those of a link at one owner.
type Size func(From) float64

// Sifting estimates how many rows are looked at to filter, order and group a
// list: its own, and for each of them those of the links that a filter, an order
// or a group asks about.
func (s Size) Sifting(l *List) float64 {
	each := s.filter(l.Where)
	for i := range l.Order {
		each += s.field(&l.Order[i].Field)
	}
	for i := range l.Groups {
		each += s.field(&l.Groups[i])
	}
	if each == 0 {
		return 0
	}
	return each * s.rows(l)
}

// rows is how many rows of a list are looked at: all of them, unless its filter
// says which.
func (s Size) rows(l *List) float64 {
	all := s(l.From)
	if n, ok := listed(l.Where); ok {
		return min(n, all)
	}
	return all
}

// listed tells how many rows a filter lists by their ids or by a name.
func listed(f Filter) (n float64, ok bool) {
	switch f := f.(type) {
	case And:
		for _, sub := range f {
			if m, is := listed(sub); is && (!ok || m < n) {
				n, ok = m, true
			}
		}
	case Is:
		switch ids, _ := f.Value.([]Value); {
		case f.Op == Named, f.Field.Get == GetID && f.Op == Eq:
			return 1, true
		case f.Field.Get == GetID && f.Op == In:
			return float64(len(ids)), true
		}
	}
	return n, ok
}

// filter is how much is looked at for a row that is held against a filter.
func (s Size) filter(f Filter) (n float64) {
	switch f := f.(type) {
	case And:
		for _, sub := range f {
			n += s.filter(sub)
		}
	case Or:
		for _, sub := range f {
			n += s.filter(sub)
		}
	case Not:
		return s.filter(f.Filter)
	case Is:
		return s.field(&f.Field)
	case *Any:
		return s(f.From) * (1 + s.filter(f.Where))
	}
	return n
}

// field is how much is looked at to read a field: of a derived link, which is
// stored nowhere, all that is to be counted.
func (s Size) field(f *Field) float64 {
	if f.Get == GetLinkCount && f.Link.Link.Sort == DerivedLink {
		return s(f.Link)
	}
	return 1
}
