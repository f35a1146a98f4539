package graph

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func node(id string, props map[string]Value) PutNode {
	return PutNode{Source: "source:s", ID: id, Props: props}
}

// opposes is a good evidence, to be spoilt.
func opposes(harm func(*PutEvidence)) PutEvidence {
	c := PutEvidence{
		Source:   "source:s",
		Fact:     Fact{Edge: "HOLDS", From: "person:a", To: "position:p", Identity: map[string]Value{"stance": "OPPOSES"}},
		Evidence: Evidence{Quote: "“No.”", Start: 3, End: 8, Act: "SAID", Basis: "STATED", SaidBy: "person:a", SaidAt: "meeting:m"},
	}
	if harm != nil {
		harm(&c)
	}
	return c
}

// held is a good evidence for a node.
func held(says map[string]Value) PutEvidence {
	return opposes(func(c *PutEvidence) { c.Fact, c.Says = Fact{Node: "meeting:m"}, says })
}

// dated is a good evidence with an identity and what it says.
func dated(identity, says map[string]Value) PutEvidence {
	return opposes(func(c *PutEvidence) { c.Fact.Identity, c.Says = identity, says })
}

func TestCheckTakes(t *testing.T) {
	date, err := NewWhen("", "2025-12", "")
	if err != nil {
		t.Fatal(err)
	}
	later, err := NewWhen("", "2026", "")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name         string
		change, want Change
	}{
		{"text in normal form C", node("person:a", map[string]Value{"name": "e\u0301", "aliases": []string{"o\u0308"}}), node("person:a", map[string]Value{"name": "\u00e9", "aliases": []string{"\u00f6"}})},
		{"a source's text as it is", node("source:s", map[string]Value{"name": "S", "text": "e\u0301"}), node("source:s", map[string]Value{"name": "S", "text": "e\u0301"})},
		{"null, which it leaves out", node("country:x", map[string]Value{"name": "X", "iso": nil}), node("country:x", map[string]Value{"name": "X"})},
		{"an edge with all its words", opposes(nil), opposes(nil)},
		{"a node's values", held(map[string]Value{"status": "HELD", "when": date}), held(map[string]Value{"status": "HELD", "when": date})},
		{"a locator in place of a quote", opposes(func(c *PutEvidence) { c.Quote, c.Locator, c.Says = "", "row 1", map[string]Value{} }), opposes(func(c *PutEvidence) { c.Quote, c.Locator, c.Says = "", "row 1", map[string]Value{} })},
		{"a date that was part of an edge's id", dated(map[string]Value{"stance": "OPPOSES", "when": date}, nil), dated(map[string]Value{"stance": "OPPOSES"}, map[string]Value{"when": date})},
		{"one that is not what the words say", dated(map[string]Value{"stance": "OPPOSES", "when": date}, map[string]Value{"when": later}), dated(map[string]Value{"stance": "OPPOSES"}, map[string]Value{"when": later})},
		{"no date in its place", dated(map[string]Value{"stance": "OPPOSES", "when": nil}, nil), dated(map[string]Value{"stance": "OPPOSES"}, nil)},
		{"an edge to retract by the id that it had", Retract{ID: "HOLDS person:a position:p OPPOSES 2025-12"}, Retract{ID: "HOLDS person:a position:p OPPOSES"}},
		{"a precondition of one", Precondition{ID: "HOLDS person:a position:p OPPOSES 2025-12"}, Precondition{ID: "HOLDS person:a position:p OPPOSES"}},
		{"the end of a load", Sweep{Source: "source:s"}, Sweep{Source: "source:s"}},
		{"a source to drop", DropSource{Source: "source:s"}, DropSource{Source: "source:s"}},
	}
	m := standard(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := m.Check(tt.change)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestCheckRefuses(t *testing.T) {
	named := func(more map[string]Value) map[string]Value {
		out := map[string]Value{"name": "X"}
		for k, v := range more {
			out[k] = v
		}
		return out
	}
	tests := []struct {
		name   string
		change Change
		want   string // of the message
	}{
		{"no source", PutNode{ID: "person:a", Props: named(nil)}, `"" does not begin with a kind`},
		{"a source of another kind", PutNode{Source: "person:a", ID: "person:a", Props: named(nil)}, "source is Source, not person:a"},
		{"an id of no kind", node("robot:a", named(nil)), `"robot:a" does not begin with a kind`},
		{"an identifier whose scheme runs into its value", node("person:a", named(map[string]Value{"identifiers": []Identifier{{"a:b", "c"}}})), `not "a:b" and "c"`},
		{"no name", node("person:a", nil), "person:a has no name"},
		{"an empty name", node("person:a", map[string]Value{"name": " "}), "person:a has no name"},
		{"a property of another kind", node("person:a", named(map[string]Value{"iso": "FR"})), "Person has no property iso: it has name, aliases, description, identifiers"},
		{"a text for a list", node("person:a", named(map[string]Value{"aliases": "x"})), "Person.aliases: "},
		{"a number for a text", node("person:a", named(map[string]Value{"description": int64(1)})), "Person.description: "},
		{"a list for a text", node("person:a", named(map[string]Value{"description": []string{"x"}})), "Person.description: "},
		{"a text for a date", node("source:s", named(map[string]Value{"published": "2025"})), "Source.published: "},
		{"broken UTF-8", node("person:a", named(map[string]Value{"description": "\xff"})), "not valid UTF-8"},
		{"a NUL", node("person:a", named(map[string]Value{"description": "x\x00"})), "has a NUL at byte 1"},
		{"broken UTF-8 in a locator", opposes(func(c *PutEvidence) { c.Quote, c.Locator = "", "row \xff" }), "not valid UTF-8"},
		{"broken UTF-8 in a list", node("person:a", named(map[string]Value{"aliases": []string{"\xff"}})), "not valid UTF-8"},
		{"a value that is not in the enumeration", node("place:x", named(map[string]Value{"placeType": "SHIP"})), `there is no PlaceType "SHIP": it is one of CITY, TOWN,`},
		{"a value in small letters", node("place:x", named(map[string]Value{"placeType": "city"})), `there is no PlaceType "city"`},
		{"a value that needs words", node("meeting:m", named(map[string]Value{"status": "HELD"})), "Meeting.status needs evidence"},
		{"a value that is derived", node("claim:c", named(map[string]Value{"verification": "DENIED"})), "Claim.verification follows from what sources say"},
		{"words for a derived value", opposes(func(c *PutEvidence) {
			c.Fact, c.Says = Fact{Node: "claim:c"}, map[string]Value{"verification": "DENIED"}
		}), "Claim.verification is not set by evidence"},
		{"words for an editorial value", held(map[string]Value{"name": "M"}), "Meeting.name is not set by evidence"},
		{"words for a part of the id", opposes(func(c *PutEvidence) { c.Says = map[string]Value{"stance": "OPPOSES"} }), "HOLDS.stance is not set by evidence"},
		{"words for a property that does not exist", held(map[string]Value{"mood": "x"}), "Meeting has no property mood"},
		{"no edge of that type", opposes(func(c *PutEvidence) { c.Fact.Edge = "LIKES" }), "there is no edge LIKES: the edges are HOLDS_POST, POST_OF,"},
		{"neither node nor edge", opposes(func(c *PutEvidence) { c.Fact = Fact{} }), "there is no edge "},
		{"both node and edge", opposes(func(c *PutEvidence) { c.Fact.Node = "meeting:m" }), "either a node or an edge"},
		{"a beginning of the wrong kind", opposes(func(c *PutEvidence) { c.Fact.From = "place:x" }), "HOLDS goes from Person or Country or Organization, not from place:x"},
		{"an end of the wrong kind", opposes(func(c *PutEvidence) { c.Fact.To = "person:b" }), "HOLDS goes to Position, not to person:b"},
		{"an end that is no id", opposes(func(c *PutEvidence) { c.Fact.To = "x" }), `"x" does not begin with a kind`},
		{"an identity that is none", opposes(func(c *PutEvidence) { c.Fact.Identity = map[string]Value{"mood": "x"} }), "HOLDS has no identity property mood"},
		{"an identity of a wrong value", opposes(func(c *PutEvidence) { c.Fact.Identity = map[string]Value{"stance": "HATES"} }), "there is no Stance"},
		{"two ends that are not of one kind", opposes(func(c *PutEvidence) { c.Fact = Fact{Edge: "ENTAILS", From: "position:p", To: "claim:c"} }), "ENTAILS goes between two of one kind, Position or Claim, not between position:p and claim:c"},
		{"neither quote nor locator", opposes(func(c *PutEvidence) { c.Quote = "" }), "either a quote or a locator"},
		{"quote and locator", opposes(func(c *PutEvidence) { c.Locator = "row 1" }), "either a quote or a locator"},
		{"a quote longer than its place", opposes(func(c *PutEvidence) { c.End = 7 }), "does not fill 3 to 7"},
		{"a quote counted in bytes", opposes(func(c *PutEvidence) { c.End = 3 + len(c.Quote) }), "does not fill 3 to 12"},
		{"a quote before the beginning", opposes(func(c *PutEvidence) { c.Start, c.End = -1, 4 }), "does not fill -1 to 4"},
		{"a row before the beginning", opposes(func(c *PutEvidence) { c.Quote, c.Locator, c.Start = "", "row 1", -5 }), "not from -5 to 8"},
		{"a row that ends nowhere", opposes(func(c *PutEvidence) { c.Quote, c.Locator, c.End = "", "row 1", 1<<33 }), "not from 3 to 8589934592"},
		{"no act", opposes(func(c *PutEvidence) { c.Act = "" }), `evidence.act: check: there is no Act ""`},
		{"another act", opposes(func(c *PutEvidence) { c.Act = "SANG" }), `there is no Act "SANG"`},
		{"another basis", opposes(func(c *PutEvidence) { c.Basis = "GUESSED" }), `there is no Basis "GUESSED"`},
		{"a speaker that is no actor", opposes(func(c *PutEvidence) { c.SaidBy = "meeting:m" }), "saidBy is Person or Country or Organization, not meeting:m"},
		{"a client that is no actor", opposes(func(c *PutEvidence) { c.SaidFor = "meeting:m" }), "saidFor is Person or Country or Organization, not meeting:m"},
		{"a correction of no source", opposes(func(c *PutEvidence) { c.Corrects = []string{"source:o", "person:a"} }), "corrects is Source, not person:a"},
		{"a correction of no id", opposes(func(c *PutEvidence) { c.Corrects = []string{"o"} }), `"o" does not begin with a kind`},
		{"a correction of itself", opposes(func(c *PutEvidence) { c.Corrects = []string{"source:o", c.Source} }), "cannot correct itself"},
		{"an occasion that is no meeting", opposes(func(c *PutEvidence) { c.SaidAt = "place:x" }), "saidAt is Meeting, not place:x"},
		{"a reference of the wrong kind", opposes(func(c *PutEvidence) {
			c.Fact = Fact{Edge: "PARTICIPATED_IN", From: "person:a", To: "meeting:m", Identity: map[string]Value{"capacity": "person:b"}}
		}), "capacity is Post, not person:b"},
		{"the sweep of no source", Sweep{Source: "person:a"}, "source is Source"},
		{"no source to drop", DropSource{}, `"" does not begin with a kind`},
	}
	m := standard(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := m.Check(tt.change)
			if CodeOf(err) != BadInput || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("the error is %v (%s), not BAD_INPUT … %s …", err, CodeOf(err), tt.want)
			}
		})
	}
	t.Run("a change that is none", func(t *testing.T) {
		if _, err := m.Check(nil); CodeOf(err) != Internal {
			t.Errorf("the error is %v", err)
		}
	})
}

// TestEdgesToThemselves puts an edge of each type from a node to itself, where its
// ends may be of one kind.
func TestEdgesToThemselves(t *testing.T) {
	m := standard(t)
	tried := 0
	for _, e := range m.Edges {
		for _, k := range m.KindsOf(e.FromKinds() & e.ToKinds()) {
			tried++
			identity := map[string]Value{}
			for _, p := range e.Props() {
				if p.Required {
					identity[p.Name] = p.Enum.Values[0].Name
				}
			}
			_, err := m.Check(PutEvidence{
				Source: "source:s", Fact: Fact{Edge: e.Name, From: k.Prefix() + "x", To: k.Prefix() + "x", Identity: identity},
				Evidence: Evidence{Locator: "row 1", Act: "SAID", Basis: "STATED"},
			})
			want := e.Name + " cannot lead from " + k.Prefix() + "x to itself"
			if e.Reflexive && err != nil || !e.Reflexive && (CodeOf(err) != BadInput || !strings.Contains(err.Error(), want)) {
				t.Errorf("%s from a %s to itself: %v", e.Name, k.Name, err)
			}
		}
	}
	if tried < 10 {
		t.Errorf("only %d were tried", tried)
	}
}
