package export_test

import (
	"context"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/explore"
	"parley/graph/export"
)

// TestBasis shows that every format tells what is inferred from what is stated,
// of words and of dates, and who said it for whom.
func TestBasis(t *testing.T) {
	m := model(t)
	w, err := graph.NewWhen("", "2025-12-02", "INFERRED")
	if err != nil {
		t.Fatal(err)
	}
	d := explore.Details{
		Attributes: []explore.Attribute{{Property: m.NodeProp("when"), Value: w}},
		Words:      &explore.Words{Quote: "q", Source: "source:s", SourceTitle: "S", Basis: "INFERRED", SaidBy: "person:b", SaidByName: "Somebody", SaidFor: "organization:o", SaidForName: "Something"},
	}
	meeting := explore.Node{ID: "meeting:m", Kind: m.Kind("Meeting"), Details: d}
	g := &explore.Graph{Directed: true, Nodes: []explore.Node{meeting}, Edges: []explore.Edge{
		{ID: "e", Kind: "FOLLOWS", Source: meeting.ID, Target: meeting.ID, Details: d},
	}}
	for _, f := range export.Formats() {
		want := 4
		if strings.HasPrefix(f.Name, "gephi-") {
			want = 2 // nodes or edges
		}
		text := string(written(t, f.Name, g))
		if n := strings.Count(text, "INFERRED"); n != want {
			t.Errorf("%s says INFERRED %d times, not %d:\n%s", f.Name, n, want, text)
		}
		for _, name := range []string{"Somebody", "Something"} {
			if n := strings.Count(text, name); n != want/2 {
				t.Errorf("%s names %s %d times, not %d:\n%s", f.Name, name, n, want/2, text)
			}
		}
	}
}

// TestInferred shows that an export of the article tells what is inferred.
func TestInferred(t *testing.T) {
	g, err := article(t).Subgraph(context.Background(), explore.SubgraphQuery{Roots: []string{"person:steve-witkoff"}, Depth: 6, Details: explore.Everything})
	if err != nil {
		t.Fatal(err)
	}
	text := string(written(t, "d3", g))
	for _, want := range []string{`"basis":"INFERRED"`, `"whenBasis":"INFERRED"`, `"saidBy":"Dmitry Peskov"`} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not in it", want)
		}
	}
}
