package web

import (
	"cmp"
	"context"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"parley/graph"
	"parley/graph/explore"
)

// exportArguments say what to export: those of the GraphQL field subgraph, or of
// network, by the same names.
type exportArguments struct {
	Format    string        `json:"format"`
	Subgraph  *subgraphArgs `json:"subgraph"`
	Network   *networkArgs  `json:"network"`
	AsOf      string        `json:"asOf"`
	Certainty string        `json:"certainty"`
	KnownOn   string        `json:"knownOn"`
}

type subgraphArgs struct {
	Roots    []string `json:"roots"`
	Depth    int      `json:"depth"`
	Kinds    []string `json:"kinds"`
	Edges    []string `json:"edges"`
	MaxNodes int      `json:"maxNodes"`
	MaxEdges int      `json:"maxEdges"`
}

type networkArgs struct {
	Kind         string   `json:"kind"`
	Status       []string `json:"status"`
	Mode         []string `json:"mode"`
	Verification []string `json:"verification"`
	Topic        string   `json:"topic"`
	From         string   `json:"from"`
	To           string   `json:"to"`
	MinWeight    int      `json:"minWeight"`
	First        int      `json:"first"`
}

// query reads a URL's parameters; each is taken once.
type query struct {
	url.Values
	err error
}

// argumentsOf reads the arguments of a URL: with kind, those of a network, else
// those of a subgraph. Lists are given by repeating a parameter, or with commas.
func argumentsOf(values url.Values) (*exportArguments, error) {
	q := &query{Values: values}
	a := &exportArguments{Format: q.text("format"), AsOf: q.text("asOf"), Certainty: q.text("certainty"), KnownOn: q.text("knownOn")}
	if values.Has("kind") {
		a.Network = &networkArgs{
			Kind: q.text("kind"), Status: q.list("status"), Mode: q.list("mode"), Verification: q.list("verification"), Topic: q.text("topic"), From: q.text("from"), To: q.text("to"),
			MinWeight: q.number("minWeight"), First: q.number("first"),
		}
	} else {
		a.Subgraph = &subgraphArgs{
			Roots: q.list("roots"), Depth: q.number("depth"), Kinds: q.list("kinds"), Edges: q.list("edges"),
			MaxNodes: q.number("maxNodes"), MaxEdges: q.number("maxEdges"),
		}
	}
	if q.err == nil && len(q.Values) > 0 {
		q.err = a.strange(slices.Min(slices.Collect(maps.Keys(q.Values))))
	}
	return a, q.err
}

// strange says why a parameter is not taken.
func (a *exportArguments) strange(name string) error {
	ofSubgraph := []string{"roots", "depth", "kinds", "edges", "maxNodes", "maxEdges"}
	ofNetwork := []string{"status", "mode", "verification", "topic", "from", "to", "minWeight", "first"}
	switch {
	case a.Network != nil && slices.Contains(ofSubgraph, name):
		return graph.Errorf(graph.BadInput, "export", "%q is a parameter of a subgraph, but kind asks for a network; kinds, not kind, chooses the nodes of a subgraph", name)
	case a.Subgraph != nil && slices.Contains(ofNetwork, name):
		return graph.Errorf(graph.BadInput, "export", "%q is a parameter of a network, which kind asks for: kind=CO_ATTENDANCE", name)
	}
	return graph.Errorf(graph.BadInput, "export", "the parameter %q means nothing here", name)
}

func (q *query) text(name string) string {
	if len(q.Values[name]) > 1 {
		q.err = graph.Errorf(graph.BadInput, "export", "%s is given more than once", name)
	}
	v := q.Get(name)
	q.Del(name)
	return v
}

func (q *query) list(name string) []string {
	var out []string
	for _, v := range q.Values[name] {
		out = append(out, strings.Split(v, ",")...)
	}
	q.Del(name)
	return slices.DeleteFunc(out, func(s string) bool { return s == "" })
}

func (q *query) number(name string) int {
	given := q.Has(name)
	text := q.text(name)
	n, err := strconv.Atoi(text)
	if given && (err != nil || n < 1) {
		q.err = graph.Errorf(graph.BadInput, "export", "%s: %q is not a whole number above 0", name, text)
	}
	return n
}

func (a *exportArguments) asOf() (graph.AsOf, error) {
	if !slices.Contains([]string{"", "POSSIBLE", "CERTAIN"}, a.Certainty) {
		return graph.AsOf{}, graph.Errorf(graph.BadInput, "export", "certainty is POSSIBLE or CERTAIN, not %q", a.Certainty)
	}
	of := graph.AsOf{Set: a.AsOf != "", Known: a.KnownOn != ""}
	of.Certain = of.Set && a.Certainty == "CERTAIN"
	var err error
	if of.Set {
		of.Day, err = graph.ParseDay(a.AsOf)
	}
	if of.Known && err == nil {
		of.KnownOn, err = graph.ParseDay(a.KnownOn)
	}
	return of, err
}

// explore returns the part of the graph that the arguments mean, with details.
func (a *exportArguments) explore(ctx context.Context, x *explore.Explorer) (*explore.Graph, error) {
	switch {
	case (a.Subgraph == nil) == (a.Network == nil):
		return nil, graph.Errorf(graph.BadInput, "export", "give either subgraph or network")
	case a.Subgraph != nil:
		return a.Subgraph.explore(ctx, x)
	}
	return a.Network.explore(ctx, x)
}

func (s *subgraphArgs) explore(ctx context.Context, x *explore.Explorer) (*explore.Graph, error) {
	q := explore.SubgraphQuery{Roots: s.Roots, Depth: s.Depth, MaxNodes: s.MaxNodes, MaxEdges: s.MaxEdges, Details: explore.Everything}
	var err error
	if q.Kinds, err = x.KindsNamed(s.Kinds); err != nil {
		return nil, err
	}
	if q.Edges, err = x.EdgesNamed(s.Edges); err != nil {
		return nil, err
	}
	return x.Subgraph(ctx, q)
}

func (n *networkArgs) explore(ctx context.Context, x *explore.Explorer) (*explore.Graph, error) {
	during, err := window(n.From, n.To)
	if err != nil {
		return nil, err
	}
	q := explore.NetworkQuery{Kind: n.Kind, Topic: n.Topic, During: during, MinWeight: n.MinWeight, First: n.First, Details: true}
	q.Choice = graph.Choice{Hubs: n.Status, Modes: n.Mode, Verification: n.Verification}
	met := x.Model.Meets.Pair
	verification := x.Model.Meets.EdgeType(met.Edge).Verification()
	if err := cmp.Or(known(x.Model.NodeProp(met.Hub), n.Status), known(x.Model.NodeProp(met.Mode), n.Mode), known(verification, n.Verification)); err != nil {
		return nil, err
	}
	return x.Network(ctx, q)
}

// known refuses names that are no values of a property.
func known(p *graph.Property, names []string) error {
	for _, name := range names {
		if !p.Enum.Has(name) {
			return graph.Errorf(graph.BadInput, p.Name, "%q is not one of %s", name, p.Enum.Names())
		}
	}
	return nil
}

// window reads two days, of which either may be "".
func window(from, to string) (*graph.Bounds, error) {
	days := [2]graph.Day{graph.NoDay, graph.NoDay}
	for i, text := range []string{from, to} {
		if text == "" {
			continue
		}
		var err error
		if days[i], err = graph.ParseDay(text); err != nil {
			return nil, err
		}
	}
	return explore.Between("network", days[0], days[1])
}
