package memory

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

// The short ways of a store must give what the long ones give.

// TestCutout holds pages that are cut from stored handles against those for
// which the rows are gone through, as an empty And makes them be.
func TestCutout(t *testing.T) {
	a, meetings := makeTree(t)
	person := meetings[0].participants[0].person.id
	for _, name := range []string{"positions", "meetings", "mentionedBy"} {
		l := graph.List{From: a.link("Person", name, 0), Vars: far, Rows: true, Slots: slots(id(0), id(1)), Page: graph.Page{Limit: 100}}
		all := a.ofPerson(person, l)
		for _, page := range pagesOf(all) {
			l.Page = page
			for _, l.Count = range []bool{false, true} {
				l.Where = nil
				got := a.ofPerson(person, l)
				l.Where = graph.And{}
				if diff := cmp.Diff(a.ofPerson(person, l), got); diff != "" {
					t.Errorf("%s %+v (-scanned +cut):\n%s", name, page, diff)
				}
			}
		}
	}
}

func (a *asker) ofPerson(person string, l graph.List) *graph.Rows {
	return a.node1(person, graph.Slot{List: &l}).Cells[0].(*graph.Rows)
}

// pagesOf lists pages of all sizes between any two of the rows.
func pagesOf(rows *graph.Rows) []graph.Page {
	cursors := [][]graph.Value{nil}
	for i := range rows.Len {
		cursors = append(cursors, rows.Row(i)[:1])
	}
	var pages []graph.Page
	for _, after := range cursors {
		for _, before := range cursors {
			for limit := range rows.Len + 2 {
				pages = append(pages, graph.Page{Limit: limit, After: after, Before: before},
					graph.Page{Limit: limit, After: after, Before: before, Backward: true})
			}
		}
	}
	return pages
}

// TestPagesInOrder holds small pages of many rows, of which most are dropped
// on the way, against all rows sorted.
func TestPagesInOrder(t *testing.T) {
	a, _ := makeTree(t)
	name := a.prop(0, "name")
	for _, desc := range []bool{false, true} {
		l := graph.List{From: a.kinds("Position"), Slots: slots(name, id(0)), Order: []graph.Order{{Field: name, Desc: desc}}, Page: graph.Page{Limit: 1000}}
		all := a.ask(l)
		for _, l.Page.Backward = range []bool{false, true} {
			l.Page.Limit, l.Page.After, l.Page.Before = 7, nil, nil
			var paged []graph.Value
			for rows := (&graph.Rows{More: true}); rows.More; {
				rows = a.ask(l)
				if l.Page.Backward {
					paged, l.Page.Before = append(slices.Clone(rows.Cells), paged...), rows.Row(0)
				} else {
					paged, l.Page.After = append(paged, rows.Cells...), rows.Row(rows.Len-1)
				}
			}
			if diff := cmp.Diff(all.Cells, paged); diff != "" {
				t.Errorf("desc %t, backward %t (-all +paged):\n%s", desc, l.Page.Backward, diff)
			}
		}
	}
}
