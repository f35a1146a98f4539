package explore

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley/graph"
)

// NetworkQuery asks who is tied to whom, as discourse network analysis does it:
// by a derived relation that the model calls a network of some kind.
type NetworkQuery struct {
	Kind      string        // CO_ATTENDANCE, AGREEMENT, CONFLICT: a [graph.Derived]'s Network
	Choice    graph.Choice  // which ties count; of meetings: by their status, and how both attended; by how well they are verified
	Topic     string        // only what is about this entity; "" is all
	During    *graph.Bounds // only what may have happened or been held then; nil is always
	MinWeight int           // only ties that rest on so much; 0 is 1
	First     int           // only so many ties, the heaviest first; 0 is UsualTies
	Details   bool          // with the actors' attributes and words, and the ties' dates and words
}

// Limits of a network.
const (
	UsualTies = 1_000
	MaxTies   = 20_000

	maxPairs = 200_000 // how many ties there may be, shown or not
)

// Network returns actors and how strongly they are tied: the weight of a tie is
// how many meetings or positions it rests on. The heaviest ties come first, then
// by ids; nodes are in the order of ids. A window of days lets through the
// meetings whose date may lie in it, and the stances that may have been held
// then; an undated meeting does not, an undated stance does.
//
// Network reads the meetings or positions that pass the topic, the window and the
// status, page by page, and pairs the actors who share one. So the cost of a narrow
// question is that of what passes; a wide one is TOO_LARGE if it exceeds the
// request's budget or a stated number of ties.
func (x *Explorer) Network(ctx context.Context, q NetworkQuery) (*Graph, error) {
	d, err := x.checkNetwork(&q)
	if err != nil {
		return nil, err
	}
	n := x.newNetwork(ctx, &q, d)
	if err := cmp.Or(n.build(), n.done()); err != nil {
		return nil, err
	}
	if len(n.out.Edges) == 0 {
		return n.out, x.CheckExist(ctx, "network", q.Topic)
	}
	return n.out, nil
}

func (x *Explorer) checkNetwork(q *NetworkQuery) (*graph.Derived, error) {
	i := slices.IndexFunc(x.Model.Derived, func(d *graph.Derived) bool { return d.Network != "" && d.Network == q.Kind })
	if i < 0 {
		return nil, graph.Errorf(graph.BadInput, "network", "there is no network of kind %q", q.Kind)
	}
	d := x.Model.Derived[i]
	if err := x.checkOptionalID("network", "topic", q.Topic, x.Model.SubjectMatter.ToKinds()); err != nil {
		return nil, err
	}
	if err := x.checkChoice(d, &q.Choice); err != nil {
		return nil, err
	}
	var err error
	if q.MinWeight, err = limit("network", "minWeight", q.MinWeight, 1, maxPairs); err != nil {
		return nil, err
	}
	q.First, err = limit("network", "first", q.First, UsualTies, MaxTies)
	return d, err
}

// network is a network that is being built.
type network struct {
	*Explorer
	*meter
	q    *NetworkQuery
	of   *graph.Derived
	edge *graph.Edge // from the actors to the hubs

	strengths graph.Strengths // of the ties that count

	hubs     []hub
	ids      []string         // of the actors, by their numbers
	numbers  map[string]int32 // of the actors, by their ids
	excluded map[pair]bool    // a group and its member, which are no pair
	weights  map[pair]weight  // of the ties
	shown    map[pair]int     // the indexes of the ties that are shown
	edges    [][]string       // that these rest on, if details are wanted
	out      *Graph
}

// weight is how many hubs a tie rests on, and the best of their strengths.
type weight struct {
	hubs     int
	strength graph.Strength
}

// pair is two actors by their numbers, the one with the smaller id first.
type pair struct{ a, b int32 }

func (x *Explorer) newNetwork(ctx context.Context, q *NetworkQuery, d *graph.Derived) *network {
	return &network{
		Explorer: x, meter: newMeter(ctx, "network"), q: q, of: d, edge: d.EdgeType(d.Pair.Edge), strengths: x.Model.Strengths(d.Pair, q.Choice),
		numbers: map[string]int32{}, excluded: map[pair]bool{}, weights: map[pair]weight{}, shown: map[pair]int{}, out: &Graph{},
	}
}

// build builds the network, step by step.
func (n *network) build() error {
	for _, step := range []func() error{n.gather, n.readMembers, n.countWeights, n.selectTies, n.listRests} {
		if err := step(); err != nil {
			return err
		}
	}
	switch {
	case len(n.out.Edges) == 0:
		return nil
	case n.q.Details:
		return n.addDetails()
	}
	return n.addLabels()
}

