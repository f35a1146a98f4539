package graphtest

import (
	"strings"

	"parley/graph"
)

func derivedRules() []rule {
	pairs := get("node.id", "count")
	return []rule{
		{"who attended a held meeting met; a series, and who is not known to have come, do not count", nodes("Person").get("id").below("met", pairs), `
			id person:ann
			  met:
			    node.id country:de, count 1
			    node.id person:bob, count 1
			    node.id person:cid, count 2
			id person:bob
			  met:
			    node.id person:ann, count 1
			    node.id person:cid, count 1
			id person:cid
			  met:
			    node.id person:ann, count 2
			    node.id person:bob, count 1
			id person:dora
			  met: none`},
		{"nobody meets a group that it is a member of, nor the group its member", nodes("Country").get("id").below("met", pairs), `
			id country:de
			  met: node.id person:ann, count 1
			id country:fr
			  met: none`},
		{"with a planned status, who is to come", nodes("Person").get("id").below("met(SCHEDULED,EXPECTED)", pairs), `
			id person:ann
			  met(SCHEDULED, EXPECTED): node.id person:bob, count 1
			id person:bob
			  met(SCHEDULED, EXPECTED): node.id person:ann, count 1
			id person:cid
			  met(SCHEDULED, EXPECTED): none
			id person:dora
			  met(SCHEDULED, EXPECTED): none`},
		{"several statuses together", one("person:ann").below("met(HELD,SCHEDULED)", pairs), `
			-
			  met(HELD, SCHEDULED):
			    node.id country:de, count 1
			    node.id person:bob, count 2
			    node.id person:cid, count 2`},
		{"a status that goes with no attendance gives nobody", one("person:ann").below("met(CANCELLED,UNKNOWN)", pairs), `
			-
			  met(CANCELLED, UNKNOWN): none`},
		{"a pair's id is its node's", one("person:ann").below("met", get("id", "node.name")), `
			-
			  met:
			    id country:de, node.name Germany
			    id person:bob, node.name Bob Stone
			    id person:cid, node.name Cid Stone`},
		{"same side are those who acted for the same, each time", nodes("Person").where(not(eq("count(met)", int64(0)))).get("id").below("met", get("node.id", "sameSide")), `
			id person:ann
			  met:
			    node.id country:de, sameSide false
			    node.id person:bob, sameSide false
			    node.id person:cid, sameSide true
			id person:bob
			  met:
			    node.id person:ann, sameSide false
			    node.id person:cid, sameSide false
			id person:cid
			  met:
			    node.id person:ann, sameSide true
			    node.id person:bob, sameSide false`},
		{"a pair rests on hubs", one("person:ann").below("met", func(q *query) {
			q.get("node.id").below("hubs", get("id", "when.edtf"))
		}), `
			-
			  met:
			    node.id country:de
			      hubs: id meeting:summit, when.edtf 2025-05-10
			    node.id person:bob
			      hubs: id meeting:summit, when.edtf 2025-05-10
			    node.id person:cid
			      hubs:
			        id meeting:lunch, when.edtf 2025-06
			        id meeting:summit, when.edtf 2025-05-10`},
		{"and on both edges to each", one("person:cid").below("met", func(q *query) {
			q.where(eq("node.id", "person:ann")).get("node.id").below("via", func(q *query) {
				q.get("node.id", "a.attendance", "a.id", "b.id", "b.capacity.name").below("a.evidence", get("act"))
			})
		}), `
			-
			  met:
			    node.id person:ann
			      via:
			        node.id meeting:lunch, a.attendance ATTENDED, a.id PARTICIPATED_IN person:cid meeting:lunch, b.id PARTICIPATED_IN person:ann meeting:lunch, b.capacity.name null
			          a.evidence: REPORTED
			        node.id meeting:summit, a.attendance ATTENDED, a.id PARTICIPATED_IN person:cid meeting:summit, b.id PARTICIPATED_IN person:ann meeting:summit post:minister, b.capacity.name Minister of France
			          a.evidence: EXPECTED, REPORTED`},
		{"via is filtered, ordered and counted", one("person:cid").below("met", func(q *query) {
			q.where(eq("node.id", "person:ann")).below("via", func(q *query) {
				q.order("node.name").where(is("a.attendance", graph.Ne, "EXPECTED")).count().get("node.name")
			})
		}), `
			-
			  met:
			    -
			      via (2 in all): Lunch, Summit in Rome`},
		{"one represents what it belongs to and those whose posts it holds, unless formerly", nodes("Person", "Country").get("id").below("represents", get("node.id", "count")), `
			id country:de
			  represents: none
			id country:fr
			  represents: node.id organization:pact, count 1
			id person:ann
			  represents: node.id country:fr, count 1
			id person:bob
			  represents: node.id country:de, count 1
			id person:cid
			  represents:
			    node.id country:de, count 1
			    node.id organization:pact, count 1
			id person:dora
			  represents: node.id country:de, count 1`},
		{"representatives are the other way round", nodes("Country", "Organization").get("id").below("representatives", get("node.id", "count")), `
			id country:de
			  representatives:
			    node.id person:bob, count 1
			    node.id person:cid, count 1
			    node.id person:dora, count 1
			id country:fr
			  representatives: node.id person:ann, count 1
			id organization:pact
			  representatives:
			    node.id country:fr, count 1
			    node.id person:cid, count 1`},
		{"a path rests on its edges", one("country:de").below("representatives", func(q *query) {
			q.get("node.id").below("via", get("node.id", "a.label", "b.label"))
		}), `
			-
			  representatives:
			    node.id person:bob
			      via: node.id null, a.label Bob Stone MEMBER_OF Germany, b.label null
			    node.id person:cid
			      via: node.id null, a.label Cid Stone MEMBER_OF Germany, b.label null
			    node.id person:dora
			      via: node.id post:envoy, a.label Envoy POST_OF Germany, b.label Dora Annan HOLDS_POST (HOLDER) Envoy`},
		{"hubs of a path are the nodes in the middle", one("country:de").below("representatives", func(q *query) {
			q.get("node.id").below("hubs", get("id"))
		}), `
			-
			  representatives:
			    node.id person:bob
			      hubs: none
			    node.id person:cid
			      hubs: none
			    node.id person:dora
			      hubs: post:envoy`},
		{"pairs are ordered by what they rest on", one("person:ann").below("met", func(q *query) {
			q.order("count desc", "node.name").get("node.name", "count")
		}), `
			-
			  met:
			    node.name Cid Stone, count 2
			    node.name Bob Stone, count 1
			    node.name Germany, count 1`},
		{"pairs are filtered by count, side and node", one("person:ann").below("met", func(q *query) {
			q.where(or(is("count", graph.Gte, int64(2)), eq("node.kind", "Country")), or(eq("sameSide", true), eq("node.iso", "DE"))).count().get("node.id")
		}), `
			-
			  met (2 in all): country:de, person:cid`},
		{"lists hang below the other of a pair", one("person:bob").below("met", func(q *query) {
			q.get("node.id").below("node.met", get("node.id"))
		}), `
			-
			  met:
			    node.id person:ann
			      node.met: country:de, person:bob, person:cid
			    node.id person:cid
			      node.met: person:ann, person:bob`},
	}
}

