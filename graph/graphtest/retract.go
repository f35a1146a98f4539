package graphtest

import (
	"testing"

	"parley/graph"
)

// testRetract shows how single things are taken away.
func (s *suite) testRetract(t *testing.T) {
	meeting := one("meeting:v").get("status").below("participants", get("id", "attendance"))
	ids := func(f fixture, q *query) []string { return split(f.answer(q)) }

	s.onEmpty(t, "without a piece of evidence, an older value counts again", func(f fixture) {
		f.load(visit("source:a", "SCHEDULED", "EXPECTED"), visit("source:b", "HELD", "ATTENDED"))
		for _, id := range ids(f, facts().where(eq("source.id", "source:b")).get("id")) {
			f.apply(graph.Retract{ID: id})
		}
		f.expect(meeting, "status SCHEDULED\n  participants: id PARTICIPATED_IN person:v meeting:v, attendance EXPECTED")
	})
	s.onEmpty(t, "an edge goes with its last evidence", func(f fixture) {
		f.load(visit("source:a", "HELD", "ATTENDED"))
		last := ids(f, facts().where(eq("fact.kind", "PARTICIPATED_IN")).get("id"))
		if got := f.apply(graph.Retract{ID: last[0]}); got != (graph.Applied{Edges: 1, Evidence: 1}) {
			f.Errorf("%+v", got)
		}
		f.expect(meeting, "status HELD\n  participants: none")
	})
	s.onEmpty(t, "a node that needs evidence goes with its last one, whoever states it", func(f fixture) {
		f.load(newArticle("source:a", "").node("meeting:v", nil).fact("meeting:v", props{"status": "HELD"}), newArticle("source:b", "").node("meeting:v", nil))
		f.apply(graph.Retract{ID: ids(f, facts().get("id"))[0]})
		f.expect(nodes().get("id"), "source:a, source:b")
	})
	s.onEmpty(t, "one that needs none stays", func(f fixture) {
		f.load(newArticle("source:a", "").node("person:p", nil).fact("person:p", nil))
		f.apply(graph.Retract{ID: ids(f, facts().get("id"))[0]})
		f.expect(nodes().get("id"), "person:p, source:a")
	})
	s.onEmpty(t, "it is a conflict where something rests on the node", func(f fixture) {
		f.load(visit("source:a", "HELD", "ATTENDED"))
		before := f.dumpNow()
		last := ids(f, facts().where(eq("fact.kind", "Meeting")).get("id"))[0]
		f.refused(graph.Conflict, graph.Retract{ID: last})
		f.same(before, f.dumpNow())
		f.apply(graph.Retract{ID: last}, graph.Retract{ID: "PARTICIPATED_IN person:v meeting:v"})
		f.expect(nodes().get("id"), "person:v, source:a")
	})
	s.onEmpty(t, "it stays with other evidence that is put in the same Apply, or is there", func(f fixture) {
		f.load(visit("source:a", "SCHEDULED", "EXPECTED"))
		last := ids(f, facts().where(eq("fact.kind", "Meeting")).get("id"))[0]
		b := visit("source:b", "HELD", "ATTENDED")
		f.apply(append([]graph.Change{graph.Retract{ID: last}}, b.puts(f.model)...)...)
		f.expect(meeting, "status HELD\n  participants: id PARTICIPATED_IN person:v meeting:v, attendance ATTENDED")
		f.load(visit("source:a", "SCHEDULED", "EXPECTED"))
		f.apply(graph.Retract{ID: last})
		f.expect(meeting, "status HELD\n  participants: id PARTICIPATED_IN person:v meeting:v, attendance ATTENDED")
	})
	s.onEmpty(t, "an edge is taken away with all its evidence", func(f fixture) {
		f.load(visit("source:a", "SCHEDULED", "EXPECTED"), visit("source:b", "HELD", "ATTENDED"))
		f.apply(graph.Retract{ID: "PARTICIPATED_IN person:v meeting:v"})
		f.expect(meeting, "status HELD\n  participants: none")
		f.expect(facts().count().noRows(), "2 in all")
	})
	s.onEmpty(t, "a node on which nothing rests is taken away, whoever states it", func(f fixture) {
		a, b := newArticle("source:a", "").node("person:p", nil), newArticle("source:b", "").node("person:p", nil)
		f.load(a, b)
		f.apply(graph.Retract{ID: "person:p"})
		f.expect(nodes().get("id"), "source:a, source:b")
	})
	s.onSample(t, "a node on which something rests is not", func(f fixture) {
		defer f.unchanged()()
		for _, id := range []string{"person:ann", "meeting:talks", "source:herald"} {
			f.refused(graph.Conflict, graph.Retract{ID: id})
		}
	})
	s.onEmpty(t, "it is once what rests on it went, in the same Apply too", func(f fixture) {
		f.load(visit("source:a", "HELD", "ATTENDED"))
		f.apply(graph.Retract{ID: "PARTICIPATED_IN person:v meeting:v"}, graph.Retract{ID: "person:v"})
		f.expect(nodes().get("id"), "meeting:v, source:a")
	})
	s.onSample(t, "what there is not is away already", func(f fixture) {
		defer f.unchanged()()
		for _, id := range []string{"person:nobody", "HOLDS person:nobody position:ban", "HOLDS person:ann position:nothing X", "evidence:herald 00000000 000000000000", "evidence:nowhere 1 0"} {
			f.idle(graph.Retract{ID: id})
		}
	})
	s.onEmpty(t, "what is neither an id of a node nor of an edge nor of a piece of evidence is refused", func(f fixture) {
		for _, id := range []string{"", "nobody", "KNOWS person:a person:b"} {
			f.refused(graph.BadInput, graph.Retract{ID: id})
		}
	})
	s.onEmpty(t, "a source takes back what it states of one node", func(f fixture) {
		a, b := newArticle("source:a", "").node("person:p", props{"description": "by a"}), newArticle("source:b", "").node("person:p", props{"description": "by b"})
		f.load(a, b)
		f.apply(graph.WithdrawStatement{Source: "source:a", ID: "person:p"})
		f.expect(one("person:p").get("description"), "by b")
		f.apply(graph.WithdrawStatement{Source: "source:b", ID: "person:p"})
		f.expect(nodes().get("id"), "source:a, source:b")
	})
	s.onEmpty(t, "the words stay while something rests on the node", func(f fixture) {
		f.load(visit("source:a", "HELD", "ATTENDED"))
		f.apply(graph.WithdrawStatement{Source: "source:a", ID: "person:v"}, graph.WithdrawStatement{Source: "source:a", ID: "source:a"}, graph.WithdrawStatement{Source: "source:x", ID: "person:x"})
		f.expect(nodes().get("id"), "meeting:v, person:v, source:a")
		f.apply(graph.Retract{ID: "PARTICIPATED_IN person:v meeting:v"})
		f.expect(nodes().get("id"), "meeting:v, source:a")
	})
}
