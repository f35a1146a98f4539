package graphtest

import (
	"testing"

	"parley/graph"
)

func fieldRules() []rule {
	return []rule{
		{"properties of every type", one("person:ann").get("name", "aliases", "description", "identifiers"), `name Ann Öberg, aliases [Annie O’Neil Minister Öberg], description a minister, identifiers [{wikidata Q1} {viaf 7}]`},
		{"an enumerated property", nodes("Post").get("roleKind"), `ENVOY, MINISTER`},
		{"a node's id, kind and label", nodes("Post", "Place").get("id", "kind", "label"), `
			id place:rome, kind Place, label Rome
			id post:envoy, kind Post, label Envoy
			id post:minister, kind Post, label Minister of France`},
		{"an edge's id, type and label", one("person:dora").below("Person/posts", get("id", "kind", "label")), `
			-
			  posts: id HOLDS_POST person:dora post:envoy HOLDER, kind HOLDS_POST, label Dora Annan HOLDS_POST (HOLDER) Envoy`},
		{"an edge's id has what is part of it, null where something follows", one("person:bob").below("positions", get("id", "stance", "when")), `
			-
			  positions: id HOLDS person:bob position:ban OPPOSES, stance OPPOSES, when 2025-02/..`},
		{"an edge's label has the value that tells it from the opposite", one("person:bob").below("Person/posts", get("label")).below("Person/positions", get("label")).below("Person/claims", get("label")), `
			-
			  posts: Bob Stone HOLDS_POST (FORMER) Envoy
			  positions: Bob Stone HOLDS (OPPOSES) Ban on whaling
			  claims: Bob Stone ASSERTS (DENIED) Flood, Bob Stone ASSERTS (DENIED) Leak`},
		{"so has that of an edge at its other end, as far as there is a value", one("proposal:draft").below("Proposal/contributors", get("label")).below("Proposal/revisedBy", get("label")), `
			-
			  contributors: Cid Stone CONTRIBUTED_TO (DRAFTED) Draft
			  revisedBy: Revision REVISES Draft`},
		{"what is only expected is not told as done", one("meeting:talks").below("Meeting/participants", get("label")), `
			-
			  participants: Ann Öberg PARTICIPATED_IN (CONFIRMED) Talks, Bob Stone PARTICIPATED_IN (EXPECTED) Talks, Dora Annan PARTICIPATED_IN (UNKNOWN) Talks`},
		{"a piece of evidence tells what it is for", facts().where(in("fact.id", "meeting:summit", "RELATED_TO person:dora person:ann", "ASSERTS person:cid claim:leak NOT_CONFIRMED")).get("fact.id", "fact.kind", "fact.label"), `
			fact.id ASSERTS person:cid claim:leak NOT_CONFIRMED, fact.kind ASSERTS, fact.label Cid Stone ASSERTS (NOT_CONFIRMED) Leak
			fact.id RELATED_TO person:dora person:ann, fact.kind RELATED_TO, fact.label Dora Annan RELATED_TO Ann Öberg
			fact.id meeting:summit, fact.kind Meeting, fact.label Summit in Rome`},
		{"and what it says, in the model's order", facts().where(in("fact.id", "meeting:summit", "position:ban", "RELATED_TO person:dora person:ann")).get("says"), `[relationship sister], [status HELD, format MULTILATERAL, mode IN_PERSON, when 2025-05-10], []`},
		{"quote, start and end count code points", facts().where(is("quote", graph.Contains, "Whales")).get("quote", "start", "end", "locator"), `quote “Whales must live,” said Öberg., start 449, end 480, locator null`},
		{"evidence names what it corrects, be it there or not", facts().where(in("fact.id", "REVISES proposal:revision proposal:draft", "proposal:draft")).get("fact.id", "corrects"), `
			fact.id REVISES proposal:revision proposal:draft, corrects [source:herald source:rumour]
			fact.id proposal:draft, corrects null`},
		{"with a locator these are null", facts().where(eq("locator", "row 9")).get("quote", "start", "end", "locator"), `quote null, start null, end null, locator row 9`},
		{"act, basis and date of a piece of evidence", one("meeting:summit").below("participants", func(q *query) {
			q.where(eq("node.id", "person:cid")).below("evidence", get("act", "basis", "saidWhen"))
		}), `
			-
			  participants:
			    -
			      evidence:
			        act EXPECTED, basis STATED, saidWhen 2025-05-01
			        act REPORTED, basis STATED, saidWhen 2025-05-11`},
		{"how many rows a link has", nodes("Person").get("id", "count(meetings)", "count(said)", "count(met)", "count(evidence)"), `
			id person:ann, count(meetings) 4, count(said) 6, count(met) 3, count(evidence) 0
			id person:bob, count(meetings) 2, count(said) 3, count(met) 2, count(evidence) 0
			id person:cid, count(meetings) 2, count(said) 2, count(met) 2, count(evidence) 0
			id person:dora, count(meetings) 3, count(said) 1, count(met) 0, count(evidence) 0`},
		{"also of a reference", one("meeting:lunch").below("participants", get("node.id", "node.count(claims)", "onBehalfOf.count(members)", "count(evidence)")), `
			-
			  participants:
			    node.id person:ann, node.count(claims) 5, onBehalfOf.count(members) 0, count(evidence) 1
			    node.id person:cid, node.count(claims) 2, onBehalfOf.count(members) 0, count(evidence) 1`},
		{"a whole date", nodes("Meeting").get("id", "when"), `
			id meeting:lunch, when 2025-06
			id meeting:rounds, when null
			id meeting:summit, when 2025-05-10
			id meeting:talks, when 2025-12-02`},
		{"the parts of a day", one("meeting:summit").get("when.text", "when.edtf", "when.basis", "when.year", "when.startEarliest", "when.startLatest", "when.endEarliest", "when.endLatest"), `when.text null, when.edtf 2025-05-10, when.basis STATED, when.year 2025, when.startEarliest 2025-05-10, when.startLatest 2025-05-10, when.endEarliest 2025-05-10, when.endLatest 2025-05-10`},
		{"the parts of a month", one("meeting:lunch").get("when.edtf", "when.startEarliest", "when.startLatest", "when.endEarliest", "when.endLatest"), `when.edtf 2025-06, when.startEarliest 2025-06-01, when.startLatest 2025-06-30, when.endEarliest 2025-06-01, when.endLatest 2025-06-30`},
		{"the parts of a period that goes on", one("person:ann").below("Person/posts", get("when.edtf", "when.startEarliest", "when.startLatest", "when.endEarliest", "when.endLatest")), `
			-
			  posts: when.edtf 2024/.., when.startEarliest 2024-01-01, when.startLatest 2024-12-31, when.endEarliest null, when.endLatest null`},
		{"the year of a period without a beginning is null", one("person:bob").below("Person/posts", get("when.edtf", "when.year", "when.startEarliest", "when.endLatest")), `
			-
			  posts: when.edtf ../2024, when.year null, when.startEarliest null, when.endLatest 2024-12-31`},
		{"the parts of no date are null", one("meeting:rounds").get("when", "when.edtf", "when.year", "when.startEarliest"), `when null, when.edtf null, when.year null, when.startEarliest null`},
	}
}

