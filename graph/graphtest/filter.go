package graphtest

import "parley/graph"

func comparisonRules() []rule {
	people := func(c cond) *query { return nodes("Person").where(c).get("id") }
	mets := func(c cond) *query { return nodes("Meeting").where(c).get("id") }
	return []rule{
		{"= is exact", people(or(eq("name", "Bob Stone"), eq("name", "cid stone"))), `person:bob`},
		{"!= is false of null", people(is("description", graph.Ne, "a minister")), `person:dora`},
		{"not = is true of null", people(not(eq("description", "a minister"))), `person:bob, person:cid, person:dora`},
		{"in has several", people(in("name", "Cid Stone", "Ann Öberg", "nobody")), `person:ann, person:cid`},
		{"in nothing is nobody", people(in("name")), ``},
		{"not in is true of null", people(not(in("description", "an envoy"))), `person:ann, person:bob, person:cid`},
		{"< is by bytes", people(is("name", graph.Lt, "Bob Stone")), `person:ann`},
		{"<= has the same too", people(is("name", graph.Lte, "Bob Stone")), `person:ann, person:bob`},
		{"> is false of null", people(is("description", graph.Gt, "a")), `person:ann, person:dora`},
		{"not > is true of null", people(not(is("description", graph.Gt, "a n"))), `person:ann, person:bob, person:cid`},
		{">= on a number", people(is("count(meetings)", graph.Gte, int64(3))), `person:ann, person:dora`},
		{"contains is exact", people(is("name", graph.Contains, "Ö")), `person:ann`},
		{"contains does not fold", people(is("name", graph.Contains, "o")), `person:bob, person:cid, person:dora`},
		{"contains takes signs as they are", people(is("name", graph.Contains, ".*")), ``},
		{"starts with", people(is("name", graph.StartsWith, "Bo")), `person:bob`},
		{"ends with", people(is("name", graph.EndsWith, "Stone")), `person:bob, person:cid`},
		{"not ends with is true of null", people(not(is("description", graph.EndsWith, "y"))), `person:ann, person:bob, person:cid`},
		{"is null", people(null("description")), `person:bob, person:cid`},
		{"is not null", people(is("description", graph.IsNull, false)), `person:ann, person:dora`},
		{"a date is null", mets(null("when")), `meeting:rounds`},
		{"is folds, and knows aliases", people(named("", "BOB")), `person:cid`},
		{"is folds diacritics and apostrophes", people(or(named("", "ann oberg"), named("", "annie oneil"))), `person:ann`},
		{"one of many names, or aliases", people(is("name", graph.NamedIn, []graph.Value{"bob", "nobody", "annie oneil"})), `person:ann, person:cid`},
		{"one of none", people(is("name", graph.NamedIn, []graph.Value{})), ``},
		{"is wants the whole name", people(named("", "Stone")), ``},
		{"a list has an item", people(is("aliases", graph.Has, "Minister Öberg")), `person:ann`},
		{"exactly", people(is("aliases", graph.Has, "minister öberg")), ``},
		{"a list of identifiers has one", people(is("identifiers", graph.Has, graph.Identifier{Scheme: "viaf", Value: "7"})), `person:ann`},
		{"of the same scheme", people(is("identifiers", graph.Has, graph.Identifier{Scheme: "wikidata", Value: "7"})), ``},
		{"no list has no item", people(not(is("aliases", graph.Has, "Bob"))), `person:ann, person:bob, person:dora`},
		{"a date can overlap a period", mets(is("when", graph.Overlaps, period("2025-05/2025-06-01"))), `meeting:lunch, meeting:summit`},
		{"a date that began before the period can overlap it", mets(is("when", graph.Overlaps, period("2025-06-15"))), `meeting:lunch`},
		{"no date overlaps none", mets(not(is("when", graph.Overlaps, period("2025-05/2025-06-01")))), `meeting:rounds, meeting:talks`},
		{"a part of a date is compared", mets(is("when.startEarliest", graph.Lt, day("2025-06-01"))), `meeting:summit`},
		{"on the day itself too", mets(is("when.startEarliest", graph.Gte, day("2025-06-01"))), `meeting:lunch, meeting:talks`},
		{"and as text", mets(eq("when.year", "2025")), `meeting:lunch, meeting:summit, meeting:talks`},
		{"an id", people(in("id", "person:dora", "meeting:lunch", "person:nobody")), `person:dora`},
		{"a kind", nodes("Person", "Country").where(eq("kind", "Country")).get("id"), `country:de, country:fr`},
		{"and of nothing holds", people(and()), `person:ann, person:bob, person:cid, person:dora`},
		{"or of nothing does not", people(or()), ``},
		{"not of or is neither", people(not(or(eq("name", "Bob Stone"), eq("description", "a minister")))), `person:cid, person:dora`},
		{"of a flag", one("person:ann").below("met", func(q *query) { q.where(eq("sameSide", true)).get("node.id") }), `
			-
			  met: person:cid`},
		{"through a reference that is null a comparison is false", one("meeting:lunch").below("participants", func(q *query) {
			q.where(not(eq("capacity.name", "Envoy")), not(is("capacity.name", graph.Ne, "Envoy")), null("capacity.name")).get("node.id")
		}), `
			-
			  participants: person:ann, person:cid`},
		{"an edge's id", one("person:ann").below("positions", func(q *query) {
			q.where(eq("id", "HOLDS person:ann position:tax OPPOSES")).get("id")
		}), `
			-
			  positions: HOLDS person:ann position:tax OPPOSES`},
	}
}

