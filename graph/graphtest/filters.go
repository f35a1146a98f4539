package graphtest

import "parley/graph"

func comparisonRules() []rule {
	people := func(c cond) *query { return nodes("Person").where(c).get("id") }
	mets := func(c cond) *query { return nodes("Meeting").where(c).get("id") }
	return []rule{
		{"= is exact", people(or(eq("name", "Bob Stone"), eq("name", "cid stone"))), ``},
		{"!= is false of null", people(is("description", graph.Ne, "a minister")), ``},
		{"not = is true of null", people(not(eq("description", "a minister"))), ``},
		{"in has several", people(in("name", "Cid Stone", "Ann Öberg", "nobody")), ``},
		{"in nothing is nobody", people(in("name")), ``},
		{"not in is true of null", people(not(in("description", "an envoy"))), ``},
		{"< is by bytes", people(is("name", graph.Lt, "Bob Stone")), ``},
		{"<= has the same too", people(is("name", graph.Lte, "Bob Stone")), ``},
		{"> is false of null", people(is("description", graph.Gt, "a")), ``},
		{"not > is true of null", people(not(is("description", graph.Gt, "a n"))), ``},
		{">= on a number", people(is("count(meetings)", graph.Gte, int64(3))), ``},
		{"contains is exact", people(is("name", graph.Contains, "Ö")), ``},
		{"contains does not fold", people(is("name", graph.Contains, "o")), ``},
		{"contains takes signs as they are", people(is("name", graph.Contains, ".*")), ``},
		{"starts with", people(is("name", graph.StartsWith, "Bo")), ``},
		{"ends with", people(is("name", graph.EndsWith, "Stone")), ``},
		{"not ends with is true of null", people(not(is("description", graph.EndsWith, "y"))), ``},
		{"is null", people(null("description")), ``},
		{"is not null", people(is("description", graph.IsNull, false)), ``},
		{"a date is null", mets(null("when")), ``},
		{"is folds, and knows aliases", people(named("", "BOB")), ``},
		{"is folds diacritics and apostrophes", people(or(named("", "ann oberg"), named("", "annie oneil"))), ``},
		{"is wants the whole name", people(named("", "Stone")), ``},
		{"a list has an item", people(is("aliases", graph.Has, "Minister Öberg")), ``},
		{"exactly", people(is("aliases", graph.Has, "minister öberg")), ``},
		{"a list of identifiers has one", people(is("identifiers", graph.Has, graph.Identifier{Scheme: "viaf", Value: "7"})), ``},
		{"of the same scheme", people(is("identifiers", graph.Has, graph.Identifier{Scheme: "wikidata", Value: "7"})), ``},
		{"no list has no item", people(not(is("aliases", graph.Has, "Bob"))), ``},
		{"a date can overlap a period", mets(is("when", graph.Overlaps, period("2025-05/2025-06-01"))), ``},
		{"no date overlaps none", mets(not(is("when", graph.Overlaps, period("2025-05/2025-06-01")))), ``},
		{"a part of a date is compared", mets(is("when.startEarliest", graph.Lt, day("2025-06-01"))), ``},
		{"on the day itself too", mets(is("when.startEarliest", graph.Gte, day("2025-06-01"))), ``},
		{"and as text", mets(eq("when.year", "2025")), ``},
		{"an id", people(in("id", "person:dora", "meeting:lunch", "person:nobody")), ``},
		{"a kind", nodes("Person", "Country").where(eq("kind", "Country")).get("id"), ``},
		{"and of nothing holds", people(and()), ``},
		{"or of nothing does not", people(or()), ``},
		{"not of or is neither", people(not(or(eq("name", "Bob Stone"), eq("description", "a minister")))), ``},
		{"of a flag", one("person:ann").below("met", func(q *query) { q.where(eq("sameSide", true)).get("node.id") }), ``},
		{"through a reference that is null a comparison is false", one("meeting:lunch").below("participants", func(q *query) {
			q.where(not(eq("capacity.name", "Envoy")), not(is("capacity.name", graph.Ne, "Envoy")), null("capacity.name")).get("node.id")
		}), ``},
		{"an edge's id", one("person:ann").below("positions", func(q *query) {
			q.where(eq("id", "HOLDS person:ann position:tax OPPOSES")).get("id")
		}), ``},
	}
}

