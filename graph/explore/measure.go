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

// Limits of what is measured: betweenness takes time proportional to nodes times
// edges.
const (
	MaxMeasuredNodes = 1_000
	MaxMeasuredEdges = 10_000
)

// Measure is a way to say how central a node is.
type Measure string

// The measures.
const (
	Degree      Measure = "DEGREE"      // the share of the other nodes that it is tied to: 0 to 1
	Betweenness Measure = "BETWEENNESS" // the share of all shortest paths on which it lies, regardless of weights: 0 to 1 (Brandes 2001)
	PageRank    Measure = "PAGERANK"    // how often a walk that follows ties by weight visits it: all add up to 1
)

// Centrality returns a measure of all nodes of a graph, in their order, regardless of
// the direction of edges. A graph above the stated size is TOO_LARGE.
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
			out[i] = ratio(float64(len(t.near[i])), n-1)
		}
	case Betweenness:
		if err := t.count(len(g.Nodes) * (len(g.Nodes) + len(g.Edges))); err != nil {
			return nil, err
		}
		for i, b := range centrality.Betweenness(t) {
			out[i] = ratio(b, (n-1)*(n-2))
		}
	case PageRank:
		return t.pageRank()
	default:
		return nil, graph.Errorf(graph.BadInput, "centrality", "there is no measure %q", m)
	}
	return out, nil
}

func ratio(part, whole float64) float64 {
	if whole <= 0 {
		return 0
	}
	return part / whole
}

// communitySeed makes the communities of one graph the same each time.
const communitySeed = 1

// Communities returns the number of each node's community, by the modularity of the
// weighted ties (Louvain; Blondel et al. 2008). Communities are numbered from 0, the
// largest first, then by their first node. A graph above the stated size is TOO_LARGE.
func (g *Graph) Communities(ctx context.Context) ([]int, error) {
	t, err := g.ties(ctx)
	if err != nil {
		return nil, err
	}
	if len(g.Nodes) == 0 {
		return nil, nil
	}
	if err := t.count(louvainRounds * (len(g.Nodes) + len(g.Edges))); err != nil {
		return nil, err
	}
	var groups [][]int
	for _, c := range community.Modularize(t, 1, rand.NewPCG(communitySeed, communitySeed)).Communities() {
		var members []int
		for _, n := range c {
			members = append(members, int(n.ID()))
		}
		slices.Sort(members)
		groups = append(groups, members)
	}
	slices.SortFunc(groups, func(a, b []int) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a[0], b[0])) })
	out := make([]int, len(g.Nodes))
	for i, members := range groups {
		for _, node := range members {
			out[node] = i
		}
	}
	return out, nil
}

// louvainRounds is roughly how often Louvain visits all ties until nothing moves.
const louvainRounds = 50

// The parameters of PageRank (Brin, Page 1998).
const (
	damping   = 0.85
	precision = 1e-12
	maxRounds = 1_000
)

// pageRank returns ranks that have converged. Gonum's begins at a random vector that
// cannot be seeded, and so differs in the last digits.
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
		if err := t.count(len(t.near) + len(t.weights)); err != nil {
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