// quantifierRules use every quantifier on every sort of link.
func quantifierRules() []rule {
	people := func(c cond) *query { return nodes("Person").where(c).get("id") }
	attended := eq("attendance", "ATTENDED")
	return []rule{
		{"some edge", people(some("meetings", eq("attendance", "EXPECTED"))), `person:bob`},
		{"all edges, and where there is none", nodes("Person", "Country").where(all("meetings", attended)).get("id"), `country:de, country:fr, person:cid`},
		{"no edge", people(none("meetings", attended)), ``},
		{"a single edge", people(single("meetings", attended)), `person:bob, person:dora`},
		{"some edge at all", nodes("Country").where(some("meetings")).get("id"), `country:de`},
		{"no edge at all", nodes("Country").where(none("meetings")).get("id"), `country:fr`},
		{"a single edge at all", nodes("Country").where(single("meetings")).get("id"), `country:de`},
		{"all edges without a condition", nodes("Country").where(all("meetings")).get("id"), `country:de, country:fr`},
		{"some evidence of a node", nodes("Meeting").where(some("evidence", eq("basis", "INFERRED"))).get("id"), `meeting:talks`},
		{"all evidence of a node", nodes("Meeting").where(all("evidence", eq("basis", "STATED"))).get("id"), `meeting:lunch, meeting:rounds, meeting:summit`},
		{"no evidence of a node", nodes("Meeting").where(none("evidence", eq("act", "REPORTED"))).get("id"), `meeting:talks`},
		{"a single evidence of a node", nodes("Meeting").where(single("evidence")).get("id"), `meeting:lunch, meeting:rounds, meeting:summit, meeting:talks`},
		{"some evidence of an edge", people(some("meetings", some("evidence", eq("saidBy.name", "Bob Stone")))), `person:ann`},
		{"all evidence of an edge", people(some("meetings", all("evidence", eq("act", "EXPECTED")))), `person:bob`},
		{"no evidence of an edge", people(some("meetings", none("evidence", eq("act", "REPORTED")))), `person:ann, person:bob`},
		{"more than a single evidence of an edge", people(some("meetings", not(single("evidence")))), `person:ann, person:cid`},
		{"some mention", people(some("said", eq("act", "DENIED"))), `person:ann, person:bob`},
		{"all mentions", people(all("said", eq("act", "CONFIRMED"))), ``},
		{"no mention", people(none("said", eq("source.id", "source:courier"))), `person:dora`},
		{"a single mention", people(single("said", eq("act", "DENIED"))), `person:ann`},
		{"some fact of a source", nodes("Source").where(some("facts", eq("act", "NOT_CONFIRMED"))).get("id"), `source:courier`},
		{"some pair", people(some("met", eq("node.id", "country:de"))), `person:ann`},
		{"all pairs", people(all("met", eq("node.kind", "Person"))), `person:bob, person:cid, person:dora`},
		{"no pair", people(none("met", eq("node.id", "person:bob"))), `person:bob, person:dora`},
		{"a single pair", people(single("met(SCHEDULED)")), `person:ann, person:bob`},
		{"some pair of a status", people(some("met(SCHEDULED)", eq("node.name", "Bob Stone"))), `person:ann`},
		{"some pair through a path", people(some("represents", eq("node.name", "Germany"))), `person:bob, person:cid`},
		{"and the other way", nodes("Country").where(some("representatives", eq("node.name", "Ann Öberg"))).get("id"), `country:fr`},
		{"some hub of a pair", people(some("met", some("hubs", eq("name", "Lunch")))), `person:ann, person:cid`},
		{"no hub of a pair", people(some("met", none("hubs", eq("name", "Lunch")))), `person:ann, person:bob, person:cid`},
		{"a single hub of a pair", people(all("met", single("hubs"))), `person:bob, person:dora`},
		{"all hubs of a pair", people(some("met", eq("node.id", "person:cid"), all("hubs", eq("name", "Summit in Rome")))), `person:bob`},
		{"some via of a pair", people(some("met", some("via", eq("b.mode", "VIRTUAL")))), `person:ann, person:cid`},
		{"no via of a pair", people(none("met", some("via", eq("b.mode", "VIRTUAL")))), `person:bob, person:dora`},
		{"all vias of a pair", people(some("met", all("via", eq("node.name", "Summit in Rome")), eq("node.id", "person:ann"))), `person:bob`},
		{"a single via of a pair", people(some("met", single("via", eq("node.name", "Lunch")))), `person:ann, person:cid`},
		{"within a list below", one("meeting:summit").below("participants", func(q *query) {
			q.where(some("node.claims", eq("verdict", "DENIED")), none("node.Person/posts", eq("occupancy", "HOLDER"))).get("node.id")
		}), `
			-
			  participants: person:bob`},
		{"through a null reference all and none hold", one("meeting:lunch").below("participants", func(q *query) {
			q.where(all("capacity.of", or()), none("capacity.of"), not(some("capacity.of")), not(single("capacity.of"))).get("node.id")
		}), `
			-
			  participants: person:ann, person:cid`},
	}
}

