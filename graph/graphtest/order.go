package graphtest

import "parley/graph"

func orderRules() []rule {
	people := func(keys ...string) *query { return nodes("Person").order(keys...).get("name") }
	return []rule{
		{"by text, in the order of bytes", nodes("Person", "Position").order("name").get("name"), ``},
		{"falling", people("name desc"), ``},
		{"nulls come last rising, ties by id", nodes("Person").order("description").get("id", "description"), ``},
		{"and first falling, ties still by id", nodes("Person").order("description desc").get("id", "description"), ``},
		{"by enumerated values' names", nodes("Meeting").order("status").get("id", "status"), ``},
		{"by a day", nodes("Meeting").order("when.startEarliest").get("id", "when"), ``},
		{"by a day, falling", nodes("Meeting").order("when.startEarliest desc").get("id", "when"), ``},
		{"by a year, then by text", nodes("Meeting").order("when.year", "name desc").get("name"), ``},
		{"by how many", nodes("Person").order("count(meetings) desc").get("id", "count(meetings)"), ``},
		{"by how many are derived", nodes("Person").order("count(met)", "name desc").get("id", "count(met)"), ``},
		{"by several keys", nodes("Person").order("count(met) desc", "name desc").get("name"), ``},
		{"by id", nodes("Person").order("id desc").get("id"), ``},
		{"by kind, then id", nodes("Place", "Country").order("kind desc", "id desc").get("id"), ``},
		{"by label", nodes("Place", "Country").order("label").get("label"), ``},
		{"edges by their own property", one("meeting:summit").below("participants", func(q *query) { q.order("attendance", "node.name").get("attendance", "node.name") }), ``},
		{"edges by a reference that may be null", one("meeting:summit").below("participants", func(q *query) { q.order("onBehalfOf.name desc", "node.id desc").get("onBehalfOf.name", "node.id") }), ``},
		{"edges by their end's number of links", one("meeting:summit").below("participants", func(q *query) { q.order("node.count(met) desc").get("node.id", "node.count(met)") }), ``},
		{"evidence by when it was said", one("meeting:summit").below("participants", func(q *query) {
			q.where(eq("node.id", "person:cid")).below("evidence", func(q *query) { q.order("saidWhen.startEarliest desc").get("saidWhen") })
		}), ``},
		{"facts by what they are for", facts().where(eq("saidBy.id", "person:ann")).order("act", "fact.label desc").get("act", "fact.label"), ``},
		{"facts by number", facts().where(eq("fact.kind", "HOLDS_POST")).order("start desc").get("fact.id"), ``},
		{"pairs by flag", one("person:ann").below("met", func(q *query) { q.order("sameSide desc", "id desc").get("id", "sameSide") }), ``},
		{"pairs by flag, rising", one("person:ann").below("met", func(q *query) { q.order("sameSide", "id desc").get("id") }), ``},
	}
}

func pageRules() []rule {
	people := func() *query { return nodes("Person").get("id") }
	byName := func() *query { return nodes("Person").order("name desc").get("name") }
	return []rule{
		{"the first rows, and that there are more", people().first(2), ``},
		{"the last rows stand in the list's order", people().last(2), ``},
		{"all rows, and no more", people().first(4), ``},
		{"no row, but more", people().first(0), ``},
		{"no row of nothing, and no more", people().where(or()).first(0), ``},
		{"after an id", people().after("person:bob"), ``},
		{"before an id", people().before("person:cid").last(1), ``},
		{"after an id that there is not", people().after("person:bobby"), ``},
		{"between two ids", people().after("person:ann").before("person:dora"), ``},
		{"between two ids, backward", people().after("person:ann").before("person:dora").last(1), ``},
		{"between ids the wrong way round", people().after("person:dora").before("person:ann"), ``},
		{"after an id of a kind that the list has not", people().after("country:zz").first(1), ``},
		{"before an id of a kind that the list has not", people().before("topic:zz").last(1), ``},
		{"over kinds", nodes("Country", "Place", "Topic").get("id").after("country:fr").before("topic:sea"), ``},
		{"over kinds, backward", nodes("Country", "Place", "Topic").get("id").after("country:de").before("topic:sea").last(1), ``},
		{"in an order, after its values and an id", byName().after("Cid Stone", "person:cid"), ``},
		{"the id decides where the values are the same", byName().after("Cid Stone", "person:bob"), ``},
		{"in an order, before", byName().before("Cid Stone", "person:cid"), ``},
		{"after a null", nodes("Person").order("description").get("id").after(nil, "person:bob"), ``},
		{"before a null, falling", nodes("Person").order("description desc").get("id").before(nil, "person:cid"), ``},
		{"the total is of all pages", people().count().after("person:bob").first(1), ``},
		{"so are the groups", nodes("Meeting").groupBy("status").get("id").after("meeting:rounds").first(1), ``},
		{"below a row each list has its own page", nodes("Meeting").get("id").below("participants", func(q *query) { q.count().first(1).get("node.id") }), ``},
		{"below, between", one("meeting:summit").below("participants", func(q *query) {
			q.order("node.name").after("Bob Stone", "").before("Germany", "").get("node.name")
		}), ``},
		{"evidence after an id", facts().where(is("fact.kind", graph.In, []graph.Value{"HOLDS_POST"})).get("fact.id").after("evidence:herald 00000002 "), ``},
	}
}

func countRules() []rule {
	return []rule{
		{"a total", nodes("Person").noRows().count(), ``},
		{"a total of what a filter leaves", nodes("Person").where(is("name", graph.EndsWith, "Stone")).noRows().count(), ``},
		{"a total of all evidence", facts().where(eq("source.id", "source:courier")).noRows().count(), ``},
		{"a total beside rows", nodes("Country").count().get("id"), ``},
		{"totals of lists below", nodes("Country").get("id").
			below("met", func(q *query) { q.noRows().count() }).
			below("members", func(q *query) { q.noRows().count().where(eq("node.kind", "Person")) }), ``},
		{"groups, the largest first, then by value", nodes("Meeting").noRows().groupBy("status"), ``},
		{"null is a group, after others as large", nodes("Meeting").noRows().groupBy("format", "when.year", "mode"), ``},
		{"groups of what a filter leaves, with rows", nodes("Meeting").where(eq("status", "HELD")).groupBy("when.year").get("id"), ``},
		{"groups of edges", one("meeting:summit").below("participants", func(q *query) { q.noRows().groupBy("attendance", "node.kind", "onBehalfOf.name") }), ``},
		{"groups of evidence", facts().where(eq("source.id", "source:courier")).noRows().groupBy("act", "basis"), ``},
		{"groups of pairs, by number and flag", one("person:ann").below("met", func(q *query) { q.noRows().groupBy("count", "sameSide") }), ``},
		{"groups by number of links", nodes("Person").noRows().groupBy("count(meetings)"), ``},
		{"groups by day", nodes("Meeting", "Claim").noRows().groupBy("when.startEarliest"), ``},
		{"groups of nothing", nodes("Person").where(or()).noRows().groupBy("name").count(), ``},
	}
}
