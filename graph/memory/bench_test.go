package memory

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"parley/graph"
)

// The figures of the made graph, all in one go, in about a minute:
//
//	go test ./graph/memory -run '^$' -bench 'Made|Tree' -benchmem
//
// p50 and p99 are over the operations of a run; those that draw a node draw
// another each time.

// BenchmarkMade loads the made graph and asks it.
func BenchmarkMade(b *testing.B) {
	if testing.Short() {
		b.Skip("it makes a graph of 100,000 nodes and 1,000,000 edges")
	}
	before := heap()
	began := time.Now()
	m := makeGraph(b)
	fmt.Printf("made %d nodes, %d edges, %d evidence in %.1f s: %d MB\n",
		total(m.store.current.Load().perKind), madeEdges, m.facts, time.Since(began).Seconds(), (heap()-before)>>20)
	fmt.Println(m.degrees())
	restored(b, m)
	a := &asker{maker: m}
	b.Run("by id", func(b *testing.B) { a.measure(b, a.byID) })
	b.Run("by name", func(b *testing.B) { a.measure(b, a.byName()) })
	b.Run("2 hops", func(b *testing.B) { a.measure(b, a.twoHops) })
	b.Run("met of a typical person", func(b *testing.B) { a.measure(b, func() { a.met(a.anyone()) }) })
	b.Run("met of the largest node", func(b *testing.B) { a.measure(b, func() { a.met(m.hub()) }) })
	b.Run("search for two words", func(b *testing.B) { a.measure(b, a.search) })
	a.runLists(b)
	a.runWrites(b)
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

func total(counts []int) (sum int) {
	for _, n := range counts {
		sum += n
	}
	return sum
}

// asker asks the made graph.
type asker struct{ *maker }

// measure reports the median and the 99th percentile of an operation, and
// gives the median.
func (a *asker) measure(b *testing.B, op func()) time.Duration {
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		op()
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	micros := func(part float64) float64 {
		return float64(took[int(part*float64(len(took)-1)+0.5)]) / float64(time.Microsecond)
	}
	b.ReportMetric(micros(0.5), "p50-µs")
	b.ReportMetric(micros(0.99), "p99-µs")
	return took[len(took)/2]
}

// degrees says how many edges a typical actor and the largest node have.
func (m *maker) degrees() string {
	var all []int
	largest := 0
	s := m.store.current.Load()
	for kind, ids := range m.ids {
		for _, id := range ids {
			h, _ := s.find(id)
			degree := s.degree(h)
			largest = max(largest, degree)
			if m.model.Kind(kind).Actor {
				all = append(all, degree)
			}
		}
	}
	slices.Sort(all)
	return fmt.Sprintf("half of the actors have %d edges or more, the largest node has %d", all[len(all)/2], largest)
}

func (s *snapshot) degree(h uint32) (edges int) {
	n := s.nodes.At(h)
	for _, l := range n.kind.Links() {
		if l.Kind == graph.EdgeLink {
			edges += len(n.link(l))
		}
	}
	return edges
}

// ask answers a list of nodes; there must be an answer.
func (a *asker) ask(l graph.List) *graph.Rows {
	l.Rows = true
	if l.Vars == nil {
		l.Vars = make([]graph.Var, 1)
	}
	if l.Page.Limit == 0 {
		l.Page.Limit = graph.DefaultPage
	}
	rows, err := a.store.Snapshot().Select(context.Background(), &graph.Plan{Root: l})
	if err != nil || rows.Len == 0 {
		a.tb.Fatalf("%d rows, %v", rows.Len, err)
	}
	return rows
}

func (a *asker) kinds(name string) graph.From {
	var set graph.KindSet
	return graph.From{Kinds: set.With(a.model.Kind(name))}
}

func (a *asker) link(kind, name string, of int) graph.From {
	return graph.From{Link: a.model.Kind(kind).Link(name), Var: of}
}

// prop reads a property of a variable's node.
func (a *asker) prop(of int, name string) graph.Field {
	return graph.Field{Var: of, Prop: a.model.NodeProp(name)}
}

// edgeProp reads a property of the row, which is an edge.
func (a *asker) edgeProp(edge, name string) graph.Field {
	return graph.Field{Prop: a.model.Edge(edge).Prop(name)}
}

func id(of int) graph.Field { return graph.Field{Var: of, Get: graph.GetID} }

func slots(fields ...graph.Field) []graph.Slot {
	var list []graph.Slot
	for _, f := range fields {
		list = append(list, graph.Slot{Field: f})
	}
	return list
}

// far are the variables of a row that leads to a node: the row, and the node.
var far = []graph.Var{{}, {Ref: graph.NodeRef}}

func (a *asker) anyone() string { return oneOf(a.maker, a.ids["Person"]) }

func (a *asker) node1(id string, s ...graph.Slot) *graph.Rows {
	where := graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.Eq, Value: id}
	return a.ask(graph.List{From: a.kinds("Person"), Where: where, Slots: s, Page: graph.Page{Limit: 2}})
}

func (a *asker) byID() { a.node1(a.anyone(), slots(id(0), a.prop(0, "name"))...) }

func (a *asker) byName() func() {
	var names []string
	for range 1000 {
		names = append(names, graph.Fold(a.node1(a.anyone(), slots(a.prop(0, "name"))...).Cells[0].(string)))
	}
	return func() {
		where := graph.Is{Field: a.prop(0, "name"), Op: graph.Named, Value: oneOf(a.maker, names)}
		a.ask(graph.List{From: a.kinds("Person"), Where: where, Slots: slots(id(0), a.prop(0, "name")), Page: graph.Page{Limit: 2}})
	}
}

// twoHops asks for a person's first ten meetings, and of each the first ten
// who take part.
func (a *asker) twoHops() {
	participants := &graph.List{
		From: a.link("Meeting", "participants", 1), Vars: far, Rows: true, Page: graph.Page{Limit: 10},
		Slots: slots(a.edgeProp("PARTICIPATED_IN", "attendance"), id(1), a.prop(1, "name")),
	}
	meetings := &graph.List{
		From: a.link("Person", "meetings", 0), Vars: far, Rows: true, Page: graph.Page{Limit: 10},
		Slots: append(slots(id(1), a.prop(1, "name")), graph.Slot{List: participants}),
	}
	a.node1(a.anyone(), graph.Slot{List: meetings})
}

// met asks for the first hundred whom a person met, and how many there are.
func (a *asker) met(person string) {
	a.node1(person, graph.Slot{List: &graph.List{
		From: a.link("Person", "met", 0), Vars: far, Rows: true, Count: true, Page: graph.Page{Limit: 100},
		Slots: slots(graph.Field{Get: graph.GetPairCount}, id(1), a.prop(1, "name")),
	}})
}

func (a *asker) search() {
	s := graph.Search{Words: a.words[a.rng.IntN(2000)] + " " + a.words[a.rng.IntN(2000)]}
	s.Root = graph.List{
		From: graph.From{Kinds: a.model.All}, Vars: make([]graph.Var, 1), Rows: true,
		Slots: slots(id(0), a.prop(0, "name")), Page: graph.Page{Limit: 10},
	}
	if _, err := a.store.Snapshot().Search(context.Background(), &s); err != nil {
		a.tb.Fatal(err)
	}
}
