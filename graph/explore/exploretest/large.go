package exploretest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

// The large graph: 160,000 nodes and 1,000,000 edges. Ends are drawn with a
// skew: of n nodes, the i-th with a weight of 1/√i. One topic is a hub of
// 100,000 edges.
const (
	largeEdges = 1_000_000
	hubEdges   = 100_000
)

var largeNodes = []struct {
	kind string
	n    int
}{
	{"Person", 40_000}, {"Country", 200}, {"Organization", 7_000}, {"Post", 5_000},
	{"Meeting", 40_000}, {"Topic", 1_000}, {"Position", 6_800}, {"Claim", 60_000},
}

var largeLinks = []struct {
	edge     string
	n        int
	from, to []string
}{
	{"ABOUT", 150_000, []string{"Meeting", "Meeting", "Position"}, []string{"Topic", "Country", "Organization", "Person"}},
	{"HOLDS", 120_000, []string{"Person", "Person", "Organization"}, []string{"Position"}},
	{"MEMBER_OF", 60_000, []string{"Person"}, []string{"Organization", "Country"}},
	{"HOLDS_POST", 40_000, []string{"Person"}, []string{"Post"}},
	{"FOLLOWS", 10_000, []string{"Meeting"}, []string{"Meeting"}},
	{"RELATED_TO", 10_000, []string{"Person"}, []string{"Person"}},
	{"POST_OF", 5_000, []string{"Post"}, []string{"Country", "Organization"}},
}

// vertex and arc are the large graph as pointers, for what is written by hand.
type vertex struct {
	id, label string
	kind      *graph.Kind
	status    string   // of a meeting
	links     [][]*arc // by the place of a link in the model
	groups    []*vertex
	mark      int // of a search at work
	level     [2]int
}

type arc struct {
	id         string
	typ        *graph.Edge
	from, to   *vertex
	attendance string
	labelValue string // the value in its label
}

// Large is the large graph.
type Large struct {
	model    *graph.Model
	rng      *rand.Rand
	vertices map[string][]*vertex // by kind
	seen     map[[2]*vertex]bool
	arcs     int
	said     int
	batch    []graph.Change
	put      func(graph.Change)
	marks    int
	Hub      string // the id of the node with the most edges
}

// MakeLarge makes the large graph in an empty store; it takes a minute or so.
func MakeLarge(tb testing.TB, m *graph.Model, store graph.Store) *Large {
	tb.Helper()
	l := &Large{model: m, rng: rand.New(rand.NewPCG(3, 4)), vertices: map[string][]*vertex{}, seen: map[[2]*vertex]bool{}}
	flush := func() {
		if _, err := store.Apply(context.Background(), l.batch); err != nil {
			tb.Fatal(err)
		}
		l.batch = l.batch[:0]
	}
	l.put = func(c graph.Change) {
		if l.batch = append(l.batch, c); len(l.batch) == graph.MaxChanges {
			flush()
		}
	}
	for _, of := range largeNodes {
		for i := range of.n {
			l.node(m.Kind(of.kind), i)
		}
	}
	l.edges()
	flush()
	l.seen = nil
	for _, list := range l.vertices {
		for _, v := range list {
			for _, arcs := range v.links {
				slices.SortFunc(arcs, func(a, b *arc) int { return strings.Compare(a.id, b.id) })
			}
		}
	}
	return l
}

func (l *Large) node(k *graph.Kind, i int) {
	v := &vertex{id: fmt.Sprintf("%s%d", k.Prefix(), i), label: fmt.Sprintf("%s number %d", k.Name, i), kind: k, links: make([][]*arc, len(l.model.Links()))}
	l.vertices[k.Name] = append(l.vertices[k.Name], v)
	l.put(graph.PutNode{Source: l.source(), ID: v.id, Props: map[string]graph.Value{"name": v.label}})
	if !k.Evidenced {
		return
	}
	says := map[string]graph.Value{}
	if k.Name == "Meeting" {
		v.status = pick(l.rng, "HELD", "HELD", "HELD", "HELD", "SCHEDULED", "EXPECTED", "CANCELLED")
		says["status"] = v.status
	}
	l.fact(graph.Fact{Node: v.id}, says)
}

func (l *Large) edges() {
	topic := l.vertices["Topic"][0]
	l.Hub = topic.id
	for _, from := range slices.Concat(l.vertices["Claim"], l.vertices["Meeting"])[:hubEdges] {
		l.arc("ABOUT", from, topic)
	}
	for _, links := range largeLinks {
		for n := 0; n < links.n; {
			n += l.arc(links.edge, l.pick(links.from), l.pick(links.to))
		}
	}
	for i := 0; l.arcs < largeEdges; i++ {
		l.arc("PARTICIPATED_IN", l.pick([]string{"Person", "Person", "Person", "Person", "Organization", "Country"}), l.vertices["Meeting"][i%len(l.vertices["Meeting"])])
	}
}

// pick draws a node of one of some kinds, with the skew.
func (l *Large) pick(kinds []string) *vertex {
	list, u := l.vertices[pick(l.rng, kinds...)], l.rng.Float64()
	return list[int(u*u*float64(len(list)))]
}

// arc makes an edge unless there is one, and returns how many it made.
func (l *Large) arc(name string, from, to *vertex) int {
	if from == to || l.seen[[2]*vertex{from, to}] {
		return 0
	}
	l.seen[[2]*vertex{from, to}] = true
	e := l.model.Edge(name)
	f := graph.Fact{Edge: name, From: from.id, To: to.id, Identity: map[string]graph.Value{}}
	says := map[string]graph.Value{}
	a := &arc{typ: e, from: from, to: to}
	switch name {
	case "PARTICIPATED_IN":
		a.attendance = pick(l.rng, "ATTENDED", "ATTENDED", "ATTENDED", "EXPECTED", "CONFIRMED")
		says["attendance"], a.labelValue = a.attendance, a.attendance
	case "HOLDS":
		a.labelValue = pick(l.rng, "SUPPORTS", "OPPOSES", "CONDITIONAL")
		f.Identity["stance"] = a.labelValue
	case "HOLDS_POST":
		a.labelValue = pick(l.rng, "HOLDER", "FORMER")
		f.Identity["occupancy"] = a.labelValue
	case "MEMBER_OF":
		from.groups, to.groups = append(from.groups, to), append(to.groups, from)
	}
	a.id = l.model.FactID(f)
	from.links[e.OutLink().Ordinal()] = append(from.links[e.OutLink().Ordinal()], a)
	to.links[e.InLink().Ordinal()] = append(to.links[e.InLink().Ordinal()], a)
	l.fact(f, says)
	l.arcs++
	return 1
}

func (l *Large) fact(f graph.Fact, says map[string]graph.Value) {
	l.put(graph.PutEvidence{Source: l.source(), Fact: f, Evidence: graph.Evidence{
		Locator: fmt.Sprint("row ", l.said%perSource), Act: "REPORTED", Basis: "STATED", Says: says,
	}})
}

// perSource is how much one source says.
const perSource = 1_000

// source returns the source that says the next thing.
func (l *Large) source() string {
	id := fmt.Sprint("source:made-", l.said/perSource)
	if l.said%perSource == 0 {
		l.put(graph.PutNode{Source: id, ID: id, Props: map[string]graph.Value{"name": "Made"}})
	}
	l.said++
	return id
}

// degree is how many edges a vertex has.
func (v *vertex) degree() (n int) {
	for _, arcs := range v.links {
		n += len(arcs)
	}
	return n
}
