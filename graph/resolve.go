package graph

import "slices"

// IDsIn lists the ids of nodes that a plan's filters ask for, those that make
// the ids of edges too.
func (m *Model) IDsIn(p *Plan) []string {
	var ids []string
	m.ResolveIDs(p, func(id string) string {
		ids = append(ids, id)
		return id
	})
	return ids
}

func (is Is) asksForIDs() bool {
	return is.Field.Get == GetID && is.Op.asksForWhole()
}

// asksForWhole reports whether an operator compares with whole values.
func (o Op) asksForWhole() bool { return o == Eq || o == Ne || o == In }

// Current returns a comparison that asks for the ids of earlier versions as they
// are now; see [Model.CurrentID].
func (m *Model) Current(is Is) Is {
	if is.asksForIDs() || is.Field.Get == GetFactID && is.Op.asksForWhole() {
		return is.asking(m.CurrentID)
	}
	return is
}

// ResolveIDs returns a plan that asks for what its ids mean in place of them.
func (m *Model) ResolveIDs(p *Plan, means func(id string) string) *Plan {
	out := *p
	out.Root = *asking(&p.Root, func(id string) string { return m.MeantID(id, means) })
	return &out
}

func asking(l *List, means func(id string) string) *List {
	out := *l
	out.Where = askingBy(l.Where, means)
	out.Slots = slices.Clone(l.Slots)
	for i := range out.Slots {
		if below := out.Slots[i].List; below != nil {
			out.Slots[i].List = asking(below, means)
		}
	}
	return &out
}

func askingBy(filter Filter, means func(id string) string) Filter {
	each := func(parts []Filter) []Filter {
		out := make([]Filter, len(parts))
		for i, part := range parts {
			out[i] = askingBy(part, means)
		}
		return out
	}
	switch x := filter.(type) {
	case And:
		return And(each(x))
	case Or:
		return Or(each(x))
	case Not:
		return Not{askingBy(x.Filter, means)}
	case *Any:
		out := *x
		out.Where = askingBy(x.Where, means)
		return &out
	case Is:
		if x.asksForIDs() {
			return x.asking(means)
		}
	}
	return filter
}

// asking returns a comparison with what its ids mean, each once.
func (is Is) asking(means func(id string) string) Is {
	var values []Value
	once := map[string]bool{}
	for _, id := range textsOf(is.Value) {
		if id = means(id); !once[id] {
			once[id] = true
			values = append(values, id)
		}
	}
	switch {
	case is.Op == In:
		is.Value = values
	case len(values) == 1:
		is.Value = values[0]
	}
	return is
}

func textsOf(v Value) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []Value:
		out := make([]string, len(v))
		for i, x := range v {
			out[i], _ = x.(string)
		}
		return out
	}
	return nil
}
