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
		{"a status that goes with no attendance gives nobody", one("person:ann").below("met(UNKNOWN)", pairs), `
			-
			  met(UNKNOWN): none`},
		{"with a mode, whom one met in that way: what an attendance says counts, else what the meeting says", one("person:ann").below("met(mode=IN_PERSON)", pairs), `
			-
			  met(mode IN_PERSON):
			    node.id country:de, count 1
			    node.id person:cid, count 1`},
		{"both must have come in one of the ways", nodes("Person").where(eq("id", "person:bob")).below("met(mode=VIRTUAL)", pairs).below("met(mode=VIRTUAL,IN_PERSON)", pairs), `
			-
			  met(mode VIRTUAL): none
			  met(mode VIRTUAL or IN_PERSON):
			    node.id person:ann, count 1
			    node.id person:cid, count 1`},
		{"where neither says anything the mode is unknown", one("person:ann").below("met(mode=UNKNOWN)", pairs), `
			-
			  met(mode UNKNOWN): node.id person:cid, count 1`},
		{"a status and a mode", one("person:ann").below("met(SCHEDULED mode=PHONE,UNKNOWN)", pairs), `
			-
			  met(SCHEDULED, mode PHONE or UNKNOWN): node.id person:bob, count 1`},
		{"a pair's id is its node's", one("person:ann").below("met", get("id", "node.name")), `
			-
			  met:
			    id country:de, node.name Germany
			    id person:bob, node.name Bob Stone
			    id person:cid, node.name Cid Stone`},
		{"same side are those who acted for the same, each time, as far as that is known", nodes("Person").where(not(eq("count(met)", int64(0)))).get("id").below("met", get("node.id", "sameSide")), `
			id person:ann
			  met:
			    node.id country:de, sameSide null
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
		{"one represents what it belongs to and those whose posts it holds, unless formerly or until some day", nodes("Person", "Country").get("id").below("represents", get("node.id", "count")), `
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
			  represents: none`},
		{"representatives are the other way round", nodes("Country", "Organization").get("id").below("representatives", get("node.id", "count")), `
			id country:de
			  representatives:
			    node.id person:bob, count 1
			    node.id person:cid, count 1
			id country:fr
			  representatives: node.id person:ann, count 1
			id organization:pact
			  representatives:
			    node.id country:fr, count 1
			    node.id person:cid, count 1`},
		{"a path rests on its edges", nodes("Country").get("id").below("representatives", func(q *query) {
			q.get("node.id").below("via", get("node.id", "a.label", "b.label"))
		}), `
			id country:de
			  representatives:
			    node.id person:bob
			      via: node.id null, a.label Bob Stone MEMBER_OF Germany, b.label null
			    node.id person:cid
			      via: node.id null, a.label Cid Stone MEMBER_OF Germany, b.label null
			id country:fr
			  representatives:
			    node.id person:ann
			      via: node.id post:minister, a.label Minister of France POST_OF France, b.label Ann Öberg HOLDS_POST (HOLDER) Minister of France`},
		{"hubs of a path are the nodes in the middle", nodes("Country").get("id").below("representatives", func(q *query) {
			q.get("node.id").below("hubs", get("id"))
		}), `
			id country:de
			  representatives:
			    node.id person:bob
			      hubs: none
			    node.id person:cid
			      hubs: none
			id country:fr
			  representatives:
			    node.id person:ann
			      hubs: post:minister`},
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
		{"nobody knows the sides where the relation has no sides", one("person:ann").below("agreesWith", get("node.id", "sameSide")), `
			-
			  agreesWith:
			    node.id person:cid, sameSide null
			    node.id person:dora, sameSide null`},
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

// testSides shows what several meetings tell of the sides of two actors.
func testSides(f fixture) {
	a := newArticle("source:a", "")
	for _, id := range []string{"country:x", "country:y", "person:p"} {
		a.node(id, nil)
	}
	sides := map[string]string{"same": "country:x", "other": "country:y", "unknown": ""}
	for meeting := range sides {
		a.node("meeting:"+meeting, nil)
		a.fact("meeting:"+meeting, props{"status": "HELD"})
		a.fact("PARTICIPATED_IN person:p meeting:"+meeting, props{"attendance": "ATTENDED", "onBehalfOf": "country:x"})
	}
	for who, meetings := range map[string][]string{
		"a": {"same"}, "b": {"same", "unknown"}, "c": {"same", "unknown", "other"}, "d": {"other"}, "e": {"unknown"},
	} {
		a.node("person:"+who, nil)
		for _, meeting := range meetings {
			said := props{"attendance": "ATTENDED"}
			if side := sides[meeting]; side != "" {
				said["onBehalfOf"] = side
			}
			a.fact("PARTICIPATED_IN person:"+who+" meeting:"+meeting, said)
		}
	}
	f.load(a)
	f.expect(one("person:p").below("met", get("id", "count", "sameSide")), `
		-
		  met:
		    id person:a, count 1, sameSide true
		    id person:b, count 2, sameSide null
		    id person:c, count 3, sameSide false
		    id person:d, count 1, sameSide false
		    id person:e, count 1, sameSide null`)
}

// testCancelled shows who is paired by a meeting that was called off.
func testCancelled(f fixture) {
	a := newArticle("source:a", "")
	a.node("meeting:m", nil)
	a.fact("meeting:m", props{"status": "CANCELLED"})
	for who, attendance := range map[string]graph.Value{"a": "EXPECTED", "b": "DECLINED", "c": "UNKNOWN", "d": nil} {
		a.node("person:"+who, nil)
		said := props{}
		if attendance != nil {
			said["attendance"] = attendance
		}
		a.fact("PARTICIPATED_IN person:"+who+" meeting:m", said)
	}
	f.load(a)
	f.expect(nodes("Person").get("id").below("met(CANCELLED)", get("id")), `
		id person:a
		  met(CANCELLED): person:b, person:c, person:d
		id person:b
		  met(CANCELLED): person:a, person:c, person:d
		id person:c
		  met(CANCELLED): person:a, person:b, person:d
		id person:d
		  met(CANCELLED): person:a, person:b, person:c`)
	f.expect(one("person:a").below("met", get("id")), `
		-
		  met: none`)
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
