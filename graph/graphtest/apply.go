package graphtest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

func (s *suite) testApply(t *testing.T) {
	s.onSample(t, "the same changes again change nothing", func(f fixture) {
		defer f.unchanged()()
		for _, a := range sample() {
			f.idle(a.changes(f.model)...)
		}
	})
	s.onSample(t, "neither do they in another load", func(f fixture) {
		defer f.unchanged()()
		for _, a := range sample() {
			a.load = "2"
			f.idle(a.changes(f.model)...)
		}
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
	s.onEmpty(t, "no change changes nothing", func(f fixture) { f.idle() })
	s.onEmpty(t, "an earlier change of the same apply is seen by a later one", func(f fixture) {
		f.apply(visit("source:s", "HELD", "ATTENDED").puts(f.model)...)
		f.expect(nodes().get("id"), "meeting:v, person:v, source:s")
	})
	s.onEmpty(t, "a source put and dropped at once leaves nothing", func(f fixture) {
		defer f.unchanged()()
		a := visit("source:s", "HELD", "ATTENDED")
		a.published = when("2025")
		f.idle(append(a.puts(f.model), graph.DropSource{Source: "source:s"})...)
	})
	s.onSample(t, "what is put and taken away at once is not counted", func(f fixture) {
		defer f.unchanged()()
		put := func(id string) graph.Change {
			return graph.PutNode{Source: "source:herald", ID: id, Props: props{"name": "Z"}}
		}
		said := graph.PutEvidence{
			Source: "source:herald", Fact: graph.Fact{Edge: "MEMBER_OF", From: "person:z", To: "organization:z"},
			Evidence: graph.Evidence{Locator: "row 1", Act: "REPORTED", Basis: "STATED"},
		}
		evidence := graph.Retract{ID: f.model.EvidenceIDOf(said)}
		unstate := func(id string) graph.Change { return graph.WithdrawStatement{Source: "source:herald", ID: id} }
		f.idle(
			put("person:z"), put("organization:z"), said, evidence, said, evidence,
			graph.Merge{ID: "person:y", Into: "person:z"}, graph.Merge{ID: "person:y"}, unstate("person:z"), unstate("organization:z"),
		)
	})
	s.onEmpty(t, "a source changed and dropped at once leaves nothing", func(f fixture) {
		defer f.unchanged()()
		a := visit("source:s", "HELD", "ATTENDED")
		f.load(a)
		a.props["name"], a.published = "Another name", when("2025")
		f.apply(append(a.puts(f.model), graph.DropSource{Source: "source:s"})...)
		f.expect(nodes().where(named("", "another name")).get("id"), "")
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

// same fails the test if two states of the graph differ.
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

// unchanged remembers the graph, and returns a check, for the end of the test, that it
// is the same.
func (f fixture) unchanged() (check func()) {
	f.Helper()
	before := f.dumpNow()
	return func() {
		f.Helper()
		f.same(before, f.dumpNow())
	}
}

// idle applies changes that must change nothing.
func (f fixture) idle(changes ...graph.Change) {
	f.Helper()
	if got := f.apply(changes...); got.Changed() {
		f.Errorf("nothing has changed, but %+v is counted", got)
	}
}

func (f fixture) dumpNow() string {
	f.Helper()
	return f.dump(f.store.Snapshot())
}

// visit returns an article that has a person take part in a meeting.
func visit(id, status, attendance string) *article {
	a := newArticle(id, "")
	a.node("person:v", nil)
	a.node("meeting:v", nil)
	a.fact("meeting:v", props{"status": status})
	a.fact("PARTICIPATED_IN person:v meeting:v", props{"attendance": attendance})
	return a
}

// testRefusals makes changes that must be refused, each together with one that alone
// would be taken.
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
		{"a client that does not exist", graph.NotFound, fact("meeting:talks", nil, saidFor("country:x"))},
		{"a client that is none", graph.BadInput, fact("meeting:talks", nil, saidFor("meeting:lunch"))},
		{"a correction of what is no source", graph.BadInput, fact("meeting:talks", nil, correcting("source:courier", "meeting:lunch"))},
		{"a correction of what is no id", graph.BadInput, fact("meeting:talks", nil, correcting("the Courier"))},
		{"a source's correction of itself", graph.BadInput, fact("meeting:talks", nil, correcting("source:herald"))},
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

// testUpdates shows that what an Update reads still holds when its changes are made.
func (s *suite) testUpdates(t *testing.T) {
	ctx := context.Background()
	put := func(name string) graph.Change {
		return graph.PutNode{Source: "source:a", ID: "source:a", Props: props{"name": name}}
	}
	name := func(r graph.Reader) string {
		q := one("source:a").get("name")
		rows, err := r.Select(ctx, q.plan(s.model))
		if err != nil {
			t.Error(err)
			return ""
		}
		return q.plan(s.model).Root.Format(rows)
	}
	s.onEmpty(t, "many at once are made one after the other", func(f fixture) {
		f.apply(put("0"))
		const writers, times = 4, 5
		var all sync.WaitGroup
		for range writers {
			all.Go(func() {
				for range times {
					_, err := f.store.Update(ctx, nil, func(_ context.Context, from graph.Reader) ([]graph.Change, error) {
						var n int
						_, err := fmt.Sscan(name(from), &n)
						return []graph.Change{put(fmt.Sprint(n + 1))}, err
					})
					if err != nil {
						f.Error(err)
					}
				}
			})
		}
		all.Wait()
		f.expect(one("source:a").get("name"), fmt.Sprint(writers*times))
	})
	s.onEmpty(t, "an error of what compiles is the Update's, and changes nothing", func(f fixture) {
		f.apply(put("0"))
		defer f.unchanged()()
		why := graph.Errorf(graph.Ambiguous, "compile", "no")
		_, err := f.store.Update(ctx, nil, func(context.Context, graph.Reader) ([]graph.Change, error) {
			return []graph.Change{put("1")}, why
		})
		if graph.CodeOf(err) != graph.Ambiguous {
			f.Error(err)
		}
	})
	s.onEmpty(t, "what is compiled is held to what an Apply takes", func(f fixture) {
		defer f.unchanged()()
		for code, changes := range map[graph.Code][]graph.Change{
			graph.BadInput: {graph.PutNode{Source: "source:a", ID: "source:a"}},
			graph.NotFound: {graph.Sweep{Source: "source:a"}},
			graph.TooLarge: make([]graph.Change, graph.MaxChanges+1),
		} {
			_, err := f.store.Update(ctx, nil, func(context.Context, graph.Reader) ([]graph.Change, error) { return changes, nil })
			if graph.CodeOf(err) != code {
				f.Errorf("%v, not %s", err, code)
			}
		}
	})
}
