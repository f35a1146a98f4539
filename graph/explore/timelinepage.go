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
	More    bool // there are more after these
}

// TimelinePage returns the next entries of a timeline after the one with an id, or
// the first if that is "". It builds the whole timeline, and does not keep it.
func (x *Explorer) TimelinePage(ctx context.Context, q TimelineQuery, after string, first int) (*TimelinePage, error) {
	if err := x.checkTimeline(&q); err != nil {
		return nil, err
	}
	t := &timeline{
		Explorer: x, meter: newMeter(ctx, "timeline"), q: &q, kinds: x.Model.KindsNamed(q.Kinds),
		index: map[string]int{}, dates: map[string]*graph.When{}, datesWanted: map[string]bool{},
	}
	page, err := t.page(after, first)
	return page, cmp.Or(err, t.done())
}

// page builds the timeline, step by step, and returns a page of it.
func (t *timeline) page(after string, first int) (*TimelinePage, error) {
	for _, step := range []func() error{t.findDoers, t.gather, t.gatherOnBehalf, t.readOtherDates, t.placeAll} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	entries := t.sorted()
	page := &TimelinePage{Total: len(entries)}
	if after != "" {
		i := slices.IndexFunc(entries, func(e *entry) bool { return e.ID == after })
		if i < 0 {
			return nil, graph.Errorf(graph.BadInput, "timeline", "after: %q is no entry of this timeline", after)
		}
		entries = entries[i+1:]
	}
	page.More = len(entries) > first
	for _, e := range entries[:min(first, len(entries))] {
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
	slices.SortFunc(t.entries, func(a, b *entry) int {
		return cmp.Or(a.key.compare(b.key), strings.Compare(a.ID, b.ID))
	})
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
