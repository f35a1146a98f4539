package schema

import (
	"context"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/graph/explore"
	"parley/schema/gate"
)

// defineExplore defines the root fields that explore the graph.
func (d *definer) defineExplore() {
	d.defineGraph()
	d.definePaths()
	d.defineTimeline()
	d.defineNetwork()
	d.defineChanges()
	d.defineSuggest()
}

// defineGraph defines the subgraph, and what it shares with other graphs.
func (d *definer) defineGraph() {
	attribute, _ := d.define(ast.Object, "Attribute", "A property that has a value.")
	d.field(attribute, "name", "String!", "The property.", planFound(func(a explore.Attribute) any { return a.Property.Name }))
	d.field(attribute, "value", "String!", "Its value as text.", planFound(func(a explore.Attribute) any { return graph.Print(a.Value) }))

	node, _ := d.define(ast.Object, "GraphNode", "A node of a graph to be drawn.")
	d.fillGraphNode(node, d.model.All, "Entity")
	d.field(node, "attributes", "[Attribute!]!", "All its properties that have a value.", planAttributes(func(n graphNode) explore.Details { return n.Details }))

	edge, _ := d.define(ast.Object, "GraphEdge", "An edge of a graph to be drawn.")
	d.field(edge, "id", "ID!", "Its id.", planFound(func(e explore.Edge) any { return e.ID }))
	d.field(edge, "kind", "String!", "Its type: \"HOLDS\".", planFound(func(e explore.Edge) any { return e.Kind }))
	d.field(edge, "source", "ID!", "The node that it comes from.", planFound(func(e explore.Edge) any { return e.Source }))
	d.field(edge, "target", "ID!", "The node that it leads to.", planFound(func(e explore.Edge) any { return e.Target }))
	d.field(edge, "label", "String!", "A line: "+lineDoc, func(p *planner, at place, f *ast.Field) (reader, error) {
		at.in.exploring.labels = true
		return planFound(func(e explore.Edge) any { return e.Label })(p, at, f)
	})
	d.field(edge, "attributes", "[Attribute!]!", "All its properties that have a value.", planAttributes(func(e explore.Edge) explore.Details { return e.Details }))
	d.field(edge, "evidence", "[Evidence!]!", "The words that say so.", planFoundEvidence(func(e explore.Edge) []string { return []string{e.ID} }))

	sub, _ := d.define(ast.Object, "Subgraph", "A part of the graph, each node and each edge once.")
	d.field(sub, "nodes", "[GraphNode!]!", "The nodes, those nearest to the roots first.", planFoundList(nodesOf))
	d.field(sub, "edges", "[GraphEdge!]!", "The edges between them.", planFoundList(func(g *explore.Graph) []any { return gate.AnyOf(g.Edges) }))
	d.fieldTruncated(sub)
	d.root("subgraph", "Subgraph!", "What lies around some nodes, breadth first; the same cut every time.", planExploration(d.subgraph),
		argument("roots", "[ID!]!", "Where to begin."),
		withDefault(argument("depth", "Int", "How many edges away from a root, at most 6."), ast.IntValue, "1"),
		argument("kinds", "[String!]", "Only nodes of these kinds, beside the roots: \"Person\"."),
		argument("edges", "[String!]", "Only edges of these types: \"HOLDS\"."),
		argument("maxNodes", "Int", "At most so many nodes, 5000 at most; 500 unless given."),
		argument("maxEdges", "Int", "At most so many edges, 20000 at most; 2000 unless given."))
}

// lineDoc describes an edge as a line (see [graph.Line]).
const lineDoc = "who, what, whom, with the stance, attendance or the like in brackets: " +
	"\"Ukraine HOLDS (OPPOSES) Surrender of the eastern territories\"."

// graphNode is a node with its place in a graph.
type graphNode struct {
	explore.Node
	place int
}

func nodesOf(g *explore.Graph) []any {
	out := make([]any, len(g.Nodes))
	for i, n := range g.Nodes {
		out[i] = graphNode{n, i}
	}
	return out
}

// fillGraphNode adds to a type the fields of a node of a graph.
func (d *definer) fillGraphNode(def *ast.Definition, kinds graph.KindSet, typ string) {
	d.field(def, "id", "ID!", "Its id.", planFound(func(n graphNode) any { return n.ID }))
	d.field(def, "kind", "String!", "Its kind: \"Person\".", planFound(func(n graphNode) any { return n.Kind.Name }))
	d.field(def, "label", "String!", "Its name.", planFound(func(n graphNode) any { return n.Label }))
	d.field(def, "degree", "Int!", "How many edges it has of those that are followed, shown or not.", planFound(func(n graphNode) any { return int64(n.Degree) }))
	d.field(def, lowerFirst(typ), typ+"!", "The node itself.", planFoundNode(kinds, func(n graphNode) string { return n.ID }))
}

// fieldTruncated adds to a graph's type the fields that say what is not shown.
func (d *definer) fieldTruncated(def *ast.Definition) {
	d.field(def, "truncated", "Boolean!", "Whether there is more than the limits let through.", planFound(func(g *explore.Graph) any { return g.Truncated }))
	d.field(def, "missingNodes", "Int!", "How many nodes were met that had no room.", planFound(func(g *explore.Graph) any { return int64(g.MissingNodes) }))
	d.field(def, "missingEdges", "Int!", "How many edges had no room or were not read.", planFound(func(g *explore.Graph) any { return int64(g.MissingEdges) }))
}

