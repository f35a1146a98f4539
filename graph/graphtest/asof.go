package graphtest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

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
			  holders: node.id person:dora, occupancy HOLDER
			id post:minister
			  holders: node.id person:ann, occupancy HOLDER`},
		{"an open end is certain too", one("post:minister").below("Post/holders", held).on("2030-01-01!"), `
			-
			  holders: node.id person:ann, occupancy HOLDER`},
		{"a membership without a date may always hold", one("organization:pact").below("members", get("node.id")).on("1990-01-01"), `
			-
			  members: person:cid`},
		{"and holds for certain on the day on which it was said", one("organization:pact").below("members", get("node.id")).on("2025-06-15!"), `
			-
			  members: country:fr, person:cid`},
		{"on that day alone", one("organization:pact").below("members", get("node.id")).on("2025-06-16!"), `
			-
			  members: country:fr`},
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
			  holders: node.id person:ann, stance SUPPORTS`},
		{"a held meeting counts from its start on; planned ones and those without a date are open", nodes("Meeting").get("id").on("2025-05-09"), `meeting:rounds, meeting:talks`},
		{"from its very day", nodes("Meeting").get("id").on("2025-05-10"), `meeting:rounds, meeting:summit, meeting:talks`},
		{"from its earliest start", nodes("Meeting").get("id").on("2025-06-01"), `meeting:lunch, meeting:rounds, meeting:summit, meeting:talks`},
		{"for certain from its latest", nodes("Meeting").get("id").on("2025-06-29!"), `meeting:rounds, meeting:summit, meeting:talks`},
		{"and for ever after", nodes("Meeting").get("id").on("2031-01-01!"), `meeting:lunch, meeting:rounds, meeting:summit, meeting:talks`},
		{"claims and proposals from their start on", nodes("Claim", "Proposal").get("id").on("2025-05-01"), `claim:calm, claim:dawn, claim:flood, proposal:draft`},
		{"a position is there before and after the vote on it", nodes("Position").get("id", "when.edtf").on("1800-01-01"), `
			id position:ban, when.edtf null
			id position:tax, when.edtf 2025-09-01`},
		{"kinds without a date are timeless", nodes("Person", "Post", "Source").noRows().count().on("1800-01-01"), `8 in all`},
		{"a hidden node hides its edges", one("person:cid").below("meetings", get("node.id")).below("proposals", get("node.id")).on("2025-05-09"), `
			-
			  meetings: none
			  proposals: proposal:draft`},
		{"an edge counts in time though its ends are there", one("claim:leak").below("assertions", get("node.id")).on("2025-11-05"), `
			-
			  assertions: person:ann`},
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
			id person:ann, count(meetings) 2, count(positions) 1, count(said) 0
			id person:bob, count(meetings) 1, count(positions) 1, count(said) 1
			id person:cid, count(meetings) 0, count(positions) 2, count(said) 0
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

