package explore

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley/graph"
)

// TimelinePage is a part of a timeline.
type TimelinePage struct {
	Entries []Entry
	Total   int  // how many entries there are on all pages
	More    bool // there are more on the side to which the limit cuts
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

// TimelineCut says which entries of a timeline a page has: those behind After and
// before Before, where these are given; the first of them or, backward, the last.
type TimelineCut struct {
	After, Before *TimelineKey
	Limit         int
	Backward      bool
}

// of returns the entries of the page, and whether there are more on its way.
func (c *TimelineCut) of(entries []*entry) (page []*entry, more bool) {
	if c.After != nil {
		i, there := find(entries, *c.After)
		if there {
			i++
		}
		entries = entries[i:]
	}
	if c.Before != nil {
		i, _ := find(entries, *c.Before)
		entries = entries[:i]
	}
	switch n := len(entries) - c.Limit; {
	case n <= 0:
		return entries, false
	case c.Backward:
		return entries[n:], true
	}
	return entries[:c.Limit], true
}

// find returns where an entry of a key stands, or would stand.
func find(entries []*entry, k TimelineKey) (i int, there bool) {
	return slices.BinarySearchFunc(entries, k, func(e *entry, k TimelineKey) int { return e.Key.compare(k) })
}

// TimelinePage returns a page of a timeline. It builds the whole timeline, and does
// not keep it.
func (x *Explorer) TimelinePage(ctx context.Context, q TimelineQuery, cut TimelineCut) (*TimelinePage, error) {
	if err := x.checkTimeline(&q); err != nil {
		return nil, err
	}
	t := &timeline{
		Explorer: x, meter: newMeter(ctx, "timeline"), q: &q, kinds: x.Model.KindsNamed(q.Kinds),
		index: map[string]int{}, dates: map[string]*graph.When{}, datesWanted: map[string]bool{},
	}
	page, err := t.page(&cut)
	return page, cmp.Or(err, t.done())
}

// page builds the timeline, step by step, and returns a page of it.
func (t *timeline) page(cut *TimelineCut) (*TimelinePage, error) {
	for _, step := range []func() error{t.findDoers, t.gather, t.gatherOnBehalf, t.readOtherDates, t.placeAll} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	entries := t.sorted()
	page := &TimelinePage{Total: len(entries)}
	entries, page.More = cut.of(entries)
	for _, e := range entries {
		page.Entries = append(page.Entries, e.Entry)
	}
	t.Hold(len(page.Entries) * entryBytes)
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
