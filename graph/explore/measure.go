package explore

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/graph/community"
	centrality "gonum.org/v1/gonum/graph/network"

	"parley/graph"
)

// Limits of what is measured: betweenness takes time as nodes times edges.
const (
	MaxMeasuredNodes = 1_000
	MaxMeasuredEdges = 10_000
)

// Measure is a way to say how central a node is.
type Measure string

// The measures.
const (
	Degree      Measure = "DEGREE"      // how many it is tied to, by how many it could be: 0 to 1
	Betweenness Measure = "BETWEENNESS" // on which part of all shortest paths it lies, weights aside: 0 to 1 (Brandes 2001)
	PageRank    Measure = "PAGERANK"    // how often one comes to it who follows ties by weight: all add up to 1
)

// Centrality measures all nodes of a graph, in their order; the direction of
// edges does not matter. A graph above the stated size is TOO_LARGE.
func (g *Graph) Centrality(ctx context.Context, m Measure) ([]float64, error) {
	t, err := g.ties(ctx)
	if err != nil {
		return nil, err
	}
	n := float64(len(g.Nodes))
	out := make([]float64, len(g.Nodes))
	switch m {
	case Degree:
		for i := range out {
			out[i] = share(float64(len(t.near[i])), n-1)
		}
	case Betweenness:
		if err := t.work(len(g.Nodes) * (len(g.Nodes) + len(g.Edges))); err != nil {
			return nil, err
		}
		for i, b := range centrality.Betweenness(t) {
			out[i] = share(b, (n-1)*(n-2))
		}
	case PageRank:
		return t.pageRank()
	default:
		return nil, graph.Errorf(graph.BadInput, "centrality", "there is no measure %q", m)
	}
	return out, nil
}

func share(part, whole float64) float64 {
	if whole <= 0 {
		return 0
	}
	return part / whole
}

// communitySeed makes the same graph fall into the same communities.
const communitySeed = 1

// Communities sorts the nodes of a graph into communities, numbered from 0, the
// largest first, then by their first node: by modularity of the weighted ties,
// Louvain (Blondel et al. 2008). A graph above the stated size is TOO_LARGE.
func (g *Graph) Communities(ctx context.Context) ([]int, error) {
	t, err := g.ties(ctx)
	if err != nil {
		return nil, err
	}
	if len(g.Nodes) == 0 {
		return nil, nil
	}
	if err := t.work(louvainRounds * (len(g.Nodes) + len(g.Edges))); err != nil {
		return nil, err
	}
	var groups [][]int
	for _, c := range community.Modularize(t, 1, rand.NewPCG(communitySeed, communitySeed)).Communities() {
		var places []int
		for _, n := range c {
			places = append(places, int(n.ID()))
		}
		slices.Sort(places)
		groups = append(groups, places)
	}
	slices.SortFunc(groups, func(a, b []int) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a[0], b[0])) })
	out := make([]int, len(g.Nodes))
	for i, places := range groups {
		for _, at := range places {
			out[at] = i
		}
	}
	return out, nil
}

// louvainRounds is how often Louvain goes through all ties, or so, until nothing
// moves any more.
const louvainRounds = 50

// The PageRank of the paper (Brin, Page 1998).
const (
	damping   = 0.85
	precision = 1e-12
	maxRounds = 1_000
)

// pageRank goes on until the ranks stand still. Gonum's begins at a random
// vector that cannot be seeded, and so differs in the last digits.
func (t *ties) pageRank() ([]float64, error) {
	n := len(t.near)
	rank, next := make([]float64, n), make([]float64, n)
	strength := make([]float64, n)
	for i := range rank {
		rank[i] = 1 / float64(n)
		for _, j := range t.near[i] {
			strength[i] += t.weights[[2]int{i, j}]
		}
	}
	for range maxRounds {
		if err := t.work(len(t.near) + len(t.weights)); err != nil {
			return nil, err
		}
		loose := 0.0
		for i := range next {
			next[i] = 0
			if strength[i] == 0 {
				loose += rank[i]
			}
		}
		for i, near := range t.near {
			for _, j := range near {
				next[j] += damping * rank[i] * t.weights[[2]int{i, j}] / strength[i]
			}
		}
		moved := 0.0
		for i := range next {
			next[i] += (1-damping)/float64(n) + damping*loose/float64(n)
			moved += math.Abs(next[i] - rank[i])
		}
		rank, next = next, rank
		if moved < precision {
			break
		}
	}
	return rank, nil
}
