package explore_test

import (
	"context"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/explore"
)

// noting notes the plans that a store is asked.
type noting struct {
	graph.Reader
	model *graph.Model
	plans []string
}

func (n *noting) Select(ctx context.Context, p *graph.Plan) (*graph.Rows, error) {
	n.plans = append(n.plans, p.Text(n.model))
	return n.Reader.Select(ctx, p)
}

// TestOnlyWhatIsWantedIsRead shows that of nodes and edges no property and no evidence
// is read that is not wanted.
func TestOnlyWhatIsWantedIsRead(t *testing.T) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	store := hub(t, m, 3)
	words := []string{"verification", "support", "periods", "when", "status", "attendance", "description", "evidence", "quote"}
	for _, tt := range []struct {
		name string
		want explore.Want
		read string // of the words
	}{
		{"nothing but labels", 0, ""},
		{"the date", explore.WantWhen, "when attendance"}, // which stands in the label of an edge
		{"the verification", explore.WantVerification, "verification attendance"},
		{"periods, where no edge is a state", explore.WantPeriods, "attendance"},
		{"values", explore.WantValues, "status attendance"},
		{"the basis", explore.WantBasis, "attendance evidence"},
		{"the words", explore.WantWords, "when attendance evidence quote"}, // when they were said
		{"all attributes", explore.WantAttributes, "verification support when status attendance description"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			from := &noting{Reader: store.Snapshot(), model: m}
			x := &explore.Explorer{Model: m, From: from}
			if _, err := x.Subgraph(t.Context(), explore.SubgraphQuery{Roots: []string{"person:hub"}, Details: tt.want}); err != nil {
				t.Fatal(err)
			}
			plan := strings.ToLower(strings.Join(from.plans, "\n"))
			var read []string
			for _, word := range words {
				if strings.Contains(plan, word) {
					read = append(read, word)
				}
			}
			if got := strings.Join(read, " "); got != tt.read {
				t.Errorf("it reads %q, not %q: %s", got, tt.read, plan)
			}
		})
	}
}