func period(edtf string) graph.Bounds {
	b, err := graph.ParseEDTF(edtf)
	if err != nil {
		panic(err)
	}
	return b
}

// quantifierRules ask with every quantifier on every sort of link.
func quantifierRules() []rule {
	people := func(c cond) *query { return nodes("Person").where(c).get("id") }
	attended := eq("attendance", "ATTENDED")
	return []rule{
		{"some edge", people(some("meetings", eq("attendance", "EXPECTED"))), ``},
		{"all edges, and where there is none", nodes("Person", "Country").where(all("meetings", attended)).get("id"), ``},
		{"no edge", people(none("meetings", attended)), ``},
		{"a single edge", people(single("meetings", attended)), ``},
		{"some edge at all", nodes("Country").where(some("meetings")).get("id"), ``},
		{"no edge at all", nodes("Country").where(none("meetings")).get("id"), ``},
		{"a single edge at all", nodes("Country").where(single("meetings")).get("id"), ``},
		{"all edges without a condition", nodes("Country").where(all("meetings")).get("id"), ``},
		{"some evidence of a node", nodes("Meeting").where(some("evidence", eq("basis", "INFERRED"))).get("id"), ``},
		{"all evidence of a node", nodes("Meeting").where(all("evidence", eq("basis", "STATED"))).get("id"), ``},
		{"no evidence of a node", nodes("Meeting").where(none("evidence", eq("act", "REPORTED"))).get("id"), ``},
		{"a single evidence of a node", nodes("Meeting").where(single("evidence")).get("id"), ``},
		{"some evidence of an edge", people(some("meetings", some("evidence", eq("saidBy.name", "Bob Stone")))), ``},
		{"all evidence of an edge", people(some("meetings", all("evidence", eq("act", "EXPECTED")))), ``},
		{"no evidence of an edge", people(some("meetings", none("evidence", eq("act", "REPORTED")))), ``},
		{"more than a single evidence of an edge", people(some("meetings", not(single("evidence")))), ``},
		{"some mention", people(some("said", eq("act", "DENIED"))), ``},
		{"all mentions", people(all("said", eq("act", "CONFIRMED"))), ``},
		{"no mention", people(none("said", eq("source.id", "source:courier"))), ``},
		{"a single mention", people(single("said", eq("act", "DENIED"))), ``},
		{"some fact of a source", nodes("Source").where(some("facts", eq("act", "NOT_CONFIRMED"))).get("id"), ``},
		{"some pair", people(some("met", eq("node.id", "country:de"))), ``},
		{"all pairs", people(all("met", eq("node.kind", "Person"))), ``},
		{"no pair", people(none("met", eq("node.id", "person:bob"))), ``},
		{"a single pair", people(single("met(SCHEDULED)")), ``},
		{"some pair of a status", people(some("met(SCHEDULED)", eq("node.name", "Bob Stone"))), ``},
		{"some pair through a path", people(some("represents", eq("node.name", "Germany"))), ``},
		{"and the other way", nodes("Country").where(some("representatives", eq("node.name", "Ann Öberg"))).get("id"), ``},
		{"some hub of a pair", people(some("met", some("hubs", eq("name", "Lunch")))), ``},
		{"no hub of a pair", people(some("met", none("hubs", eq("name", "Summit in Rome")))), ``},
		{"a single hub of a pair", people(all("met", single("hubs"))), ``},
		{"all hubs of a pair", people(some("met", eq("node.id", "person:cid"), all("hubs", eq("name", "Summit in Rome")))), ``},
		{"some via of a pair", people(some("met", some("via", eq("b.mode", "VIRTUAL")))), ``},
		{"no via of a pair", people(none("met", some("via", eq("b.mode", "VIRTUAL")))), ``},
		{"all vias of a pair", people(some("met", all("via", eq("node.name", "Summit in Rome")), eq("node.id", "person:ann"))), ``},
		{"a single via of a pair", people(some("met", single("via", eq("node.name", "Lunch")))), ``},
		{"within a list below", one("meeting:summit").below("participants", func(q *query) {
			q.where(some("node.claims", eq("verdict", "DENIED")), none("node.Person/posts", eq("occupancy", "HOLDER"))).get("node.id")
		}), ``},
		{"through a null reference all and none hold", one("meeting:lunch").below("participants", func(q *query) {
			q.where(all("capacity.of", or()), none("capacity.of"), not(some("capacity.of")), not(single("capacity.of"))).get("node.id")
		}), ``},
	}
}

