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

// Reading estimates how many rows are looked at to answer a list: what sifting
// it takes, and its page, each row with the lists below it.
func (s Size) Reading(l *List) float64 {
	n := s.Sifting(l)
	if l.Count && l.From.Link != nil {
		n += s.rows(l)
	}
	if !l.Rows {
		return n
	}
	each := 1.0
	for i := range l.Slots {
		if below := l.Slots[i].List; below != nil {
			each += s.Reading(below)
		}
	}
	return n + each*min(s.rows(l), float64(l.Page.Limit))
}

// rows is how many rows of a list are looked at: all of them, unless its filter
// says which.
func (s Size) rows(l *List) float64 {
	all := s(l.From)
	if n, ok := s.listed(l.Where); ok {
		return min(n, all)
	}
	return all
}

// listed tells how many rows a filter lists: by their ids or a name, or by those
// of what they are linked to.
func (s Size) listed(f Filter) (n float64, ok bool) {
	switch f := f.(type) {
	case And:
		for _, sub := range f {
			if m, is := s.listed(sub); is && (!ok || m < n) {
				n, ok = m, true
			}
		}
	case Or:
		for _, sub := range f {
			m, is := s.listed(sub)
			if !is {
				return 0, false
			}
			n, ok = n+m, true
		}
	case Is:
		return f.lists()
	case *Any:
		if f.Quantifier == Some || f.Quantifier == Single {
			n, ok = s.listed(f.Where)
			return n * max(1, s(f.From)), ok
		}
	}
	return n, ok
}

// lists tells how many nodes a comparison names.
func (f Is) lists() (n float64, ok bool) {
	switch ids, _ := f.Value.([]Value); {
	case f.Op == Named, f.Op == Eq && (f.Field.Get == GetID || f.Field.Get == GetProp && f.Field.Prop.Name == "name"):
		return 1, true
	case f.Op == In && f.Field.Get == GetID, f.Op == NamedIn:
		return float64(len(ids)), true
	}
	return 0, false
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
	if f.Get == GetLinkCount && f.Link.Link.Kind == DerivedLink {
		return s(f.Link)
	}
	return 1
}
