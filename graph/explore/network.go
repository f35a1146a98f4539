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
	Hubs      []string      // of meetings: their status; none means the default
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

	maxPairs = 200_000 // how many pairs are looked at
)

// Network gives actors and how strongly they are tied: the weight of a tie is
// how many meetings or positions it rests on. The heaviest ties come first, then
// by ids; nodes are in the order of ids. A window of days lets through the
// meetings whose date may lie in it, and the stances that may have been held
// then; an undated meeting does not, an undated stance does. More than a stated
// number of pairs is TOO_LARGE.
func (x *Explorer) Network(ctx context.Context, q NetworkQuery) (*Graph, error) {
	d, err := x.checkNetwork(&q)
	if err != nil {
		return nil, err
	}
	n := &network{Explorer: x, q: &q, of: d, labels: map[string]string{}, edges: map[string][]string{}, out: &Graph{}}
	if err := n.gather(ctx); err != nil {
		return nil, err
	}
	n.finish()
	if len(n.out.Edges) == 0 {
		return n.out, x.AreThere(ctx, "network", q.Topic)
	}
	if q.Details {
		if err := n.addDetails(ctx); err != nil {
			return nil, err
		}
	}
	return n.out, nil
}

func (x *Explorer) checkNetwork(q *NetworkQuery) (*graph.Derived, error) {
	i := slices.IndexFunc(x.Model.Derived, func(d *graph.Derived) bool { return d.Network != "" && d.Network == q.Kind })
	if i < 0 {
		return nil, graph.Errorf(graph.BadInput, "network", "there is no network of kind %q", q.Kind)
	}
	d := x.Model.Derived[i]
	if len(q.Hubs) == 0 {
		q.Hubs = nil
	}
	if q.Hubs != nil && d.Pair.Hub == "" {
		return nil, graph.Errorf(graph.BadInput, "network", "a network of %s has no meetings whose status could be chosen", q.Kind)
	}
	var err error
	if q.MinWeight, err = within("network", "minWeight", q.MinWeight, 1, maxPairs); err != nil {
		return nil, err
	}
	q.First, err = within("network", "first", q.First, UsualTies, MaxTies)
	return d, err
}

// network is a network in the making.
type network struct {
	*Explorer
	q      *NetworkQuery
	of     *graph.Derived
	labels map[string]string   // of all actors that are tied
	edges  map[string][]string // those that ties rest on, by the ties' ids; for details
	out    *Graph
	pairs  int
}

// gather reads the ties of all actors, a page of these at a time.
func (n *network) gather(ctx context.Context) error {
	l := n.list()
	for {
		rows, err := n.selectRows(ctx, "network", l)
		if err != nil {
			return err
		}
		for i := range rows.Len {
			if err := n.read(rows.Row(i)); err != nil {
				return err
			}
		}
		if !rows.More {
			return nil
		}
		l.Page.After = rows.Row(rows.Len - 1)[:1]
	}
}

// list asks for actors, whom each is tied to, and what the ties rest on.
func (n *network) list() graph.List {
	e := n.of.EdgeType(n.of.Pair.Edge)
	_, via := n.Model.Pairs(n.of)
	hub := &graph.List{
		From: graph.From{Link: via}, Vars: []graph.Var{{}, {Ref: graph.NodeRef}, {Ref: graph.ARef}, {Ref: graph.BRef}},
		Slots: []graph.Slot{slot(graph.GetID, 1)}, Page: graph.Page{Limit: maxPairs}, Rows: true,
	}
	hub.Where = n.where(e, 1, 2, 3)
	if n.q.Details {
		hub.Slots = append(hub.Slots, slot(graph.GetID, 2), slot(graph.GetID, 3))
	}
	// Most actors have nothing of what is asked for.
	some := &graph.Any{From: graph.From{Link: e.OutLink()}, Vars: far()}
	some.Where = n.where(e, 1, 0)
	pairs := graph.List{
		From: graph.From{Link: n.derivedLink(n.of, true), Hubs: n.q.Hubs}, Vars: far(), Page: graph.Page{Limit: maxPairs},
		Slots: []graph.Slot{slot(graph.GetID, 1), {List: hub}},
	}
	return graph.List{
		From: graph.From{Kinds: e.FromKinds()}, Vars: []graph.Var{{}}, Where: some, Page: graph.Page{Limit: graph.MaxPage},
		Slots: []graph.Slot{slot(graph.GetID, 0), slot(graph.GetLabel, 0), below(pairs)},
	}
}

