package cypher

import (
	"parley/graph"
	"parley/graph/neo4j/layout"
)

// Rows takes over the answer of a root list. It is torn if a row was taken
// away while it was read.
func Rows(m *graph.Model, p *graph.Plan, answer any) (rows *graph.Rows, torn bool, err error) {
	if parts, ok := answer.([]any); ok {
		rows = newDecoder(m, &p.Root, &torn).rows(parts)
		return rows, torn, p.Fits(rows.Records())
	}
	return nil, false, graph.Errorf(graph.Internal, "select", "a statement answered with %T", answer)
}

// decoder takes the answers of a list over into records. What there is to do for
// a slot is found out once, since a list below others has many answers.
type decoder struct {
	list  *graph.List
	slots []slotDecoder
	torn  *bool // is set where a row has lost what it cannot be without
}

type slotDecoder struct {
	fixed graph.Value           // what all records have, and no answer
	take  func(any) graph.Value // nil: the value as it comes
	must  bool                  // a row cannot be without it
}

func newDecoder(m *graph.Model, l *graph.List, torn *bool) *decoder {
	d := &decoder{l, make([]slotDecoder, len(l.Slots)), torn}
	for i := range l.Slots {
		slot := &d.slots[i]
		if below := l.Slots[i].List; below != nil {
			slot.take = newDecoder(m, below, torn).below
			continue
		}
		slot.fixed, slot.take, slot.must = fixedKind(m, l, i), taker(&l.Slots[i].Field), never(l, &l.Slots[i])
	}
	return d
}

// never reports whether a slot is never null: the id of the row or of the node
// that it leads to, but for a via, which may have none.
func never(l *graph.List, slot *graph.Slot) bool {
	link := l.From.Link
	toNode := l.Vars[slot.Field.Var].Ref == graph.NodeRef && (link == nil || link.Kind != graph.ViaLink)
	return slot.List == nil && slot.Only == 0 && slot.Field.Get == graph.GetID && (slot.Field.Var == 0 || toNode)
}

// below takes over the answer of a list below a row.
func (d *decoder) below(v any) graph.Value {
	return d.rows(layout.List(v))
}

// rows takes over the parts of an answer: rows, total and groups, as far as they
// were asked for.
func (d *decoder) rows(parts []any) *graph.Rows {
	out := &graph.Rows{Width: len(d.slots)}
	if d.list.Rows {
		d.page(layout.List(parts[0]), out)
		parts = parts[1:]
	}
	if d.list.Count {
		out.Total, _ = parts[0].(int64)
		parts = parts[1:]
	}
	for i, groups := range parts {
		out.Groups = append(out.Groups, groupsOf(&d.list.Groups[i], groups))
	}
	return out
}

func (d *decoder) page(list []any, out *graph.Rows) {
	page := &d.list.Page
	if out.More = len(list) > page.Limit; out.More {
		list = list[:page.Limit]
	}
	out.Cells = make([]graph.Value, 0, len(list)*len(d.slots))
	for i, row := range list {
		if page.Backward {
			row = list[len(list)-1-i]
		}
		cells, before, lost := layout.List(row), len(out.Cells), false
		for j := range d.slots {
			slot := &d.slots[j]
			v := slot.fixed
			if v == nil {
				v, cells = taken(slot.take, cells[0]), cells[1:]
			}
			lost = lost || slot.must && v == nil
			out.Cells = append(out.Cells, v)
		}
		if lost { // it was taken away while it was read
			out.Cells, *d.torn = out.Cells[:before], true
			continue
		}
		out.Len++
	}
}

func taken(take func(any) graph.Value, v any) graph.Value {
	if take == nil || v == nil {
		return v
	}
	return take(v)
}

// groupsOf takes over how many rows have each value of a field.
func groupsOf(f *graph.Field, v any) []graph.Group {
	counts, take := map[graph.Value]int64{}, taker(f)
	for _, item := range layout.List(v) {
		if pair, ok := item.([]any); ok && len(pair) == 2 {
			n, _ := pair[1].(int64)
			counts[taken(take, pair[0])] = n
		}
	}
	return graph.SortGroups(counts)
}

// taker says how a field's value is taken over, or nil if as it comes.
func taker(f *graph.Field) func(any) graph.Value {
	switch {
	case f.Get == graph.GetSays:
		return layout.Says
	case f.Get != graph.GetProp:
		return nil
	case f.Prop.Type == graph.Date && f.Part == graph.Whole:
		return func(v any) graph.Value { return layout.When(layout.List(v)) }
	case f.Prop.Type == graph.Tally && f.Part == graph.Whole:
		return func(v any) graph.Value { return layout.Support(layout.List(v)) }
	case f.Prop.Type == graph.Spans:
		return func(v any) graph.Value { return layout.Spans(layout.List(v)) }
	case f.Prop.Type == graph.Date && f.Part >= graph.StartEarliest && f.Part <= graph.EndLatest:
		return func(v any) graph.Value { return layout.Day(v) }
	case f.Prop.Type == graph.TextList:
		return func(v any) graph.Value { return layout.Texts(v) }
	case f.Prop.Type == graph.Identifiers:
		return func(v any) graph.Value { return layout.Identifiers(v) }
	}
	return nil
}
