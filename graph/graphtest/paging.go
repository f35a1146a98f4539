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

// paged is a list that is read in pages; ask returns a query for it with more steps.
type paged struct {
	name   string
	words  string // of a list that a search finds; "" is one that is selected
	ask    func(steps func(*query)) *query
	orders []string // each: keys with commas between
}

// root returns an ask for the root list of a query.
func root(q *query) func(func(*query)) *query {
	return func(steps func(*query)) *query {
		more := &query{steps: slices.Clone(q.steps), asOf: q.asOf}
		steps(more)
		return more
	}
}

// below returns an ask for a list below a node.
func below(id, link string) func(func(*query)) *query {
	return func(steps func(*query)) *query { return one(id).below(link, steps) }
}

// between returns an ask for a list below the pair of two nodes.
func between(id, link, other, via string) func(func(*query)) *query {
	return func(steps func(*query)) *query {
		return one(id).below(link, func(q *query) { q.where(eq("node.id", other)).below(via, steps) })
	}
}

func pagedLists() []paged {
	return []paged{
		{name: "all nodes", ask: root(nodes()),
			orders: []string{"", "name", "name desc", "description,name desc", "description desc", "kind desc,name", "count(evidence) desc", "when.startEarliest desc", "id desc"}},
		{name: "people found from afar", ask: root(nodes("Person").where(some("meetings", eq("node.name", "Talks")))),
			orders: []string{"", "name desc", "description desc,name"}},
		{name: "facts", ask: root(facts()), orders: []string{"", "act,start desc", "saidWhen.startEarliest desc", "fact.kind,source.id desc"}},
		{name: "meetings as of a day", ask: root(nodes("Meeting").on("2025-06-02")), orders: []string{"", "when.endLatest desc"}},
		{name: "edges", ask: below("meeting:summit", "participants"), orders: []string{"", "attendance desc,node.name", "onBehalfOf.name desc", "count(evidence)"}},
		{name: "edges with one end in common", ask: below("person:ann", "claims"), orders: []string{"", "verdict desc", "node.verification"}},
		{name: "evidence of a source", ask: below("source:courier", "facts"), orders: []string{"", "act desc,start", "locator desc"}},
		{name: "pairs", ask: below("person:ann", "met"), orders: []string{"", "count desc,node.name desc", "sameSide"}},
		{name: "hubs", ask: between("person:ann", "met", "person:cid", "hubs"), orders: []string{"", "name desc"}},
		{name: "vias", ask: between("person:ann", "met", "person:cid", "via"), orders: []string{"", "node.when.startEarliest"}},
	}
}

// testPaging shows that a list is the same whole and in pages of any size,
// forward and backward.
func (s *suite) testPaging(t *testing.T) {
	f := s.loaded(t)
	for _, list := range pagedLists() {
		for _, order := range list.orders {
			f.on(list.name+" by "+order, func(f fixture) { f.inPages(list, order, 1, 3, 100) })
		}
	}
}

// inPages compares a whole list with its pages of some sizes, forward and backward.
func (f fixture) inPages(list paged, order string, sizes ...int) {
	f.Helper()
	whole := f.pages(list, order, graph.MaxPage, false, func() {})
	if len(whole) < 2 {
		f.Fatalf("%v is too short to page through", whole)
	}
	for _, size := range sizes {
		for _, backward := range []bool{false, true} {
			got := f.pages(list, order, size, backward, func() {})
			if diff := cmp.Diff(whole, got); diff != "" {
				f.Errorf("in pages of %d, backward %t (-whole +pages):\n%s", size, backward, diff)
			}
		}
	}
}

// pages reads a list page by page and returns the ids of its rows, in its order.
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
		if list.words != "" {
			q.get("rank")
		}
		if order != "" {
			q.order(strings.Split(order, ",")...)
			q.get(strings.Split(strings.ReplaceAll(order, " desc", ""), ",")...)
		}
		q.get("id")
	}).plan(f.model)
	rows, err := list.rows(f.store.Snapshot(), p)
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