// where holds for a hub about the topic, if it or the edges to it are of the
// time asked for. hub and edges are variables.
func (n *network) where(e *graph.Edge, hub int, edges ...int) graph.Filter {
	and := graph.And{}
	if n.q.Topic != "" {
		is := &graph.Any{From: graph.From{Link: n.Model.Edge("ABOUT").OutLink(), Var: hub}, Vars: far()}
		is.Where = graph.Is{Field: field(graph.GetID, 1), Op: graph.Eq, Value: n.q.Topic}
		and = append(and, is)
	}
	if n.q.During == nil {
		return and
	}
	if when := n.Model.KindsOf(e.ToKinds())[0].When(); when != nil {
		return append(and, graph.Is{Field: graph.Field{Prop: when, Var: hub}, Op: graph.Overlaps, Value: *n.q.During})
	}
	if when := e.When(); when != nil {
		for _, v := range edges {
			f := graph.Field{Prop: when, Var: v}
			and = append(and, graph.Or{
				graph.Is{Field: f, Op: graph.IsNull, Value: true},
				graph.Is{Field: f, Op: graph.Overlaps, Value: *n.q.During},
			})
		}
	}
	return and
}

// read takes over the ties of one actor, each from that end whose id is less.
func (n *network) read(row []graph.Value) error {
	id := text(row[0])
	n.labels[id] = text(row[1])
	pairs := rowsOf(row[2])
	n.pairs += pairs.Len
	if n.pairs > maxPairs || pairs.More {
		return graph.Errorf(graph.TooLarge, "network", "more than %d pairs; narrow it by a topic or a window of days", maxPairs)
	}
	for i := range pairs.Len {
		r := pairs.Row(i)
		if other := text(r[0]); other > id {
			n.tie(id, other, rowsOf(r[1]))
		}
	}
	return nil
}

// tie takes over one tie with what it rests on.
func (n *network) tie(id, other string, hubs *graph.Rows) {
	e := Edge{ID: strings.Join([]string{n.q.Kind, id, other}, " "), Kind: n.q.Kind, Source: id, Target: other}
	var edges []string
	for i := range hubs.Len {
		row := hubs.Row(i)
		e.RestsOn = append(e.RestsOn, text(row[0]))
		for _, edge := range row[1:] {
			edges = append(edges, text(edge))
		}
	}
	e.RestsOn = unique(e.RestsOn)
	e.Weight = len(e.RestsOn)
	if e.Weight >= n.q.MinWeight {
		n.edges[e.ID] = edges
		n.out.Edges = append(n.out.Edges, e)
	}
}

// finish cuts the ties to as many as are wanted, and adds the actors.
func (n *network) finish() {
	g := n.out
	slices.SortFunc(g.Edges, func(a, b Edge) int { return cmp.Or(cmp.Compare(b.Weight, a.Weight), strings.Compare(a.ID, b.ID)) })
	degrees := map[string]int{}
	for _, e := range g.Edges {
		degrees[e.Source]++
		degrees[e.Target]++
	}
	if more := len(g.Edges) - n.q.First; more > 0 {
		g.Edges, g.MissingEdges, g.Truncated = g.Edges[:n.q.First], more, true
	}
	shown := map[string]bool{}
	for i := range g.Edges {
		e := &g.Edges[i]
		e.Label = graph.Line(n.labels[e.Source], e.Kind, "", n.labels[e.Target])
		shown[e.Source], shown[e.Target] = true, true
	}
	for id, degree := range degrees {
		if shown[id] {
			g.Nodes = append(g.Nodes, Node{ID: id, Kind: n.Model.KindOf(id), Label: n.labels[id], Degree: degree})
		}
	}
	g.MissingNodes = len(degrees) - len(shown)
	slices.SortFunc(g.Nodes, func(a, b Node) int { return strings.Compare(a.ID, b.ID) })
}
