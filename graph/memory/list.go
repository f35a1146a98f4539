package memory

import (
	"context"

	"parley/graph"
)

// Select answers a plan.
func (r reader) Select(ctx context.Context, p *graph.Plan) (*graph.Rows, error) {
	q := newQuery(ctx, "select", r.s, p.AsOf)
	q.answering(p)
	asked, meant := r.s.resolveIDs(p)
	rows := q.list(&asked.Root, object{})
	rows.Meant = meant
	return rows, q.done()
}

// resolveIDs returns a plan that asks for what its ids mean, and those that mean others.
func (s *snapshot) resolveIDs(p *graph.Plan) (*graph.Plan, map[string]string) {
	if !s.merges.any() {
		return p, nil
	}
	meant := graph.Meant(s.model.IDsIn(p), s.merges.into)
	if meant == nil {
		return p, nil
	}
	return s.model.ResolveIDs(p, s.merges.means), meant
}

// list answers a list: of the whole graph, or below the row that owns it.
func (q *query) list(l *graph.List, owner object) *graph.Rows {
	out := q.memory.Rows()
	out.Width = len(l.Slots)
	q.Step()
	defer q.release(q.mark())
	f := q.frame(l.Vars)
	if handles, ok := q.stored(l, owner); ok {
		q.cutout(l, f, owner, handles, out)
		return out
	}
	page, tally := newPager(q, l), q.tally(l, owner)
	if !l.Rows && !tally.wanted() {
		tally.into(out)
		return out
	}
	sift := q.newFilterBatch(l, f, func() bool {
		tally.add(f)
		more := page.add(f)
		return q.Going() && (more || tally.wanted())
	})
	q.scan(l, owner, tally.wanted(), sift.add)
	sift.sift() // the last ones
	rows, more := page.rows()
	out.More = more
	tally.into(out)
	if l.Rows {
		q.fill(l, f, rows, out)
	}
	return out
}

// stored returns the handles that are a list's rows, before paging, where they
// are stored just so: nothing is filtered, hidden, ordered or grouped.
func (q *query) stored(l *graph.List, owner object) ([]uint32, bool) {
	if l.From.Link == nil || l.Where != nil || len(l.Order) > 0 && !byPlace(l) || len(l.Groups) > 0 || !q.whole() {
		return nil, false
	}
	switch l.From.Link.Kind {
	case graph.EdgeLink, graph.MentionLink:
		return q.nodes.At(owner.h).link(l.From.Link), true
	case graph.EvidenceLink:
		evidence := q.evidenceOf(owner)
		return evidence, len(evidence) < 2 || len(l.Order) == 0
	}
	return nil, false
}

// byPlace reports whether a list of evidence comes as it is ordered without being
// asked, of which one row alone is in order already.
func byPlace(l *graph.List) bool {
	return l.From.Link.Kind == graph.EvidenceLink && len(l.Order) == 1 && l.Order[0].Field.Get == graph.GetPlace &&
		len(l.Page.After) == 0 && len(l.Page.Before) == 0
}

// cutout answers a list of stored rows without going through them.
func (q *query) cutout(l *graph.List, f *frame, owner object, handles []uint32, out *graph.Rows) {
	if l.Count {
		out.Total = int64(len(handles))
	}
	if !l.Rows {
		return
	}
	at := func(i int) object { return factOf(handles[i]) }
	if l.From.Link.Kind == graph.EdgeLink {
		at = func(i int) object { return q.linked(owner.h, l.From.Link, handles[i]) }
	}
	lo, hi := q.span(len(handles), at, bounds{after: idOf(l.Page.After), before: idOf(l.Page.Before)})
	out.More = hi-lo > l.Page.Limit
	if l.Page.Backward {
		lo = max(lo, hi-l.Page.Limit)
	}
	rows := q.scratch.objs.Take(min(hi-lo, l.Page.Limit))
	for i := range rows {
		rows[i] = at(lo + i)
	}
	q.fill(l, f, rows, out)
}

// fill reads the slots of a page's rows: those that can be a column at a time,
// the others row by row.
func (q *query) fill(l *graph.List, f *frame, rows []object, out *graph.Rows) {
	q.given += len(rows)
	q.Fail(q.plan.Fits(q.given))
	if !q.Hold(len(rows)*len(l.Slots)*cellBytes) || len(rows) == 0 {
		return
	}
	out.Len = len(rows)
	out.Cells = q.memory.Cells(len(rows) * len(l.Slots))
	var filled uint64
	c, rest := q.columns(l, f, rows), 0
	for j := range l.Slots {
		if s := &l.Slots[j]; j < 64 && s.List == nil && c.reads(&s.Field) {
			c.read(&s.Field, s.Only, out.Cells[j:], len(l.Slots))
			filled |= 1 << j
		} else {
			rest++
		}
	}
	if q.Hold(len(rows) * rest * madeBytes); rest == 0 {
		q.Steps(len(rows))
		return
	}
	for i, row := range rows {
		if !q.Step() {
			return
		}
		f.bind(row)
		cells := out.Row(i)
		for j := range l.Slots {
			if filled&(1<<j) == 0 {
				cells[j] = f.slot(&l.Slots[j])
			}
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
	return o.sort == nodeObject && kinds.Has(f.q.nodes.At(o.h).kind)
}

// scan returns the rows of a list that may pass its filter, in the order of ids,
// and, where that is the list's order and nothing else is tallied, within its
// page's bounds.
func (q *query) scan(l *graph.List, owner object, tallied bool, yield func(object) bool) {
	var b bounds
	if len(l.Order) == 0 {
		b.backward = l.Page.Backward
		if !tallied {
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

// tally counts rows and groups them.
type tally struct {
	list   *graph.List
	known  bool // the total is
	total  int64
	groups []map[graph.Value]int64
}

func (q *query) tally(l *graph.List, owner object) *tally {
	t := &tally{list: l}
	for range l.Groups {
		t.groups = append(t.groups, map[graph.Value]int64{})
	}
	if l.Count && l.Where == nil {
		n, ok := q.size(l.From, owner)
		t.known, t.total = ok, int64(n)
	}
	return t
}

// wanted reports whether further rows matter.
func (t *tally) wanted() bool { return t.list.Count && !t.known || len(t.groups) > 0 }

func (t *tally) add(f *frame) {
	if !t.known {
		t.total++
	}
	for i := range t.list.Groups {
		counts := t.groups[i]
		before := len(counts)
		if counts[f.field(&t.list.Groups[i])]++; len(counts) > before {
			f.q.Hold(groupBytes)
		}
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
