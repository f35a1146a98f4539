package graphtest

import "parley/graph"

// The sample. Two sources, the Herald of 2025-06-15 and the Courier of
// 2025-12-01, say:
//
//	posts       ann ─HOLDER 2024/..─► minister ─of─► fr
//	            bob ─FORMER ../2024─► envoy ─of─► de
//	            dora ─HOLDER 2025-01/2025-12─► envoy
//	members     bob ─2020/..─► de    cid ─2025-07/..─► de    cid ─► pact    fr ─2010/..─► pact
//	kin         dora ─sister─► ann
//
//	meetings    summit HELD 2025-05-10   lunch HELD 2025-06   talks SCHEDULED 2025-12-02   rounds HELD, a SERIES
//	  ann       ATTENDED as minister,fr  ATTENDED for fr      CONFIRMED                    ATTENDED
//	  bob       ATTENDED for de                               EXPECTED
//	  cid       EXPECTED, then ATTENDED  ATTENDED for fr
//	            for fr
//	  dora      UNKNOWN                                       UNKNOWN                      ATTENDED
//	  de        ATTENDED
//	            at rome, about sea                            follows summit, part of rounds
//
//	positions   ban                  tax, voted on 2025-09-01
//	  ann       SUPPORTS 2025-01/03  OPPOSES
//	  bob       OPPOSES  2025-02/..
//	  cid       SUPPORTS             CONDITIONAL
//	  dora      SUPPORTS 2025-06/..  OPPOSES
//	  de        OPPOSES  2020/2021
//	            about sea
//
//	claims      leak 2025-11-02      flood    dawn        calm
//	  ann       CLAIMED              DENIED   CLAIMED     CLAIMED and CONFIRMED
//	  bob       DENIED 2025-11-10    DENIED
//	  cid       NOT_CONFIRMED                 CONFIRMED
//	            about rome       the Courier denies flood, and does not confirm calm
//
//	proposals   draft 2025-04 ◄─revises─ revision 2025-09;  cid DRAFTED draft 2025-04
func sample() []*article { return []*article{herald(), courier()} }

func herald() *article {
	a := newArticle("source:herald", "2025-06-15")
	a.props["publisher"] = "The Herald"
	a.people()
	a.offices()
	a.meetings()
	a.positions()
	return a
}

func (a *article) people() {
	a.node("person:ann", props{
		"name": "Ann Öberg", "aliases": []string{"Annie O’Neil", "Minister Öberg"}, "description": "a minister",
		"identifiers": []graph.Identifier{{Scheme: "wikidata", Value: "Q1"}, {Scheme: "viaf", Value: "7"}},
	})
	a.node("person:bob", props{"name": "Bob Stone"})
	a.node("person:cid", props{"name": "Cid Stone", "aliases": []string{"Bob"}})
	a.node("person:dora", props{"name": "Dora Annan", "description": "an envoy"})
	a.node("country:fr", props{"name": "France", "iso": "FR"})
	a.node("country:de", props{"name": "Germany", "iso": "DE"})
	a.node("organization:pact", props{"name": "The Pact", "classification": "INTERGOVERNMENTAL"})
	a.node("place:rome", props{"name": "Rome", "placeType": "CITY"})
	a.node("topic:sea", props{"name": "Sea"})
}

func (a *article) offices() {
	a.node("post:minister", props{"name": "Minister of France", "roleKind": "MINISTER"})
	a.node("post:envoy", props{"name": "Envoy", "roleKind": "ENVOY"})
	a.fact("HOLDS_POST person:ann post:minister", props{"occupancy": "HOLDER", "when": when("2024/..")})
	a.fact("HOLDS_POST person:bob post:envoy", props{"occupancy": "FORMER", "when": when("../2024")})
	a.fact("HOLDS_POST person:dora post:envoy", props{"occupancy": "HOLDER", "when": when("2025-01/2025-12")})
	a.fact("POST_OF post:minister country:fr", nil)
	a.fact("POST_OF post:envoy country:de", nil)
	a.fact("MEMBER_OF person:bob country:de", props{"role": "citizen", "when": when("2020/..")})
	a.fact("MEMBER_OF person:cid organization:pact", nil)
	a.fact("MEMBER_OF person:cid country:de", props{"when": when("2025-07/..")})
	a.fact("MEMBER_OF country:fr organization:pact", props{"role": "founder", "when": when("2010/..")})
	a.fact("RELATED_TO person:dora person:ann", props{"relationship": "sister"})
}

