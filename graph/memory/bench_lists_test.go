package memory

import (
	"context"
	"fmt"
	"testing"
	"time"

	"parley/graph"
)

// runLists measures lists that would be slow if they were gone through.
func (a *asker) runLists(b *testing.B) {
	about := graph.List{From: a.link("Person", "mentionedBy", 0), Vars: far, Rows: true, Slots: slots(id(1)), Page: graph.Page{Limit: 100}}
	deep, counted := about, about
	deep.Page.After = a.page(about, hubMentions/2)
	counted.Count = true
	b.Run("the hub's first page", func(b *testing.B) { a.measure(b, func() { a.ofHub(about) }) })
	b.Run("the hub's page 200", func(b *testing.B) { a.measure(b, func() { a.ofHub(deep) }) })
	b.Run("the hub's first page and count", func(b *testing.B) { a.measure(b, func() { a.ofHub(counted) }) })
	for _, most := range []int{100, 10_000} {
		b.Run(fmt.Sprint("expanding the hub to ", most), func(b *testing.B) { a.measure(b, func() { a.expandHub(most) }) })
	}
	for _, order := range []string{"name", "when"} {
		b.Run("30,000 meetings by "+order, func(b *testing.B) { a.measure(b, func() { a.ordered(order) }) })
	}
	b.Run("meetings at a place", func(b *testing.B) {
		anchored := a.measure(b, func() { a.at(false) })
		began := time.Now()
		a.at(true)
		b.ReportMetric(float64(time.Since(began))/float64(anchored), "scan/anchored")
	})
	b.Run("meetings at a place since 2000", func(b *testing.B) { a.measure(b, a.dated) })
}

// expandHub asks for some of the hub's neighbours, and how many there are.
func (a *asker) expandHub(most int) {
	x := graph.Expansion{Frontier: []string{a.hub()}, PerNode: most}
	found, err := a.store.Snapshot().Expand(context.Background(), &x)
	if err != nil || len(found[0].Edges) != most || found[0].Degree < hubMeetings+hubMentions {
		a.tb.Fatalf("%d of %d, %v", len(found[0].Edges), found[0].Degree, err)
	}
}

func (a *asker) ofHub(l graph.List) *graph.Rows {
	return a.node1(a.hub(), graph.Slot{List: &l}).Cells[0].(*graph.Rows)
}

// page returns the cursor of the n-th row.
func (a *asker) page(l graph.List, n int) []graph.Value {
	l.Page.Limit, l.Slots = n, slots(id(0))
	rows := a.ofHub(l)
	return rows.Row(rows.Len - 1)
}

func (a *asker) ordered(by string) {
	field := a.prop(0, by)
	if by == "when" {
		field.Part = graph.StartEarliest
	}
	a.ask(graph.List{
		From: a.kinds("Meeting"), Slots: slots(id(0), field), Page: graph.Page{Limit: 10},
		Order: []graph.Order{{Field: field}},
	})
}

// at asks for the meetings at a place by its name. Behind a double negation no
// index is looked for.
func (a *asker) at(scan bool) {
	name := graph.Is{Field: a.prop(1, "name"), Op: graph.Eq, Value: a.placeName()}
	var where graph.Filter = &graph.Any{From: a.link("Meeting", "places", 0), Vars: far, Where: name}
	if scan {
		where = graph.Not{Filter: graph.Not{Filter: where}}
	}
	a.ask(graph.List{From: a.kinds("Meeting"), Where: where, Slots: slots(id(0)), Page: graph.Page{Limit: 1000}})
}

func (a *asker) placeName() graph.Value {
	s := a.store.current.Load()
	h, _ := s.find(a.ids["Place"][len(a.ids["Place"])/2])
	return s.nodes.At(h).value(a.model.NodeProp("name"))
}

// dated asks for the meetings at a place beside a wide range of dates: the
// name finds few, the range most of all.
func (a *asker) dated() {
	since := a.prop(0, "when")
	since.Part = graph.StartEarliest
	name := graph.Is{Field: a.prop(1, "name"), Op: graph.Eq, Value: a.placeName()}
	a.ask(graph.List{From: a.kinds("Meeting"), Slots: slots(id(0)), Where: graph.And{
		graph.Is{Field: since, Op: graph.Gte, Value: graph.MakeDay(2000, 1, 2)},
		&graph.Any{From: a.link("Meeting", "places", 0), Vars: far, Where: name},
	}})
}
