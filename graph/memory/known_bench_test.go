package memory_test

import (
	"context"
	"flag"
	"fmt"
	"runtime"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/memory"
)

var knownEdges = flag.Int("known-edges", 0, "how many edges TestKnownOnCosts has, one in ten with a second statement; it measures what knownOn, their memory and additions cost")

// bench is a store that grows: sources, people who hold stances, and what they say.
type bench struct {
	t     testing.TB
	store *memory.Store
	batch []graph.Change
	seq   map[string]int
}

func newBench(t testing.TB, m *graph.Model) *bench {
	return &bench{t: t, store: memory.New(m), seq: map[string]int{}}
}

func (b *bench) add(changes ...graph.Change) {
	if b.batch = append(b.batch, changes...); len(b.batch) >= graph.MaxChanges-100 {
		b.apply()
	}
}

func (b *bench) apply() time.Duration {
	start := time.Now()
	if _, err := b.store.Apply(context.Background(), b.batch); err != nil {
		b.t.Fatal(err)
	}
	b.batch = nil
	return time.Since(start)
}

func (b *bench) node(source, id string, props map[string]graph.Value) {
	all := map[string]graph.Value{"name": id}
	for name, v := range props {
		all[name] = v
	}
	b.add(graph.PutNode{Source: source, ID: id, Props: all})
}

// fact puts a piece of evidence, a row of its source.
func (b *bench) fact(source string, f graph.Fact, says map[string]graph.Value, saidBy string) {
	b.seq[source]++
	n := b.seq[source]
	b.add(graph.PutEvidence{Source: source, Fact: f, Evidence: graph.Evidence{
		Locator: fmt.Sprint("row ", n), Seq: n, Start: 0, Act: "REPORTED", Basis: "STATED", SaidBy: saidBy, Says: says,
	}})
}

func holds(person, position int, stance string) graph.Fact {
	return graph.Fact{
		Edge: "HOLDS", From: fmt.Sprint("person:", person), To: fmt.Sprint("position:", position), Identity: map[string]graph.Value{"stance": stance},
	}
}

// TestKnownOnCosts prints the ratios of the day of knowledge: of questions with it to
// those without, and of an addition to a long series to one to a short one.
func TestKnownOnCosts(t *testing.T) {
	if *knownEdges == 0 {
		t.Skip("-known-edges 1000000 measures what knownOn costs")
	}
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	b := newBench(t, m)
	day := func(edtf string) *graph.When { w, _ := graph.NewWhen("", edtf, ""); return w }
	b.node("source:first", "source:first", map[string]graph.Value{"published": day("2031-01-10"), "publisher": "First"})
	b.node("source:second", "source:second", map[string]graph.Value{"published": day("2031-02-10"), "publisher": "Second"})
	people, each := *knownEdges/20, 20
	for i := range max(people/50, 1) {
		b.node("source:first", fmt.Sprint("position:", i), nil)
		b.fact("source:first", graph.Fact{Node: fmt.Sprint("position:", i)}, nil, "")
	}
	for p := range people {
		b.node("source:first", fmt.Sprint("person:", p), nil)
		for i := range each {
			position := (p*each + i*7) % max(people/50, 1)
			b.fact("source:first", holds(p, position, "SUPPORTS"), map[string]graph.Value{"when": day("2030-05-01")}, "")
			if i%10 == 0 {
				b.fact("source:second", holds(p, position, "OPPOSES"), map[string]graph.Value{"when": day("2031-02-01")}, "")
			}
		}
	}
	b.apply()
	runtime.GC()
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	t.Logf("%d edges: %d MiB, %d bytes an edge", *knownEdges, mem.HeapAlloc>>20, int(mem.HeapAlloc) / *knownEdges)
	e := m.Edge("HOLDS")
	plan := func(asOf graph.AsOf) *graph.Plan {
		return &graph.Plan{AsOf: asOf, Root: graph.List{
			From: graph.From{Kinds: m.KindsNamed([]string{"Person"})}, Vars: []graph.Var{{}}, Rows: true, Page: graph.Page{Limit: 1000},
			Slots: []graph.Slot{{Field: graph.Field{Get: graph.GetID}}, {List: &graph.List{
				From: graph.From{Link: e.OutLink()}, Vars: []graph.Var{{}, {Ref: graph.NodeRef}}, Rows: true, Page: graph.Page{Limit: 100},
				Where: graph.Is{Field: graph.Field{Prop: e.StateProp()}, Op: graph.Eq, Value: "SUPPORTS"},
				Slots: []graph.Slot{{Field: graph.Field{Get: graph.GetID, Var: 1}}, {Field: graph.Field{Prop: e.StateProp()}}, {Field: graph.Field{Prop: e.Prop("verification")}}},
			}}},
		}}
	}
	ask := func(asOf graph.AsOf) time.Duration {
		best := time.Hour
		for range 9 {
			start := time.Now()
			if _, err := b.store.Snapshot().Select(context.Background(), plan(asOf)); err != nil {
				t.Fatal(err)
			}
			best = min(best, time.Since(start))
		}
		return best
	}
	known := func(d string) graph.AsOf {
		on, _ := graph.ParseDay(d)
		return graph.AsOf{Known: true, KnownOn: on}
	}
	now, before, since := ask(graph.AsOf{}), ask(known("2031-01-20")), ask(known("2031-03-01"))
	t.Logf("1,000 people with their stances: now %v; knownOn before the second statements %v = %.2f; after them %v = %.2f",
		now, before, float64(before)/float64(now), since, float64(since)/float64(now))

	b.node("source:long", "source:long", map[string]graph.Value{"published": day("2031-03-10")})
	b.node("source:long", "person:long", nil)
	b.node("source:long", "person:short", nil)
	for i := range 1000 {
		b.fact("source:long", graph.Fact{Edge: "HOLDS", From: "person:long", To: "position:0", Identity: map[string]graph.Value{"stance": "SUPPORTS"}}, map[string]graph.Value{"when": day(fmt.Sprint(1000 + i))}, "")
	}
	b.fact("source:long", graph.Fact{Edge: "HOLDS", From: "person:short", To: "position:0", Identity: map[string]graph.Value{"stance": "SUPPORTS"}}, nil, "")
	b.apply()
	add := func(who string) time.Duration {
		best := time.Hour
		for i := range 15 {
			b.fact("source:long", graph.Fact{Edge: "HOLDS", From: who, To: "position:0", Identity: map[string]graph.Value{"stance": "SUPPORTS"}}, map[string]graph.Value{"when": day(fmt.Sprint(2031 + i))}, "")
			best = min(best, b.apply())
		}
		return best
	}
	short, long := add("person:short"), add("person:long")
	t.Logf("adding to a series of one %v; of 1,000 %v = %.1f", short, long, float64(long)/float64(short))

	b.node("source:long", "person:voice", nil)
	b.node("source:long", "organization:body", nil)
	b.node("source:long", "post:speaker", map[string]graph.Value{"roleKind": "SPOKESPERSON"})
	for i := range 10_000 {
		b.fact("source:long", holds(i%people, i%max(people/50, 1), "NEUTRAL"), nil, "person:voice")
	}
	b.apply()
	b.fact("source:long", graph.Fact{Edge: "HOLDS_POST", From: "person:voice", To: "post:speaker", Identity: map[string]graph.Value{"occupancy": "HOLDER"}}, nil, "")
	b.fact("source:long", graph.Fact{Edge: "POST_OF", From: "post:speaker", To: "organization:body"}, nil, "")
	t.Logf("a post that speaks, for a voice of 10,000 statements: %v", b.apply())
}