func (a *article) meetings() {
	a.node("meeting:summit", props{"name": "Summit in Rome"})
	a.node("meeting:lunch", props{"name": "Lunch"})
	a.node("meeting:talks", props{"name": "Talks"})
	a.node("meeting:rounds", props{"name": "Rounds"})
	a.fact("meeting:summit", props{"status": "HELD", "format": "MULTILATERAL", "mode": "IN_PERSON", "when": when("2025-05-10")})
	a.fact("meeting:lunch", props{"status": "HELD", "format": "TALKS", "when": when("2025-06")})
	a.fact("meeting:talks", props{"status": "SCHEDULED", "when": when("2025-12-02")}, acting("SCHEDULED"), inferred)
	a.fact("meeting:rounds", props{"status": "HELD", "format": "SERIES"})
	a.fact("HELD_AT meeting:summit place:rome", nil)
	a.fact("ABOUT meeting:summit topic:sea", nil)
	a.fact("FOLLOWS meeting:talks meeting:summit", nil)
	a.fact("PART_OF meeting:talks meeting:rounds", nil)

	attends := func(who, meeting, attendance string, more props, words ...func(*graph.Evidence)) {
		p := props{"attendance": attendance}
		for name, v := range more {
			p[name] = v
		}
		a.fact("PARTICIPATED_IN "+who+" meeting:"+meeting, p, words...)
	}
	attends("person:ann", "summit", "ATTENDED", props{"capacity": "post:minister", "onBehalfOf": "country:fr", "role": "HOST"})
	attends("person:bob", "summit", "ATTENDED", props{"onBehalfOf": "country:de", "mode": "VIRTUAL"})
	attends("person:cid", "summit", "EXPECTED", nil, saidOn("2025-05-01"), acting("EXPECTED"), quote("Cid will sail to the summit."))
	attends("person:cid", "summit", "ATTENDED", props{"onBehalfOf": "country:fr"}, saidOn("2025-05-11"))
	attends("person:dora", "summit", "UNKNOWN", nil)
	attends("country:de", "summit", "ATTENDED", nil)
	attends("person:ann", "lunch", "ATTENDED", props{"onBehalfOf": "country:fr"})
	attends("person:cid", "lunch", "ATTENDED", props{"onBehalfOf": "country:fr"})
	attends("person:ann", "talks", "CONFIRMED", nil, saidBy("person:bob"), saidFor("country:de"), saidAt("meeting:lunch"), acting("CONFIRMED"))
	attends("person:bob", "talks", "EXPECTED", nil, acting("EXPECTED"))
	attends("person:dora", "talks", "UNKNOWN", nil)
	attends("person:ann", "rounds", "ATTENDED", nil)
	attends("person:dora", "rounds", "ATTENDED", nil)
}

func (a *article) positions() {
	a.node("position:ban", props{"name": "Ban on whaling", "statement": "The Pact bans whaling at sea"})
	a.node("position:tax", props{"name": "Tax", "statement": "Bread is taxed"})
	a.fact("position:ban", nil)
	a.fact("position:tax", props{"when": when("2025-09-01")})
	a.fact("ABOUT position:ban topic:sea", nil)

	holds := func(who, position, stance, edtf string, words ...func(*graph.Evidence)) {
		p := props{"stance": stance}
		if edtf != "" {
			p["when"] = when(edtf)
		}
		a.fact("HOLDS "+who+" position:"+position, p, words...)
	}
	holds("person:ann", "ban", "SUPPORTS", "2025-01/2025-03", saidBy("person:ann"), acting("SAID"), quote("“Whales must live,” said Öberg."))
	holds("person:bob", "ban", "OPPOSES", "2025-02/..")
	holds("person:cid", "ban", "SUPPORTS", "")
	holds("person:dora", "ban", "SUPPORTS", "2025-06/..")
	holds("country:de", "ban", "OPPOSES", "2020/2021")
	holds("person:ann", "tax", "OPPOSES", "", saidBy("person:dora"), acting("SAID"))
	holds("person:cid", "tax", "CONDITIONAL", "")
	holds("person:dora", "tax", "OPPOSES", "")
}

func courier() *article {
	a := newArticle("source:courier", "2025-12-01")
	a.node("claim:leak", props{"name": "Leak", "statement": "A ship leaks oil off Rome"})
	a.node("claim:flood", props{"name": "Flood", "statement": "Rome is under water"})
	a.node("claim:dawn", props{"name": "Dawn", "statement": "The sun rises"})
	a.node("claim:calm", props{"name": "Calm", "statement": "The sea is calm"})
	a.node("proposal:draft", props{"name": "Draft"})
	a.node("proposal:revision", props{"name": "Revision"})
	a.fact("claim:leak", props{"when": when("2025-11-02")})
	a.fact("claim:flood", nil, acting("DENIED"))
	a.fact("claim:dawn", nil)
	a.fact("claim:calm", nil, acting("NOT_CONFIRMED"))
	a.fact("proposal:draft", props{"when": when("2025-04")}, at("row 10"))
	a.fact("proposal:revision", props{"when": when("2025-09")}, at("row 9"))
	a.fact("ABOUT claim:leak place:rome", nil)
	a.fact("REVISES proposal:revision proposal:draft", nil, correcting("source:herald", "source:rumour"))
	a.fact("CONTRIBUTED_TO person:cid proposal:draft", props{"contribution": "DRAFTED", "when": when("2025-04")})
	a.fact("PARTICIPATED_IN person:ann meeting:summit", props{"attendance": "ATTENDED", "capacity": "post:minister"})
	asserts := func(who, claim, verdict string, more ...string) {
		p := props{"verdict": verdict}
		words := []func(*graph.Evidence){saidBy(who), acting(verdict)}
		if len(more) > 0 {
			p["when"] = when(more[0])
			words = append(words, saidOn(more[0]))
		}
		a.fact("ASSERTS "+who+" claim:"+claim, p, words...)
	}
	asserts("person:ann", "leak", "CLAIMED", "2025-11-02")
	asserts("person:bob", "leak", "DENIED", "2025-11-10")
	asserts("person:cid", "leak", "NOT_CONFIRMED")
	asserts("person:ann", "flood", "DENIED")
	asserts("person:bob", "flood", "DENIED")
	asserts("person:ann", "dawn", "CLAIMED")
	asserts("person:cid", "dawn", "CONFIRMED")
	asserts("person:ann", "calm", "CLAIMED")
	asserts("person:ann", "calm", "CONFIRMED")
	return a
}
