package graphtest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

// paged is a list that is read in pages; ask adds steps to it, wherever it hangs.
type paged struct {
	name   string
	ask    func(steps func(*query)) *query
	orders []string // each: keys with commas between
}

func pagedLists() []paged {
	below := func(id, link string) func(func(*query)) *query {
		return func(steps func(*query)) *query { return one(id).below(link, steps) }
	}
	root := func(make func() *query) func(func(*query)) *query {
		return func(steps func(*query)) *query {
			q := make()
			steps(q)
			return q
		}
	}
	return []paged{
		{"all nodes", root(func() *query { return nodes() }),
			[]string{"", "name", "name desc", "description,name desc", "description desc", "kind desc,name", "count(evidence) desc", "when.startEarliest desc", "id desc"}},
		{"people found from afar", root(func() *query { return nodes("Person").where(some("meetings", eq("node.name", "Talks"))) }),
			[]string{"", "name desc", "description desc,name"}},
		{"facts", root(facts), []string{"", "act,start desc", "saidWhen.startEarliest desc", "fact.kind,source.id desc"}},
		{"meetings as of a day", root(func() *query { return nodes("Meeting").on("2025-06-02") }), []string{"", "when.endLatest desc"}},
		{"edges", below("meeting:summit", "participants"), []string{"", "attendance desc,node.name", "onBehalfOf.name desc", "count(evidence)"}},
		{"edges with one end in common", below("person:ann", "claims"), []string{"", "verdict desc", "node.verification"}},
		{"evidence of a source", below("source:courier", "facts"), []string{"", "act desc,start", "locator desc"}},
		{"pairs", below("person:ann", "met"), []string{"", "count desc,node.name desc", "sameSide"}},
		{"hubs", func(steps func(*query)) *query {
			return one("person:ann").below("met", func(q *query) { q.where(eq("node.id", "person:cid")).below("hubs", steps) })
		}, []string{"", "name desc"}},
		{"vias", func(steps func(*query)) *query {
			return one("person:ann").below("met", func(q *query) { q.where(eq("node.id", "person:cid")).below("via", steps) })
		}, []string{"", "node.when.startEarliest"}},
	}
}

// testPaging shows that a list is the same whole and in pages of any size,
// forward and backward.
func (s *suite) testPaging(t *testing.T) {
	f := s.loaded(t)
	for _, list := range pagedLists() {
		for _, order := range list.orders {
			t.Run(list.name+" by "+order, func(t *testing.T) {
				f := f.in(t)
				whole := f.pages(list, order, graph.MaxPage, false, func() {})
				if len(whole) < 2 {
					t.Fatalf("%v is too short to page through", whole)
				}
				for _, size := range []int{1, 3, 100} {
					for _, backward := range []bool{false, true} {
						got := f.pages(list, order, size, backward, func() {})
						if diff := cmp.Diff(whole, got); diff != "" {
							t.Errorf("in pages of %d, backward %t (-whole +pages):\n%s", size, backward, diff)
						}
					}
				}
			})
		}
	}
}

// pages reads a list page by page and gives the ids of its rows, in its order.
func (f fixture) pages(list paged, order string, size int, backward bool, between func()) []string {
	f.Helper()
	var ids []string
	page := graph.Page{Limit: size, Backward: backward}
	for {
		rows := f.onePage(list, order, page)
		cursors := make([][]graph.Value, rows.Len)
		for i := range cursors {
			cursors[i] = rows.Row(i)
		}
		if backward {
			slices.Reverse(cursors)
		}
		for _, c := range cursors {
			ids = append(ids, c[len(c)-1].(string))
		}
		if !rows.More {
			break
		}
		if len(ids) > 2*graph.MaxPage {
			f.Fatalf("the pages do not end: %v …", ids[:10])
		}
		if rows.Len != size {
			f.Fatalf("a page of %d has %d rows, and more", size, rows.Len)
		}
		if last := cursors[len(cursors)-1]; backward {
			page.Before = last
		} else {
			page.After = last
		}
		between()
	}
	if backward {
		slices.Reverse(ids)
	}
	return ids
}

// onePage reads the cursors of one page: the order's values and the id.
func (f fixture) onePage(list paged, order string, page graph.Page) *graph.Rows {
	f.Helper()
	p := list.ask(func(q *query) {
		q.page(page)
		if order != "" {
			q.order(strings.Split(order, ",")...)
			q.get(strings.Split(strings.ReplaceAll(order, " desc", ""), ",")...)
		}
		q.get("id")
	}).plan(f.model)
	rows, err := f.store.Snapshot().Select(context.Background(), p)
	if err != nil {
		f.Fatalf("%s\n%v", p.Text(f.model), err)
	}
	for rows.Len == 1 && rows.Width == 1 {
		below, ok := rows.Cells[0].(*graph.Rows)
		if !ok {
			break
		}
		rows = below
	}
	return rows
}

// testMovingPages shows that pages stay right while rows come and go: each row
// that is there throughout stands in exactly one page, at its place.
func (s *suite) testMovingPages(t *testing.T) {
	lists := []paged{
		{"nodes", pagedLists()[0].ask, []string{"", "name", "name desc", "description desc,name"}},
		{"edges", pagedLists()[4].ask, []string{"", "attendance desc,node.name", "node.name desc"}},
		{"facts", pagedLists()[2].ask, []string{"", "fact.kind,source.id desc"}},
	}
	for _, list := range lists {
		for _, order := range list.orders {
			for _, backward := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s by %s, backward %t", list.name, order, backward), func(t *testing.T) {
					f := s.loaded(t)
					stay := f.pages(list, order, graph.MaxPage, false, func() {})
					rng := rand.New(rand.NewPCG(1, 2))
					load := 0
					churn := func() {
						load++
						f.load(passersBy(rng, load))
					}
					churn()
					got := f.pages(list, order, 3, backward, churn)
					kept := slices.DeleteFunc(got, func(id string) bool { return !slices.Contains(stay, id) })
					if diff := cmp.Diff(stay, kept); diff != "" {
						t.Errorf("what stays (-want +got):\n%s", diff)
					}
				})
			}
		}
	}
}

// passersBy is a source that each time states other people, at the summit.
func passersBy(rng *rand.Rand, load int) *article {
	a := newArticle("source:extra", "")
	a.load = fmt.Sprint(load)
	for i := range 30 {
		if rng.IntN(2) == 0 {
			continue
		}
		id := fmt.Sprintf("person:%c%02d", 'a'+rune(i%7), i)
		a.node(id, props{"name": fmt.Sprintf("%c %d", 'A'+rune(i*5%26), i), "description": fmt.Sprint("x", i%3)})
		a.fact("PARTICIPATED_IN "+id+" meeting:summit", props{"attendance": "EXPECTED"}, quote(fmt.Sprint("Guest ", i, ".")))
	}
	return a
}