// rows returns the answer to a plan for the list.
func (l paged) rows(from graph.Reader, p *graph.Plan) (*graph.Rows, error) {
	if l.words == "" {
		return from.Select(context.Background(), p)
	}
	return from.Search(context.Background(), &graph.Search{Words: l.words, Plan: *p})
}

// testMovingPages shows that pages stay right while rows come and go: each row
// that stays is in exactly one page, in order.
func (s *suite) testMovingPages(t *testing.T) {
	lists := []paged{
		{name: "nodes", ask: pagedLists()[0].ask, orders: []string{"", "name", "name desc", "description desc,name"}},
		{name: "edges", ask: pagedLists()[4].ask, orders: []string{"", "attendance desc,node.name", "node.name desc"}},
		{name: "facts", ask: pagedLists()[2].ask, orders: []string{"", "fact.kind,source.id desc"}},
	}
	for _, list := range lists {
		for _, order := range list.orders {
			for _, backward := range []bool{false, true} {
				s.onSample(t, fmt.Sprintf("%s by %s, backward %t", list.name, order, backward), func(f fixture) {
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
						f.Errorf("what stays (-want +got):\n%s", diff)
					}
				})
			}
		}
	}
}

// passersBy returns a source that has other people at the summit in each load.
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

// planes are characters whose order differs by UTF-16 units and by code points, as it
// does from U+E000 on. Ids may contain all but the last two.
var planes = []string{"a", "z", "é", "힣", "（", "ﬁ", "\uFFFD", "𐀀", "𠮷", "😀", "\uE000", "\U0010FFFD"}

// planesText returns a text of a few characters.
func planesText(rng *rand.Rand, of []string) string {
	var out strings.Builder
	for range 1 + rng.IntN(3) {
		out.WriteString(choose(rng, of))
	}
	return out.String()
}

// planesGraph returns a source whose names, descriptions, locators and ids are texts
// of all planes. All people took part in all meetings, and all but the first support
// what the first opposes.
func planesGraph(rng *rand.Rand) (a *article, people, meetings []string) {
	a = newArticle("source:planes", "")
	ids := func(kind string, n int) (list []string) {
		for len(list) < n {
			id := kind + ":" + planesText(rng, planes[:len(planes)-2])
			if slices.Contains(list, id) {
				continue
			}
			p := props{"name": "wren " + planesText(rng, planes)}
			if rng.IntN(4) > 0 {
				p["description"] = planesText(rng, planes)
			}
			a.node(id, p)
			list = append(list, id)
		}
		return list
	}
	people, meetings = ids("person", 8), ids("meeting", 3)
	place := func() func(*graph.Evidence) { return at(planesText(rng, planes) + fmt.Sprint(len(a.facts))) }
	for _, m := range meetings {
		a.fact(m, props{"status": "HELD"}, place())
		for _, p := range people {
			a.fact("PARTICIPATED_IN "+p+" "+m, props{"attendance": "ATTENDED"}, place())
		}
	}
	position := ids("position", 1)[0]
	a.fact(position, nil, place())
	for i, p := range people {
		a.fact("HOLDS "+p+" "+position, props{"stance": []string{"OPPOSES", "SUPPORTS"}[min(i, 1)]}, place())
	}
	return a, people, meetings
}

