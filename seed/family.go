package seed

import (
	"context"
	"slices"
	"strings"

	"parley/graph"
)

// Family tells the sources of a file that is several, such as one of documents.
// A source is of the family if its id is Begins and then what an identifier of
// the scheme gives it.
type Family struct {
	Begins string // "source:hearings-"
	Scheme string // "dna"
}

// gone returns the sources of the family that the graph has and the data does not
// name.
func (f *Family) gone(ctx context.Context, m *graph.Model, known graph.Reader, named map[string]bool) ([]string, error) {
	var gone []string
	plan := f.plan(m)
	for {
		rows, err := known.Select(ctx, plan)
		if err != nil {
			return nil, err
		}
		for i := range rows.Len {
			id, _ := rows.Row(i)[0].(string)
			identifiers, _ := rows.Row(i)[1].([]graph.Identifier)
			if !named[id] && f.has(id, identifiers) {
				gone = append(gone, id)
			}
			plan.Root.Page.After = []graph.Value{id}
		}
		if !rows.More {
			return gone, nil
		}
	}
}

// has reports whether a source is of the family.
func (f *Family) has(id string, identifiers []graph.Identifier) bool {
	own := graph.Identifier{Scheme: f.Scheme, Value: strings.TrimPrefix(id, f.Begins)}
	return slices.Contains(identifiers, own)
}

// plan asks for the sources whose ids begin as the family's do.
func (f *Family) plan(m *graph.Model) *graph.Plan {
	id := graph.Field{Get: graph.GetID}
	return &graph.Plan{Op: "import", Root: graph.List{
		From: graph.From{Kinds: graph.KindSet(0).With(m.Publication)}, Vars: []graph.Var{{}},
		Where: graph.Is{Field: id, Op: graph.StartsWith, Value: f.Begins},
		Page:  graph.Page{Limit: graph.MaxPage}, Rows: true,
		Slots: []graph.Slot{{Field: id}, {Field: graph.Field{Prop: m.NodeProp("identifiers")}}},
	}}
}
