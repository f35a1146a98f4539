package api

import (
	"context"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/graph/explore"
	"parley/schema/gate"
	"parley/schema/planning"
)

// defineGraph defines the subgraph, and what it shares with other graphs.
func (d *Definer) defineGraph() {
	attribute, _ := d.Define(ast.Object, "Attribute", "A property that has a value.")
	d.Field(attribute, "name", "String!", "The property.", planning.Found(func(a explore.Attribute) any { return a.Property.Name }))
	d.Field(attribute, "value", "String!", "Its value as text.", planning.Found(func(a explore.Attribute) any { return graph.Print(a.Value) }))

	node, _ := d.Define(ast.Object, "GraphNode", "A node of a graph to be drawn.")
	d.fillGraphNode(node, d.Model.All, "Entity")
	fieldDetails(d, node, "; null where nobody is asked", func(n graphNode) explore.Details { return n.Details })

	edge, _ := d.Define(ast.Object, "GraphEdge", "An edge of a graph to be drawn.")
	d.Field(edge, "id", "ID!", "Its id.", planning.Found(func(e explore.Edge) any { return e.ID }))
	d.fieldSnapshot(edge)
	d.Field(edge, "kind", edgeTypeEnum+"!", "Its type.", planning.Found(func(e explore.Edge) any { return e.Kind }))
	d.Field(edge, "source", "ID!", "The node that it comes from.", planning.Found(func(e explore.Edge) any { return e.Source }))
	d.Field(edge, "target", "ID!", "The node that it leads to.", planning.Found(func(e explore.Edge) any { return e.Target }))
	d.Field(edge, "label", "String!", "A line: "+lineDoc, wantingLabels(planning.Found(func(e explore.Edge) any { return e.Label })))
	fieldDetails(d, edge, "", func(e explore.Edge) explore.Details { return e.Details })
	d.Field(edge, "periods", "[Period!]!", "When it held; none of what is no state.", planning.Detailed(explore.WantPeriods, planning.FoundPeriods(func(e explore.Edge) (string, []graph.Period) { return e.ID, e.Periods() })))
	d.Field(edge, "current", "Boolean", "Whether its last period has no end; null of what is no state.", planning.Detailed(explore.WantPeriods, planning.Found(func(e explore.Edge) any {
		if current, is := e.Current(); is {
			return current
		}
		return nil
	})))
	d.Field(edge, "evidence", "[Evidence!]!", "The words that say so.", planning.FoundEvidence(func(e explore.Edge) []string { return []string{e.ID} }))

	sub, _ := d.Define(ast.Object, "Subgraph", "A part of the graph, each node and each edge once.")
	d.Field(sub, "nodes", "[GraphNode!]!", "The nodes, those nearest to the roots first.", planning.FoundList(nodesOf))
	d.Field(sub, "edges", "[GraphEdge!]!", "The edges between them.", planning.FoundList(func(g *explore.Graph) []any { return gate.AnyOf(g.Edges) }))
	d.fieldTruncated(sub)
	d.root("subgraph", "Subgraph!", "What lies around some nodes, breadth first; the same cut every time.", planning.Explore(d.subgraph),
		Argument("roots", "[ID!]!", "Where to begin."),
		withDefault(Argument("depth", "Int", "How many edges away from a root, at most 6."), ast.IntValue, "1"),
		Argument("kinds", "["+kindEnum+"!]", "Only nodes of these kinds, beside the roots."),
		Argument("edges", "["+edgeTypeEnum+"!]", "Only edges of these types."),
		Argument("maxNodes", "Int", "At most so many nodes, 5000 at most; 500 unless given."),
		Argument("maxEdges", "Int", "At most so many edges, 20000 at most; 2000 unless given."))
}

// lineDoc describes an edge as a line (see [graph.Line]).
const lineDoc = "who, what, whom, with the stance, attendance or the like in brackets: " +
	"\"Ukraine HOLDS (OPPOSES) Surrender of the eastern territories\"."