// planesLists returns lists of every sort over such a graph.
func planesLists(person, other, meeting string) []paged {
	nodeOrders := []string{"", "id desc", "name", "name desc", "description", "description desc", "description desc,name"}
	farOrders := []string{"", "node.name", "node.name desc", "node.description,node.name desc", "node.description desc", "node.id desc"}
	return []paged{
		{name: "nodes of one kind", ask: root(nodes("Person")), orders: nodeOrders},
		{name: "nodes of all kinds", ask: root(nodes()), orders: nodeOrders},
		{name: "nodes found from afar", ask: root(nodes("Person").where(some("meetings", eq("node.id", meeting)))), orders: nodeOrders},
		{name: "nodes with a filter through an edge", ask: root(nodes("Person").where(some("meetings", is("node.name", graph.StartsWith, "wren")))), orders: nodeOrders},
		{name: "facts", ask: root(facts()), orders: []string{"", "locator", "locator desc", "fact.kind,locator desc"}},
		{name: "facts of a source", ask: below("source:planes", "facts"), orders: []string{"", "locator", "locator desc"}},
		{name: "edges in", ask: below(meeting, "participants"), orders: farOrders},
		{name: "edges out", ask: below(person, "meetings"), orders: farOrders},
		{name: "pairs", ask: below(person, "met"), orders: farOrders},
		{name: "pairs in conflict", ask: below(person, "conflictsWith"), orders: farOrders},
		{name: "hubs", ask: between(person, "met", other, "hubs"), orders: nodeOrders},
		{name: "vias", ask: between(person, "met", other, "via"), orders: farOrders},
		{name: "what a search finds", words: "wren", ask: root(nodes()), orders: []string{""}},
	}
}

// testPlanes shows that lists are in the order of code points, and their pages right,
// if texts and ids have characters of all planes.
func (s *suite) testPlanes(t *testing.T) {
	rng := rand.New(rand.NewPCG(Seed(t), 19))
	f := s.empty(t)
	a, people, meetings := planesGraph(rng)
	f.load(a)
	for _, list := range planesLists(people[0], people[1], choose(rng, meetings)) {
		order := choose(rng, list.orders)
		f.on(list.name+" by "+order, func(f fixture) {
			f.inOrder(list, order)
			f.inPages(list, order, 1, 2, 3)
		})
	}
	f.on("comparisons", func(f fixture) { f.compareTexts(rng) })
}

// inOrder shows that a whole list is in its order.
func (f fixture) inOrder(list paged, order string) {
	f.Helper()
	rows := f.onePage(list, order, graph.Page{Limit: graph.MaxPage})
	var desc []bool
	if order != "" {
		for key := range strings.SplitSeq(order, ",") {
			desc = append(desc, strings.HasSuffix(key, " desc"))
		}
	}
	for i := 1; i < rows.Len; i++ {
		if before, is := rows.Row(i-1), rows.Row(i); compareKeys(before, is, desc) >= 0 {
			f.Errorf("%q stands before %q", before, is)
		}
	}
}

// compareKeys compares two cursors, some of whose keys are descending.
func compareKeys(a, b []graph.Value, desc []bool) int {
	for i := range a {
		c := graph.Compare(a[i], b[i])
		if i < len(desc) && desc[i] {
			c = -c
		}
		if c != 0 {
			return c
		}
	}
	return 0
}

// compareTexts shows that filters compare texts in the order of code points.
func (f fixture) compareTexts(rng *rand.Rand) {
	rows := f.onePage(paged{ask: root(nodes())}, "name", graph.Page{Limit: graph.MaxPage})
	comparisons := map[graph.Op]func(int) bool{
		graph.Lt: func(c int) bool { return c < 0 }, graph.Lte: func(c int) bool { return c <= 0 },
		graph.Gt: func(c int) bool { return c > 0 }, graph.Gte: func(c int) bool { return c >= 0 },
	}
	for _, text := range []string{"wren " + planesText(rng, planes), rows.Row(rng.IntN(rows.Len))[0].(string)} {
		for op, holds := range comparisons {
			var want []string
			for row := range rows.All() {
				if name := row[0].(string); holds(strings.Compare(name, text)) {
					want = append(want, row[1].(string))
				}
			}
			slices.Sort(want)
			f.expect(nodes().where(is("name", op, text)).get("id"), strings.Join(want, ", "))
		}
	}
}
