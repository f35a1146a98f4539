package web_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

// TestPaths shows how Macron and Starmer are connected, and with which words.
func TestPaths(t *testing.T) {
	a := newAPI(t)
	type path struct {
		Length int
		Actors []struct{ Name string }
		Hops   []struct {
			Meeting  *struct{ Name string }
			Edges    []struct{ ID, Kind, Source, Target, Label string }
			Evidence []struct{ Quote string }
		}
	}
	got := into[struct{ Paths []path }](t, a, `{ paths(from: "person:emmanuel-macron", to: "person:keir-starmer") {
		length actors { name } hops { meeting { name } edges { id kind source target label } evidence { quote } } } }`, "").Paths
	if len(got) != 1 || got[0].Length != 3 {
		t.Fatalf("%+v", got)
	}
	var names []string
	for _, actor := range got[0].Actors {
		names = append(names, actor.Name)
	}
	if diff := cmp.Diff([]string{"Emmanuel Macron", "Volodymyr Zelensky", "Steve Witkoff", "Keir Starmer"}, names); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, h := range got[0].Hops {
		if h.Meeting == nil || len(h.Edges) != 2 || len(h.Evidence) < 2 || !strings.Contains(h.Edges[0].Label, h.Meeting.Name) {
			t.Errorf("%+v", h)
		}
	}
	got = into[struct{ Paths []path }](t, a, `{ paths(from: "person:dmitry-peskov", to: "country:ru", edges: [HOLDS_POST, POST_OF, MEMBER_OF], first: 1) {
		length actors { name } hops { meeting { name } edges { id kind source target label } evidence { quote } } } }`, "").Paths
	for _, p := range got {
		for _, h := range p.Hops {
			if h.Meeting != nil || len(h.Edges) == 0 || len(h.Evidence) == 0 {
				t.Errorf("%+v", h)
			}
		}
	}
}

// TestSubgraphFields shows the fields beyond those that every drawing needs.
func TestSubgraphFields(t *testing.T) {
	type attribute struct{ Name, Value string }
	got := into[struct {
		Subgraph struct {
			Nodes []struct {
				ID         string
				Entity     struct{ Name string }
				Attributes []attribute
			}
			Edges []struct {
				Attributes []attribute
				Evidence   []struct {
					Quote  string
					Source struct{ Title string }
				}
			}
			Truncated bool
		}
	}](t, newAPI(t), `{ subgraph(roots: ["meeting:2025-12-02-moscow"], kinds: [Person], edges: [PARTICIPATED_IN]) {
		nodes { id entity { name } attributes { name value } }
		edges { attributes { name value } evidence { quote source { title } } } truncated } }`, "").Subgraph
	if len(got.Nodes) != 4 || len(got.Edges) != 3 || got.Truncated {
		t.Fatalf("%+v", got)
	}
	if n := got.Nodes[0]; n.Entity.Name != "Witkoff–Putin meeting in Moscow" || !slices.Contains(n.Attributes, attribute{"when", "2025-12-02"}) {
		t.Errorf("%+v", n)
	}
	for _, e := range got.Edges {
		if len(e.Attributes) == 0 || len(e.Evidence) == 0 || e.Evidence[0].Quote == "" || e.Evidence[0].Source.Title == "" {
			t.Errorf("%+v", e)
		}
	}
}

// TestNetworkMeasures shows who stands in the middle of the meetings.
func TestNetworkMeasures(t *testing.T) {
	type node struct {
		ID                  string
		Degree, Community   int
		Tied, Between, Rank float64
		Actor               struct{ Name string }
	}
	got := into[struct {
		Network struct {
			Nodes []node
			Edges []struct {
				Weight   int
				Meetings []struct{ Status string }
			}
		}
	}](t, newAPI(t), `{ network(kind: CO_ATTENDANCE) {
		nodes { id degree community tied: centrality between: centrality(measure: BETWEENNESS) rank: centrality(measure: PAGERANK) actor { name } }
		edges { weight meetings { status } } } }`, "").Network
	sum := 0.0
	best := got.Nodes[0]
	for _, n := range got.Nodes {
		sum += n.Rank
		if n.Between > best.Between {
			best = n
		}
		if want := float64(n.Degree) / float64(len(got.Nodes)-1); n.Tied != want {
			t.Errorf("%s has a degree of %v, not %v", n.ID, n.Tied, want)
		}
	}
	if best.Actor.Name != "Steve Witkoff" || best.Between > 1 {
		t.Errorf("in the middle stands %+v", best)
	}
	if sum < 0.999999 || sum > 1.000001 {
		t.Errorf("ranks add up to %v", sum)
	}
	for _, e := range got.Edges {
		if e.Weight != len(e.Meetings) || e.Meetings[0].Status != "HELD" {
			t.Errorf("%+v", e)
		}
	}
}

