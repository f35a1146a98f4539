package graphtest

import "parley/graph"

func orderRules() []rule {
	people := func(keys ...string) *query { return nodes("Person").order(keys...).get("name") }
	return []rule{
		{"by text, in the order of bytes", nodes("Person", "Position").order("name").get("name"), `Ann Öberg, Ban on whaling, Bob Stone, Cid Stone, Dora Annan, Tax`},
		{"falling", people("name desc"), `Dora Annan, Cid Stone, Bob Stone, Ann Öberg`},
		{"nulls come last rising, ties by id", nodes("Person").order("description").get("id", "description"), `
			id person:ann, description a minister
			id person:dora, description an envoy
			id person:bob, description null
			id person:cid, description null`},
		{"and first falling, ties still by id", nodes("Person").order("description desc").get("id", "description"), `
			id person:bob, description null
			id person:cid, description null
			id person:dora, description an envoy
			id person:ann, description a minister`},
		{"by enumerated values' names", nodes("Meeting").order("status").get("id", "status"), `
			id meeting:lunch, status HELD
			id meeting:rounds, status HELD
			id meeting:summit, status HELD
			id meeting:talks, status SCHEDULED`},
		{"by a day", nodes("Meeting").order("when.startEarliest").get("id", "when"), `
			id meeting:summit, when 2025-05-10
			id meeting:lunch, when 2025-06
			id meeting:talks, when 2025-12-02
			id meeting:rounds, when null`},
		{"by a day, falling", nodes("Meeting").order("when.startEarliest desc").get("id", "when"), `
			id meeting:rounds, when null
			id meeting:talks, when 2025-12-02
			id meeting:lunch, when 2025-06
			id meeting:summit, when 2025-05-10`},
		{"by a year, then by text", nodes("Meeting").order("when.year", "name desc").get("name"), `Talks, Summit in Rome, Lunch, Rounds`},
		{"by how many", nodes("Person").order("count(meetings) desc").get("id", "count(meetings)"), `
			id person:ann, count(meetings) 4
			id person:dora, count(meetings) 3
			id person:bob, count(meetings) 2
			id person:cid, count(meetings) 2`},
		{"by how many are derived", nodes("Person").order("count(met)", "name desc").get("id", "count(met)"), `
			id person:dora, count(met) 0
			id person:cid, count(met) 2
			id person:bob, count(met) 2
			id person:ann, count(met) 3`},
		{"by several keys", nodes("Person").order("count(met) desc", "name desc").get("name"), `Ann Öberg, Cid Stone, Bob Stone, Dora Annan`},
		{"by id", nodes("Person").order("id desc").get("id"), `person:dora, person:cid, person:bob, person:ann`},
		{"by kind, then id", nodes("Place", "Country").order("kind desc", "id desc").get("id"), `place:rome, country:fr, country:de`},
		{"by label", nodes("Place", "Country").order("label").get("label"), `France, Germany, Rome`},
		{"edges by their own property", one("meeting:summit").below("participants", func(q *query) { q.order("attendance", "node.name").get("attendance", "node.name") }), `
			-
			  participants:
			    attendance ATTENDED, node.name Ann Öberg
			    attendance ATTENDED, node.name Bob Stone
			    attendance ATTENDED, node.name Cid Stone
			    attendance ATTENDED, node.name Germany
			    attendance UNKNOWN, node.name Dora Annan`},
		{"edges by a reference that may be null", one("meeting:summit").below("participants", func(q *query) { q.order("onBehalfOf.name desc", "node.id desc").get("onBehalfOf.name", "node.id") }), `
			-
			  participants:
			    onBehalfOf.name null, node.id person:dora
			    onBehalfOf.name null, node.id country:de
			    onBehalfOf.name Germany, node.id person:bob
			    onBehalfOf.name France, node.id person:cid
			    onBehalfOf.name France, node.id person:ann`},
		{"edges by their end's number of links", one("meeting:summit").below("participants", func(q *query) { q.order("node.count(met) desc").get("node.id", "node.count(met)") }), `
			-
			  participants:
			    node.id person:ann, node.count(met) 3
			    node.id person:bob, node.count(met) 2
			    node.id person:cid, node.count(met) 2
			    node.id country:de, node.count(met) 1
			    node.id person:dora, node.count(met) 0`},
		{"evidence by when it was said", one("meeting:summit").below("participants", func(q *query) {
			q.where(eq("node.id", "person:cid")).below("evidence", func(q *query) { q.order("saidWhen.startEarliest desc").get("saidWhen") })
		}), `
			-
			  participants:
			    -
			      evidence: 2025-05-11, 2025-05-01`},
		{"facts by what they are for", facts().where(eq("saidBy.id", "person:ann")).order("act", "fact.label desc").get("act", "fact.label"), `
			act CLAIMED, fact.label Ann Öberg ASSERTS (CLAIMED) Leak
			act CLAIMED, fact.label Ann Öberg ASSERTS (CLAIMED) Dawn
			act CLAIMED, fact.label Ann Öberg ASSERTS (CLAIMED) Calm
			act CONFIRMED, fact.label Ann Öberg ASSERTS (CONFIRMED) Calm
			act DENIED, fact.label Ann Öberg ASSERTS (DENIED) Flood
			act SAID, fact.label Ann Öberg HOLDS (SUPPORTS) Ban on whaling`},
		{"facts by number", facts().where(eq("fact.kind", "HOLDS_POST")).order("start desc").get("fact.id"), `HOLDS_POST person:dora post:envoy HOLDER, HOLDS_POST person:bob post:envoy FORMER, HOLDS_POST person:ann post:minister HOLDER`},
		{"pairs by flag", one("person:ann").below("met", func(q *query) { q.order("sameSide desc", "id desc").get("id", "sameSide") }), `
			-
			  met:
			    id country:de, sameSide null
			    id person:cid, sameSide true
			    id person:bob, sameSide false`},
		{"pairs by flag, rising", one("person:ann").below("met", func(q *query) { q.order("sameSide", "id desc").get("id") }), `
			-
			  met: person:bob, person:cid, country:de`},
	}
}

