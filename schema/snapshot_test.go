package schema

import (
	"testing"

	"parley/schema/sampletest"
)

// TestSnapshot asks what things were read with.
func TestSnapshot(t *testing.T) {
	s := standard(t)
	store := sampletest.Oslo(t, s.model)
	onMonday := map[string]any{"day": "2025-12-01"}
	tests := []struct {
		name, query string
		vars        map[string]any
		want        string
	}{
		{"the graph as it is now", `{ person(name: "Ann") { snapshot } node(id: "person:ann") { snapshot } }`, nil,
			`{"person":{"snapshot":""},"node":{"snapshot":""}}`},
		{"as of a day", `{ person(name: "Ann", asOf: "2025-12-01") { snapshot } }`, nil,
			`{"person":{"snapshot":"asOf=2025-12-01"}}`},
		{"the default certainty, written out", `{ person(name: "Ann", asOf: "2025-12-01", certainty: POSSIBLE) { snapshot } }`, nil,
			`{"person":{"snapshot":"asOf=2025-12-01"}}`},
		{"another certainty", `{ person(name: "Ann", asOf: "2025-12-01", certainty: CERTAIN) { snapshot } }`, nil,
			`{"person":{"snapshot":"asOf=2025-12-01,certainty=CERTAIN"}}`},
		{"a certainty without a day has no say", `{ person(name: "Ann", certainty: CERTAIN) { snapshot } }`, nil,
			`{"person":{"snapshot":""}}`},
		{"a day in a variable", `query($day: Date) { person(name: "Ann", asOf: $day) { snapshot } }`, onMonday,
			`{"person":{"snapshot":"asOf=2025-12-01"}}`},
		{"a variable that is not given", `query($day: Date) { person(name: "Ann", asOf: $day) { snapshot } }`, nil,
			`{"person":{"snapshot":""}}`},
		{"two days in one request", `{ a: person(name: "Ann", asOf: "2025-12-01") { snapshot } b: person(name: "Ann", asOf: "2025-12-02") { snapshot } c: person(name: "Ann") { snapshot } }`, nil,
			`{"a":{"snapshot":"asOf=2025-12-01"},"b":{"snapshot":"asOf=2025-12-02"},"c":{"snapshot":""}}`},
		{"rows, their edges and evidence", `{ people(asOf: "2025-12-01", first: 1) { edges { snapshot node { snapshot posts { edges { snapshot node { snapshot of { nodes { snapshot } } } evidence { snapshot source { snapshot } fact { snapshot } } } } } } } }`, nil,
			`{"people":{"edges":[{"snapshot":"asOf=2025-12-01","node":{"snapshot":"asOf=2025-12-01","posts":{"edges":[{"snapshot":"asOf=2025-12-01","node":{"snapshot":"asOf=2025-12-01","of":{"nodes":[{"snapshot":"asOf=2025-12-01"}]}},"evidence":[{"snapshot":"asOf=2025-12-01","source":{"snapshot":"asOf=2025-12-01"},"fact":{"snapshot":"asOf=2025-12-01"}}]}]}}}]}}`},
		{"nothing else of a list", `{ people(asOf: "2025-12-01") { nodes { snapshot } edges { snapshot } } facts(first: 1) { nodes { snapshot } } }`, nil,
			`{"people":{"nodes":[{"snapshot":"asOf=2025-12-01"},{"snapshot":"asOf=2025-12-01"}],"edges":[{"snapshot":"asOf=2025-12-01"},{"snapshot":"asOf=2025-12-01"}]},"facts":{"nodes":[{"snapshot":""}]}}`},
		{"what is derived, and what it rests on", `{ person(name: "Ann", asOf: "2025-12-01") { met { edges { snapshot node { snapshot } meetings { snapshot } via { node { snapshot } a { snapshot } } } } } }`, nil,
			`{"person":{"met":{"edges":[{"snapshot":"asOf=2025-12-01","node":{"snapshot":"asOf=2025-12-01"},"meetings":[{"snapshot":"asOf=2025-12-01"}],"via":[{"node":{"snapshot":"asOf=2025-12-01"},"a":{"snapshot":"asOf=2025-12-01"}}]}]}}}`},
		{"through interfaces", `{ entity(id: "person:ann", asOf: "2025-12-01") { ... on Node { snapshot } ... on Actor { meetings { nodes { snapshot } } } } nodes(ids: ["person:ann"], asOf: "2025-12-02") { snapshot } }`, nil,
			`{"entity":{"snapshot":"asOf=2025-12-01","meetings":{"nodes":[{"snapshot":"asOf=2025-12-01"}]}},"nodes":[{"snapshot":"asOf=2025-12-02"}]}`},
		{"what exploring finds", `{ subgraph(roots: ["meeting:oslo"], kinds: [Place], asOf: "2025-12-01") { nodes { snapshot entity { snapshot } } edges { snapshot evidence { snapshot } } } timeline(entity: "person:ann", kinds: [Meeting], asOf: "2025-12-01") { nodes { snapshot entity { snapshot } } } suggest(text: "osl", kinds: [Place], asOf: "2025-12-01") { snapshot entity { snapshot } } }`, nil,
			`{"subgraph":{"nodes":[{"snapshot":"asOf=2025-12-01","entity":{"snapshot":"asOf=2025-12-01"}},{"snapshot":"asOf=2025-12-01","entity":{"snapshot":"asOf=2025-12-01"}}],"edges":[{"snapshot":"asOf=2025-12-01","evidence":[{"snapshot":"asOf=2025-12-01"}]}]},"timeline":{"nodes":[{"snapshot":"asOf=2025-12-01","entity":{"snapshot":"asOf=2025-12-01"}}]},"suggest":[{"snapshot":"asOf=2025-12-01","entity":{"snapshot":"asOf=2025-12-01"}}]}`},
		{"a source", `{ source(id: "source:note", asOf: "2025-12-01", certainty: CERTAIN) { snapshot facts(first: 1) { nodes { snapshot } } } }`, nil,
			`{"source":{"snapshot":"asOf=2025-12-01,certainty=CERTAIN","facts":{"nodes":[{"snapshot":"asOf=2025-12-01,certainty=CERTAIN"}]}}}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got, want := answerTo(t, s, store, test.query, test.vars), `{"data":`+test.want+`}`; got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

// TestSnapshotOfAMutation asks for that of what is put, which is read as it is now.
func TestSnapshotOfAMutation(t *testing.T) {
	s := standard(t)
	r := s.Do(t.Context(), sampletest.Oslo(t, s.model), Request{Writable: true, Query: `mutation {
		putEdge(source: "source:note", edge: {postOf: {from: "post:pm", to: "country:no", evidence: [{quote: "Ann leads Norway"}]}}) { edge { snapshot to { snapshot } evidence { snapshot } } } }`})
	defer r.Close()
	const want = `{"data":{"putEdge":{"edge":{"snapshot":"","to":{"snapshot":""},"evidence":[{"snapshot":""}]}}}}`
	if got := string(r.JSON()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestWhatHasAnIDHasASnapshot finds what a cache that keys by both could not tell
// apart.
func TestWhatHasAnIDHasASnapshot(t *testing.T) {
	for _, def := range standard(t).gate.Schema.Types {
		if def.IsCompositeType() && def.Fields.ForName("id") != nil && def.Fields.ForName("snapshot") == nil {
			t.Errorf("%s has an id and no snapshot", def.Name)
		}
	}
}
