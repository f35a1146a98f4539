package explore

import (
	"context"

	"parley/graph"
)

// Suggestion is a node that the words in a search box may mean.
type Suggestion struct {
	ID          string
	Kind        *graph.Kind
	Label       string
	Description string
}

// Limits of suggestions.
const (
	UsualSuggestions = 10
	MaxSuggestions   = 100
)

// Suggest returns what the words in a search box find while they are typed, best
// first; the last word may be unfinished. Without kinds, it finds nodes of all.
func (x *Explorer) Suggest(ctx context.Context, words string, kinds graph.KindSet, first int) ([]Suggestion, error) {
	first, err := limit("suggest", "first", first, UsualSuggestions, MaxSuggestions)
	if err != nil {
		return nil, err
	}
	if kinds == 0 {
		kinds = x.Model.All
	}
	rows, err := x.From.Search(ctx, &graph.Search{Words: words, Plan: graph.Plan{Op: "suggest", AsOf: x.AsOf, Root: graph.List{
		From: graph.From{Kinds: kinds}, Vars: []graph.Var{{}}, Rows: true, Page: graph.Page{Limit: first},
		Slots: []graph.Slot{slot(graph.GetID, 0), slot(graph.GetLabel, 0), prop(x.Model.NodeProp("description"), 0)},
	}}})
	if err != nil {
		return nil, err
	}
	out := make([]Suggestion, rows.Len)
	for i := range out {
		r := rows.Row(i)
		id := text(r[0])
		out[i] = Suggestion{id, x.Model.KindOf(id), text(r[1]), text(r[2])}
	}
	return out, nil
}
