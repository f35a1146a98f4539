package graphtest

import "parley/graph"

func fieldRules() []rule {
	return []rule{
		{"properties of every type", one("person:ann").get("name", "aliases", "description", "identifiers"), ``},
		{"an enumerated property", nodes("Post").get("roleKind"), ``},
		{"a node's id, kind and label", nodes("Post", "Place").get("id", "kind", "label"), ``},
		{"an edge's id, type and label", one("person:dora").below("Person/posts", get("id", "kind", "label")), ``},
		{"an edge's id has what is part of it, null where something follows", one("person:bob").below("positions", get("id", "stance", "when")), ``},
		{"an evidence tells what it is for", facts().where(in("fact.id", "meeting:summit", "RELATED_TO person:dora person:ann")).get("fact.id", "fact.kind", "fact.label"), ``},
		{"and what it says, in the model's order", facts().where(in("fact.id", "meeting:summit", "position:tax", "RELATED_TO person:dora person:ann")).get("says"), ``},
		{"quote, start and end count code points", facts().where(is("quote", graph.Contains, "Whales")).get("quote", "start", "end", "locator"), ``},
		{"with a locator these are null", facts().where(eq("locator", "row 9")).get("quote", "start", "end", "locator"), ``},
		{"act, basis and date of an evidence", one("meeting:summit").below("participants", func(q *query) {
			q.where(eq("node.id", "person:cid")).below("evidence", get("act", "basis", "saidWhen"))
		}), ``},
		{"how many rows a link has", nodes("Person").get("id", "count(meetings)", "count(said)", "count(met)", "count(evidence)"), ``},
		{"also of a reference", one("meeting:lunch").below("participants", get("node.id", "node.count(claims)", "onBehalfOf.count(members)", "count(evidence)")), ``},
		{"a whole date", nodes("Meeting").get("id", "when"), ``},
		{"the parts of a day", one("meeting:summit").get("when.text", "when.edtf", "when.basis", "when.year", "when.startEarliest", "when.startLatest", "when.endEarliest", "when.endLatest"), ``},
		{"the parts of a month", one("meeting:lunch").get("when.edtf", "when.startEarliest", "when.startLatest", "when.endEarliest", "when.endLatest"), ``},
		{"the parts of a period that goes on", one("person:ann").below("Person/posts", get("when.edtf", "when.startEarliest", "when.startLatest", "when.endEarliest", "when.endLatest")), ``},
		{"the year of a period without a beginning is null", one("person:bob").below("Person/posts", get("when.edtf", "when.year", "when.startEarliest", "when.endLatest")), ``},
		{"the parts of no date are null", one("meeting:rounds").get("when", "when.edtf", "when.year", "when.startEarliest"), ``},
	}
}
