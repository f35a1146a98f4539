package graphtest

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

// planes are characters that orders of text tell apart: UTF-16 units and code
// points do not stand in the same order from U+E000 on. Ids may hold all but the
// last two.
var planes = []string{"a", "z", "é", "힣", "（", "ﬁ", "\uFFFD", "𐀀", "𠮷", "😀", "\uE000", "\U0010FFFD"}

// planesText makes a text of a few characters of all planes.
func planesText(rng *rand.Rand, of []string) string {
	var out strings.Builder
	for range 1 + rng.IntN(3) {
		out.WriteString(choose(rng, of))
	}
	return out.String()
}

// planesGraph is a source whose names, descriptions, locators and ids are texts
// of all planes. All people were at all meetings, and oppose one.
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

// planesLists are lists of every sort over such a graph.
func planesLists(person, other, meeting string) []paged {
	nodeOrders := []string{"", "id desc", "name", "name desc", "description", "description desc", "description desc,name"}
	farOrders := []string{"", "node.name", "node.name desc", "node.description,node.name desc", "node.description desc", "node.id desc"}
	return []paged{
		{name: "nodes of one kind", ask: root(func() *query { return nodes("Person") }), orders: nodeOrders},
		{name: "nodes of all kinds", ask: root(func() *query { return nodes() }), orders: nodeOrders},
		{name: "nodes found from afar", ask: root(func() *query { return nodes("Person").where(some("meetings", eq("node.id", meeting))) }), orders: nodeOrders},
		{name: "nodes with a filter through an edge", ask: root(func() *query {
			return nodes("Person").where(some("meetings", is("node.name", graph.StartsWith, "wren")))
		}), orders: nodeOrders},
		{name: "facts", ask: root(facts), orders: []string{"", "locator", "locator desc", "fact.kind,locator desc"}},
		{name: "facts of a source", ask: below("source:planes", "facts"), orders: []string{"", "locator", "locator desc"}},
		{name: "edges in", ask: below(meeting, "participants"), orders: farOrders},
		{name: "edges out", ask: below(person, "meetings"), orders: farOrders},
		{name: "pairs", ask: below(person, "met"), orders: farOrders},
		{name: "pairs in conflict", ask: below(person, "conflictsWith"), orders: farOrders},
		{name: "hubs", ask: between(person, "met", other, "hubs"), orders: nodeOrders},
		{name: "vias", ask: between(person, "met", other, "via"), orders: farOrders},
		{name: "what a search finds", words: "wren", ask: root(func() *query { return nodes() }), orders: []string{""}},
	}
}

// testPlanes shows that pages are the whole list also where texts and ids have
// characters of all planes, and that the list is in the order of code points.
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

// compareKeys compares two cursors, of which some keys fall.
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

// compareTexts shows that texts are less and greater than others in the order of
// code points.
func (f fixture) compareTexts(rng *rand.Rand) {
	rows := f.onePage(paged{ask: root(func() *query { return nodes() })}, "name", graph.Page{Limit: graph.MaxPage})
	comparisons := map[graph.Op]func(int) bool{
		graph.Lt: func(c int) bool { return c < 0 }, graph.Lte: func(c int) bool { return c <= 0 },
		graph.Gt: func(c int) bool { return c > 0 }, graph.Gte: func(c int) bool { return c >= 0 },
	}
	for _, text := range []string{"wren " + planesText(rng, planes), rows.Row(rng.IntN(rows.Len))[0].(string)} {
		for op, holds := range comparisons {
			var want []string
			for i := range rows.Len {
				if name := rows.Row(i)[0].(string); holds(cmp.Compare(name, text)) {
					want = append(want, rows.Row(i)[1].(string))
				}
			}
			slices.Sort(want)
			f.expect(nodes().where(is("name", op, text)).get("id"), strings.Join(want, ", "))
		}
	}
}
