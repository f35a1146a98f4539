package graphtest

import "parley/graph"

func asOfRules() []rule {
	held := func(q *query) { q.get("node.id", "occupancy") }
	return []rule{
		{"a post is held while its period can last", nodes("Post").get("id").below("Post/holders", held).on("2024-06-01"), `
			id post:envoy
			  holders: node.id person:bob, occupancy FORMER
			id post:minister
			  holders: node.id person:ann, occupancy HOLDER`},
		{"not before it", nodes("Post").get("id").below("Post/holders", held).on("2023-12-31"), `
			id post:envoy
			  holders: node.id person:bob, occupancy FORMER
			id post:minister
			  holders: none`},
		{"nor after it", one("post:envoy").below("Post/holders", held).on("2026-01-01"), `
			-
			  holders: none`},
		{"certainly only between its latest start and its earliest end", nodes("Post").get("id").below("Post/holders", held).on("2025-06-01!"), `
			id post:envoy
			  holders: none
			id post:minister
			  holders: node.id person:ann, occupancy HOLDER`},
		{"an open end is certain too", one("post:minister").below("Post/holders", held).on("2030-01-01!"), `
			-
			  holders: node.id person:ann, occupancy HOLDER`},
		{"a membership without a date always holds", one("organization:pact").below("members", get("node.id")).on("1990-01-01!"), `
			-
			  members: person:cid`},
		{"one with a date from then on", one("organization:pact").below("members", get("node.id")).on("2011-01-01"), `
			-
			  members: country:fr, person:cid`},
		{"stances hold for their time", one("position:ban").below("Position/holders", get("node.id", "stance")).on("2025-02-15"), `
			-
			  holders:
			    node.id person:ann, stance SUPPORTS
			    node.id person:bob, stance OPPOSES
			    node.id person:cid, stance SUPPORTS`},
		{"and are certain within it", one("position:ban").below("Position/holders", get("node.id", "stance")).on("2025-02-15!"), `
			-
			  holders:
			    node.id person:ann, stance SUPPORTS
			    node.id person:cid, stance SUPPORTS`},
		{"a held meeting counts from its start on; planned ones and those without a date are open", nodes("Meeting").get("id").on("2025-05-09"), `meeting:rounds, meeting:talks`},
		{"from its very day", nodes("Meeting").get("id").on("2025-05-10"), `meeting:rounds, meeting:summit, meeting:talks`},
		{"from its earliest start", nodes("Meeting").get("id").on("2025-06-01"), `meeting:lunch, meeting:rounds, meeting:summit, meeting:talks`},
		{"for certain from its latest", nodes("Meeting").get("id").on("2025-06-29!"), `meeting:rounds, meeting:summit, meeting:talks`},
		{"and for ever after", nodes("Meeting").get("id").on("2031-01-01!"), `meeting:lunch, meeting:rounds, meeting:summit, meeting:talks`},
		{"claims and proposals from their start on", nodes("Claim", "Proposal").get("id").on("2025-05-01"), `claim:calm, claim:dawn, claim:flood, proposal:draft`},
		{"kinds without a date are timeless", nodes("Person", "Post", "Source").noRows().count().on("1800-01-01"), `8 in all`},
		{"a hidden node hides its edges", one("person:cid").below("meetings", get("node.id")).below("proposals", get("node.id")).on("2025-05-09"), `
			-
			  meetings: none
			  proposals: proposal:draft`},
		{"an edge counts in time though its ends are there", one("claim:leak").below("assertions", get("node.id")).on("2025-11-05"), `
			-
			  assertions: person:ann, person:cid`},
		{"a hidden node hides its evidence", facts().where(in("fact.kind", "Meeting", "FOLLOWS")).get("fact.id").on("2025-05-09"), `meeting:talks, meeting:rounds`},
		{"a hidden node is no evidence's occasion", one("meeting:talks").below("participants", func(q *query) {
			q.where(eq("node.id", "person:ann")).below("evidence", get("saidBy.id", "saidAt.id"))
		}).on("2025-05-09"), `
			-
			  participants:
			    -
			      evidence: saidBy.id person:bob, saidAt.id null`},
		{"filters see what is shown", nodes("Person").where(some("meetings", eq("node.status", "HELD"), is("node.format", graph.Ne, "SERIES"))).get("id").on("2025-05-09"), ``},
		{"by id too", nodes().where(in("id", "meeting:summit", "meeting:talks")).get("id").on("2025-05-09"), `meeting:talks`},
		{"none and all see what is shown", nodes("Person").where(none("Person/posts")).get("id").on("2023-12-31"), `person:ann, person:cid, person:dora`},
		{"counts see what is shown", nodes("Person").get("id", "count(meetings)", "count(positions)", "count(said)").on("2025-05-09"), `
			id person:ann, count(meetings) 2, count(positions) 1, count(said) 4
			id person:bob, count(meetings) 1, count(positions) 1, count(said) 2
			id person:cid, count(meetings) 0, count(positions) 2, count(said) 1
			id person:dora, count(meetings) 2, count(positions) 1, count(said) 1`},
		{"orders see what is shown", nodes("Person").order("count(meetings) desc").get("id").on("2025-05-09"), `person:ann, person:dora, person:bob, person:cid`},
		{"totals and groups see what is shown", nodes("Meeting").count().noRows().groupBy("status").on("2025-05-09"), `
			2 in all
			by status: HELD (1), SCHEDULED (1)`},
		{"totals below see what is shown", one("person:ann").below("meetings", func(q *query) { q.count().noRows() }).on("2025-05-09"), `
			-
			  meetings (2 in all): none`},
		{"nobody has met before the meeting", one("person:ann").below("met", get("node.id", "count")).on("2025-05-09"), `
			-
			  met: none`},
		{"some have after the first", one("person:ann").below("met", get("node.id", "count")).on("2025-05-31"), `
			-
			  met:
			    node.id country:de, count 1
			    node.id person:bob, count 1
			    node.id person:cid, count 1`},
		{"before a membership begins member and group can meet", one("person:cid").below("met", get("node.id")).on("2025-05-31"), `
			-
			  met: country:de, person:ann, person:bob`},
		{"who represents whom, on a day", nodes("Country").get("id").below("representatives", get("node.id")).on("2023-01-01"), `
			id country:de
			  representatives: person:bob
			id country:fr
			  representatives: none`},
		{"who agrees, on a day", one("person:dora").below("agreesWith", get("node.id", "count")).on("2025-05-01"), `
			-
			  agreesWith: node.id person:ann, count 1`},
		{"who conflicts, on a day", one("person:bob").below("conflictsWith", get("node.id")).on("2025-02-15"), `
			-
			  conflictsWith: person:ann, person:cid`},
		{"who conflicts, for certain", one("person:bob").below("conflictsWith", get("node.id")).on("2025-02-15!"), `
			-
			  conflictsWith: none`},
	}
}