// fieldDetails adds to a type the fields that tell how a node or an edge is drawn;
// unasked says what its verification is where it has none.
func fieldDetails[T any](d *Definer, def *ast.Definition, unasked string, of func(T) explore.Details) {
	value, fresh := d.Define(ast.Object, "GraphValue", "A value of a property that has a closed list of values.")
	if fresh {
		d.Field(value, "property", "String!", "The property.", planning.Found(func(a explore.Attribute) any { return a.Property.Name }))
		d.Field(value, "value", "String!", "The value.", planning.Found(func(a explore.Attribute) any { return a.Value }))
	}
	d.Field(def, "attributes", "[Attribute!]!", "All its properties that have a value.",
		planning.Detailed(explore.WantAttributes, planning.FoundList(func(it T) []any { return gate.AnyOf(of(it).Attributes) })))
	verification := d.Model.Verification.Name
	if unasked == "" {
		verification += "!"
	}
	d.Field(def, planning.VerifiedField, verification, "What those who speak to it make of it together"+unasked+".",
		planning.Detailed(explore.WantVerification, planning.Found(func(it T) any {
			details := of(it)
			return orNull(details.Verified())
		})))
	d.Field(def, "when", "When", "When it is there; null where nothing says.", planning.Detailed(explore.WantWhen, planning.FoundWhen(func(it T) *graph.When {
		details := of(it)
		return details.When()
	})))
	d.Field(def, "values", "[GraphValue!]!", "The values that have closed lists: status, stance and the like.",
		planning.Detailed(explore.WantValues, planning.FoundList(func(it T) []any {
			details := of(it)
			return gate.AnyOf(details.Values())
		})))
	d.Field(def, d.Model.EvidenceProp("basis").Name, d.Model.EvidenceProp("basis").Enum.Name, "INFERRED where all evidence that counts is; null where there is none.",
		planning.Detailed(explore.WantBasis, planning.Found(func(it T) any { return orNull(of(it).Basis) })))
}

// wantingLabels plans a field for which the edges found need labels.
func wantingLabels(plan planning.FieldPlan) planning.FieldPlan {
	return planning.Wanting(func(e *planning.Exploration) { e.Labels = true }, plan)
}

// orNull returns a text, or null where it is "".
func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// graphNode is a node with its place in a graph.
type graphNode struct {
	explore.Node
	number int // in its graph
}

func numberOf(n graphNode) int { return n.number }

func nodesOf(g *explore.Graph) []any {
	out := make([]any, len(g.Nodes))
	for i, n := range g.Nodes {
		out[i] = graphNode{n, i}
	}
	return out
}

// fillGraphNode adds to a type the fields of a node of a graph.
func (d *Definer) fillGraphNode(def *ast.Definition, kinds graph.KindSet, typ string) {
	d.Field(def, "id", "ID!", "Its id.", planning.Found(func(n graphNode) any { return n.ID }))
	d.fieldSnapshot(def)
	d.Field(def, "kind", kindEnum+"!", "Its kind.", planning.Found(func(n graphNode) any { return n.Kind.Name }))
	d.Field(def, "label", "String!", "Its name.", planning.Found(func(n graphNode) any { return n.Label }))
	d.Field(def, "degree", "Int!", "How many edges it has of those that are followed, shown or not.", planning.Found(func(n graphNode) any { return int64(n.Degree) }))
	d.Field(def, LowerFirst(typ), typ+"!", "The node itself.", planning.FoundNode(kinds, func(n graphNode) string { return n.ID }))
}

// fieldTruncated adds to a graph's type the fields that say what is not shown.
func (d *Definer) fieldTruncated(def *ast.Definition) {
	d.Field(def, "truncated", "Boolean!", "Whether there is more than the limits let through.", planning.Found(func(g *explore.Graph) any { return g.Truncated }))
	d.Field(def, "missingNodes", "Int!", "How many nodes were met that had no room.", planning.Found(func(g *explore.Graph) any { return int64(g.MissingNodes) }))
	d.Field(def, "missingEdges", "Int!", "How many edges had no room or were not read.", planning.Found(func(g *explore.Graph) any { return int64(g.MissingEdges) }))
}

