package ledger_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

type values = map[string]graph.Value

// Changes, written briefly. A load is "1" unless it matters.

func states(source, id, name string, more values) graph.PutNode {
	props := values{"name": name}
	for k, v := range more {
		props[k] = v
	}
	return graph.PutNode{Source: source, Load: "1", ID: id, Props: props}
}

func says(source string, seq int, f graph.Fact, says values, more ...func(*graph.PutEvidence)) graph.PutEvidence {
	c := graph.PutEvidence{Source: source, Load: "1", Fact: f}
	c.Locator, c.Seq, c.Act, c.Basis, c.Says = "row "+string(rune('0'+seq)), seq, "REPORTED", "STATED", says
	for _, m := range more {
		m(&c)
	}
	return c
}

func by(id string) func(*graph.PutEvidence)  { return func(c *graph.PutEvidence) { c.SaidBy = id } }
func load(l string) func(*graph.PutEvidence) { return func(c *graph.PutEvidence) { c.Load = l } }
func inferred(c *graph.PutEvidence)          { c.Basis = "INFERRED" }
func on(day string) func(*graph.PutEvidence) {
	return func(c *graph.PutEvidence) { c.SaidWhen = dated(day) }
}
func attends(p, m string) graph.Fact { return graph.Fact{Edge: "PARTICIPATED_IN", From: p, To: m} }
func of(id string) graph.Fact        { return graph.Fact{Node: id} }
func attendance(value string) values { return values{"attendance": value} }
func published(day string) values    { return values{"published": dated(day)} }

func dated(edtf string) *graph.When {
	w, err := graph.NewWhen("", edtf, "")
	if err != nil {
		panic(err)
	}
	return w
}

const (
	a, b, p, q, m = "source:a", "source:b", "person:p", "person:q", "meeting:m"
)

func evidence(t *testing.T, m *graph.Model, c graph.PutEvidence) graph.Retract {
	t.Helper()
	return graph.Retract{ID: m.EvidenceIDOf(c)}
}

