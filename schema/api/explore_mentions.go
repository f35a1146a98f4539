package api

import (
	"context"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/explore"
	"parley/schema/planning"
)

// defineMentions defines which known names stand in a text.
func (d *Definer) defineMentions() {
	def, _ := d.Define(ast.Object, "Mention", "A place of a text where a known name stands.")
	d.Field(def, "start", "Int!", "Where it begins, in Unicode code points from 0.", planning.Found(func(m explore.Mention) any { return int64(m.Start) }))
	d.Field(def, "end", "Int!", "The code point after its last.", planning.Found(func(m explore.Mention) any { return int64(m.End) }))
	d.Field(def, "text", "String!", "The words there.", planning.Found(func(m explore.Mention) any { return m.Text }))
	d.Field(def, "node", "Entity!", "A node that has this name, or this alias.", planning.FoundNode(d.Model.All, func(m explore.Mention) string { return m.Node }))

	d.root("mentions", "[Mention!]!", "Which known names and aliases stand in a text, whatever the case and diacritics, in its order; of those that overlap, the longest. Names of more than 8 words are not looked for.",
		planning.Explore(mentions),
		Argument("text", "String!", "The text, at most 64 KiB."),
		withDefault(Argument("first", "Int", "At most so many, 1000 at most."), ast.IntValue, "100"))
}

func mentions(ctx context.Context, x *explore.Explorer, args map[string]any, _ *planning.Exploration) (*planning.Explored, error) {
	first := 0
	if err := counts(args, limit{"first", &first}); err != nil {
		return nil, err
	}
	text, _ := args["text"].(string)
	list, err := x.Mentions(ctx, text, first)
	if err != nil {
		return nil, err
	}
	found, nodes := make([]any, len(list)), make([]string, len(list))
	for i, m := range list {
		found[i], nodes[i] = m, m.Node
	}
	return &planning.Explored{It: found, Nodes: nodes}, nil
}
