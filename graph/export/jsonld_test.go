package export_test

import (
	"encoding/json"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/explore"
)

// TestReferencesInJSONLD shows that whatever an edge says of another node leads
// to that node, not to a text.
func TestReferencesInJSONLD(t *testing.T) {
	m := model(t)
	for _, e := range m.Edges {
		for _, p := range e.Props() {
			if p.Type != graph.Reference {
				continue
			}
			t.Run(e.Name+" "+p.Name, func(t *testing.T) {
				g := &explore.Graph{Directed: true, Edges: []explore.Edge{{ID: "e", Kind: e.Name, Details: explore.Details{
					Attributes: []explore.Attribute{{Property: p, Value: "country:us"}},
				}}}}
				text := written(t, "jsonld", g)
				var got struct {
					Context map[string]any `json:"@context"`
				}
				if err := json.Unmarshal(text, &got); err != nil {
					t.Fatal(err)
				}
				term, _ := got.Context[p.Name].(map[string]any)
				if term["@type"] != "@id" || !strings.Contains(string(text), `"`+p.Name+`":"urn:parley:country:us"`) {
					t.Errorf("%s", text)
				}
			})
		}
	}
}