// unfolding are articles of what came to be known bit by bit:
//
//	2025-01-10  first      talks SCHEDULED, ann EXPECTED    ann SUPPORTS ban    ann CLAIMED leak
//	2025-02-10  second     talks HELD, ann and bob ATTENDED                     bob DENIED leak
//	2025-02-20  third      lunch HELD, ann and cid ATTENDED; withdrawn on 2025-04-01
//	2025-03-10  fourth     corrects the second: bob was ABSENT   ann OPPOSES ban since 2025-03, bob too
//	2025-05-10  fifth      summit SCHEDULED, ann EXPECTED   there were no talks
func unfolding() []*article {
	first := newArticle("source:first", "2025-01-10")
	for _, id := range []string{"person:ann", "person:bob", "meeting:talks", "position:ban", "claim:leak", "topic:sea"} {
		first.node(id, nil)
	}
	first.fact("meeting:talks", props{"status": "SCHEDULED", "when": when("2025-02-05")})
	first.fact("PARTICIPATED_IN person:ann meeting:talks", props{"attendance": "EXPECTED", "mode": "PHONE"})
	first.fact("position:ban", nil).fact("ABOUT position:ban topic:sea", nil)
	first.fact("HOLDS person:ann position:ban", props{"stance": "SUPPORTS", "when": when("2025-01")})
	first.fact("claim:leak", nil, saidBy("person:ann"))
	first.fact("ASSERTS person:ann claim:leak", props{"verdict": "CLAIMED", "when": when("2025-01-08")}, saidOn("2025-01-08"))

	second := newArticle("source:second", "2025-02-10")
	second.fact("meeting:talks", props{"status": "HELD", "when": when("2025-02-06")})
	for _, id := range []string{"person:ann", "person:bob"} {
		second.fact("PARTICIPATED_IN "+id+" meeting:talks", props{"attendance": "ATTENDED"})
	}
	second.fact("ASSERTS person:bob claim:leak", props{"verdict": "DENIED"}, saidAt("meeting:talks"))

	third := newArticle("source:third", "2025-02-20")
	third.props["withdrawn"] = when("2025-04-01")
	third.node("meeting:lunch", props{"name": "Late lunch"}).node("person:cid", nil)
	third.fact("meeting:lunch", props{"status": "HELD", "when": when("2025-02-15")}, quote("They had lobster."))
	for _, id := range []string{"person:ann", "person:cid"} {
		third.fact("PARTICIPATED_IN "+id+" meeting:lunch", props{"attendance": "ATTENDED"}, quote("With wine, "+id+"."))
	}

	fourth := newArticle("source:fourth", "2025-03-10")
	fourth.fact("PARTICIPATED_IN person:bob meeting:talks", props{"attendance": "ABSENT"}, correcting("source:second"))
	for _, id := range []string{"person:ann", "person:bob"} {
		fourth.fact("HOLDS "+id+" position:ban", props{"stance": "OPPOSES", "when": when("2025-03/..")})
	}

	fifth := newArticle("source:fifth", "2025-05-10")
	fifth.node("meeting:summit", nil)
	fifth.fact("meeting:summit", props{"status": "SCHEDULED", "when": when("2025-06-01")})
	fifth.fact("PARTICIPATED_IN person:ann meeting:summit", props{"attendance": "EXPECTED"})
	fifth.fact("meeting:talks", nil, acting("DENIED"), saidBy("person:bob"))
	return []*article{first, second, third, fourth, fifth}
}