func pageRules() []rule {
	people := func() *query { return nodes("Person").get("id") }
	byName := func() *query { return nodes("Person").order("name desc").get("name") }
	return []rule{
		{"the first rows, and that there are more", people().first(2), `
			more
			person:ann, person:bob`},
		{"the last rows stand in the list's order", people().last(2), `
			more
			person:cid, person:dora`},
		{"all rows, and no more", people().first(4), `person:ann, person:bob, person:cid, person:dora`},
		{"no row, but more", people().first(0), `more`},
		{"no row of nothing, and no more", people().where(or()).first(0), ``},
		{"after an id", people().after("person:bob"), `person:cid, person:dora`},
		{"before an id", people().before("person:cid").last(1), `
			more
			person:bob`},
		{"after an id that does not exist", people().after("person:bobby"), `person:cid, person:dora`},
		{"between two ids", people().after("person:ann").before("person:dora"), `person:bob, person:cid`},
		{"between two ids, backward", people().after("person:ann").before("person:dora").last(1), `
			more
			person:cid`},
		{"between ids the wrong way round", people().after("person:dora").before("person:ann"), ``},
		{"after an id of a kind that the list has not", people().after("country:zz").first(1), `
			more
			person:ann`},
		{"before an id of a kind that the list has not", people().before("topic:zz").last(1), `
			more
			person:dora`},
		{"over kinds", nodes("Country", "Place", "Topic").get("id").after("country:fr").before("topic:sea"), `place:rome`},
		{"over kinds, backward", nodes("Country", "Place", "Topic").get("id").after("country:de").before("topic:sea").last(1), `
			more
			place:rome`},
		{"in an order, after its values and an id", byName().after("Cid Stone", "person:cid"), `Bob Stone, Ann Öberg`},
		{"the id decides where the values are the same", byName().after("Cid Stone", "person:bob"), `Cid Stone, Bob Stone, Ann Öberg`},
		{"in an order, before", byName().before("Cid Stone", "person:cid"), `Dora Annan`},
		{"after a null", nodes("Person").order("description").get("id").after(nil, "person:bob"), `person:cid`},
		{"before a null, falling", nodes("Person").order("description desc").get("id").before(nil, "person:cid"), `person:bob`},
		{"the total is of all pages", people().count().after("person:bob").first(1), `
			4 in all, more
			person:cid`},
		{"so are the groups", nodes("Meeting").groupBy("status").get("id").after("meeting:rounds").first(1), `
			more
			by status: HELD (3), SCHEDULED (1)
			meeting:summit`},
		{"below a row each list has its own page", nodes("Meeting").get("id").below("participants", func(q *query) { q.count().first(1).get("node.id") }), `
			id meeting:lunch
			  participants (2 in all, more): person:ann
			id meeting:rounds
			  participants (2 in all, more): person:ann
			id meeting:summit
			  participants (5 in all, more): country:de
			id meeting:talks
			  participants (3 in all, more): person:ann`},
		{"below, between", one("meeting:summit").below("participants", func(q *query) {
			q.order("node.name").after("Bob Stone", "").before("Germany", "").get("node.name")
		}), `
			-
			  participants: Bob Stone, Cid Stone, Dora Annan`},
		{"evidence after an id", facts().where(is("fact.kind", graph.In, []graph.Value{"HOLDS_POST"})).get("fact.id").after("evidence:herald 00000002 "), `HOLDS_POST person:bob post:envoy FORMER, HOLDS_POST person:dora post:envoy HOLDER`},
	}
}

