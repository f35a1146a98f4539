package memory

import (
	"parley/graph"
)

// list answers a list: of the whole graph, or below the row that owns it.
func (q *query) list(l *graph.List, owner object) *graph.Rows {
	out := &q.rows.take(1)[0]
	out.Width = len(l.Slots)
	if q.counted(l, owner, out) {
		return out
	}
	f := q.frame(l.Vars)
	page := newPager(q, l)
	tally := newTally(l)
	q.scan(l, owner, func(row object) bool {
		f.bind(row)
		if l.Where != nil && !f.holds(l.Where) {
			return q.err == nil
		}
		tally.add(&f)
		more := page.add(&f)
		return q.err == nil && (more || tally.wanted())
	})
	rows, more := page.rows()
	out.More = more
	tally.into(out)
	if l.Rows {
		q.fill(l, &f, rows, out)
	}
	return out
}

// counted answers a list of which only the number of rows is wanted, if that
// needs no look at them.
func (q *query) counted(l *graph.List, owner object, out *graph.Rows) bool {
	if l.Rows || len(l.Groups) > 0 || l.Where != nil {
		return false
	}
	out.Total = int64(q.count(l.From, owner))
	return true
}

// count is how many rows a list has before any filter.
func (q *query) count(from graph.From, owner object) int {
	switch {
	case q.asOf.Set:
	case from.Kinds != 0:
		n := 0
		for _, k := range q.model.KindsOf(from.Kinds) {
			n += q.perKind[k.Ordinal()]
		}
		return n
	case from.Link == nil:
	case from.Link.Sort == graph.EdgeLink || from.Link.Sort == graph.MentionLink:
		return len(q.nodes.at(owner.h).link(from.Link))
	}
	n := 0
	q.each(from, owner, bounds{}, func(object) bool {
		n++
		return !q.stopped()
	})
	return n
}

// fill reads the slots of a page's rows.
func (q *query) fill(l *graph.List, f *frame, rows []object, out *graph.Rows) {
	out.Len = len(rows)
	out.Cells = q.cells.take(len(rows) * len(l.Slots))
	for i, row := range rows {
		if q.stopped() {
			return
		}
		f.bind(row)
		cells := out.Row(i)
		for j := range l.Slots {
			cells[j] = f.slot(&l.Slots[j])
		}
	}
}

func (f *frame) slot(s *graph.Slot) graph.Value {
	if s.List == nil {
		if s.Only != 0 && !f.isOf(s.Field.Var, s.Only) {
			return nil
		}
		return f.field(&s.Field)
	}
	o := f.object(s.List.From.Var)
	if o.sort == noObject || s.Only != 0 && !f.isOf(s.List.From.Var, s.Only) {
		return nil
	}
	return f.q.list(s.List, o)
}

func (f *frame) isOf(v int, kinds graph.KindSet) bool {
	o := f.object(v)
	return o.sort == nodeObject && kinds.Has(f.q.nodes.at(o.h).kind)
}

// scan gives the rows of a list that may pass its filter, in the order of ids,
// and, where that is the list's order, within its page's bounds.
func (q *query) scan(l *graph.List, owner object, yield func(object) bool) {
	var b bounds
	if len(l.Order) == 0 {
		b.backward = l.Page.Backward
		if !l.Count && len(l.Groups) == 0 {
			b.after, b.before = idOf(l.Page.After), idOf(l.Page.Before)
		}
	}
	if l.From.Link == nil {
		if rows, ok := q.candidates(l); ok {
			q.eachOf(rows, b, yield)
			return
		}
	}
	q.each(l.From, owner, b, yield)
}

func idOf(key []graph.Value) string {
	if len(key) == 0 {
		return ""
	}
	id, _ := key[len(key)-1].(string)
	return id
}

// tally counts rows and groups them.
type tally struct {
	list   *graph.List
	total  int64
	groups []map[graph.Value]int64
}

func newTally(l *graph.List) *tally {
	t := &tally{list: l}
	for range l.Groups {
		t.groups = append(t.groups, map[graph.Value]int64{})
	}
	return t
}

func (t *tally) wanted() bool { return t.list.Count || len(t.groups) > 0 }

func (t *tally) add(f *frame) {
	t.total++
	for i := range t.list.Groups {
		t.groups[i][f.field(&t.list.Groups[i])]++
	}
}

func (t *tally) into(out *graph.Rows) {
	if t.list.Count {
		out.Total = t.total
	}
	for _, counts := range t.groups {
		out.Groups = append(out.Groups, graph.SortGroups(counts))
	}
}
