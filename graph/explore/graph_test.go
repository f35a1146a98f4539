package explore

import (
	"testing"

	"parley/graph"
)

// TestDatesThatHideNothing shows which dates say when a node is there, as exports
// and the periods of ties tell it.
func TestDatesThatHideNothing(t *testing.T) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	w, err := graph.NewWhen("", "2025-12-02", "")
	if err != nil {
		t.Fatal(err)
	}
	for kind, want := range map[string]*graph.When{"Meeting": w, "Proposal": w, "Position": nil, "Source": nil} {
		k := m.Kind(kind)
		values := make([]graph.Value, len(k.Props()))
		for i, p := range k.Props() {
			if p.Type == graph.Date {
				values[i] = w
			}
		}
		d := Details{Attributes: attributes(k.Props(), values, k.When())}
		if got := d.When(); got != want || len(d.Attributes) == 0 {
			t.Errorf("a %s with %v is there at %v, not at %v", kind, d.Attributes, got, want)
		}
	}
}