func stanceRules() []rule {
	return []rule{
		{"those agree who take the same side at the same time", nodes("Person", "Country").get("id").below("agreesWith", get("node.id", "count")), `
			id country:de
			  agreesWith: none
			id country:fr
			  agreesWith: none
			id person:ann
			  agreesWith:
			    node.id person:cid, count 1
			    node.id person:dora, count 1
			id person:bob
			  agreesWith: none
			id person:cid
			  agreesWith:
			    node.id person:ann, count 1
			    node.id person:dora, count 1
			id person:dora
			  agreesWith:
			    node.id person:ann, count 1
			    node.id person:cid, count 1`},
		{"those conflict who take opposite sides at the same time", nodes("Person", "Country").get("id").below("conflictsWith", get("node.id", "count")), `
			id country:de
			  conflictsWith: node.id person:cid, count 1
			id country:fr
			  conflictsWith: none
			id person:ann
			  conflictsWith: node.id person:bob, count 1
			id person:bob
			  conflictsWith:
			    node.id person:ann, count 1
			    node.id person:cid, count 1
			    node.id person:dora, count 1
			id person:cid
			  conflictsWith:
			    node.id country:de, count 1
			    node.id person:bob, count 1
			id person:dora
			  conflictsWith: node.id person:bob, count 1`},
		{"agreement rests on positions", one("person:dora").below("agreesWith", func(q *query) {
			q.get("node.id").below("hubs", get("id"))
		}), `
			-
			  agreesWith:
			    node.id person:ann
			      hubs: position:tax
			    node.id person:cid
			      hubs: position:ban`},
		{"conflict rests on two stances", one("person:ann").below("conflictsWith", func(q *query) {
			q.get("node.id").below("via", get("node.id", "a.stance", "b.stance", "a.when", "b.when"))
		}), `
			-
			  conflictsWith:
			    node.id person:bob
			      via: node.id position:ban, a.stance SUPPORTS, b.stance OPPOSES, a.when 2025-01/2025-03, b.when 2025-02/..`},
		{"same side is nobody's where the relation has no sides", one("person:ann").below("agreesWith", get("node.id", "sameSide")), `
			-
			  agreesWith:
			    node.id person:cid, sameSide false
			    node.id person:dora, sameSide false`},
	}
}

