package neo4j

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/graph/memory"
	"parley/graph/neo4j/layout"
	"parley/graph/neo4j/neo4jtest"
)

func configFor(t testing.TB, server neo4jtest.Server) Config {
	t.Helper()
	return Config{URI: server.URI, Username: server.Username, Password: server.Password, Database: server.Database, Model: standardModel(t)}
}

func open(t testing.TB, c Config) *Store {
	t.Helper()
	s, err := New(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// pair is the same graph in Neo4j and in memory.
type pair struct {
	neo4j  *Store
	memory *memory.Store
}

func newPair(t *testing.T) *pair {
	t.Helper()
	server := neo4jtest.Start(t)
	server.Clear(t)
	s := open(t, configFor(t, server))
	return &pair{s, memory.New(s.model)}
}

// apply makes changes in both stores and holds the results against each other.
func (p *pair) apply(t *testing.T, changes ...graph.Change) {
	t.Helper()
	want, wantErr := p.memory.Apply(context.Background(), changes)
	got, gotErr := p.neo4j.Apply(context.Background(), changes)
	if graph.CodeOf(wantErr) != graph.CodeOf(gotErr) {
		t.Fatalf("memory says %v, Neo4j %v", wantErr, gotErr)
	}
	if want != got {
		t.Errorf("memory counts %+v, Neo4j %+v", want, got)
	}
	sameLines(t, dumpMemory(t, p.neo4j.model, p.memory.Snapshot()), dumpNeo4j(t, p.neo4j))
}

// Changes, written briefly.

func stating(source, load, id string, props map[string]graph.Value) graph.Change {
	if props == nil {
		props = map[string]graph.Value{}
	}
	if props["name"] == nil {
		props["name"] = "Name of " + id
	}
	return graph.PutNode{Source: source, Load: load, ID: id, Props: props}
}

func saying(source, load, row string, f graph.Fact, says map[string]graph.Value, more ...func(*graph.PutEvidence)) graph.Change {
	e := graph.PutEvidence{Source: source, Load: load, Fact: f}
	e.Locator, e.Act, e.Basis, e.Says = row, "REPORTED", "STATED", says
	for _, m := range more {
		m(&e)
	}
	return e
}

func attends(person, meeting string) graph.Fact {
	return graph.Fact{Edge: "PARTICIPATED_IN", From: person, To: meeting}
}

func on(edtf string) *graph.When {
	w, err := graph.NewWhen("", edtf, "")
	if err != nil {
		panic(err)
	}
	return w
}

type values = map[string]graph.Value

func TestApplyAsMemoryDoes(t *testing.T) {
	const a, b, list = "source:a", "source:b", "source:list"
	attended, expected := values{"attendance": "ATTENDED"}, values{"attendance": "EXPECTED"}
	dated := func(id, edtf string) graph.Change {
		return stating(id, "1", id, values{"published": on(edtf), "text": "“Words” of " + id})
	}
	meeting := func(source string, says values) []graph.Change {
		return []graph.Change{
			stating(source, "1", source, nil), stating(source, "1", "person:p", nil), stating(source, "1", "meeting:m", nil),
			saying(source, "1", "row 1", attends("person:p", "meeting:m"), says),
		}
	}
	inLoad2 := func(c graph.Change) graph.Change {
		switch c := c.(type) {
		case graph.PutNode:
			c.Load = "2"
			return c
		case graph.PutEvidence:
			c.Load = "2"
			return c
		}
		return c
	}
	quoted := func(e *graph.PutEvidence) { e.Locator, e.Quote, e.Start, e.End = "", "Words", 1, 6 }
	tests := []struct {
		sentence string
		applies  [][]graph.Change
	}{
		{"lists are joined, of others the first source counts", [][]graph.Change{
			{stating(a, "1", a, nil), stating(a, "1", "country:x", values{"aliases": []string{"X", "Y"}, "description": "by a", "identifiers": []graph.Identifier{{Scheme: "w", Value: "1"}}})},
			{stating(b, "1", b, nil), stating(b, "1", "country:x", values{"aliases": []string{"Y", "Z"}, "description": "by b", "iso": "XX", "identifiers": []graph.Identifier{{Scheme: "v", Value: "2"}}})},
			{graph.DropSource{Source: a}},
		}},
		{"the latest evidence counts", [][]graph.Change{
			{dated(a, "2025-02"), dated(b, "2025-01")}, meeting(a, attended), meeting(b, expected),
			{dated(b, "2025-03")}, {dated(b, "2025-01")},
		}},
		{"a source whose date changes is weighed anew beside one that is not named", [][]graph.Change{
			append([]graph.Change{dated(a, "2025-02")}, meeting(a, attended)[1:]...),
			append([]graph.Change{dated(b, "2025-01")}, meeting(b, expected)[1:]...),
			{dated(b, "2026")},
		}},
		{"of two that stand alike the first counts", [][]graph.Change{
			meeting(a, attended), {saying(a, "1", "row 2", attends("person:p", "meeting:m"), expected)}, {saying(a, "1", "row 0", attends("person:p", "meeting:m"), expected)},
		}},
		{"a quote leads", [][]graph.Change{
			{dated(a, "2025"), stating(a, "1", "person:p", nil), stating(a, "1", "meeting:m", nil)},
			{saying(a, "1", "", attends("person:p", "meeting:m"), attended, quoted)},
			{saying(a, "1", "row 1", attends("person:p", "meeting:m"), expected, func(e *graph.PutEvidence) { e.Seq = 9 })},
			{saying(a, "1", "", attends("person:p", "meeting:m"), attended, quoted, func(e *graph.PutEvidence) { e.Seq = 10 })},
		}},
		{"a sweep in the middle", [][]graph.Change{
			meeting(a, attended),
			{stating(a, "2", a, nil), graph.Sweep{Source: a, Load: "2"}, stating(a, "2", "person:q", nil), stating(a, "2", "meeting:m", nil),
				saying(a, "2", "row 1", attends("person:q", "meeting:m"), attended)},
		}},
		{"swept and put again at once", [][]graph.Change{
			meeting(a, attended),
			append([]graph.Change{graph.Sweep{Source: a, Load: "2"}}, meeting(a, attended)...),
			append([]graph.Change{graph.DropSource{Source: a}}, meeting(a, expected)...),
			append(meeting(a, expected), graph.DropSource{Source: a}),
		}},
		{"another load of the same", [][]graph.Change{
			meeting(a, attended),
			{inLoad2(meeting(a, attended)[0]), inLoad2(meeting(a, attended)[1]), inLoad2(meeting(a, attended)[2]), inLoad2(meeting(a, attended)[3]), graph.Sweep{Source: a, Load: "2"}},
			{graph.Sweep{Source: a, Load: "1"}},
		}},
		{"kept words, and their end", [][]graph.Change{
			{stating(a, "1", a, nil), stating(a, "1", "post:o", values{"description": "by a"}), stating(a, "1", "country:c", nil), stating(a, "1", "person:s", nil), stating(a, "1", "meeting:w", nil)},
			append(meeting(b, attended), saying(b, "1", "row 2",
				graph.Fact{Edge: "PARTICIPATED_IN", From: "person:p", To: "meeting:m", Identity: values{"capacity": "post:o"}}, values{"onBehalfOf": "country:c"},
				func(e *graph.PutEvidence) { e.SaidBy, e.SaidAt, e.SaidWhen = "person:s", "meeting:w", on("2025-01-02") })),
			{graph.DropSource{Source: a}},
			{stating(b, "1", "post:o", values{"description": "by b"})},
			{graph.DropSource{Source: b}},
		}},
		{"a source stated by another is kept by its own words", [][]graph.Change{
			{stating(list, "1", list, nil), stating(list, "1", a, values{"text": "“Words”"}), stating(list, "1", "person:p", nil)},
			{saying(a, "1", "", graph.Fact{Node: "person:p"}, nil, quoted), stating(a, "1", "person:q", nil)},
			{graph.DropSource{Source: list}},
			{saying(a, "1", "", graph.Fact{Node: "person:q"}, nil, quoted)},
			{graph.DropSource{Source: a}},
		}},
		{"an edge's period is part of it", [][]graph.Change{
			{stating(a, "1", a, nil), stating(a, "1", "person:p", nil), stating(a, "1", "position:x", values{"statement": "The sea is blue"}),
				saying(a, "1", "row 1", graph.Fact{Edge: "HOLDS", From: "person:p", To: "position:x", Identity: values{"stance": "SUPPORTS", "when": on("-0044/2025")}}, nil),
				saying(a, "1", "row 2", graph.Fact{Edge: "HOLDS", From: "person:p", To: "position:x", Identity: values{"stance": "OPPOSES", "when": on("2025/..")}}, nil)},
			{saying(a, "1", "row 3", graph.Fact{Edge: "ABOUT", From: "position:x", To: "person:p"}, nil)},
			{graph.Sweep{Source: a, Load: "2"}},
		}},
		{"what fails changes nothing", [][]graph.Change{
			meeting(a, attended),
			append(meeting(b, expected), graph.DropSource{Source: a}, stating("source:gone", "1", "person:x", nil)),
			append(meeting(b, expected), saying(b, "1", "", graph.Fact{Node: "person:p"}, nil, quoted)),
		}},
		{"odd texts", [][]graph.Change{
			{stating(a, "1", a, nil), stating(a, "1", "topic:`'\"\\$x{}", values{"name": "`); MATCH (n) DETACH DELETE n //", "aliases": []string{"", "\\u0060", "…", "\x00"}, "description": ""})},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.sentence, func(t *testing.T) {
			p := newPair(t)
			for _, changes := range tt.applies {
				p.apply(t, changes...)
				p.apply(t, changes...)
			}
		})
	}
}

func TestRandomChangesAsMemoryMakesThem(t *testing.T) {
	seed := graphtest.Seed(t)
	for run := range uint64(4) {
		t.Run(fmt.Sprint(run), func(t *testing.T) {
			p := newPair(t)
			r := graphtest.NewRandom(p.neo4j.model, seed+run)
			for range 40 {
				p.apply(t, r.Next()...)
			}
		})
	}
}

func TestLongTexts(t *testing.T) {
	p := newPair(t)
	const a = "source:a"
	long := func(n int) string { return strings.Repeat("x", n) }
	p.apply(t, stating(a, "1", a, values{"text": strings.Repeat("many words ", 100_000), "name": long(layout.MaxIndexed)}))
	p.apply(t, stating(a, "1", "position:p", values{"statement": strings.Repeat("a statement ", 10_000), "aliases": []string{long(layout.MaxIndexed)}}))
	p.apply(t, saying(a, "1", long(layout.MaxIndexed-40), graph.Fact{Node: "position:p"}, nil))
	for name, c := range map[string]graph.Change{
		"name":    stating(a, "1", "person:p", values{"name": long(layout.MaxIndexed + 1)}),
		"alias":   stating(a, "1", "person:p", values{"aliases": []string{long(layout.MaxIndexed + 1)}}),
		"locator": saying(a, "1", strings.Repeat("1.", layout.MaxIndexed/8), graph.Fact{Node: "position:p"}, nil),
	} {
		if _, err := p.neo4j.Apply(context.Background(), []graph.Change{c}); graph.CodeOf(err) != graph.TooLarge {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLayoutHasRoomForTheModel(t *testing.T) {
	for _, name := range []string{"words", "whenText", "loaded"} {
		spec := graph.Standard()
		spec.Common = append(spec.Common, graph.Property{Name: name, Type: graph.Text})
		m, err := graph.NewModel(spec)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := New(context.Background(), Config{URI: "bolt://host", Model: m}); graph.CodeOf(err) != graph.Internal {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func standardModel(t testing.TB) *graph.Model {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	return m
}