// selectTies selects the heaviest ties, as many as are wanted, and adds their actors.
func (n *network) selectTies() error {
	degrees := make([]int, len(n.ids))
	var ties []pair
	for p, weight := range n.weights {
		if weight.hubs >= n.q.MinWeight {
			ties = append(ties, p)
			degrees[p.a]++
			degrees[p.b]++
		}
	}
	slices.SortFunc(ties, func(p, o pair) int {
		return cmp.Or(cmp.Compare(n.weights[o].hubs, n.weights[p].hubs), strings.Compare(n.ids[p.a], n.ids[o.a]), strings.Compare(n.ids[p.b], n.ids[o.b]))
	})
	if more := len(ties) - n.q.First; more > 0 {
		ties, n.out.MissingEdges, n.out.Truncated = ties[:n.q.First], more, true
	}
	n.addTies(ties, degrees)
	n.Steps(len(n.weights))
	n.Hold(len(ties)*edgeBytes + len(n.out.Nodes)*nodeBytes)
	return n.Err()
}

// addTies adds the ties that are shown, and their actors in the order of ids.
func (n *network) addTies(ties []pair, degrees []int) {
	seen := make([]bool, len(n.ids))
	for i, p := range ties {
		n.shown[p] = i
		seen[p.a], seen[p.b] = true, true
		source, target := n.ids[p.a], n.ids[p.b]
		n.out.Edges = append(n.out.Edges, Edge{
			ID: strings.Join([]string{n.q.Kind, source, target}, " "), Kind: n.q.Kind, Source: source, Target: target, Weight: n.weights[p].hubs,
			Verification: n.Model.Verified(n.weights[p].strength),
		})
	}
	for i, degree := range degrees {
		switch id := n.ids[i]; {
		case seen[i]:
			n.out.Nodes = append(n.out.Nodes, Node{ID: id, Kind: n.Model.KindOf(id), Degree: degree})
		case degree > 0:
			n.out.MissingNodes++
		}
	}
	slices.SortFunc(n.out.Nodes, func(a, b Node) int { return strings.Compare(a.ID, b.ID) })
}

// addLabels reads the actors' names, and sets the labels of actors and ties.
func (n *network) addLabels() error {
	ids := texts(n.out.Nodes, func(node Node) string { return node.ID })
	rows, err := n.ask(n.Explorer, n.byIDs(ids, slot(graph.GetID, 0), slot(graph.GetLabel, 0)))
	if err != nil {
		return err
	}
	labels := make(map[string]string, rows.Len)
	for row := range rows.All() {
		labels[text(row[0])] = text(row[1])
	}
	n.setLabels(labels)
	return nil
}

func (n *network) setLabels(labels map[string]string) {
	for i := range n.out.Nodes {
		n.out.Nodes[i].Label = labels[n.out.Nodes[i].ID]
	}
	for i := range n.out.Edges {
		e := &n.out.Edges[i]
		e.Label = graph.Line(labels[e.Source], e.Kind, "", labels[e.Target])
	}
}

// addDetails sets the details and labels of the actors and ties. It describes the
// edges that the ties shown rest on, which lead from the actors to the meetings or
// positions.
func (n *network) addDetails() error {
	g, err := n.Describe(n.ctx, slices.Concat(n.edges...), Everything)
	if err != nil {
		return err
	}
	nodes, edges, labels := map[string]*Node{}, map[string]*Edge{}, map[string]string{}
	for i := range g.Nodes {
		nodes[g.Nodes[i].ID], labels[g.Nodes[i].ID] = &g.Nodes[i], g.Nodes[i].Label
	}
	for i := range g.Edges {
		edges[g.Edges[i].ID] = &g.Edges[i]
	}
	for i := range n.out.Nodes {
		n.out.Nodes[i].Details = nodes[n.out.Nodes[i].ID].Details
	}
	n.setLabels(labels)
	for i := range n.out.Edges {
		tie := &n.out.Edges[i]
		for _, id := range unique(n.edges[i]) {
			e := edges[id]
			tie.During = span(tie.During, e.When())
			tie.During = span(tie.During, nodes[e.Target].When())
			tie.Words = preferred(tie.Words, e.Words)
		}
	}
	return nil
}

// span returns the time from the first day to the last of two dates: open where
// either is, INFERRED if either is. A date without a day is left out.
func span(a, b *graph.When) *graph.When {
	switch {
	case !b.Day().Known():
		return a
	case a == nil:
		return &graph.When{Bounds: b.Bounds, Basis: b.Basis}
	}
	out := *a
	out.StartEarliest, out.StartLatest = min(a.StartEarliest, b.StartEarliest), min(a.StartLatest, b.StartLatest)
	out.EndEarliest, out.EndLatest = latest(a.EndEarliest, b.EndEarliest), latest(a.EndLatest, b.EndLatest)
	if b.Basis == "INFERRED" {
		out.Basis = b.Basis
	}
	return &out
}

// latest returns the later of two last days, where an open one is latest. An open
// first day is the earliest, as NoDay is for min.
func latest(a, b graph.Day) graph.Day {
	if !a.Known() || !b.Known() {
		return graph.NoDay
	}
	return max(a, b)
}

// preferred returns a, or b if that is stated and a is not.
func preferred(a, b *Words) *Words {
	if a == nil || b != nil && a.Basis != "STATED" && b.Basis == "STATED" {
		return b
	}
	return a
}
