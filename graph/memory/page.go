package memory

import (
	"slices"
	"strings"

	"parley/graph"
)

// pager keeps the rows of a page while a list is scanned.
type pager struct {
	q     *query
	list  *graph.List
	found []ranked
	full  bool          // where rows come in order: there are enough
	last  *ranked       // where not: what comes after it is of no use
	key   []graph.Value // of a row that was not kept, to use again
}

// ranked is a row with the values that it is ordered by.
type ranked struct {
	row object
	key []graph.Value
}

func newPager(q *query, l *graph.List) *pager { return &pager{q: q, list: l} }

// add takes a row that passes the filter, and reports whether further rows can matter.
func (p *pager) add(f *frame) bool {
	if !p.list.Rows || p.full {
		return false
	}
	r := ranked{f.objs[0], p.keyOf(f)}
	if !p.within(r) || p.last != nil && p.compare(r, *p.last) > 0 {
		return true
	}
	if p.found == nil {
		p.found = make([]ranked, 0, min(p.list.Page.Limit+1, 16))
	}
	p.found, p.key = append(p.found, r), nil
	p.q.lay(rankedBytes + len(r.key)*cellBytes)
	enough := p.list.Page.Limit + 1
	if len(p.list.Order) == 0 { // rows come in order
		p.full = len(p.found) >= enough
		return !p.full
	}
	if len(p.found) >= 2*enough+64 {
		p.sort()
		p.q.lay((enough - len(p.found)) * (rankedBytes + len(p.list.Order)*cellBytes))
		clear(p.found[enough:]) // their keys would be kept
		p.found = p.found[:enough]
		p.last = &ranked{p.found[enough-1].row, p.found[enough-1].key}
	}
	return true
}

// keyOf reads what the row is ordered by.
func (p *pager) keyOf(f *frame) []graph.Value {
	if p.key == nil && len(p.list.Order) > 0 {
		p.key = make([]graph.Value, len(p.list.Order))
	}
	for i := range p.key {
		p.key[i] = f.field(&p.list.Order[i].Field)
	}
	return p.key
}

// within reports whether a row is beyond After and short of Before.
func (p *pager) within(r ranked) bool {
	page := &p.list.Page
	return (len(page.After) == 0 || p.against(r, page.After) > 0) &&
		(len(page.Before) == 0 || p.against(r, page.Before) < 0)
}

// against compares a row with a cursor's values and id.
func (p *pager) against(r ranked, cursor []graph.Value) int {
	if c := p.compareKeys(r.key, cursor); c != 0 {
		return c
	}
	return strings.Compare(p.q.idText(r.row), idOf(cursor))
}

// compareKeys compares the values that rows are ordered by.
func (p *pager) compareKeys(a, b []graph.Value) int {
	for i, o := range p.list.Order {
		if c := graph.Compare(a[i], b[i]); c != 0 {
			return directed(c, o.Desc)
		}
	}
	return 0
}

func (p *pager) sort() {
	p.q.sorting(len(p.found))
	slices.SortFunc(p.found, p.compare)
}

// compare orders rows as they are paged through.
func (p *pager) compare(a, b ranked) int {
	c := p.compareKeys(a.key, b.key)
	if c == 0 {
		c = p.q.compare(a.row, b.row)
	}
	return directed(c, p.list.Page.Backward)
}

// directed turns a comparison round.
func directed(c int, desc bool) int {
	if desc {
		return -c
	}
	return c
}

// compare orders two rows of one list by their ids.
func (q *query) compare(a, b object) int {
	switch a.sort {
	case nodeObject:
		return q.compareNodes(a.h, b.h)
	case edgeObject:
		return q.compareEdges(q.edges.At(a.h), q.edges.At(b.h))
	case factObject:
		return q.compareFacts(q.facts.At(a.h), q.facts.At(b.h))
	case pairObject:
		return q.compareNodes(a.pair.far, b.pair.far)
	}
	return strings.Compare(q.idText(a), q.idText(b))
}

// rows returns the page, in the list's order, and whether there is more beyond it.
func (p *pager) rows() ([]object, bool) {
	if len(p.list.Order) > 0 {
		p.sort()
	}
	more := len(p.found) > p.list.Page.Limit
	if more {
		p.found = p.found[:p.list.Page.Limit]
	}
	if p.list.Page.Backward {
		slices.Reverse(p.found)
	}
	return objects(p.found, func(r ranked) object { return r.row }), more
}

// idOf returns the id in a cursor, "" of none.
func idOf(key []graph.Value) string {
	if len(key) == 0 {
		return ""
	}
	id, _ := key[len(key)-1].(string)
	return id
}