// TestLedger makes Applies one after the other. What is expected is how many
// nodes, edges and pieces of evidence the last one changed, or its error's code,
// and the graph then.
func TestLedger(t *testing.T) {
	model, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	sourceA, sourceB := states(a, a, "A", nil), states(b, b, "B", nil)
	base := []graph.Change{sourceA, sourceB, states(a, p, "P", nil), states(a, m, "M", nil), says(a, 1, of(m), values{"status": "SCHEDULED"})}
	came := says(a, 2, attends(p, m), attendance("ATTENDED"))
	tests := []struct {
		name    string
		applies [][]graph.Change
		counts  graph.Applied
		fails   graph.Code
		graph   string
	}{
		{
			name:    "a node has of each property the value of the source loaded first, and all aliases",
			applies: [][]graph.Change{{sourceA, sourceB, states(b, p, "Second", values{"aliases": []string{"two"}}), states(a, p, "First", values{"aliases": []string{"one"}})}},
			counts:  graph.Applied{Nodes: 3},
			graph:   "person:p name=First aliases=[one two]\nsource:a name=A\nsource:b name=B",
		},
		{
			name:    "stating the same again changes nothing, in another load too",
			applies: [][]graph.Change{base, {graph.PutNode{Source: a, Load: "2", ID: p, Props: values{"name": "P"}}}},
			graph:   "meeting:m name=M status=SCHEDULED\nperson:p name=P\nsource:a name=A\nsource:b name=B",
		},
		{
			name:    "evidence makes the edge that it is for and sets its values",
			applies: [][]graph.Change{base, {came}},
			counts:  graph.Applied{Edges: 1, Evidence: 1},
			graph:   "PARTICIPATED_IN person:p meeting:m attendance=ATTENDED\nmeeting:m name=M status=SCHEDULED\nperson:p name=P\nsource:a name=A\nsource:b name=B",
		},
		{
			name:    "what is stated counts before what is inferred, however late",
			applies: [][]graph.Change{base, {came, says(b, 1, attends(p, m), attendance("EXPECTED"), inferred, on("2025-12-31"))}},
			counts:  graph.Applied{Edges: 1, Evidence: 2},
			graph:   "PARTICIPATED_IN person:p meeting:m attendance=ATTENDED\nmeeting:m name=M status=SCHEDULED\nperson:p name=P\nsource:a name=A\nsource:b name=B",
		},
		{
			name:    "the later said counts",
			applies: [][]graph.Change{base, {says(b, 1, attends(p, m), attendance("ABSENT"), on("2025-12-02")), says(a, 2, attends(p, m), attendance("EXPECTED"), on("2025-12-01"))}},
			counts:  graph.Applied{Edges: 1, Evidence: 2},
			graph:   "PARTICIPATED_IN person:p meeting:m attendance=ABSENT\nmeeting:m name=M status=SCHEDULED\nperson:p name=P\nsource:a name=A\nsource:b name=B",
		},
		{
			name: "a source that gets another date is weighed again, with all that it says",
			applies: [][]graph.Change{
				{states(a, a, "A", published("2025-12-01")), states(b, b, "B", published("2025-12-02")), states(a, p, "P", nil), states(a, m, "M", nil), says(a, 1, of(m), nil), came, says(b, 1, attends(p, m), attendance("ABSENT"))},
				{states(a, a, "A", published("2025-12-03"))},
			},
			counts: graph.Applied{Nodes: 1, Edges: 1},
			graph:  "PARTICIPATED_IN person:p meeting:m attendance=ATTENDED\nmeeting:m name=M\nperson:p name=P\nsource:a name=A published=2025-12-03\nsource:b name=B published=2025-12-02",
		},
		{
			name:    "an edge goes with its last evidence",
			applies: [][]graph.Change{append(base, came), {evidence(t, model, came)}},
			counts:  graph.Applied{Edges: 1, Evidence: 1},
			graph:   "meeting:m name=M status=SCHEDULED\nperson:p name=P\nsource:a name=A\nsource:b name=B",
		},
		{
			name:    "what one Apply puts and takes away was never there",
			applies: [][]graph.Change{base, {came, evidence(t, model, came)}},
			graph:   "meeting:m name=M status=SCHEDULED\nperson:p name=P\nsource:a name=A\nsource:b name=B",
		},
		{
			name:    "a load that ends takes away what the source no longer says",
			applies: [][]graph.Change{append(base, came), {graph.PutNode{Source: a, Load: "2", ID: a, Props: values{"name": "A"}}, graph.Sweep{Source: a, Load: "2"}}},
			counts:  graph.Applied{Nodes: 2, Edges: 1, Evidence: 2},
			graph:   "source:a name=A\nsource:b name=B",
		},
		{
			name:    "words that are no longer stated are kept while another source rests on the node",
			applies: [][]graph.Change{append(base, says(b, 1, attends(p, m), nil)), {graph.DropSource{Source: a}}},
			counts:  graph.Applied{Nodes: 2, Evidence: 1},
			graph:   "PARTICIPATED_IN person:p meeting:m\nmeeting:m name=M\nperson:p name=P\nsource:b name=B",
		},
		{
			name:    "a source that is dropped and put again in one Apply keeps its place",
			applies: [][]graph.Change{base, {graph.DropSource{Source: a}, sourceA, states(a, p, "First", nil)}, {states(b, p, "Second", nil)}},
			graph:   "person:p name=First\nsource:a name=A\nsource:b name=B",
		},
		{
			name:    "a node that something rests on is not retracted",
			applies: [][]graph.Change{append(base, came), {graph.Retract{ID: p}}},
			fails:   graph.Conflict,
		},
		{
			name:    "a speaker is rested on",
			applies: [][]graph.Change{append(base, states(a, q, "Q", nil), says(a, 2, of(m), nil, by(q))), {graph.Retract{ID: q}}},
			fails:   graph.Conflict,
		},
		{
			name:    "the last evidence of a kind that needs some takes the node along",
			applies: [][]graph.Change{base, {evidence(t, model, base[4].(graph.PutEvidence))}},
			counts:  graph.Applied{Nodes: 1, Evidence: 1},
			graph:   "person:p name=P\nsource:a name=A\nsource:b name=B",
		},
		{
			name:    "unless something rests on the node",
			applies: [][]graph.Change{append(base, came), {evidence(t, model, base[4].(graph.PutEvidence))}},
			fails:   graph.Conflict,
		},
		{
			name:    "or the same Apply puts other evidence",
			applies: [][]graph.Change{append(base, came), {evidence(t, model, base[4].(graph.PutEvidence)), says(a, 3, of(m), values{"status": "HELD"})}},
			counts:  graph.Applied{Nodes: 1, Evidence: 2},
			graph:   "PARTICIPATED_IN person:p meeting:m attendance=ATTENDED\nmeeting:m name=M status=HELD\nperson:p name=P\nsource:a name=A\nsource:b name=B",
		},
		{
			name:    "what is put under a merged id is put of the other node, with the name as an alias",
			applies: [][]graph.Change{base, {graph.Merge{ID: q, Into: p}}, {states(b, q, "Q", nil), says(b, 1, attends(q, m), nil)}},
			counts:  graph.Applied{Nodes: 1, Edges: 1, Evidence: 1},
			graph:   "PARTICIPATED_IN person:p meeting:m\nmeeting:m name=M status=SCHEDULED\nperson:p name=P aliases=[Q]\nsource:a name=A\nsource:b name=B",
		},
		{
			name:    "a merge that is taken back in the same Apply changes nothing",
			applies: [][]graph.Change{base, {graph.Merge{ID: q, Into: p}, graph.Merge{ID: q}}},
			graph:   "meeting:m name=M status=SCHEDULED\nperson:p name=P\nsource:a name=A\nsource:b name=B",
		},
		{name: "a node of which something is left is not merged", applies: [][]graph.Change{base, {states(a, q, "Q", nil), graph.Merge{ID: q, Into: p}}}, fails: graph.Conflict},
		{name: "ids are not merged in a circle", applies: [][]graph.Change{{graph.Merge{ID: q, Into: p}, graph.Merge{ID: p, Into: q}}}, fails: graph.Conflict},
		{name: "merged ends make no edge", applies: [][]graph.Change{{sourceA, states(a, p, "P", nil)}, {graph.Merge{ID: q, Into: p}}, {says(a, 1, graph.Fact{Edge: "RELATED_TO", From: q, To: p}, nil)}}, fails: graph.Conflict},
		{name: "a source must be there", applies: [][]graph.Change{{states(a, p, "P", nil)}}, fails: graph.NotFound},
		{name: "an end must be there", applies: [][]graph.Change{base, {says(a, 2, attends(q, m), nil)}}, fails: graph.NotFound},
		{name: "what a value refers to must be there", applies: [][]graph.Change{base, {says(a, 2, attends(p, m), values{"onBehalfOf": "country:ru"})}}, fails: graph.NotFound},
		{name: "a quote must stand in the text", applies: [][]graph.Change{base, {says(a, 2, attends(p, m), nil, func(c *graph.PutEvidence) { c.Locator, c.Quote, c.End = "", "words", 5 })}}, fails: graph.BadInput},
		{name: "a precondition holds the state before the Apply", applies: [][]graph.Change{base, {states(b, p, "P", nil), graph.Precondition{ID: p, Version: "1"}}}, counts: graph.Applied{}, graph: "meeting:m name=M status=SCHEDULED\nperson:p name=P\nsource:a name=A\nsource:b name=B"},
		{name: "a precondition that does not hold is a conflict", applies: [][]graph.Change{base, {graph.Precondition{ID: p}}}, fails: graph.Conflict},
		{
			name:    "a piece of evidence moves with a load to its place in the source",
			applies: [][]graph.Change{append(base, says(a, 2, attends(p, m), attendance("EXPECTED")), says(a, 3, attends(p, m), attendance("CONFIRMED"))), {moved(says(a, 2, attends(p, m), attendance("EXPECTED"), load("2")), 4)}},
			counts:  graph.Applied{Edges: 1},
			graph:   "PARTICIPATED_IN person:p meeting:m attendance=EXPECTED\nmeeting:m name=M status=SCHEDULED\nperson:p name=P\nsource:a name=A\nsource:b name=B",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newSheet(model)
			var counts graph.Applied
			for i, changes := range tt.applies {
				var err error
				counts, err = s.apply(changes...)
				if last := i == len(tt.applies)-1; last && tt.fails != "" {
					if graph.CodeOf(err) != tt.fails {
						t.Fatalf("%v, not %s", err, tt.fails)
					}
					return
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			if counts != tt.counts {
				t.Errorf("changed %+v, not %+v", counts, tt.counts)
			}
			if diff := cmp.Diff(strings.Split(tt.graph, "\n"), strings.Split(s.text(), "\n")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// moved returns a piece of evidence with another place in its source's list.
func moved(c graph.PutEvidence, seq int) graph.PutEvidence {
	c.Seq = seq
	return c
}
