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

// testFormerIDs shows that what named an edge in earlier versions, when its date was
// part of its id, still names it.
func (s *suite) testFormerIDs(t *testing.T) {
	const now, before = "HOLDS person:p position:q OPPOSES", "HOLDS person:p position:q OPPOSES 2025-12-03/.."
	stance := one("person:p").below("positions", get("id", "when"))
	base := func() *article {
		a := newArticle("source:a", "").node("person:p", nil).node("position:q", nil)
		return a.fact("position:q", nil).fact("HOLDS person:p position:q", props{"stance": "OPPOSES", "when": when("2025-12-03/..")})
	}
	// dated returns the changes of an article as an earlier version wrote them.
	dated := func(f fixture, a *article, says props) []graph.Change {
		changes := a.changes(f.model)
		for i, c := range changes {
			if e, ok := c.(graph.PutEvidence); ok && e.Fact.Edge != "" {
				e.Fact.Identity = props{"stance": "OPPOSES", "when": e.Says["when"]}
				e.Says = says
				changes[i] = e
			}
		}
		return changes
	}

	s.onEmpty(t, "an edge is retracted by the id that it had", func(f fixture) {
		f.load(base())
		f.apply(graph.Retract{ID: before})
		f.expect(stance, "-\n  positions: none")
	})
	s.onEmpty(t, "a precondition names it by the id that it had", func(f fixture) {
		f.load(base())
		f.refused(graph.Conflict, graph.Precondition{ID: before})
		f.refused(graph.Conflict, graph.Precondition{ID: before, Version: "0"})
		f.apply(graph.Precondition{ID: "HOLDS person:p position:q SUPPORTS 2025"}, graph.Retract{ID: now})
		f.apply(graph.Precondition{ID: before})
	})
	s.onEmpty(t, "a date in the identity of a fact is what the evidence says", func(f fixture) {
		f.apply(dated(f, base(), nil)...)
		f.expect(stance, "-\n  positions: id "+now+", when 2025-12-03/..")
	})
	s.onEmpty(t, "it is the same evidence as with the date among what it says", func(f fixture) {
		f.load(base())
		f.idle(dated(f, base(), nil)...)
	})
	s.onEmpty(t, "evidence that says a date as well says that one", func(f fixture) {
		f.apply(dated(f, base(), props{"when": when("2025-11")})...)
		f.expect(stance, "-\n  positions: id "+now+", when 2025-11")
	})
	s.onEmpty(t, "what was told apart by dates is one edge", func(f fixture) {
		a := base().fact("HOLDS person:p position:q", props{"stance": "OPPOSES", "when": when("2025-10")})
		f.apply(dated(f, a, nil)...)
		f.expect(stance, "-\n  positions: id "+now+", when 2025-10/..")
	})
	s.onEmpty(t, "other words behind an id name nothing", func(f fixture) {
		f.load(base())
		defer f.unchanged()()
		f.idle(graph.Retract{ID: before + " more"}, graph.Retract{ID: "PARTICIPATED_IN person:p meeting:m - 2025"})
	})
}