// TestTimelineOfUkraine shows what Zelensky and the others did for Ukraine.
func TestTimelineOfUkraine(t *testing.T) {
	a := newAPI(t)
	type page struct {
		TotalCount int
		PageInfo   struct {
			HasNextPage, HasPreviousPage bool
			StartCursor, EndCursor       *string
		}
		Edges []struct {
			Cursor string
			Node   struct {
				ID, Placement string
				Actors        []struct{ Name string }
				Evidence      []struct{ Quote string }
			}
		}
	}
	ask := func(arguments string) page {
		t.Helper()
		return into[struct{ Timeline page }](t, a, `{ timeline(entity: "country:ua"`+arguments+`) { totalCount
			pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
			edges { cursor node { id placement actors { name } evidence { quote } } } } }`, "").Timeline
	}
	dated := ask(`, kinds: [Meeting], from: "2025-11-01", to: "2025-12-31"`)
	var ids []string
	for _, e := range dated.Edges {
		ids = append(ids, e.Node.ID)
		if e.Node.Placement != "DATED" || len(e.Node.Actors) == 0 || len(e.Node.Evidence) == 0 {
			t.Errorf("%+v", e.Node)
		}
	}
	if diff := cmp.Diff([]string{"meeting:2025-11-30-florida", "meeting:2025-12-01-paris"}, ids); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if info := ask(`, to: "1900-01-01"`).PageInfo; info.HasNextPage || info.StartCursor != nil || info.EndCursor != nil {
		t.Errorf("of nothing: %+v", info)
	}
	var all, paged []string
	for _, e := range ask("").Edges {
		all = append(all, e.Node.ID)
	}
	for after, more := "", true; more; {
		p := ask(`, first: 3` + after)
		for _, e := range p.Edges {
			paged = append(paged, e.Node.ID)
		}
		info := p.PageInfo
		if info.HasPreviousPage != (after != "") || *info.StartCursor != p.Edges[0].Cursor {
			t.Errorf("%+v", info)
		}
		after = `, after: "` + *info.EndCursor + `"`
		if more = info.HasNextPage; p.TotalCount != len(all) {
			t.Errorf("%d in all, not %d", p.TotalCount, len(all))
		}
	}
	if diff := cmp.Diff(all, paged); diff != "" {
		t.Errorf("(-all +paged):\n%s", diff)
	}
	l := list{before: `{ timeline`, after: "}", row: "node { id }"}
	whole, backward := l.get(t, a, `entity: "country:ua", first: 1000`).ids, []string{}
	for before, more := "", true; more; {
		p := l.get(t, a, `entity: "country:ua", last: 3`+before)
		backward, before, more = append(p.ids, backward...), `, before: "`+p.start+`"`, p.hasPrev
	}
	if diff := cmp.Diff(whole, backward); diff != "" {
		t.Errorf("backwards (-all +paged):\n%s", diff)
	}
}

// TestSuggest shows what a search box offers while somebody types.
func TestSuggest(t *testing.T) {
	a := newAPI(t)
	for typed, want := range map[string]string{"zelenskyy": "person:volodymyr-zelensky", "steve w": "person:steve-witkoff", "frozen": "topic:frozen-russian-assets"} {
		got := into[struct {
			Suggest []struct {
				ID, Kind, Label string
				Description     *string
				Entity          struct{ Name string }
			}
		}](t, a, `{ suggest(text: "`+typed+`", first: 3) { id kind label description entity { name } } }`, "").Suggest
		if len(got) == 0 || got[0].ID != want || got[0].Label != got[0].Entity.Name {
			t.Errorf("%s: %+v", typed, got)
		}
	}
}

