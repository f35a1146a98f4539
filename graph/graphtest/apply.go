package graphtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

func (s *suite) testApply(t *testing.T) {
	s.onSample(t, "the same changes again change nothing", func(f fixture) {
		before := f.dumpNow()
		for _, a := range sample() {
			if again := f.apply(a.changes(f.model)...); again.Changed() {
				f.Errorf("%s again: %+v", a.id, again)
			}
		}
		f.same(before, f.dumpNow())
	})
	s.onSample(t, "neither do they in another load", func(f fixture) {
		before := f.dumpNow()
		for _, a := range sample() {
			a.load = "2"
			if again := f.apply(a.changes(f.model)...); again.Changed() {
				f.Errorf("%s again: %+v", a.id, again)
			}
		}
		f.same(before, f.dumpNow())
	})
	s.onEmpty(t, "what changed is counted", func(f fixture) {
		a := visit("source:s", "HELD", "ATTENDED")
		first := f.apply(a.changes(f.model)...)
		if diff := cmp.Diff(graph.Applied{Nodes: 3, Edges: 1, Evidence: 2}, first); diff != "" {
			f.Errorf("first (-want +got):\n%s", diff)
		}
		b := visit("source:s", "HELD", "ABSENT")
		b.load = "2"
		if got := f.apply(b.changes(f.model)...); !got.Changed() || got.Nodes != 0 {
			f.Errorf("another value of an edge: %+v", got)
		}
	})
	t.Run("a load may be cut into several applies", func(t *testing.T) {
		var whole, cut [][]graph.Change
		for _, a := range sample() {
			changes := a.changes(s.model)
			whole = append(whole, changes)
			cut = slices.AppendSeq(cut, slices.Chunk(changes, 1))
		}
		want := s.stateAfter(t, whole...)
		same(t, want, s.stateAfter(t, cut...))
	})
	s.onSample(t, "with an error in the middle nothing is changed", func(f fixture) {
		before := f.dumpNow()
		bad := graph.PutNode{Source: "source:gone", ID: "person:x", Props: props{"name": "X"}}
		more := visit("source:other", "HELD", "ATTENDED").changes(f.model)
		f.refused(graph.NotFound, append(append(more, graph.DropSource{Source: "source:herald"}), bad)...)
		f.same(before, f.dumpNow())
		f.apply(more...)
		f.expect(one("person:v").below("meetings", get("node.id")), "-\n  meetings: meeting:v")
	})
	s.onEmpty(t, "at most so many changes are taken", func(f fixture) {
		f.refused(graph.TooLarge, make([]graph.Change, graph.MaxChanges+1)...)
		f.expect(nodes().noRows().count(), "0 in all")
	})
	t.Run("no change changes nothing", func(t *testing.T) {
		if f := s.empty(t); f.apply().Changed() {
			t.Error("it does")
		}
	})
	s.onEmpty(t, "an earlier change of the same apply is seen by a later one", func(f fixture) {
		f.apply(visit("source:s", "HELD", "ATTENDED").puts(f.model)...)
		f.expect(nodes().get("id"), "meeting:v, person:v, source:s")
	})
	s.onEmpty(t, "a source put and dropped at once leaves nothing", func(f fixture) {
		blank := f.dumpNow()
		a := visit("source:s", "HELD", "ATTENDED")
		a.published = when("2025")
		if got := f.apply(append(a.puts(f.model), graph.DropSource{Source: "source:s"})...); got.Changed() {
			f.Errorf("nothing has changed, but %+v is counted", got)
		}
		f.same(blank, f.dumpNow())
	})
	s.onSample(t, "what is put and taken away at once is not counted", func(f fixture) {
		before := f.dumpNow()
		put := func(id string) graph.Change {
			return graph.PutNode{Source: "source:herald", ID: id, Props: props{"name": "Z"}}
		}
		said := graph.PutEvidence{
			Source: "source:herald", Fact: graph.Fact{Edge: "MEMBER_OF", From: "person:z", To: "organization:z"},
			Evidence: graph.Evidence{Locator: "row 1", Act: "REPORTED", Basis: "STATED"},
		}
		evidence := graph.Retract{ID: f.model.EvidenceIDOf(said)}
		unstate := func(id string) graph.Change { return graph.WithdrawStatement{Source: "source:herald", ID: id} }
		got := f.apply(
			put("person:z"), put("organization:z"), said, evidence, said, evidence,
			graph.Merge{ID: "person:y", Into: "person:z"}, graph.Merge{ID: "person:y"}, unstate("person:z"), unstate("organization:z"),
		)
		if got.Changed() {
			f.Errorf("nothing has changed, but %+v is counted", got)
		}
		f.same(before, f.dumpNow())
	})
	s.onEmpty(t, "a source changed and dropped at once leaves nothing", func(f fixture) {
		blank := f.dumpNow()
		a := visit("source:s", "HELD", "ATTENDED")
		f.load(a)
		a.props["name"], a.published = "Another name", when("2025")
		f.apply(append(a.puts(f.model), graph.DropSource{Source: "source:s"})...)
		f.same(blank, f.dumpNow())
		if rows := f.answer(nodes().where(named("", "another name")).get("id")); rows != "" {
			f.Errorf("its name still finds %s", rows)
		}
	})
	s.onEmpty(t, "what Apply has returned is seen by the next snapshot", func(f fixture) {
		for i := range 20 {
			id := fmt.Sprint("source:s", i)
			f.apply(graph.PutNode{Source: id, ID: id, Props: props{"name": "S"}})
			f.expect(one(id).get("id"), id)
		}
	})
	s.onEmpty(t, "text is kept in normal form C", func(f fixture) {
		a := newArticle("source:s", "")
		a.node("person:zoe", props{"name": "Zoe\u0308", "aliases": []string{"e\u0301"}})
		f.load(a)
		f.expect(one("person:zoe").get("name", "aliases"), "name Zo\u00eb, aliases [\u00e9]")
	})
}