// testLabels shows the label of an edge before and after a source says its label
// value, also as the label of other evidence for the edge.
func (s *suite) testLabels(t *testing.T) {
	f := s.empty(t)
	article := func(said props) *article {
		a := newArticle("source:log", "").node("person:v", props{"name": "Vera"}).node("meeting:w", props{"name": "Talks"})
		a.fact("meeting:w", nil)
		a.fact("PARTICIPATED_IN person:v meeting:w", said)
		return a
	}
	labels := func() *query { return facts().where(eq("fact.kind", "PARTICIPATED_IN")).get("fact.label") }
	f.load(article(nil))
	f.expect(one("person:v").below("Person/meetings", get("label")), `
		-
		  meetings: Vera PARTICIPATED_IN Talks`)
	f.expect(labels(), `Vera PARTICIPATED_IN Talks`)
	f.load(article(props{"attendance": "DECLINED"}))
	f.expect(labels(), `Vera PARTICIPATED_IN (DECLINED) Talks, Vera PARTICIPATED_IN (DECLINED) Talks`)
}

// testTypes shows types that the standard model does not use on nodes, in a model
// with one more kind and one more common property: the model is all that a store
// needs to know.
func (s *suite) testTypes(t *testing.T) {
	spec := graph.Standard()
	spec.Common = append(spec.Common, graph.Property{Name: "weight", Type: graph.Number, Editorial: true})
	spec.Kinds = append(spec.Kinds, graph.Kind{Name: "Ship", Plural: "ships", Properties: []graph.Property{
		{Name: "armed", Type: graph.Flag, Editorial: true},
		{Name: "built", Type: graph.Date, Editorial: true},
	}})
	f := s.emptyOf(t, mustModel(t, spec))
	a := newArticle("source:log", "")
	a.node("country:fr", props{"name": "France", "weight": int64(7)})
	a.node("ship:a", props{"weight": int64(9), "armed": true})
	a.node("ship:b", props{"weight": int64(10), "armed": false, "built": when("1912")})
	a.node("ship:c", props{"weight": int64(-3), "built": when("1905-05")})
	a.node("ship:d", nil)
	f.load(a)
	ships := func() *query { return nodes("Ship") }
	f.rules([]rule{
		{"a kind that is in the model is in the store", ships().get("id", "weight", "armed", "built"), `
			id ship:a, weight 9, armed true, built null
			id ship:b, weight 10, armed false, built 1912
			id ship:c, weight -3, armed null, built 1905-05
			id ship:d, weight null, armed null, built null`},
		{"so is a common property", nodes("Country").get("weight"), `7`},
		{"numbers are ordered as numbers", ships().order("weight").get("id"), `ship:c, ship:a, ship:b, ship:d`},
		{"falling too", ships().order("weight desc").get("id"), `ship:d, ship:b, ship:a, ship:c`},
		{"false comes before true", ships().order("armed").get("id"), `ship:b, ship:a, ship:c, ship:d`},
		{"falling after it", ships().order("armed desc").get("id"), `ship:c, ship:d, ship:a, ship:b`},
		{"numbers are compared as numbers", ships().where(is("weight", graph.Lt, int64(10))).get("id"), `ship:a, ship:c`},
		{"numbers are equal", ships().where(eq("weight", int64(10))).get("id"), `ship:b`},
		{"flags are equal", ships().where(not(eq("armed", true))).get("id"), `ship:b, ship:c, ship:d`},
		{"numbers and flags make groups", ships().noRows().groupBy("weight", "armed"), `
			by weight: -3 (1), 9 (1), 10 (1), null (1)
			by armed: null (2), false (1), true (1)`},
		{"dates of any name are compared", ships().where(is("built.startEarliest", graph.Lt, day("1912-01-01"))).get("id"), `ship:c`},
		{"and ordered", ships().order("built.endLatest desc").get("id"), `ship:a, ship:d, ship:b, ship:c`},
	})
}