// testKnown shows what was known on a day.
func (s *suite) testKnown(t *testing.T) {
	f := s.empty(t)
	f.load(unfolding()...)
	f.rules(knownRules())
	for _, tt := range []struct{ sentence, on, want string }{
		{"neighbours are those that were known", "2025-02-28", `
			person:ann 4
			> PARTICIPATED_IN person:ann meeting:lunch = meeting:lunch (ATTENDED)
			> PARTICIPATED_IN person:ann meeting:talks = meeting:talks (ATTENDED)
			> HOLDS person:ann position:ban SUPPORTS = position:ban (SUPPORTS)
			> ASSERTS person:ann claim:leak CLAIMED = claim:leak (CLAIMED)
			meeting:lunch 2
			< PARTICIPATED_IN person:ann meeting:lunch = person:ann (ATTENDED)
			< PARTICIPATED_IN person:cid meeting:lunch = person:cid (ATTENDED)`},
		{"also one that is not any more", "2025-03-31", `
			person:ann 5
			> PARTICIPATED_IN person:ann meeting:lunch = meeting:lunch (ATTENDED)
			> PARTICIPATED_IN person:ann meeting:talks = meeting:talks (ATTENDED)
			> HOLDS person:ann position:ban OPPOSES = position:ban (OPPOSES)
			> HOLDS person:ann position:ban SUPPORTS = position:ban (SUPPORTS)
			> ASSERTS person:ann claim:leak CLAIMED = claim:leak (CLAIMED)
			meeting:lunch 2
			< PARTICIPATED_IN person:ann meeting:lunch = person:ann (ATTENDED)
			< PARTICIPATED_IN person:cid meeting:lunch = person:cid (ATTENDED)`},
		{"before all was known there were none", "2024-12-31", `
			person:ann 0
			meeting:lunch 0`},
	} {
		f.on(tt.sentence, func(f fixture) {
			x := &graph.Expansion{Frontier: strings.Fields("person:ann meeting:lunch"), PerNode: 9, AsOf: graph.AsOf{Known: true, KnownOn: day(tt.on)}}
			if diff := cmp.Diff(dedented(tt.want), f.expand(f.store.Snapshot(), x)); diff != "" {
				f.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	f.on("words find what was known", func(f fixture) {
		f.finds("late", nodes().get("id").known("2025-03-31"), `meeting:lunch`)
		f.finds("late", nodes().get("id").known("2025-04-01"), ``)
		f.finds("lobster", nodes().get("id").known("2025-03-31"), `meeting:lunch`)
		f.finds("wine", nodes().get("id").known("2025-03-31"), `person:ann, person:cid`)
		f.finds("wine", nodes().get("id").known("2025-04-01"), ``)
		f.finds("talks", nodes().get("id").known("2024-12-31"), ``)
	})
	f.on("what is done again leaves nothing behind", func(f fixture) {
		f.apply(graph.DropSource{Source: "source:fourth"})
		f.expect(one("position:ban").below("Position/holders", get("id", "periods")).known("2025-03-31"), `
			-
			  holders: id HOLDS person:ann position:ban SUPPORTS, periods ../..`)
		f.load(unfolding()[3])
		f.rules(knownRules())
		f.apply(graph.DropSource{Source: "source:third"}, graph.DropSource{Source: "source:fifth"})
		f.expect(nodes("Meeting").get("id").known("2025-03-31"), `meeting:talks`)
	})
}

func knownRules() []rule {
	here := func(q *query) { q.get("node.id", "attendance", "mode", "verification") }
	holders := func(q *query) { q.get("id", "periods", "current") }
	return []rule{
		{"a meeting is there from the day on which somebody spoke of it", nodes("Meeting").get("id", "status", "when.edtf", "verification").known("2025-01-09"), ``},
		{"as it was spoken of", nodes("Meeting").get("id", "status", "when.edtf", "verification", "support").known("2025-01-10"), `id meeting:talks, status SCHEDULED, when.edtf 2025-02-05, verification UNVERIFIED, support 1 for, 0 against, 0 silent, 1 publishers`},
		{"until somebody said otherwise", nodes("Meeting").get("id", "status", "when.edtf", "verification", "support").known("2025-02-28"), `
			id meeting:lunch, status HELD, when.edtf 2025-02-15, verification UNVERIFIED, support 1 for, 0 against, 0 silent, 1 publishers
			id meeting:talks, status HELD, when.edtf 2025-02-06, verification UNVERIFIED, support 1 for, 0 against, 0 silent, 2 publishers`},
		{"what was withdrawn was there before", nodes("Meeting").get("id").known("2025-03-31"), `meeting:lunch, meeting:talks`},
		{"and not from that day on", nodes("Meeting").get("id").known("2025-04-01"), `meeting:talks`},
		{"now is known what is known last", nodes("Meeting").get("id", "status", "verification").known("2025-12-01"), `
			id meeting:summit, status SCHEDULED, verification UNVERIFIED
			id meeting:talks, status HELD, verification CONTESTED`},
		{"and ever after", nodes("Meeting").get("id", "status", "verification").known("9999-12-31"), `
			id meeting:summit, status SCHEDULED, verification UNVERIFIED
			id meeting:talks, status HELD, verification CONTESTED`},
		{"kinds without evidence always are", nodes("Person").get("id", "name").known("2000-01-01"), `
			id person:ann, name ann
			id person:bob, name bob
			id person:cid, name cid`},
		{"by id", one("meeting:lunch").get("id", "kind", "label").known("2025-03-31"), `id meeting:lunch, kind Meeting, label Late lunch`},
		{"by id, not yet", one("meeting:lunch").get("id").known("2025-02-19"), ``},
		{"by name", nodes().where(named("", "late lunch")).get("id").known("2025-03-31"), `meeting:lunch`},
		{"by name, not yet", nodes("Meeting").where(named("", "late lunch")).get("id").known("2025-02-19"), ``},
		{"by ids", nodes().where(in("id", "meeting:lunch", "meeting:summit")).get("id", "kind").known("2025-03-31"), `id meeting:lunch, kind Meeting`},
		{"an edge was what it was", one("meeting:talks").below("participants", here).known("2025-01-31"), `
			-
			  participants: node.id person:ann, attendance EXPECTED, mode PHONE, verification UNVERIFIED`},
		{"and came to be another", one("meeting:talks").below("participants", here).known("2025-02-28"), `
			-
			  participants:
			    node.id person:ann, attendance ATTENDED, mode PHONE, verification UNVERIFIED
			    node.id person:bob, attendance ATTENDED, mode null, verification UNVERIFIED`},
		{"until it was corrected", one("meeting:talks").below("participants", here).known("2025-03-31"), `
			-
			  participants:
			    node.id person:ann, attendance ATTENDED, mode PHONE, verification UNVERIFIED
			    node.id person:bob, attendance ABSENT, mode null, verification UNVERIFIED`},
		{"edges of what was withdrawn", one("meeting:lunch").below("participants", get("id", "node.id", "attendance")).known("2025-03-31"), `
			-
			  participants:
			    id PARTICIPATED_IN person:ann meeting:lunch, node.id person:ann, attendance ATTENDED
			    id PARTICIPATED_IN person:cid meeting:lunch, node.id person:cid, attendance ATTENDED`},
		{"a state was not known to end", one("position:ban").below("Position/holders", holders).known("2025-02-28"), `
			-
			  holders: id HOLDS person:ann position:ban SUPPORTS, periods ../.., current true`},
		{"before that was said", one("position:ban").below("Position/holders", holders).known("2025-03-31"), `
			-
			  holders:
			    id HOLDS person:ann position:ban OPPOSES, periods 2025-03-01/.., current true
			    id HOLDS person:ann position:ban SUPPORTS, periods ../2025-02-28, current false
			    id HOLDS person:bob position:ban OPPOSES, periods 2025-03-01/.., current true`},
		{"as of a day, as it was known on another", one("position:ban").below("Position/holders", get("id")).on("2025-04-15").known("2025-02-28"), `
			-
			  holders: HOLDS person:ann position:ban SUPPORTS`},
		{"as of that day, as it was known later", one("position:ban").below("Position/holders", get("id")).on("2025-04-15").known("2025-03-31"), `
			-
			  holders: HOLDS person:ann position:ban OPPOSES, HOLDS person:bob position:ban OPPOSES`},
		{"planned meetings are open as of any day", nodes("Meeting").get("id", "status").on("2025-01-01").known("2025-01-31"), `id meeting:talks, status SCHEDULED`},
		{"held ones were not", nodes("Meeting").get("id", "status").on("2025-01-01").known("2025-03-31"), ``},
		{"as of the day they were", nodes("Meeting").get("id", "status").on("2025-02-15!").known("2025-03-31"), `
			id meeting:lunch, status HELD
			id meeting:talks, status HELD`},
		{"filters see what was known", nodes("Meeting").where(eq("status", "SCHEDULED")).get("id").known("2025-01-31"), `meeting:talks`},
		{"and not what is", nodes("Meeting").where(eq("status", "HELD")).get("id").known("2025-01-31"), ``},
		{"dates overlap as they were known", nodes("Meeting").where(is("when", graph.Overlaps, period("2025-02-05"))).get("id").known("2025-01-31"), `meeting:talks`},
		{"dates are null as they were known", nodes("Meeting").where(null("when")).get("id").known("2025-03-31"), ``},
		{"filters through edges do", nodes("Person").where(some("meetings", eq("attendance", "ATTENDED"))).get("id").known("2025-02-28"), `person:ann, person:bob, person:cid`},
		{"and from the far end", nodes("Person").where(some("meetings", eq("node.id", "meeting:lunch"))).get("id").known("2025-03-31"), `person:ann, person:cid`},
		{"by the name of the far end", nodes("Person").where(some("meetings", named("node", "late lunch"))).get("id").known("2025-03-31"), `person:ann, person:cid`},
		{"by what was known of the far end", nodes("Person").where(some("meetings", eq("node.status", "SCHEDULED"))).get("id").known("2025-01-31"), `person:ann`},
		{"none and all do", nodes("Person").where(none("meetings")).get("id").known("2025-01-31"), `person:bob, person:cid`},
		{"counts are of what was known", nodes("Person").get("id", "count(meetings)", "count(positions)", "count(claims)").known("2025-03-31"), `
			id person:ann, count(meetings) 2, count(positions) 2, count(claims) 1
			id person:bob, count(meetings) 1, count(positions) 1, count(claims) 1
			id person:cid, count(meetings) 1, count(positions) 0, count(claims) 0`},
		{"orders go by what was known", nodes("Person").order("count(meetings) desc").get("id").known("2025-03-31"), `person:ann, person:bob, person:cid`},
		{"orders by values do", nodes("Meeting").order("when.startEarliest desc", "status").get("id", "when.edtf").known("2025-03-31"), `
			id meeting:lunch, when.edtf 2025-02-15
			id meeting:talks, when.edtf 2025-02-06`},
		{"pages do", nodes("Meeting").order("status").first(1).after("HELD", "meeting:lunch").get("id").known("2025-03-31"), `meeting:talks`},
		{"groups are of what was known", nodes("Meeting").count().noRows().groupBy("status", "verification").known("2025-01-31"), `
			1 in all
			by status: SCHEDULED (1)
			by verification: UNVERIFIED (1)`},
		{"below too", one("person:ann").below("meetings", func(q *query) { q.count().groupBy("node.status", "attendance").order("node.status").get("node.id") }).known("2025-03-31"), `
			-
			  meetings (2 in all):
			    by node.status: HELD (2)
			    by attendance: ATTENDED (2)
			    meeting:lunch, meeting:talks`},
		{"several kinds at once", nodes("Meeting", "Claim", "Topic").order("kind").get("id", "kind", "verification").known("2025-02-28"), `
			id claim:leak, kind Claim, verification CONTESTED
			id meeting:lunch, kind Meeting, verification UNVERIFIED
			id meeting:talks, kind Meeting, verification UNVERIFIED
			id topic:sea, kind Topic, verification null`},
		{"a claim was not denied yet", one("claim:leak").get("verification", "support").known("2025-01-31"), `verification UNVERIFIED, support 1 for, 0 against, 0 silent, 1 publishers`},
		{"then it was contested", one("claim:leak").get("verification", "support").known("2025-02-28"), `verification CONTESTED, support 1 for, 1 against, 0 silent, 2 publishers`},
		{"as of the day when nobody had denied it", one("claim:leak").get("verification").on("2025-01-20").known("2025-02-28"), `UNVERIFIED`},
		{"nobody had met", one("person:ann").below("met", get("node.id", "count")).known("2025-01-31"), `
			-
			  met: none`},
		{"who met is by what was known", one("person:ann").below("met", func(q *query) {
			q.get("node.id", "count").below("meetings", get("id")).below("via", get("id", "a.attendance", "b.attendance"))
		}).known("2025-02-28"), `
			-
			  met:
			    node.id person:bob, count 1
			      hubs: meeting:talks
			      via: id PARTICIPATED_IN person:ann meeting:talks PARTICIPATED_IN person:bob meeting:talks, a.attendance ATTENDED, b.attendance ATTENDED
			    node.id person:cid, count 1
			      hubs: meeting:lunch
			      via: id PARTICIPATED_IN person:ann meeting:lunch PARTICIPATED_IN person:cid meeting:lunch, a.attendance ATTENDED, b.attendance ATTENDED`},
		{"each tie is verified as it was known to be", one("person:ann").below("met", get("node.id", "verification")).known("2025-02-28"), `
			-
			  met:
			    node.id person:bob, verification UNVERIFIED
			    node.id person:cid, verification UNVERIFIED`},
		{"until it was corrected or withdrawn", one("person:ann").below("met", get("node.id", "count")).known("2025-04-30"), `
			-
			  met: none`},
		{"who agreed, as was known", nodes("Person").get("id", "count(agreesWith)").known("2025-02-28"), `
			id person:ann, count(agreesWith) 0
			id person:bob, count(agreesWith) 0
			id person:cid, count(agreesWith) 0`},
		{"who agrees, as came to be known", nodes("Person").get("id", "count(agreesWith)").known("2025-03-31"), `
			id person:ann, count(agreesWith) 1
			id person:bob, count(agreesWith) 1
			id person:cid, count(agreesWith) 0`},
		{"facts are of any day, their labels of that day", facts().where(eq("fact.id", "PARTICIPATED_IN person:ann meeting:talks")).get("fact.kind", "fact.label").known("2025-01-31"), `
			fact.kind PARTICIPATED_IN, fact.label ann PARTICIPATED_IN (EXPECTED) talks
			fact.kind PARTICIPATED_IN, fact.label ann PARTICIPATED_IN (EXPECTED) talks`},
		{"of one that was not there, what its id tells", facts().where(in("fact.id", "PARTICIPATED_IN person:ann meeting:summit", "HOLDS person:bob position:ban OPPOSES")).get("fact.label").known("2025-01-31"), `ann PARTICIPATED_IN summit, bob HOLDS (OPPOSES) ban`},
		{"facts as of a day are of what was there", facts().where(eq("fact.kind", "PARTICIPATED_IN")).get("fact.id").on("2025-02-28").known("2025-03-31"), `PARTICIPATED_IN person:ann meeting:talks, PARTICIPATED_IN person:bob meeting:talks, PARTICIPATED_IN person:ann meeting:talks, PARTICIPATED_IN person:bob meeting:talks, PARTICIPATED_IN person:ann meeting:lunch, PARTICIPATED_IN person:cid meeting:lunch`},
		{"where it was said was known", facts().where(named("saidAt", "talks")).get("fact.id", "saidAt.status").known("2025-02-28"), `fact.id ASSERTS person:bob claim:leak DENIED, saidAt.status HELD`},
		{"or not yet", facts().where(eq("fact.id", "ASSERTS person:bob claim:leak DENIED")).get("saidAt.id").known("2025-01-09"), `null`},
		{"whether it counts", facts().where(eq("fact.id", "PARTICIPATED_IN person:bob meeting:talks")).get("source.id", "counts", "polarity").known("2025-02-28"), `
			source.id source:fourth, counts false, polarity AFFIRMS
			source.id source:second, counts true, polarity AFFIRMS`},
		{"whether it was corrected", facts().where(eq("fact.id", "PARTICIPATED_IN person:bob meeting:talks")).get("source.id", "counts", "place").known("2025-03-31"), `
			source.id source:fourth, counts true, place 0
			source.id source:second, counts false, place 1`},
		{"what was not published", facts().where(eq("counts", false)).get("fact.id").known("2025-01-31"), `meeting:summit, PARTICIPATED_IN person:ann meeting:summit, meeting:talks, PARTICIPATED_IN person:bob meeting:talks, HOLDS person:ann position:ban OPPOSES, HOLDS person:bob position:ban OPPOSES, meeting:talks, PARTICIPATED_IN person:ann meeting:talks, PARTICIPATED_IN person:bob meeting:talks, ASSERTS person:bob claim:leak DENIED, meeting:lunch, PARTICIPATED_IN person:ann meeting:lunch, PARTICIPATED_IN person:cid meeting:lunch`},
		{"what was not withdrawn", facts().where(eq("source.id", "source:third")).get("counts").known("2025-03-31"), `true, true, true`},
		{"evidence is in the order of that day", one("meeting:talks").below("evidence", func(q *query) { q.order("place").get("source.id", "counts", "place") }).known("2025-01-31"), `
			-
			  evidence:
			    source.id source:first, counts true, place 0
			    source.id source:fifth, counts false, place 1
			    source.id source:second, counts false, place 2`},
		{"now it is in another", one("meeting:talks").below("evidence", func(q *query) { q.order("place").get("source.id", "counts", "place") }).known("2025-05-10"), `
			-
			  evidence:
			    source.id source:second, counts true, place 0
			    source.id source:fifth, counts true, place 1
			    source.id source:first, counts true, place 2`},
	}
}