// testNotMet shows which forms of a meeting bring nobody together.
func testNotMet(f fixture) {
	a := newArticle("source:a", "")
	for _, who := range []string{"person:p", "person:q"} {
		a.node(who, nil)
	}
	for _, format := range f.model.NodeProp("format").Enum.Values {
		meeting := "meeting:" + strings.ToLower(format.Name)
		a.node(meeting, nil)
		a.fact(meeting, props{"status": "HELD", "format": format.Name})
		for _, who := range []string{"person:p", "person:q"} {
			a.fact("PARTICIPATED_IN "+who+" "+meeting, props{"attendance": "ATTENDED"})
		}
	}
	f.load(a)
	f.expect(one("person:p").below("met", func(q *query) { q.get("node.id", "count").below("hubs", get("id")) }), `
		-
		  met:
		    node.id person:q, count 4
		      hubs: meeting:multilateral, meeting:negotiation, meeting:talks, meeting:visit`)
}

func verificationRules() []rule {
	return []rule{
		{"claimed and denied is contested, only denied is denied, confirmed by another is confirmed, by oneself is unverified", nodes("Claim").get("id", "verification"), `
			id claim:calm, verification UNVERIFIED
			id claim:dawn, verification CONFIRMED
			id claim:flood, verification DENIED
			id claim:leak, verification CONTESTED`},
		{"it is filtered by", nodes("Claim").where(eq("verification", "CONTESTED")).get("id"), `claim:leak`},
		{"it is ordered by", nodes("Claim").order("verification desc").get("verification"), `UNVERIFIED, DENIED, CONTESTED, CONFIRMED`},
		{"it is grouped by", nodes("Claim").noRows().groupBy("verification"), `by verification: CONFIRMED (1), CONTESTED (1), DENIED (1), UNVERIFIED (1)`},
		{"it is derived at the far end", one("person:ann").below("claims", func(q *query) {
			q.where(eq("node.verification", "CONFIRMED")).get("node.id", "verdict")
		}), `
			-
			  claims: node.id claim:dawn, verdict CLAIMED`},
		{"as of a day before the denial nothing is contested", nodes("Claim").where(eq("id", "claim:leak")).get("verification").on("2025-11-05"), `UNVERIFIED`},
		{"as of the day of the denial it is", nodes("Claim").where(eq("id", "claim:leak")).get("verification").on("2025-11-10"), `CONTESTED`},
		{"other kinds have none", nodes("Topic").get("verification"), `null`},
	}
}