func planAttributes[T any](get func(T) explore.Details) planField {
	return func(p *planner, at place, f *ast.Field) (reader, error) {
		at.in.exploring.details = true
		return planFoundList(func(it T) []any { return gate.AnyOf(get(it).Attributes) })(p, at, f)
	}
}

func (d *definer) subgraph(ctx context.Context, x *explore.Explorer, args map[string]any, e *exploration) (*explored, error) {
	q := explore.SubgraphQuery{Roots: gate.TextsOf(args["roots"]), Details: e.details}
	var err error
	if q.Kinds, err = x.KindsNamed(gate.TextsOf(args["kinds"])); err != nil {
		return nil, err
	}
	if q.Edges, err = x.EdgesNamed(gate.TextsOf(args["edges"])); err != nil {
		return nil, err
	}
	for name, to := range map[string]*int{"depth": &q.Depth, "maxNodes": &q.MaxNodes, "maxEdges": &q.MaxEdges} {
		if err := count(args, name, to); err != nil {
			return nil, err
		}
	}
	g, err := x.Subgraph(ctx, q)
	if err != nil {
		return nil, err
	}
	return graphFound(g), nil
}

// graphFound lists the nodes and edges of a graph that the store knows.
func graphFound(g *explore.Graph) *explored {
	out := &explored{it: g, graph: g}
	for _, n := range g.Nodes {
		out.nodes = append(out.nodes, n.ID)
	}
	for _, e := range g.Edges {
		if g.Directed {
			out.edges = append(out.edges, e.ID)
		}
		out.nodes = append(out.nodes, e.RestsOn...)
	}
	return out
}

// count reads a whole number above 0; without one it stays 0, for the usual.
func count(args map[string]any, name string, to *int) error {
	v, given := args[name]
	if !given || v == nil {
		return nil
	}
	n, ok := gate.Integer(v)
	if !ok || n < 1 {
		return graph.Errorf(graph.BadInput, "arguments", "%s: %v is not a whole number above 0", name, v)
	}
	*to = int(n)
	return nil
}

// givenID reads an id, which may be left out, as "", but not be empty.
func givenID(op string, args map[string]any, name string, to *string) error {
	id, given := args[name].(string)
	if given && id == "" {
		return graph.Errorf(graph.BadInput, op, "%s: \"\" is not an id; leave %s out to ask for all", name, name)
	}
	*to = id
	return nil
}

// day reads a day; without one it stays as it is.
func day(args map[string]any, name string, to *graph.Day) error {
	s, ok := args[name].(string)
	if !ok {
		return nil
	}
	var err error
	*to, err = graph.ParseDay(s)
	return err
}

// days reads the arguments from and to, which may be open.
func days(args map[string]any) (from, to graph.Day, err error) {
	from, to = graph.NoDay, graph.NoDay
	if err = day(args, "from", &from); err == nil {
		err = day(args, "to", &to)
	}
	return from, to, err
}

// during reads the same as a window; nil is always.
func during(op string, args map[string]any) (*graph.Bounds, error) {
	from, to, err := days(args)
	if err != nil {
		return nil, err
	}
	return explore.Between(op, from, to)
}

func (d *definer) defineSuggest() {
	def, _ := d.define(ast.Object, "Suggestion", "What the letters in a search box may mean.")
	d.field(def, "id", "ID!", "Its id.", planFound(func(s explore.Suggestion) any { return s.ID }))
	d.field(def, "kind", "String!", "Its kind.", planFound(func(s explore.Suggestion) any { return s.Kind.Name }))
	d.field(def, "label", "String!", "Its name.", planFound(func(s explore.Suggestion) any { return s.Label }))
	d.field(def, "description", "String", "A line that tells it from its namesakes.", planFound(func(s explore.Suggestion) any {
		if s.Description == "" {
			return nil
		}
		return s.Description
	}))
	d.field(def, "entity", "Entity!", "The node itself.", planFoundNode(d.model.All, func(s explore.Suggestion) string { return s.ID }))
	d.root("suggest", "[Suggestion!]!", "For a search box: what the words find while they are typed, best first.",
		planExploration(func(ctx context.Context, x *explore.Explorer, args map[string]any, _ *exploration) (*explored, error) {
			words, _ := args["text"].(string)
			if len(words) > maxSearch {
				return nil, graph.Errorf(graph.BadInput, "suggest", "text: %d bytes are too many words; at most %d are taken", len(words), maxSearch)
			}
			kinds, err := x.KindsNamed(gate.TextsOf(args["kinds"]))
			if err != nil {
				return nil, err
			}
			first := 0
			if err := count(args, "first", &first); err != nil {
				return nil, err
			}
			list, err := x.Suggest(ctx, words, kinds, first)
			out := &explored{it: gate.AnyOf(list)}
			for _, s := range list {
				out.nodes = append(out.nodes, s.ID)
			}
			return out, err
		}),
		argument("text", "String!", "What is typed so far."),
		argument("kinds", "[String!]", "Only these kinds: \"Person\"."),
		argument("first", "Int", "At most so many, 100 at most; 10 unless given."))
}

// addOnce adds what is not there yet.
func addOnce[T comparable](list []T, it T) []T {
	if slices.Contains(list, it) {
		return list
	}
	return append(list, it)
}