// TestChanges shows a stance that was dated away.
func TestChanges(t *testing.T) {
	got := into[struct {
		Changes struct {
			Nodes []struct{ Actor struct{ ID string } }
		}
	}](t, newAPI(t), `{ changes(from: "2025-11-01", to: "2025-12-02") { nodes { actor { id } position { statement } before after evidence { quote } } } }`, "").Changes.Nodes
	if len(got) != 0 {
		t.Errorf("the article dates no stance, but these changed: %+v", got)
	}
}

// TestManyEvidence shows that the evidence for an edge is given whole or refused.
func TestManyEvidence(t *testing.T) {
	a := newAPI(t)
	more := func(from, to int) {
		t.Helper()
		var changes []graph.Change
		for i := from; i < to; i++ {
			changes = append(changes, graph.PutEvidence{Source: "source:peace-talks", Fact: graph.Fact{
				Edge: "MEMBER_OF", From: "person:keir-starmer", To: "organization:many",
			}, Evidence: graph.Evidence{Locator: fmt.Sprint("row ", i), Act: "REPORTED", Basis: "STATED"}})
		}
		if _, err := a.store.Apply(context.Background(), changes); err != nil {
			t.Fatal(err)
		}
	}
	put := graph.PutNode{Source: "source:peace-talks", ID: "organization:many", Props: map[string]graph.Value{"name": "Many"}}
	if _, err := a.store.Apply(context.Background(), []graph.Change{put}); err != nil {
		t.Fatal(err)
	}
	const query = `{ subgraph(roots: ["organization:many"]) { edges { evidence { locator } } } }`
	more(0, graph.MaxPage)
	got := into[struct {
		Subgraph struct {
			Edges []struct{ Evidence []struct{ Locator string } }
		}
	}](t, a, query, "")
	if n := len(got.Subgraph.Edges[0].Evidence); n != graph.MaxPage {
		t.Errorf("%d evidence, not %d", n, graph.MaxPage)
	}
	more(graph.MaxPage, graph.MaxPage+1)
	if r := a.post(t, query, "", nil); len(r.Errors) != 1 || r.Errors[0].Extensions.Code != "TOO_LARGE" {
		t.Errorf("%+v", r.Errors)
	}
}

// TestEmptyLists shows that an empty list of status, kinds or edges is as none,
// and that a root counts once.
func TestEmptyLists(t *testing.T) {
	a := newAPI(t)
	for query, same := range map[string]string{
		`{ paths(from: "person:emmanuel-macron", to: "person:keir-starmer", status: []) { length } }`:                    `{ paths(from: "person:emmanuel-macron", to: "person:keir-starmer") { length } }`,
		`{ paths(from: "person:steve-witkoff", to: "country:us", status: [], edges: [HOLDS_POST, POST_OF]) { length } }`: `{ paths(from: "person:steve-witkoff", to: "country:us", edges: [HOLDS_POST, POST_OF]) { length } }`,
		`{ network(kind: CO_ATTENDANCE, status: []) { edges { id } } }`:                                                  `{ network(kind: CO_ATTENDANCE) { edges { id } } }`,
		`{ network(kind: CONFLICT, status: []) { edges { id } } }`:                                                       `{ network(kind: CONFLICT) { edges { id } } }`,
		`{ subgraph(roots: ["country:ua"], kinds: [], edges: []) { nodes { id } } }`:                                     `{ subgraph(roots: ["country:ua"]) { nodes { id } } }`,
		`{ subgraph(roots: ["country:ua", "country:ua"], maxNodes: 1) { nodes { id } } }`:                                `{ subgraph(roots: ["country:ua"], maxNodes: 1) { nodes { id } } }`,
	} {
		got, want := a.post(t, query, "", nil), a.post(t, same, "", nil)
		if len(want.Errors) > 0 {
			t.Fatalf("%s: %+v", same, want.Errors)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-without +got):\n%s", query, diff)
		}
	}
}

