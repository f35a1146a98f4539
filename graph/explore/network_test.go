package explore_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph/explore"
)

// TestTieDetails shows from when to when a tie is, and that it has the words of
// an edge that it rests on. Graphs are written as for TestActs.
func TestTieDetails(t *testing.T) {
	const against = "person:bo HOLDS position:p OPPOSES "
	tests := []struct {
		sentence string
		graph    string
		want     string
	}{
		{"from the first to the last of both stances", "person:anna HOLDS position:p SUPPORTS 2025-01/2025-03, " + against + "2025-02/2025-04", "2025-01-01 to 2025-04-30 STATED"},
		{"open where a stance is", "person:anna HOLDS position:p SUPPORTS 2025-01/.., " + against + "../2025-04", " to  STATED"},
		{"a stance without a date says nothing", "person:anna HOLDS position:p SUPPORTS, " + against + "2025-02", "2025-02-01 to 2025-02-28 STATED"},
		{"no dates, no time", "person:anna HOLDS position:p SUPPORTS, " + against, "never"},
		{
			"of all that it rests on", "person:anna HOLDS position:p SUPPORTS 2025-02, " + against + "2025-02, person:anna HOLDS position:q SUPPORTS 2024, person:bo HOLDS position:q OPPOSES 2024",
			"2024-01-01 to 2025-02-28 STATED",
		},
	}
	for _, tt := range tests {
		t.Run(tt.sentence, func(t *testing.T) {
			g, err := acted(t, tt.graph).Network(context.Background(), explore.NetworkQuery{Kind: "CONFLICT", Details: true})
			if err != nil {
				t.Fatal(err)
			}
			if len(g.Edges) != 1 {
				t.Fatalf("%d ties", len(g.Edges))
			}
			got := "never"
			if w := g.Edges[0].During; w != nil {
				got = w.StartEarliest.String() + " to " + w.EndLatest.String() + " " + w.Basis
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if w := g.Edges[0].Words; w == nil || w.Source != "source:s" || !strings.HasPrefix(w.Locator, "row ") {
				t.Errorf("words: %+v", w)
			}
			if len(g.Nodes) != 2 || g.Nodes[0].Degree != 1 || len(g.Nodes[0].Attributes) == 0 {
				t.Errorf("nodes: %+v", g.Nodes)
			}
		})
	}
}
