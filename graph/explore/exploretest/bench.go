package exploretest

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/explore"
)

// Bench makes the large graph in an empty store, measures subgraphs and paths, and
// prints how many times as long each takes as what is written by hand over pointers.
func Bench(b *testing.B, m *graph.Model, store graph.Store) {
	began := time.Now()
	l := MakeLarge(b, m, store)
	fmt.Printf("made 160,000 nodes and %d edges in %.0f s; the largest has %d\n", l.arcs, time.Since(began).Seconds(), l.vertices["Topic"][0].degree())
	x := &explore.Explorer{Model: m, From: store.Snapshot()}
	var people []*vertex
	for range rounds {
		people = append(people, l.pick([]string{"Person"}))
	}
	hub := slices.Repeat(l.vertices["Topic"][:1], rounds/10) // with 100,000 edges
	b.Run("subgraph of 1000 nodes", func(b *testing.B) { l.benchSubgraphs(b, x, people, 3) })
	b.Run("subgraph of a hub", func(b *testing.B) { l.benchSubgraphs(b, x, hub, 1) })
	b.Run("paths between random pairs", func(b *testing.B) { l.benchPaths(b, x) })
}

// rounds is how often each is measured.
const rounds = 300

// benchSubgraphs draws around some roots, to a depth.
func (l *Large) benchSubgraphs(b *testing.B, x *explore.Explorer, roots []*vertex, depth int) {
	var explored, byHand times
	for _, root := range roots {
		began := time.Now()
		g, err := x.Subgraph(context.Background(), explore.SubgraphQuery{Roots: []string{root.id}, Depth: depth, MaxNodes: 1000, MaxEdges: 5000})
		if err != nil {
			b.Fatal(err)
		}
		got := appendGraph(make([]byte, 0, 1<<20), g)
		explored.add(began)
		began = time.Now()
		want := l.Subgraph(make([]byte, 0, 1<<20), root, depth, 1000, 5000)
		byHand.add(began)
		if !bytes.Equal(got, want) {
			b.Fatalf("%s: they differ: %s", root.id, cmp.Diff(string(want), string(got)))
		}
	}
	report(b, explored, byHand, 0.5)
}

func (l *Large) benchPaths(b *testing.B, x *explore.Explorer) {
	var explored, byHand times
	people := l.vertices["Person"]
	for range rounds {
		from, to := people[l.rng.IntN(len(people))], people[l.rng.IntN(len(people))]
		if from == to {
			continue
		}
		began := time.Now()
		got, err := x.Paths(context.Background(), explore.PathsQuery{From: from.id, To: to.id, MaxHops: 4, First: 3})
		if err != nil {
			b.Fatal(err)
		}
		explored.add(began)
		began = time.Now()
		want := l.Paths(from, to, 4, 3)
		byHand.add(began)
		if diff := cmp.Diff(idsOf(want), pathIDs(got)); diff != "" {
			b.Fatalf("%s to %s (-by hand +explored):\n%s", from.id, to.id, diff)
		}
	}
	report(b, explored, byHand, 0.99)
}

func idsOf(paths [][]*vertex) (out [][]string) {
	for _, p := range paths {
		var ids []string
		for _, v := range p {
			ids = append(ids, v.id)
		}
		out = append(out, ids)
	}
	return out
}

func pathIDs(paths []explore.Path) (out [][]string) {
	for _, p := range paths {
		out = append(out, p.IDs())
	}
	return out
}

// times are how long something took.
type times []time.Duration

func (t *times) add(began time.Time) { *t = append(*t, time.Since(began)) }

// at is the time that a part of all stays below.
func (t times) at(part float64) time.Duration {
	sorted := slices.Sorted(slices.Values(t))
	return sorted[int(part*float64(len(sorted)-1)+0.5)]
}

func report(b *testing.B, explored, byHand times, part float64) {
	ratio := float64(explored.at(part)) / float64(byHand.at(part))
	fmt.Printf("%s: p50 %v, p99 %v; by hand p50 %v, p99 %v; p%.0f takes %.1f times as long\n",
		b.Name(), explored.at(0.5), explored.at(0.99), byHand.at(0.5), byHand.at(0.99), 100*part, ratio)
	b.ReportMetric(ratio, "times-by-hand")
}