// farRules have filters that a store may answer from their far end.
func farRules() []rule {
	people := func(c ...cond) *query { return nodes("Person").where(c...).get("id") }
	return []rule{
		{"by the name of what is met", people(some("meetings", eq("node.name", "Lunch"))), ``},
		{"by name and edge", people(some("meetings", eq("node.name", "Talks"), eq("attendance", "UNKNOWN"))), ``},
		{"two edges away", people(some("meetings", some("node.places", named("node", "rome")))), ``},
		{"by either of two ends", people(or(some("Person/posts", eq("node.name", "Envoy")), some("claims", named("node", "dawn")))), ``},
		{"by an end or by something else", people(or(some("Person/posts", eq("node.name", "Envoy")), eq("count(claims)", int64(2)))), ``},
		{"by both of two ends", people(some("Person/posts", eq("node.name", "Envoy")), some("positions", eq("node.name", "Tax"))), ``},
		{"by who said it", nodes("Meeting").where(some("participants", some("evidence", named("saidBy", "bob stone")))).get("id"), ``},
		{"by who said it of the node behind the edge", nodes("Place", "Topic").where(some("mentionedBy", some("node.evidence", eq("source.name", "herald")))).get("id"), ``},
		{"by the source, of facts", facts().where(eq("source.id", "source:herald"), eq("saidBy.name", "Dora Annan")).get("fact.id"), ``},
		{"by the occasion, of facts", facts().where(eq("saidAt.name", "Lunch")).get("fact.id"), ``},
		{"by the office in which one took part", people(some("meetings", eq("capacity.name", "Minister of France"))), ``},
		{"by an edge's id", people(some("meetings", eq("id", "PARTICIPATED_IN person:cid meeting:lunch"))), ``},
		{"by one of several edges' ids", people(some("meetings", in("id", "PARTICIPATED_IN person:cid meeting:lunch", "PARTICIPATED_IN person:bob meeting:talks"))), ``},
		{"by the date at the far end", people(some("meetings", eq("node.when.startEarliest", day("2025-05-10")))), ``},
		{"by a date that overlaps at the far end", nodes("Place").where(some("hosted", is("node.when", graph.Overlaps, period("2025-05")))).get("id"), ``},
		{"by the date of an edge", people(some("positions", is("when.startEarliest", graph.Gte, day("2025-02-01")))), ``},
		{"by a name that many kinds could have", people(some("meetings", some("node.about", named("node", "Sea")))), ``},
		{"by the node of the row itself", nodes("Person").where(eq("node.name", "Bob Stone")).get("id"), ``},
		{"by what a pair met", people(some("met", some("node.positions", eq("node.name", "Tax")))), ``},
		{"by the evidence of what a pair is with", people(some("met", some("node.said", eq("act", "DENIED")))), ``},
		{"by the evidence of the node of a pair", people(none("met", some("node.evidence"))), ``},
		{"a single far end", people(single("meetings", eq("node.name", "Lunch"))), ``},
		{"not a far end", people(not(some("meetings", eq("node.name", "Summit in Rome")))), ``},
		{"no far end", people(none("meetings", eq("node.name", "Summit in Rome"))), ``},
		{"kinds that only share the name", nodes("Country").where(eq("name", "Rome")).get("id"), ``},
		{"an id of another kind", nodes("Country").where(eq("id", "person:ann")).get("id"), ``},
	}
}
