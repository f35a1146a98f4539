package graphtest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

func (s *suite) testExpand(t *testing.T) {
	f := s.loaded(t)
	tests := []struct {
		sentence string
		frontier string
		edges    string
		perNode  int
		asOf     graph.AsOf
		want     string
	}{
		{"edges stand by the link's place in the model, then by id, with the label value of them", "person:bob post:envoy", "", 100, graph.AsOf{}, `
			person:bob 7
			> HOLDS_POST person:bob post:envoy FORMER = post:envoy (FORMER)
			> MEMBER_OF person:bob country:de = country:de
			> PARTICIPATED_IN person:bob meeting:summit = meeting:summit (ATTENDED)
			> PARTICIPATED_IN person:bob meeting:talks = meeting:talks (EXPECTED)
			> HOLDS person:bob position:ban OPPOSES = position:ban (OPPOSES)
			> ASSERTS person:bob claim:flood DENIED = claim:flood (DENIED)
			> ASSERTS person:bob claim:leak DENIED = claim:leak (DENIED)
			post:envoy 3
			< HOLDS_POST person:bob post:envoy FORMER = person:bob (FORMER)
			< HOLDS_POST person:dora post:envoy HOLDER = person:dora (HOLDER)
			> POST_OF post:envoy country:de = country:de`},
		{"so many at each node, and how many there are", "person:ann meeting:lunch", "PARTICIPATED_IN", 1, graph.AsOf{}, `
			person:ann 4
			> PARTICIPATED_IN person:ann meeting:lunch = meeting:lunch (ATTENDED)
			meeting:lunch 2
			< PARTICIPATED_IN person:ann meeting:lunch = person:ann (ATTENDED)`},
		{"none at all, but how many", "person:ann", "ASSERTS HOLDS", 0, graph.AsOf{}, `
			person:ann 7`},
		{"only of the types followed", "person:dora", "RELATED_TO MEMBER_OF", 9, graph.AsOf{}, `
			person:dora 1
			> RELATED_TO person:dora person:ann = person:ann`},
		{"a type that is named twice is followed once", "person:dora", "RELATED_TO MEMBER_OF RELATED_TO", 9, graph.AsOf{}, `
			person:dora 1
			> RELATED_TO person:dora person:ann = person:ann`},
		{"an edge between nodes of one kind is seen from either", "meeting:talks meeting:summit", "FOLLOWS", 9, graph.AsOf{}, `
			meeting:talks 1
			> FOLLOWS meeting:talks meeting:summit = meeting:summit
			meeting:summit 1
			< FOLLOWS meeting:talks meeting:summit = meeting:talks`},
		{"nodes that do not exist have none", "person:nobody nonsense topic:sea", "ABOUT", 9, graph.AsOf{}, `
			person:nobody 0
			nonsense 0
			topic:sea 2
			< ABOUT meeting:summit topic:sea = meeting:summit
			< ABOUT position:ban topic:sea = position:ban`},
		{"nor have ids that nothing can have", "person: ` :x Person:ann person:\u0000 person:\xff evidence:courier $i topic:sea", "ABOUT", 0, graph.AsOf{}, "person: 0\n` 0\n:x 0\nPerson:ann 0\nperson:\u0000 0\nperson:\xff 0\nevidence:courier 0\n$i 0\ntopic:sea 2"},
		{"as of a day, what is there", "topic:sea meeting:summit person:bob", "ABOUT PARTICIPATED_IN HOLDS", 9, graph.AsOf{Set: true, Day: day("2025-01-31")}, `
			topic:sea 1
			< ABOUT position:ban topic:sea = position:ban
			meeting:summit 0
			person:bob 1
			> PARTICIPATED_IN person:bob meeting:talks = meeting:talks (EXPECTED)`},
		{"nobody asked, nothing answered", "", "", 9, graph.AsOf{}, ``},
	}
	for _, tt := range tests {
		f.on(tt.sentence, func(f fixture) {
			x := &graph.Expansion{Frontier: strings.Fields(tt.frontier), PerNode: tt.perNode, AsOf: tt.asOf}
			for _, name := range strings.Fields(tt.edges) {
				x.Edges = append(x.Edges, f.model.Edge(name))
			}
			if diff := cmp.Diff(dedented(tt.want), f.expand(f.store.Snapshot(), x)); diff != "" {
				f.Errorf("expand %s by %q (-want +got):\n%s", tt.frontier, tt.edges, diff)
			}
		})
	}
}