func (d *Definer) subgraph(ctx context.Context, x *explore.Explorer, args map[string]any, e *planning.Exploration) (*planning.Explored, error) {
	q := explore.SubgraphQuery{Roots: gate.TextsOf(args["roots"]), Details: e.Details}
	var err error
	if q.Kinds, err = x.KindsNamed(gate.TextsOf(args["kinds"])); err != nil {
		return nil, err
	}
	if q.Edges, err = x.EdgesNamed(gate.TextsOf(args["edges"])); err != nil {
		return nil, err
	}
	if err := counts(args, limit{"depth", &q.Depth}, limit{"maxNodes", &q.MaxNodes}, limit{"maxEdges", &q.MaxEdges}); err != nil {
		return nil, err
	}
	g, err := x.Subgraph(ctx, q)
	if err != nil {
		return nil, err
	}
	return graphFound(g), nil
}

// graphFound lists the nodes and edges of a graph that the store knows.
func graphFound(g *explore.Graph) *planning.Explored {
	out := &planning.Explored{It: g, Graph: g}
	for _, n := range g.Nodes {
		out.Nodes = append(out.Nodes, n.ID)
	}
	for _, e := range g.Edges {
		if g.Directed {
			out.Edges = append(out.Edges, e.ID)
		}
		out.Nodes = append(out.Nodes, e.RestsOn...)
	}
	return out
}

// limit is an argument that bounds something, and what it sets.
type limit struct {
	name string
	to   *int
}

// counts reads limits, of which each is a whole number above 0; one that is not
// given stays 0, for the usual.
func counts(args map[string]any, limits ...limit) error {
	for _, l := range limits {
		v, given := args[l.name]
		if !given || v == nil {
			continue
		}
		n, ok := gate.Integer(v)
		if !ok || n < 1 {
			return graph.Errorf(graph.BadInput, "arguments", "%s: %v is not a whole number above 0", l.name, v).In(l.name)
		}
		*l.to = int(n)
	}
	return nil
}

// givenID reads an id, which may be left out, as "", but not be empty.
func givenID(op string, args map[string]any, name string, to *string) error {
	id, given := args[name].(string)
	if given && id == "" {
		return graph.Errorf(graph.BadInput, op, "%s: \"\" is not an id; leave %s out to ask for all", name, name).In(name)
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
	return graph.Within(name, err)
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

func (d *Definer) defineSuggest() {
	def, _ := d.Define(ast.Object, "Suggestion", "What the letters in a search box may mean.")
	d.Field(def, "id", "ID!", "Its id.", planning.Found(func(s explore.Suggestion) any { return s.ID }))
	d.fieldSnapshot(def)
	d.Field(def, "kind", kindEnum+"!", "Its kind.", planning.Found(func(s explore.Suggestion) any { return s.Kind.Name }))
	d.Field(def, "label", "String!", "Its name.", planning.Found(func(s explore.Suggestion) any { return s.Label }))
	d.Field(def, "description", "String", "A line that tells it from its namesakes.", planning.Found(func(s explore.Suggestion) any {
		return orNull(s.Description)
	}))
	d.Field(def, "entity", "Entity!", "The node itself.", planning.FoundNode(d.Model.All, func(s explore.Suggestion) string { return s.ID }))
	d.root("suggest", "[Suggestion!]!", "For a search box: what the words find while they are typed, best first.",
		planning.Explore(func(ctx context.Context, x *explore.Explorer, args map[string]any, _ *planning.Exploration) (*planning.Explored, error) {
			words, _ := args["text"].(string)
			if len(words) > planning.MaxSearch {
				return nil, graph.Errorf(graph.BadInput, "suggest", "text: %d bytes are too many words; at most %d are taken", len(words), planning.MaxSearch).In("text")
			}
			kinds, err := x.KindsNamed(gate.TextsOf(args["kinds"]))
			if err != nil {
				return nil, err
			}
			first := 0
			if err := counts(args, limit{"first", &first}); err != nil {
				return nil, err
			}
			list, err := x.Suggest(ctx, words, kinds, first)
			out := &planning.Explored{It: gate.AnyOf(list)}
			for _, s := range list {
				out.Nodes = append(out.Nodes, s.ID)
			}
			return out, err
		}),
		Argument("text", "String!", "What is typed so far."),
		Argument("kinds", "["+kindEnum+"!]", "Only these kinds."),
		Argument("first", "Int", "At most so many, 100 at most; 10 unless given."))
}