// farRules have filters that a store may answer by starting at the far end of a link.
func farRules() []rule {
	people := func(c ...cond) *query { return nodes("Person").where(c...).get("id") }
	return []rule{
		{"by the name of what is met", people(some("meetings", eq("node.name", "Lunch"))), `person:ann, person:cid`},
		{"by name and edge", people(some("meetings", eq("node.name", "Talks"), eq("attendance", "UNKNOWN"))), `person:dora`},
		{"two edges away", people(some("meetings", some("node.places", named("node", "rome")))), `person:ann, person:bob, person:cid, person:dora`},
		{"by either of two ends", people(or(some("Person/posts", eq("node.name", "Envoy")), some("claims", named("node", "flood")))), `person:ann, person:bob, person:dora`},
		{"by an end or by something else", people(or(some("Person/posts", eq("node.name", "Envoy")), eq("count(claims)", int64(2)))), `person:bob, person:cid, person:dora`},
		{"by both of two ends", people(some("Person/posts", eq("node.name", "Envoy")), some("positions", eq("node.name", "Tax"))), `person:dora`},
		{"by who said it", nodes("Meeting").where(some("participants", some("evidence", named("saidBy", "bob stone")))).get("id"), `meeting:talks`},
		{"by who said it of the node behind the edge", nodes("Place", "Topic").where(some("mentionedBy", some("node.evidence", eq("source.name", "herald")))).get("id"), `topic:sea`},
		{"by who said it, among nodes and edges, of the node behind the edge", nodes("Place", "Topic").where(some("mentionedBy", some("node.evidence", eq("source.name", "courier")))).get("id"), `place:rome`},
		{"by the source, of facts", facts().where(eq("source.id", "source:herald"), eq("saidBy.name", "Dora Annan")).get("fact.id"), `HOLDS person:ann position:tax OPPOSES`},
		{"by whom it is said for", people(some("meetings", some("evidence", eq("saidFor.name", "Germany")))), `person:ann`},
		{"by whom it is said for, of facts", facts().where(eq("saidFor.id", "country:de")).get("fact.id"), `PARTICIPATED_IN person:ann meeting:talks`},
		{"by what it corrects", nodes("Proposal").where(some("revises", some("evidence", is("corrects", graph.Has, "source:rumour")))).get("id"), `proposal:revision`},
		{"by what it corrects, of facts", facts().where(is("corrects", graph.Has, "source:herald")).get("fact.id"), `REVISES proposal:revision proposal:draft`},
		{"by what it does not correct, of facts", facts().where(not(is("corrects", graph.Has, "source:herald"))).noRows().count(), `60 in all`},
		{"by the occasion, of facts", facts().where(eq("saidAt.name", "Lunch")).get("fact.id"), `PARTICIPATED_IN person:ann meeting:talks`},
		{"by the office in which one took part", people(some("meetings", eq("capacity.name", "Minister of France"))), `person:ann`},
		{"by an edge's id", people(some("meetings", eq("id", "PARTICIPATED_IN person:cid meeting:lunch"))), `person:cid`},
		{"by one of several edges' ids", people(some("meetings", in("id", "PARTICIPATED_IN person:cid meeting:lunch", "PARTICIPATED_IN person:bob meeting:talks"))), `person:bob, person:cid`},
		{"by the date at the far end", people(some("meetings", eq("node.when.startEarliest", day("2025-05-10")))), `person:ann, person:bob, person:cid, person:dora`},
		{"by a date that overlaps at the far end", nodes("Place").where(some("hosted", is("node.when", graph.Overlaps, period("2025-05")))).get("id"), `place:rome`},
		{"by the date of an edge", people(some("positions", is("when.startEarliest", graph.Gte, day("2025-02-01")))), `person:bob, person:dora`},
		{"by a name that many kinds could have", people(some("meetings", some("node.about", named("node", "Sea")))), `person:ann, person:bob, person:cid, person:dora`},
		{"by the node of the row itself", nodes("Person").where(eq("node.name", "Bob Stone")).get("id"), `person:bob`},
		{"by what a pair met", people(some("met", some("node.positions", eq("node.name", "Tax")))), `person:ann, person:bob, person:cid`},
		{"by the evidence of what a pair is with", people(some("met", some("node.said", eq("act", "DENIED")))), `person:ann, person:bob, person:cid`},
		{"by the evidence of the node of a pair", people(none("met", some("node.evidence"))), `person:ann, person:bob, person:cid, person:dora`},
		{"a single far end", people(single("meetings", eq("node.name", "Lunch"))), `person:ann, person:cid`},
		{"not a far end", people(not(some("meetings", eq("node.name", "Summit in Rome")))), ``},
		{"no far end", people(none("meetings", eq("node.name", "Summit in Rome"))), ``},
		{"kinds that only share the name", nodes("Country").where(eq("name", "Rome")).get("id"), ``},
		{"an id of another kind", nodes("Country").where(eq("id", "person:ann")).get("id"), ``},
	}
}
