package explore

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley/graph"
)

// Page is a part of a list.
type Page[T any] struct {
	Items []T
	Total int  // how many there are on all pages
	More  bool // there are more on the side to which the limit cuts
}

// Cut says which part of a list a page has: what stands behind the key After and before
// the key Before, where these are given; the first of it or, backward, the last. A key
// goes on saying where it stands where the item has moved, or is no longer there.
type Cut[K any] struct {
	After, Before *K
	Limit         int
	Backward      bool
}

// cut returns a page of a list that is in the order of its keys.
func cut[T, K any](list []T, c Cut[K], compare func(item T, key K) int) *Page[T] {
	page := &Page[T]{Total: len(list)}
	if c.After != nil {
		i, there := slices.BinarySearchFunc(list, *c.After, compare)
		if there {
			i++
		}
		list = list[i:]
	}
	if c.Before != nil {
		i, _ := slices.BinarySearchFunc(list, *c.Before, compare)
		list = list[:i]
	}
	switch n := len(list) - c.Limit; {
	case n <= 0:
		page.Items = list
	case c.Backward:
		page.Items, page.More = list[n:], true
	default:
		page.Items, page.More = list[:c.Limit], true
	}
	return page
}

// TimelineKey is where an entry stands in its timeline. It goes on saying that where
// the entry has moved, or is no longer there.
type TimelineKey struct {
	Day         graph.Day // graph.NoDay where nothing says when it was
	Side, Depth int       // among the entries of the day
	ID          string
}

// compare orders keys as their entries stand.
func (k TimelineKey) compare(o TimelineKey) int {
	a, b := sortKey{day: k.Day, side: k.Side, depth: k.Depth}, sortKey{day: o.Day, side: o.Side, depth: o.Depth}
	return cmp.Or(a.compare(&b), strings.Compare(k.ID, o.ID))
}

// TimelinePage returns a page of a timeline. It builds the whole timeline, and does
// not keep it.
func (x *Explorer) TimelinePage(ctx context.Context, q TimelineQuery, part Cut[TimelineKey]) (*Page[Entry], error) {
	if err := x.checkTimeline(&q); err != nil {
		return nil, err
	}
	t := &timeline{
		Explorer: x, meter: newMeter(ctx, "timeline"), q: &q, kinds: x.Model.KindsNamed(q.Kinds),
		index: map[string]int{}, dates: map[string]*graph.When{}, datesWanted: map[string]bool{},
	}
	page, err := t.page(part)
	return page, cmp.Or(err, t.done())
}

// page builds the timeline, step by step, and returns a page of it.
func (t *timeline) page(part Cut[TimelineKey]) (*Page[Entry], error) {
	for _, step := range []func() error{t.findDoers, t.gather, t.gatherOnBehalf, t.readOtherDates, t.placeAll} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	of := cut(t.sorted(), part, func(e *entry, k TimelineKey) int { return e.Key.compare(k) })
	page := &Page[Entry]{Total: of.Total, More: of.More}
	for _, e := range of.Items {
		page.Items = append(page.Items, e.Entry)
	}
	t.Hold(len(page.Items) * entryBytes)
	return page, nil
}

// findDoers finds whose acts the timeline holds.
func (t *timeline) findDoers() error {
	entities, err := t.resolveIDs(t.ctx, "timeline", t.q.Entities...)
	if err != nil {
		return err
	}
	t.doers, err = t.withRepresentatives(entities)
	return err
}

// sorted returns the entries in order, without those outside the window.
func (t *timeline) sorted() []*entry {
	t.Steps(len(t.entries))
	for _, e := range t.entries {
		e.Key = TimelineKey{e.key.day, e.key.side, e.key.depth, e.ID}
	}
	slices.SortFunc(t.entries, func(a, b *entry) int { return a.Key.compare(b.Key) })
	inside := slices.Clone(t.entries)
	return slices.DeleteFunc(inside, func(e *entry) bool { return !t.inWindow(e) })
}

// inWindow reports whether an entry may lie in the window. An unplaced one does not.
func (t *timeline) inWindow(e *entry) bool {
	switch {
	case t.q.During == nil:
		return true
	case e.Placement == Unplaced:
		return false
	case e.Placement == Dated:
		return e.When.Overlaps(*t.q.During)
	}
	return t.boundsOf(e).Overlaps(*t.q.During)
}