// testExpandPart shows what narrows an Expand, and where a page of it begins.
func (s *suite) testExpandPart(t *testing.T) {
	f := s.loaded(t)
	kinds := func(names ...string) graph.KindSet { return f.model.KindsNamed(names) }
	behind := func(edge string, out bool, id string) *graph.EdgeKey {
		return &graph.EdgeKey{Link: f.model.Edge(edge).Link(out), EdgeID: id}
	}
	tests := []struct {
		sentence string
		x        graph.Expansion
		want     string
	}{
		{"only edges to nodes of some kinds, which alone are counted", graph.Expansion{Frontier: []string{"person:bob", "topic:sea"}, Kinds: kinds("Meeting", "Post"), PerNode: 2}, `
			person:bob 3
			> HOLDS_POST person:bob post:envoy FORMER = post:envoy (FORMER)
			> PARTICIPATED_IN person:bob meeting:summit = meeting:summit (ATTENDED)
			topic:sea 1
			< ABOUT meeting:summit topic:sea = meeting:summit`},
		{"only edges to nodes of the frontier, seen from either end", graph.Expansion{Frontier: []string{"person:bob", "position:ban", "topic:sea", "person:nobody"}, Among: true, PerNode: 9}, `
			person:bob 1
			> HOLDS person:bob position:ban OPPOSES = position:ban (OPPOSES)
			position:ban 2
			> ABOUT position:ban topic:sea = topic:sea
			< HOLDS person:bob position:ban OPPOSES = person:bob (OPPOSES)
			topic:sea 1
			< ABOUT position:ban topic:sea = position:ban
			person:nobody 0`},
		{"only edges behind a key, but all of them are counted", graph.Expansion{Frontier: []string{"person:bob"}, PerNode: 3, After: behind("PARTICIPATED_IN", true, "PARTICIPATED_IN person:bob meeting:summit")}, `
			person:bob 7
			> PARTICIPATED_IN person:bob meeting:talks = meeting:talks (EXPECTED)
			> HOLDS person:bob position:ban OPPOSES = position:ban (OPPOSES)
			> ASSERTS person:bob claim:flood DENIED = claim:flood (DENIED)`},
		{"the key of an edge that is not there says where it would stand", graph.Expansion{Frontier: []string{"person:bob"}, PerNode: 9, After: behind("ASSERTS", true, "ASSERTS person:bob claim:g")}, `
			person:bob 7
			> ASSERTS person:bob claim:leak DENIED = claim:leak (DENIED)`},
		{"so does the key of a type that is not followed", graph.Expansion{Frontier: []string{"person:bob"}, Edges: []*graph.Edge{f.model.Edge("ASSERTS"), f.model.Edge("HOLDS_POST")}, PerNode: 1, After: behind("HOLDS", true, "HOLDS z")}, `
			person:bob 3
			> ASSERTS person:bob claim:flood DENIED = claim:flood (DENIED)`},
		{"as of a day, what is there of it", graph.Expansion{Frontier: []string{"person:bob"}, Kinds: kinds("Meeting"), PerNode: 9, After: behind("MEMBER_OF", true, ""), AsOf: graph.AsOf{Set: true, Day: day("2025-01-31")}}, `
			person:bob 1
			> PARTICIPATED_IN person:bob meeting:talks = meeting:talks (EXPECTED)`},
	}
	for _, tt := range tests {
		f.on(tt.sentence, func(f fixture) {
			if diff := cmp.Diff(dedented(tt.want), f.expand(f.store.Snapshot(), &tt.x)); diff != "" {
				f.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// testLoops shows that an edge that leads back to its node is seen from
// both ends.
func (s *suite) testLoops(t *testing.T) {
	f := s.empty(t)
	a := newArticle("source:loops", "").node("claim:v", nil).node("claim:w", nil).fact("claim:v", nil).fact("claim:w", nil)
	for _, edge := range []string{"claim:v claim:v", "claim:v claim:w", "claim:w claim:v"} {
		a.fact("ABOUT "+edge, nil)
	}
	f.load(a)
	edges := []string{"claim:v 4",
		"> ABOUT claim:v claim:v = claim:v",
		"> ABOUT claim:v claim:w = claim:w",
		"< ABOUT claim:v claim:v = claim:v",
		"< ABOUT claim:w claim:v = claim:w",
	}
	asOf := graph.AsOf{Set: true, Day: day("2025-01-31")}
	for perNode := range len(edges) {
		for _, on := range []graph.AsOf{{}, asOf} {
			x := &graph.Expansion{Frontier: []string{"claim:v"}, PerNode: perNode, AsOf: on}
			want := strings.Join(edges[:1+perNode], "\n")
			if diff := cmp.Diff(want, f.expand(f.store.Snapshot(), x)); diff != "" {
				t.Errorf("%d edges, as of %v (-want +got):\n%s", perNode, on, diff)
			}
			x.PerNode, x.After = 1, &graph.EdgeKey{Link: f.model.Edge("ABOUT").OutLink(), EdgeID: "ABOUT claim:v claim:w"}
			if diff := cmp.Diff(edges[0]+"\n"+edges[3], f.expand(f.store.Snapshot(), x)); diff != "" {
				t.Errorf("behind the edges that lead away, as of %v (-want +got):\n%s", on, diff)
			}
		}
	}
}

// expand returns neighbours as text: > for an edge that leads away, < for one
// that leads here, and in brackets its label value.
func (f fixture) expand(r graph.Reader, x *graph.Expansion) string {
	f.Helper()
	found, err := r.Expand(context.Background(), x)
	if err != nil {
		f.Fatal(err)
	}
	var lines []string
	for _, n := range found {
		lines = append(lines, fmt.Sprint(n.ID, " ", n.Degree))
		for _, e := range n.Edges {
			sign := "<"
			if e.Out {
				sign = ">"
			}
			if e.Edge.Name != strings.Fields(e.EdgeID)[0] {
				f.Errorf("%s has the type %s", e.EdgeID, e.Edge.Name)
			}
			line := sign + " " + e.EdgeID + " = " + e.NodeID
			if e.LabelValue != "" {
				line += " (" + e.LabelValue + ")"
			}
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// LooseModel returns the standard model as an older Parley had it, which let every
// edge lead from a node to itself.
func LooseModel(t *testing.T) *graph.Model {
	t.Helper()
	spec := graph.Standard()
	for i := range spec.Edges {
		spec.Edges[i].Reflexive = !spec.Edges[i].Symmetric // these are newer
	}
	m, err := graph.NewModel(spec)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// LooseChanges make a graph with two edges that lead from a node to itself, which
// are Loops, and one that does not.
func LooseChanges() []graph.Change {
	var changes []graph.Change
	for _, id := range []string{"source:s", "person:a", "person:b", "topic:t"} {
		changes = append(changes, graph.PutNode{Source: "source:s", ID: id, Props: props{"name": "x"}})
	}
	for _, f := range []graph.Fact{
		{Edge: "RELATED_TO", From: "person:a", To: "person:b"}, {Edge: "RELATED_TO", From: "person:b", To: "person:b"}, {Edge: "BROADER", From: "topic:t", To: "topic:t"},
	} {
		changes = append(changes, graph.PutEvidence{
			Source: "source:s", Fact: f, Evidence: graph.Evidence{Locator: f.Edge + f.From + f.To, Act: "REPORTED", Basis: "STATED"},
		})
	}
	return changes
}

// Loops are the ids of the edges that LooseChanges make and that cannot be.
func Loops() []string {
	return []string{"BROADER topic:t topic:t", "RELATED_TO person:b person:b"}
}

// HidesLoops shows that a store that holds what LooseChanges make, and has the
// standard model, shows no edge that leads from a node to itself, and that the
// nodes they rest on stay until they are retracted.
func HidesLoops(t *testing.T, m *graph.Model, store graph.Store) {
	t.Helper()
	near, err := store.Snapshot().Expand(t.Context(), &graph.Expansion{Frontier: []string{"person:b", "topic:t"}, PerNode: 10})
	if err != nil {
		t.Fatal(err)
	}
	var seen []string
	for _, n := range near {
		for _, e := range n.Edges {
			seen = append(seen, e.EdgeID)
		}
	}
	if diff := cmp.Diff([]string{"RELATED_TO person:a person:b"}, seen); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := store.Apply(t.Context(), []graph.Change{graph.Retract{ID: "topic:t"}}); graph.CodeOf(err) != graph.Conflict {
		t.Errorf("a node with a hidden edge is retracted: %v", err)
	}
	for c, err := range store.Snapshot().Changes(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if _, err := m.Check(c); err != nil {
			t.Errorf("an export has what an import refuses: %v", err)
		}
	}
}
