package graphtest

import (
	"testing"

	"parley/graph"
)

// testSources shows that a source is a unit.
func (s *suite) testSources(t *testing.T) {
	drop := func(id string) graph.Change { return graph.DropSource{Source: id} }
	everything := func() *query { return nodes().get("id") }

	s.onEmpty(t, "loading a source again replaces what it said", func(f fixture) {
		f.load(visit("source:a", "SCHEDULED", "EXPECTED"))
		a := reloaded("source:a")
		a.node("person:w", nil)
		a.node("meeting:v", nil)
		a.fact("PARTICIPATED_IN person:w meeting:v", props{"attendance": "EXPECTED"})
		f.load(a)
		f.expect(everything(), "meeting:v, person:w, source:a")
		f.expect(one("meeting:v").get("status").below("participants", get("node.id")), "status null\n  participants: person:w")
		f.expect(facts().count().noRows(), "1 in all")
	})
	s.onEmpty(t, "without a sweep both loads stay", func(f fixture) {
		f.load(visit("source:a", "SCHEDULED", "EXPECTED"))
		a := reloaded("source:a")
		a.node("person:w", nil)
		f.apply(a.nodesOnly()...)
		f.expect(everything(), "meeting:v, person:v, person:w, source:a")
	})
	t.Run("what two sources say stays when one goes", func(t *testing.T) {
		a, b := visit("source:a", "SCHEDULED", "EXPECTED"), visit("source:b", "SCHEDULED", "EXPECTED")
		want := s.stateAfter(t, b.changes(s.model))
		f := s.empty(t)
		f.load(a, b)
		f.apply(drop("source:a"))
		f.same(want, f.dumpNow())
	})
	s.onEmpty(t, "dropping a source brings back the old values", func(f fixture) {
		f.load(visit("source:a", "SCHEDULED", "EXPECTED"))
		defer f.unchanged()()
		f.load(visit("source:b", "HELD", "ATTENDED"))
		f.expect(one("meeting:v").get("status").below("participants", get("attendance", "count(evidence)")),
			"status HELD\n  participants: attendance ATTENDED, count(evidence) 2")
		f.apply(drop("source:b"))
	})
	s.onEmpty(t, "dropping takes what rests on the source alone", func(f fixture) {
		blank := f.dumpNow()
		f.load(sample()...)
		before := f.dumpNow()
		f.load(visit("source:b", "HELD", "ATTENDED"))
		f.apply(drop("source:b"))
		f.same(before, f.dumpNow())
		for _, a := range sample() {
			f.apply(drop(a.id))
		}
		f.same(blank, f.dumpNow())
	})
	s.onSample(t, "dropping a source twice, or one that does not exist, is nothing", func(f fixture) {
		f.apply(drop("source:courier"))
		f.idle(drop("source:courier"), drop("source:nowhere"))
	})
	s.onEmpty(t, "a node stays, as it was stated last, while another source's words rest on it", func(f fixture) {
		a, b := newArticle("source:a", ""), newArticle("source:b", "")
		for _, id := range []string{"person:end", "person:speaker", "country:client", "meeting:occasion", "post:capacity", "country:principal", "position:node", "person:alone"} {
			a.node(id, props{"description": "by a"})
		}
		b.node("meeting:m", nil)
		b.fact("PARTICIPATED_IN person:end meeting:m", props{"capacity": "post:capacity", "onBehalfOf": "country:principal"})
		b.fact("meeting:m", nil, saidBy("person:speaker"), saidFor("country:client"), saidAt("meeting:occasion"))
		b.fact("position:node", nil)
		f.load(a, b)
		f.apply(drop("source:a"))
		f.expect(nodes().where(eq("description", "by a")).get("id"),
			"country:client, country:principal, meeting:occasion, person:end, person:speaker, position:node, post:capacity")
		b.node("person:end", props{"description": "by b"})
		f.load(b)
		f.expect(one("person:end").get("description"), "by b")
		f.apply(drop("source:b"))
		f.expect(everything(), "")
	})
	s.onEmpty(t, "a source that is corrected may come later, and go", func(f fixture) {
		a, b := newArticle("source:a", "").node("person:p", nil), newArticle("source:b", "")
		b.node("person:q", nil).fact("person:q", nil, correcting("source:a"))
		f.load(b)
		corrects := func() { f.expect(facts().get("corrects"), "[source:a]") }
		corrects()
		f.load(a)
		corrects()
		f.apply(drop("source:a"))
		f.expect(everything(), "person:q, source:b")
		corrects()
	})
	s.onEmpty(t, "a source stays while its words do, though nobody states it", func(f fixture) {
		lists, a := newArticle("source:list", ""), newArticle("source:a", "")
		lists.node("source:a", props{"text": "Words."})
		lists.node("person:p", nil)
		f.load(lists)
		f.apply(identified(f.model, a.fact("person:p", nil, at("row 1")).facts[0]),
			graph.PutNode{Source: "source:a", ID: "person:q", Props: props{"name": "Q"}})
		f.apply(drop("source:list"))
		f.expect(everything(), "person:p, person:q, source:a")
		f.expect(facts().get("source.id"), "source:a")
		f.apply(drop("source:a"))
		f.expect(everything(), "")
		f.expect(facts().get("source.id"), "")
	})
	s.onEmpty(t, "quotes are held against a text that another source states", func(f fixture) {
		list := newArticle("source:list", "")
		list.node("source:a", props{"text": "Words."})
		f.load(list)
		a := newArticle("source:a", "").fact("source:list", nil, quote("Words."), func(e *graph.Evidence) { e.End = 6 })
		f.apply(a.facts[0])
		f.expect(facts().get("quote"), "Words.")
	})
	s.onEmpty(t, "a source that its new load does not state stays too", func(f fixture) {
		f.load(visit("source:a", "HELD", "ATTENDED"))
		a := reloaded("source:a")
		a.fact("person:v", nil, at("row 1"))
		_, facts := a.write(f.model)
		f.apply(append(facts, graph.Sweep{Source: "source:a", Load: "2"})...)
		f.expect(everything(), "person:v, source:a")
	})
	s.onEmpty(t, "a source that nobody states goes with the last that it states", func(f fixture) {
		f.load(visit("source:a", "HELD", "ATTENDED"))
		f.apply(graph.PutNode{Source: "source:a", Load: "2", ID: "person:p", Props: props{"name": "P"}},
			graph.Sweep{Source: "source:a", Load: "2"})
		f.expect(everything(), "person:p, source:a")
		f.apply(graph.Sweep{Source: "source:a", Load: "3"})
		f.expect(everything(), "")
	})
	s.onEmpty(t, "a source dropped and loaded anew is loaded last", func(f fixture) {
		a, b := visit("source:a", "SCHEDULED", "EXPECTED"), visit("source:b", "CANCELLED", "CONFIRMED")
		f.load(a, b)
		f.apply(drop("source:a"))
		f.load(a)
		f.expect(one("meeting:v").get("status"), "SCHEDULED")
	})
	s.onEmpty(t, "a text that changed has the new quotes", func(f fixture) {
		f.load(visit("source:a", "HELD", "ATTENDED"))
		a := reloaded("source:a")
		a.node("person:v", nil)
		a.fact("person:v", nil, quote("Wholly other words."))
		f.load(a)
		f.expect(facts().get("quote"), "Wholly other words.")
		f.expect(one("source:a").get("text"), "«Wholly other words. ")
	})
}