// same holds a state of the graph against another.
func same(t *testing.T, want, got string) {
	t.Helper()
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func (f fixture) same(want, got string) {
	f.Helper()
	same(f.T, want, got)
}

func (f fixture) dumpNow() string {
	f.Helper()
	return f.dump(f.store.Snapshot())
}

// visit is a source that has a person at a meeting.
func visit(id, status, attendance string) *article {
	a := newArticle(id, "")
	a.node("person:v", nil)
	a.node("meeting:v", nil)
	a.fact("meeting:v", props{"status": status})
	a.fact("PARTICIPATED_IN person:v meeting:v", props{"attendance": attendance})
	return a
}

// testRefusals makes changes that must not be taken, each after one that is.
func (s *suite) testRefusals(t *testing.T) {
	f := s.loaded(t)
	before := f.dumpNow()
	node := func(source, id string, p props) graph.Change {
		return graph.PutNode{Source: source, ID: id, Props: p}
	}
	fact := func(of string, says props, words ...func(*graph.Evidence)) graph.Change {
		a := newArticle("source:herald", "")
		words = append([]func(*graph.Evidence){at("row 1")}, words...)
		c := a.fact(of, says, words...).facts[0]
		return identified(f.model, c)
	}
	quoted := func(quote string, start, end int) func(*graph.Evidence) {
		return func(e *graph.Evidence) { e.Quote, e.Locator, e.Start, e.End = quote, "", start, end }
	}
	named := props{"name": "X"}
	tests := []struct {
		sentence string
		code     graph.Code
		change   graph.Change
	}{
		{"a node of a source that does not exist", graph.NotFound, node("source:x", "person:x", named)},
		{"a source in another's name that does not exist", graph.NotFound, node("source:x", "source:y", named)},
		{"an edge from what there is not", graph.NotFound, fact("HOLDS person:x position:ban", props{"stance": "OPPOSES"})},
		{"an edge to what there is not", graph.NotFound, fact("HOLDS person:ann position:x", props{"stance": "OPPOSES"})},
		{"evidence for a node that does not exist", graph.NotFound, fact("meeting:x", nil)},
		{"a speaker that does not exist", graph.NotFound, fact("meeting:talks", nil, saidBy("person:x"))},
		{"an occasion that does not exist", graph.NotFound, fact("meeting:talks", nil, saidAt("meeting:x"))},
		{"an office that does not exist", graph.NotFound, fact("PARTICIPATED_IN person:ann meeting:talks", props{"capacity": "post:x"})},
		{"a principal that does not exist", graph.NotFound, fact("PARTICIPATED_IN person:ann meeting:talks", props{"onBehalfOf": "country:x"})},
		{"the sweep of a source that does not exist", graph.NotFound, graph.Sweep{Source: "source:x", Load: "1"}},
		{"a kind that does not exist", graph.BadInput, node("source:herald", "robot:x", named)},
		{"a node without a name", graph.BadInput, node("source:herald", "person:x", nil)},
		{"a property that the kind has not", graph.BadInput, node("source:herald", "person:x", props{"name": "X", "iso": "XX"})},
		{"a value that the enumeration has not", graph.BadInput, node("source:herald", "place:x", props{"name": "X", "placeType": "SHIP"})},
		{"a value of another type", graph.BadInput, node("source:herald", "person:x", props{"name": "X", "aliases": "Y"})},
		{"an address that a browser would run", graph.BadInput, node("source:herald", "source:x", props{"name": "X", "url": "javascript:alert(1)"})},
		{"an edge type that does not exist", graph.BadInput, fact("LIKES person:ann person:bob", nil)},
		{"an end of the wrong kind", graph.BadInput, fact("HOLDS place:rome position:ban", nil)},
		{"a reference of the wrong kind", graph.BadInput, fact("PARTICIPATED_IN person:ann meeting:talks", props{"capacity": "person:bob"})},
		{"a quote that the source does not have", graph.BadInput, fact("meeting:talks", nil, quoted("No such words.", 0, 14))},
		{"a quote in another place", graph.BadInput, fact("meeting:talks", nil, quoted("Sentence 0.", 2, 13))},
		{"a quote beyond the text", graph.BadInput, fact("meeting:talks", nil, quoted("Sentence 0.", 1<<20, 1<<20+11))},
		{"an end that the quote does not reach", graph.BadInput, fact("meeting:talks", nil, quoted("Sentence 0.", 1, 20))},
		{"neither quote nor locator", graph.BadInput, fact("meeting:talks", nil, at(""))},
	}
	for _, tt := range tests {
		f.on(tt.sentence, func(f fixture) {
			good := node("source:herald", "person:good", props{"name": "Good"})
			f.refused(tt.code, good, tt.change)
			f.expect(one("person:good").get("id"), "")
		})
	}
	f.on("none of them leaves anything", func(f fixture) { f.same(before, f.dumpNow()) })
	f.on("the same quote in its place is taken", func(f fixture) {
		f.apply(fact("meeting:talks", nil, quoted("Sentence 0.", 1, 12)))
	})
}