// TestExploreRefusals shows what is said of questions that make no sense.
func TestExploreRefusals(t *testing.T) {
	a := newAPI(t)
	for query, want := range map[string]string{
		`{ subgraph(roots: ["country:atlantis", "country:ua"]) { truncated } }`:                               "NOT_FOUND subgraph: there is no country:atlantis",
		`{ subgraph(roots: []) { truncated } }`:                                                               "BAD_INPUT subgraph: give 1 to 100 roots",
		`{ subgraph(roots: ["country:ua"], depth: 0) { truncated } }`:                                         "BAD_INPUT arguments: depth",
		`{ subgraph(roots: ["country:ua"], kinds: [Dog]) { truncated } }`:                                     `GRAPHQL_VALIDATION_FAILED Value "Dog" does not exist in "Kind!" enum`,
		`{ subgraph(roots: ["country:ua"], edges: [BITES]) { truncated } }`:                                   `GRAPHQL_VALIDATION_FAILED Value "BITES" does not exist in "EdgeType!" enum`,
		`{ paths(from: "country:ua", to: "country:ua") { length } }`:                                          "BAD_INPUT paths: from and to are both country:ua",
		`{ paths(from: "country:ua", to: "topic:territory") { length } }`:                                     "BAD_INPUT paths: topic:territory does not take part",
		`{ paths(from: "country:ua", to: "country:atlantis") { length } }`:                                    "NOT_FOUND paths: there is no country:atlantis",
		`{ paths(from: "country:ua", to: "country:ru", status: [HELD], edges: [HOLDS]) { length } }`:          "BAD_INPUT paths: give either",
		`{ paths(from: "country:ua", to: "country:ru", maxHops: 99) { length } }`:                             "BAD_INPUT paths: maxHops",
		`{ timeline(entity: "country:ua", entities: ["country:ru"]) { totalCount } }`:                         "BAD_INPUT timeline: give either",
		`{ timeline(entity: "country:atlantis") { totalCount } }`:                                             "NOT_FOUND timeline: there is no country:atlantis",
		`{ timeline(entity: "country:ua", after: "x") { totalCount } }`:                                       `BAD_INPUT page: after: "x" is not a cursor`,
		`{ timeline(entity: "country:ua", before: "") { totalCount } }`:                                       `BAD_INPUT page: before: "" is not a cursor`,
		`{ timeline(entity: "country:ua", after: "WyIiLCJwZXJzb246YSJd") { totalCount } }`:                    `BAD_INPUT page: after: `,
		`{ timeline(entity: "country:ua", after: "WyJ0aW1lbGluZSIsIk1vbmRheSIsMCwwLCJ4Il0") { totalCount } }`: `BAD_INPUT page: after: `,
		`{ timeline(entity: "country:ua", after: "WyJ0aW1lbGluZSIsMSwwLDAsIngiXQ") { totalCount } }`:          `BAD_INPUT page: after: `,
		`{ timeline(entity: "country:ua", after: "WyJ0aW1lbGluZSIsbnVsbCwwLjUsMCwieCJd") { totalCount } }`:    `BAD_INPUT page: after: `,
		`{ timeline(entity: "country:ua", after: "WyJ0aW1lbGluZSIsbnVsbCwwLDBd") { totalCount } }`:            `BAD_INPUT page: after: `,
		`{ timeline(entity: "country:ua", first: 1, last: 1) { totalCount } }`:                                `BAD_INPUT page: give first or last`,
		`{ timeline(entity: "country:ua", last: 1001) { totalCount } }`:                                       `BAD_INPUT page: last: 1001 is not between`,
		`{ network(kind: CONFLICT, status: [HELD]) { truncated } }`:                                           "BAD_INPUT network: a network of CONFLICT has no meetings",
		`{ network(kind: CONFLICT, from: "2025-12-02", to: "2025-12-01") { truncated } }`:                     "BAD_INPUT network: from 2025-12-02 is after",
		`{ changes(from: "2025-12-01", to: "2025-12-02", asOf: "2025-12-01") { totalCount } }`:                "BAD_INPUT changes: asOf does not apply",
		`{ suggest(text: "x", first: 1000) { id } }`:                                                          "BAD_INPUT suggest: first",
	} {
		r := a.post(t, query, "", nil)
		if len(r.Errors) != 1 || !strings.HasPrefix(r.Errors[0].Extensions.Code+" "+r.Errors[0].Message, want) {
			t.Errorf("%s: %+v, not %s", query, r.Errors, want)
		}
	}
}
