package api

import (
	"context"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/graph/explore"
	"parley/schema/gate"
	"parley/schema/planning"
)

// defineNetwork defines who is tied to whom.
func (d *Definer) defineNetwork() {
	var kinds []graph.EnumValue
	var hubKinds graph.KindSet
	for _, of := range d.Model.Derived {
		if of.Network != "" {
			kinds = append(kinds, graph.EnumValue{Name: of.Network, Doc: LowerFirst(of.Doc)})
			hubs, _ := d.Model.Pairs(of)
			hubKinds |= hubs.To
		}
	}
	d.enum("NetworkKind", "What ties actors in a network.", kinds...)
	d.enum("Measure", "How central an actor is in a network.",
		graph.EnumValue{Name: string(explore.Degree), Doc: "to which part of the others it is tied, 0 to 1"},
		graph.EnumValue{Name: string(explore.Betweenness), Doc: "on which part of all shortest ways it lies, 0 to 1 (Brandes)"},
		graph.EnumValue{Name: string(explore.PageRank), Doc: "how often one comes by who follows ties by weight; all add up to 1"})

	node, _ := d.Define(ast.Object, "NetworkNode", "An actor in a network.")
	d.fillGraphNode(node, d.Model.Actors, "Actor")
	d.Field(node, "centrality", "Float!", "How central the actor is among those shown; of at most 1000 actors and 10000 ties.", planning.FoundCentrality(numberOf),
		withDefault(Argument("measure", "Measure!", "How that is measured."), ast.EnumValue, string(explore.Degree)))
	d.Field(node, "community", "Int!", "Into which community the actor falls, by the weight of ties (Louvain); 0 is the largest. Of at most 1000 actors and 10000 ties.", planning.FoundCommunity(numberOf))

	tie, _ := d.Define(ast.Object, "Tie", "How strongly two actors are tied.")
	d.Field(tie, "id", "ID!", "Its id.", planning.Found(func(e explore.Edge) any { return e.ID }))
	d.fieldSnapshot(tie)
	d.Field(tie, "kind", "NetworkKind!", "What ties them.", planning.Found(func(e explore.Edge) any { return e.Kind }))
	d.Field(tie, "source", "ID!", "One actor, the one whose id is less.", planning.Found(func(e explore.Edge) any { return e.Source }))
	d.Field(tie, "target", "ID!", "The other.", planning.Found(func(e explore.Edge) any { return e.Target }))
	d.Field(tie, "label", "String!", "A line: who, what, whom.", planning.Found(func(e explore.Edge) any { return e.Label }))
	d.Field(tie, "weight", "Int!", "How many things it rests on.", planning.Found(func(e explore.Edge) any { return int64(e.Weight) }))
	d.fieldVerified(tie, planning.Found(func(e explore.Edge) any { return e.Verification }))
	for _, k := range d.Model.KindsOf(hubKinds) {
		d.Field(tie, k.Plural, "["+k.Name+"!]!", "The "+k.Plural+" that it rests on.",
			planning.FoundNodes(graph.KindSet(0).With(k), func(e explore.Edge) []string { return e.RestsOn }))
	}

	def, _ := d.Define(ast.Object, "Network", "Actors and how strongly they are tied.")
	d.Field(def, "nodes", "[NetworkNode!]!", "The actors, by id.", planning.FoundList(nodesOf))
	d.Field(def, "edges", "[Tie!]!", "Their ties, the heaviest first.", planning.FoundList(func(g *explore.Graph) []any { return gate.AnyOf(g.Edges) }))
	d.fieldTruncated(def)
	d.root("network", "Network!", "Who is tied to whom: by meetings attended together, by positions on which they agree or conflict. What excludes or entails another position is not looked at.",
		planning.Explore(network),
		slices.Concat([]*ast.ArgumentDefinition{Argument("kind", "NetworkKind!", "What ties them.")}, d.choiceArguments(d.Model.Meets), []*ast.ArgumentDefinition{
			Argument("topic", "ID", "Only meetings or positions about this entity."),
			Argument("from", "Date", "Only what may have happened or been held on this day or later."),
			Argument("to", "Date", "Only what may have happened or been held on this day or before."),
			Argument("minWeight", "Int", "Only ties that rest on so much; 1 unless given."),
			Argument("first", "Int", "At most so many ties, 20000 at most; 1000 unless given."),
		})...)
}

func network(ctx context.Context, x *explore.Explorer, args map[string]any, _ *planning.Exploration) (*planning.Explored, error) {
	q := explore.NetworkQuery{Choice: planning.ChoiceOf(x.Model.Meets, args)}
	q.Kind, _ = args["kind"].(string)
	err := givenID("network", args, "topic", &q.Topic)
	if err != nil {
		return nil, err
	}
	if q.During, err = during("network", args); err != nil {
		return nil, err
	}
	if err := counts(args, limit{"minWeight", &q.MinWeight}, limit{"first", &q.First}); err != nil {
		return nil, err
	}
	g, err := x.Network(ctx, q)
	if err != nil {
		return nil, err
	}
	return graphFound(g), nil
}
