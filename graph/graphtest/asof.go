package graphtest

import "parley/graph"

func asOfRules() []rule {
	held := func(q *query) { q.get("node.id", "occupancy") }
	return []rule{
		{"a post is held while its period can last", nodes("Post").get("id").below("Post/holders", held).on("2024-06-01"), ``},
		{"not before it", nodes("Post").get("id").below("Post/holders", held).on("2023-12-31"), ``},
		{"nor after it", one("post:envoy").below("Post/holders", held).on("2026-01-01"), ``},
		{"certainly only between its latest start and its earliest end", nodes("Post").get("id").below("Post/holders", held).on("2025-06-01!"), ``},
		{"an open end is certain too", one("post:minister").below("Post/holders", held).on("2030-01-01!"), ``},
		{"a membership without a date always holds", one("organization:pact").below("members", get("node.id")).on("1990-01-01!"), ``},
		{"one with a date from then on", one("organization:pact").below("members", get("node.id")).on("2011-01-01"), ``},
		{"stances hold for their time", one("position:ban").below("Position/holders", get("node.id", "stance")).on("2025-02-15"), ``},
		{"and are certain within it", one("position:ban").below("Position/holders", get("node.id", "stance")).on("2025-02-15!"), ``},
		{"a held meeting counts from its start on; planned ones and those without a date are open", nodes("Meeting").get("id").on("2025-05-09"), ``},
		{"from its very day", nodes("Meeting").get("id").on("2025-05-10"), ``},
		{"from its earliest start", nodes("Meeting").get("id").on("2025-06-01"), ``},
		{"for certain from its latest", nodes("Meeting").get("id").on("2025-06-29!"), ``},
		{"and for ever after", nodes("Meeting").get("id").on("2031-01-01!"), ``},
		{"claims and proposals from their start on", nodes("Claim", "Proposal").get("id").on("2025-05-01"), ``},
		{"kinds without a date are timeless", nodes("Person", "Post", "Source").noRows().count().on("1800-01-01"), ``},
		{"a hidden node hides its edges", one("person:cid").below("meetings", get("node.id")).below("proposals", get("node.id")).on("2025-05-09"), ``},
		{"an edge counts in time though its ends are there", one("claim:leak").below("assertions", get("node.id")).on("2025-11-05"), ``},
		{"a hidden node hides its evidence", facts().where(in("fact.kind", "Meeting", "FOLLOWS")).get("fact.id").on("2025-05-09"), ``},
		{"a hidden node is no evidence's occasion", one("meeting:talks").below("participants", func(q *query) {
			q.where(eq("node.id", "person:ann")).below("evidence", get("saidBy.id", "saidAt.id"))
		}).on("2025-05-09"), ``},
		{"filters see what is shown", nodes("Person").where(some("meetings", eq("node.status", "HELD"), is("node.format", graph.Ne, "SERIES"))).get("id").on("2025-05-09"), ``},
		{"by id too", nodes().where(in("id", "meeting:summit", "meeting:talks")).get("id").on("2025-05-09"), ``},
		{"none and all see what is shown", nodes("Person").where(none("Person/posts")).get("id").on("2023-12-31"), ``},
		{"counts see what is shown", nodes("Person").get("id", "count(meetings)", "count(positions)", "count(said)").on("2025-05-09"), ``},
		{"orders see what is shown", nodes("Person").order("count(meetings) desc").get("id").on("2025-05-09"), ``},
		{"totals and groups see what is shown", nodes("Meeting").count().noRows().groupBy("status").on("2025-05-09"), ``},
		{"totals below see what is shown", one("person:ann").below("meetings", func(q *query) { q.count().noRows() }).on("2025-05-09"), ``},
		{"nobody has met before the meeting", one("person:ann").below("met", get("node.id", "count")).on("2025-05-09"), ``},
		{"some have after the first", one("person:ann").below("met", get("node.id", "count")).on("2025-05-31"), ``},
		{"before a membership begins member and group can meet", one("person:bob").below("met", get("node.id")).on("2019-01-01"), ``},
		{"who represents whom, on a day", nodes("Country").get("id").below("representatives", get("node.id")).on("2023-01-01"), ``},
		{"who agrees, on a day", one("person:dora").below("agreesWith", get("node.id", "count")).on("2025-05-01"), ``},
		{"who conflicts, on a day", one("person:bob").below("conflictsWith", get("node.id")).on("2025-02-15"), ``},
		{"who conflicts, for certain", one("person:bob").below("conflictsWith", get("node.id")).on("2025-02-15!"), ``},
	}
}