// testAbsent shows that what no statement that counts supports is not there, with all
// that leads to it, until one does again.
func (s *suite) testAbsent(t *testing.T) {
	withdrawn := func(a *article) *article {
		a.props["withdrawn"] = when("2025-06-01")
		return a
	}
	counts := func(f fixture, want string) {
		f.Helper()
		f.expect(facts().get("fact.id", "fact.label"), want)
	}

	s.onEmpty(t, "a node goes with the source that is withdrawn, and its evidence can be read", func(f fixture) {
		f.load(visit("source:a", "SCHEDULED", "EXPECTED"))
		defer f.unchanged()()
		f.load(withdrawn(visit("source:a", "SCHEDULED", "EXPECTED")))
		f.expect(nodes("Meeting").count().get("id"), "0 in all")
		f.expect(one("meeting:v").get("id"), "")
		f.expect(one("person:v").below("meetings", get("id")), "-\n  meetings: none")
		f.expect(nodes("Person").get("count(meetings)"), "0")
		counts(f, "fact.id meeting:v, fact.label v\nfact.id PARTICIPATED_IN person:v meeting:v, fact.label v PARTICIPATED_IN v")
		f.expect(facts().get("fact.id").on("2025-12-01"), "")
		f.load(visit("source:a", "SCHEDULED", "EXPECTED"))
	})
	s.onEmpty(t, "words on what is not there find nothing", func(f fixture) {
		f.load(visit("source:a", "SCHEDULED", "EXPECTED"))
		found := func(word, want string) {
			t.Helper()
			p, rows := f.find(f.store.Snapshot(), word, nodes().get("id"))
			f.same(want, p.Root.Format(rows))
		}
		found("sentence", "person:v, meeting:v")
		f.load(withdrawn(visit("source:a", "SCHEDULED", "EXPECTED")))
		found("sentence", "")
		found("v", "person:v")
	})
	s.onEmpty(t, "an edge to a node that is not there comes back with it", func(f fixture) {
		f.load(visit("source:a", "SCHEDULED", "EXPECTED"))
		b := newArticle("source:b", "")
		b.node("person:w", nil)
		b.node("meeting:v", nil)
		b.fact("PARTICIPATED_IN person:w meeting:v", props{"attendance": "ATTENDED"})
		f.load(b)
		here := one("person:w").below("meetings", get("node.id", "attendance"))
		f.load(withdrawn(visit("source:a", "SCHEDULED", "EXPECTED")))
		f.expect(here, "-\n  meetings: none")
		f.expect(facts().where(eq("source.id", "source:b")).get("fact.id").on("2025-12-01"), "")
		b.fact("meeting:v", props{"status": "HELD"})
		f.load(b)
		f.expect(here, "-\n  meetings: node.id meeting:v, attendance ATTENDED")
		f.expect(one("meeting:v").get("status").below("participants", get("node.id")), "status HELD\n  participants: person:w")
	})
	s.onEmpty(t, "an edge is not there once its last statement is corrected, and a contrary one is", func(f fixture) {
		a := newArticle("source:a", "2025-01-01")
		a.node("person:p", nil)
		a.node("position:x", nil)
		a.fact("position:x", nil)
		a.fact("HOLDS person:p position:x", props{"stance": "SUPPORTS"})
		f.load(a)
		b := newArticle("source:b", "2025-01-02")
		b.fact("HOLDS person:p position:x", props{"stance": "OPPOSES"}, correcting("source:a"))
		f.load(b)
		stances := one("person:p").below("positions", get("stance", "verification", "current"))
		f.expect(stances, "-\n  positions: stance OPPOSES, verification UNVERIFIED, current true")
		f.expect(one("position:x").get("id"), "position:x")
		f.apply(graph.DropSource{Source: "source:b"})
		f.expect(stances, "-\n  positions: stance SUPPORTS, verification UNVERIFIED, current true")
	})
	s.onEmpty(t, "what rests on a node holds it, there or not", func(f fixture) {
		f.load(withdrawn(visit("source:a", "SCHEDULED", "EXPECTED")))
		f.refused(graph.Conflict, graph.Retract{ID: "person:v"})
		f.refused(graph.Conflict, graph.Retract{ID: "meeting:v"})
		f.apply(graph.DropSource{Source: "source:a"})
		f.expect(nodes().get("id"), "")
	})
}
