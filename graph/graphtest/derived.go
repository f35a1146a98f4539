package graphtest

import "parley/graph"

func derivedRules() []rule {
	pairs := get("node.id", "count")
	return []rule{
		{"who attended a held meeting met; a series, and who is not known to have come, do not count", nodes("Person").get("id").below("met", pairs), ``},
		{"nobody meets a group that it is a member of, nor the group its member", nodes("Country").get("id").below("met", pairs), ``},
		{"with a planned status, who is to come", nodes("Person").get("id").below("met(SCHEDULED,EXPECTED)", pairs), ``},
		{"several statuses together", one("person:ann").below("met(HELD,SCHEDULED)", pairs), ``},
		{"a status that goes with no attendance gives nobody", one("person:ann").below("met(CANCELLED,UNKNOWN)", pairs), ``},
		{"a pair's id is its node's", one("person:ann").below("met", get("id", "node.name")), ``},
		{"same side are those who acted for the same, each time", nodes("Person").where(not(eq("count(met)", int64(0)))).get("id").below("met", get("node.id", "sameSide")), ``},
		{"a pair rests on hubs", one("person:ann").below("met", func(q *query) {
			q.get("node.id").below("hubs", get("id", "when.edtf"))
		}), ``},
		{"and on both edges to each", one("person:cid").below("met", func(q *query) {
			q.where(eq("node.id", "person:ann")).get("node.id").below("via", func(q *query) {
				q.get("node.id", "a.attendance", "a.id", "b.id", "b.capacity.name").below("a.evidence", get("act"))
			})
		}), ``},
		{"via is filtered, ordered and counted", one("person:cid").below("met", func(q *query) {
			q.where(eq("node.id", "person:ann")).below("via", func(q *query) {
				q.order("node.name").where(is("a.attendance", graph.Ne, "EXPECTED")).count().get("node.name")
			})
		}), ``},
		{"one represents what it belongs to and those whose posts it holds, unless formerly", nodes("Person", "Country").get("id").below("represents", get("node.id", "count")), ``},
		{"representatives are the other way round", nodes("Country", "Organization").get("id").below("representatives", get("node.id", "count")), ``},
		{"a path rests on its edges", one("country:de").below("representatives", func(q *query) {
			q.get("node.id").below("via", get("node.id", "a.label", "b.label"))
		}), ``},
		{"hubs of a path are the nodes in the middle", one("country:de").below("representatives", func(q *query) {
			q.get("node.id").below("hubs", get("id"))
		}), ``},
		{"pairs are ordered by what they rest on", one("person:ann").below("met", func(q *query) {
			q.order("count desc", "node.name").get("node.name", "count")
		}), ``},
		{"pairs are filtered by count, side and node", one("person:ann").below("met", func(q *query) {
			q.where(or(is("count", graph.Gte, int64(2)), eq("node.kind", "Country")), or(eq("sameSide", true), eq("node.iso", "DE"))).count().get("node.id")
		}), ``},
		{"lists hang below the other of a pair", one("person:bob").below("met", func(q *query) {
			q.get("node.id").below("node.met", get("node.id"))
		}), ``},
	}
}

func stanceRules() []rule {
	return []rule{
		{"those agree who take the same side at the same time", nodes("Person", "Country").get("id").below("agreesWith", get("node.id", "count")), ``},
		{"those conflict who take opposite sides at the same time", nodes("Person", "Country").get("id").below("conflictsWith", get("node.id", "count")), ``},
		{"agreement rests on positions", one("person:dora").below("agreesWith", func(q *query) {
			q.get("node.id").below("hubs", get("id"))
		}), ``},
		{"conflict rests on two stances", one("person:ann").below("conflictsWith", func(q *query) {
			q.get("node.id").below("via", get("node.id", "a.stance", "b.stance", "a.when", "b.when"))
		}), ``},
		{"same side is nobody's where the relation has no sides", one("person:ann").below("agreesWith", get("node.id", "sameSide")), ``},
	}
}

func verificationRules() []rule {
	return []rule{
		{"claimed and denied is contested, only denied is denied, confirmed by another is confirmed, by oneself is unverified", nodes("Claim").get("id", "verification"), ``},
		{"it is filtered by", nodes("Claim").where(eq("verification", "CONTESTED")).get("id"), ``},
		{"it is ordered by", nodes("Claim").order("verification desc").get("verification"), ``},
		{"it is grouped by", nodes("Claim").noRows().groupBy("verification"), ``},
		{"it is derived at the far end", one("person:ann").below("claims", func(q *query) {
			q.where(eq("node.verification", "CONFIRMED")).get("node.id", "verdict")
		}), ``},
		{"as of a day before the denial nothing is contested", nodes("Claim").where(eq("id", "claim:leak")).get("verification").on("2025-11-05"), ``},
		{"as of the day of the denial it is", nodes("Claim").where(eq("id", "claim:leak")).get("verification").on("2025-11-10"), ``},
		{"other kinds have none", nodes("Topic").get("verification"), ``},
	}
}