func countRules() []rule {
	return []rule{
		{"a total", nodes("Person").noRows().count(), `4 in all`},
		{"a total of what a filter leaves", nodes("Person").where(is("name", graph.EndsWith, "Stone")).noRows().count(), `2 in all`},
		{"a total of all evidence", facts().where(eq("source.id", "source:courier")).noRows().count(), `19 in all`},
		{"a total beside rows", nodes("Country").count().get("id"), `
			2 in all
			country:de, country:fr`},
		{"totals of lists below", nodes("Country").get("id").
			below("met", func(q *query) { q.noRows().count() }).
			below("members", func(q *query) { q.noRows().count().where(eq("node.kind", "Person")) }), `
			id country:de
			  met (1 in all): none
			  members (2 in all): none
			id country:fr
			  met (0 in all): none
			  members (0 in all): none`},
		{"groups, the largest first, then by value", nodes("Meeting").noRows().groupBy("status"), `by status: HELD (3), SCHEDULED (1)`},
		{"null is a group, after others as large", nodes("Meeting").noRows().groupBy("format", "when.year", "mode"), `
			by format: MULTILATERAL (1), SERIES (1), TALKS (1), null (1)
			by when.year: 2025 (3), null (1)
			by mode: null (3), IN_PERSON (1)`},
		{"groups of what a filter leaves, with rows", nodes("Meeting").where(eq("status", "HELD")).groupBy("when.year").get("id"), `
			by when.year: 2025 (2), null (1)
			meeting:lunch, meeting:rounds, meeting:summit`},
		{"groups of edges", one("meeting:summit").below("participants", func(q *query) { q.noRows().groupBy("attendance", "node.kind", "onBehalfOf.name") }), `
			-
			  participants:
			    by attendance: ATTENDED (4), UNKNOWN (1)
			    by node.kind: Person (4), Country (1)
			    by onBehalfOf.name: France (2), null (2), Germany (1)`},
		{"groups of evidence", facts().where(eq("source.id", "source:courier")).noRows().groupBy("act", "basis"), `
			by act: REPORTED (8), DENIED (4), CLAIMED (3), CONFIRMED (2), NOT_CONFIRMED (2)
			by basis: STATED (19)`},
		{"groups of pairs, by number and flag", one("person:ann").below("met", func(q *query) { q.noRows().groupBy("count", "sameSide") }), `
			-
			  met:
			    by count: 1 (2), 2 (1)
			    by sameSide: false (1), true (1), null (1)`},
		{"groups by number of links", nodes("Person").noRows().groupBy("count(meetings)"), `by count(meetings): 2 (2), 3 (1), 4 (1)`},
		{"groups by day", nodes("Meeting", "Claim").noRows().groupBy("when.startEarliest"), `by when.startEarliest: null (4), 2025-05-10 (1), 2025-06-01 (1), 2025-11-02 (1), 2025-12-02 (1)`},
		{"groups of nothing", nodes("Person").where(or()).noRows().groupBy("name").count(), `
			0 in all
			by name:`},
	}
}
