package explorer

import (
	"slices"
	"testing"

	"parley/graph"
)

func standard(t *testing.T) *graph.Model {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestOutline holds what the scripts are told of the standard model.
func TestOutline(t *testing.T) {
	o := newOutline(standard(t))
	edges := map[string]edge{}
	for _, e := range o.Edges {
		edges[e.Name] = e
	}
	for _, tt := range []struct {
		edge, value string
		want        marks
	}{
		{"PARTICIPATED_IN", "ATTENDED", nil},
		{"PARTICIPATED_IN", "EXPECTED", marks{"planned"}},
		{"PARTICIPATED_IN", "ABSENT", marks{"not"}},
		{"PARTICIPATED_IN", "UNKNOWN", marks{"open"}},
		{"HOLDS", "SUPPORTS", marks{"for"}},
		{"HOLDS", "OPPOSES", marks{"against"}},
		{"HOLDS", "NEUTRAL", nil},
		{"HOLDS_POST", "FORMER", marks{"ended"}},
		{"ASSERTS", "DENIED", marks{"not"}},
		{"ASSERTS", "NOT_CONFIRMED", marks{"open"}},
	} {
		if got := edges[tt.edge].Marks[tt.value]; !slices.Equal(got, tt.want) {
			t.Errorf("%s %s is marked %v, not %v", tt.edge, tt.value, got, tt.want)
		}
	}
	if got := o.Votes[graph.Contested].Marks; !slices.Equal(got, marks{"contested"}) {
		t.Errorf("what is contested is marked %v", got)
	}
}

// TestOutlineGrows shows that a kind and an edge type that are declared are told of,
// each kind with a shape.
func TestOutlineGrows(t *testing.T) {
	spec := graph.Standard()
	spec.Kinds = append(spec.Kinds, graph.Kind{Name: "Ship", Plural: "ships"}, graph.Kind{Name: "Cargo", Plural: "cargoes"})
	spec.Edges = append(spec.Edges, graph.Edge{Name: "CARRIES", From: []string{"Ship"}, To: []string{"Cargo"}, Out: "carries", In: "carriedBy"})
	m, err := graph.NewModel(spec)
	if err != nil {
		t.Fatal(err)
	}
	o := newOutline(m)
	ship := o.Kinds[slices.IndexFunc(o.Kinds, func(k kind) bool { return k.Name == "Ship" })]
	if !slices.Contains(ship.Links, link{"carries", "CARRIES", true}) || ship.Shape == "" {
		t.Errorf("a ship is told of as %+v", ship)
	}
	if last := o.Edges[len(o.Edges)-1]; last.Name != "CARRIES" || last.Words != "carries" {
		t.Errorf("the edge is told of as %+v", last)
	}
}
