package graphtest

import (
	"strings"

	"parley/graph"
)

func rootRules() []rule {
	return []rule{
		{"a root list has the nodes of its kind, by id", nodes("Person").get("id"), `person:ann, person:bob, person:cid, person:dora`},
		{"of several kinds, by id across kinds", nodes("Person", "Country", "Organization").get("id"), `country:de, country:fr, organization:pact, person:ann, person:bob, person:cid, person:dora`},
		{"of all kinds", nodes().noRows().count().groupBy("kind"), `
			25 in all
			by kind: Claim (4), Meeting (4), Person (4), Country (2), Position (2), Post (2), Proposal (2), Source (2), Organization (1), Place (1), Topic (1)`},
		{"of no kind, none", nowhere().count().get("id"), `0 in all`},
		{"whatever is asked of them", nowhere().where(in("id", "person:ann", "x")).count().get("id"), `0 in all`},
		{"by name too", nowhere().where(eq("name", "ann")).get("id"), ``},
		{"ids that nothing can have find nothing", nodes().where(in("id", oddIDs()...)).get("id"), ``},
		{"nor do they one by one", nodes("Person").where(or(eq("id", ""), eq("id", "`"), eq("id", "person:\u0000"), eq("id", "person:\xff"))).get("id"), ``},
		{"and everything is something else", nodes("Person").where(not(in("id", oddIDs()...))).get("id"), `person:ann, person:bob, person:cid, person:dora`},
		{"evidence too", facts().where(in("id", oddIDs()...)).get("id"), ``},
		{"and what it is for", facts().where(in("fact.id", oddIDs()...)).get("id"), ``},
		{"and far ends", nodes("Person").where(some("meetings", in("node.id", oddIDs()...))).get("id"), ``},
		{"all evidence, by source and place there", facts().where(eq("fact.kind", "PARTICIPATED_IN"), eq("source.id", "source:courier")).get("source.id", "fact.id", "quote", "start"), `source.id source:courier, fact.id PARTICIPATED_IN person:ann meeting:summit post:minister, quote Sentence 9., start 85`},
		{"evidence with locators stands in the order of their numbers", facts().where(is("locator", graph.IsNull, false)).get("locator", "fact.id"), `
			locator row 9, fact.id proposal:revision
			locator row 10, fact.id proposal:draft`},
		{"a list has at most so many rows", nodes("Person").first(2).get("id"), `
			more
			person:ann, person:bob`},
		{"a property that a kind lacks is null", nodes("Country", "Topic").get("id", "iso", "classification"), `
			id country:de, iso DE, classification null
			id country:fr, iso FR, classification null
			id topic:sea, iso null, classification null`},
		{"a slot for some kinds only is null on others", nodes("Country", "Topic").get("id", "name").only("Country"), `
			id country:de, name Germany
			id country:fr, name France
			id topic:sea, name null`},
		{"so is a list", nodes("Country", "Place").get("id").below("participants", get("id")).only("Country"), `
			id country:de
			  participants: none
			id country:fr
			  participants: none
			id place:rome
			  participants: null`},
	}
}

func linkRules() []rule {
	return []rule{
		{"an edge leads from its beginning to its end", one("person:ann").below("meetings", get("node.id", "attendance")), `
			-
			  meetings:
			    node.id meeting:lunch, attendance ATTENDED
			    node.id meeting:rounds, attendance ATTENDED
			    node.id meeting:summit, attendance ATTENDED
			    node.id meeting:talks, attendance CONFIRMED`},
		{"and from its end to its beginning", one("meeting:lunch").below("participants", get("node.id", "attendance")), `
			-
			  participants:
			    node.id person:ann, attendance ATTENDED
			    node.id person:cid, attendance ATTENDED`},
		{"edges at a node stand in the order of their ids", one("person:ann").below("claims", get("id")), `
			-
			  claims: ASSERTS person:ann claim:calm CLAIMED, ASSERTS person:ann claim:calm CONFIRMED, ASSERTS person:ann claim:dawn CLAIMED, ASSERTS person:ann claim:flood DENIED, ASSERTS person:ann claim:leak CLAIMED`},
		{"edges in stand in the order of their ids", one("claim:leak").below("assertions", get("id")), `
			-
			  assertions: ASSERTS person:ann claim:leak CLAIMED, ASSERTS person:bob claim:leak DENIED, ASSERTS person:cid claim:leak NOT_CONFIRMED`},
		{"a kind that lacks a link has no rows", nodes("Topic", "Country").get("id").below("memberOf", get("node.id")), `
			id country:de
			  memberOf: none
			id country:fr
			  memberOf: organization:pact
			id topic:sea
			  memberOf: none`},
		{"lists hang below lists", one("place:rome").below("hosted", func(q *query) {
			q.get("node.name").below("node.participants", func(q *query) {
				q.get("node.name", "onBehalfOf.name").below("node.Person/posts", get("node.name"))
			})
		}), `
			-
			  hosted:
			    node.name Summit in Rome
			      node.participants:
			        node.name Germany, onBehalfOf.name null
			          node.posts: none
			        node.name Ann Öberg, onBehalfOf.name France
			          node.posts: Minister of France
			        node.name Bob Stone, onBehalfOf.name Germany
			          node.posts: Envoy
			        node.name Cid Stone, onBehalfOf.name France
			          node.posts: none
			        node.name Dora Annan, onBehalfOf.name null
			          node.posts: Envoy`},
		{"a list below is filtered, ordered and cut", one("meeting:summit").below("participants", func(q *query) {
			q.where(eq("attendance", "ATTENDED")).order("node.name desc").first(2).get("node.name")
		}), `
			-
			  participants (more): Germany, Cid Stone`},
		{"an edge has its evidence", one("person:cid").below("meetings", func(q *query) {
			q.where(eq("node.id", "meeting:summit")).get("attendance").below("evidence", get("quote", "act", "says"))
		}), `
			-
			  meetings:
			    attendance ATTENDED
			      evidence:
			        quote Cid will sail to the summit., act EXPECTED, says [attendance EXPECTED]
			        quote Sentence 21., act REPORTED, says [attendance ATTENDED, onBehalfOf country:fr]`},
		{"a node has its evidence", nodes("Meeting").get("id").below("evidence", get("act", "basis", "says")), `
			id meeting:lunch
			  evidence: act REPORTED, basis STATED, says [status HELD, format TALKS, when 2025-06]
			id meeting:rounds
			  evidence: act REPORTED, basis STATED, says [status HELD, format SERIES]
			id meeting:summit
			  evidence: act REPORTED, basis STATED, says [status HELD, format MULTILATERAL, mode IN_PERSON, when 2025-05-10]
			id meeting:talks
			  evidence: act SCHEDULED, basis INFERRED, says [status SCHEDULED, when 2025-12-02]`},
		{"an editorial node has none", nodes("Country").get("id").below("evidence", get("quote")), `
			id country:de
			  evidence: none
			id country:fr
			  evidence: none`},
		{"a source has what it says, in its order", one("source:courier").below("facts", func(q *query) {
			q.first(4).get("fact.id", "quote", "locator")
		}), `
			-
			  facts (more):
			    fact.id claim:leak, quote Sentence 0., locator null
			    fact.id claim:flood, quote Sentence 1., locator null
			    fact.id claim:dawn, quote Sentence 2., locator null
			    fact.id claim:calm, quote Sentence 3., locator null`},
		{"an actor has what sources have it saying", nodes("Person").get("id").below("said", get("act", "fact.label", "source.id")), `
			id person:ann
			  said:
			    act CLAIMED, fact.label Ann Öberg ASSERTS (CLAIMED) Leak, source.id source:courier
			    act DENIED, fact.label Ann Öberg ASSERTS (DENIED) Flood, source.id source:courier
			    act CLAIMED, fact.label Ann Öberg ASSERTS (CLAIMED) Dawn, source.id source:courier
			    act CLAIMED, fact.label Ann Öberg ASSERTS (CLAIMED) Calm, source.id source:courier
			    act CONFIRMED, fact.label Ann Öberg ASSERTS (CONFIRMED) Calm, source.id source:courier
			    act SAID, fact.label Ann Öberg HOLDS (SUPPORTS) Ban on whaling, source.id source:herald
			id person:bob
			  said:
			    act DENIED, fact.label Bob Stone ASSERTS (DENIED) Leak, source.id source:courier
			    act DENIED, fact.label Bob Stone ASSERTS (DENIED) Flood, source.id source:courier
			    act CONFIRMED, fact.label Ann Öberg PARTICIPATED_IN (CONFIRMED) Talks, source.id source:herald
			id person:cid
			  said:
			    act NOT_CONFIRMED, fact.label Cid Stone ASSERTS (NOT_CONFIRMED) Leak, source.id source:courier
			    act CONFIRMED, fact.label Cid Stone ASSERTS (CONFIRMED) Dawn, source.id source:courier
			id person:dora
			  said: act SAID, fact.label Ann Öberg HOLDS (OPPOSES) Tax, source.id source:herald`},
	}
}

func referenceRules() []rule {
	return []rule{
		{"node is the far end, from and to are the ends", one("person:dora").below("Person/posts", get("node.id", "from.id", "to.id")), `
			-
			  posts: node.id post:envoy, from.id person:dora, to.id post:envoy`},
		{"so too against the edge's direction", one("post:envoy").below("Post/holders", get("node.id", "from.id", "to.id")), `
			-
			  holders:
			    node.id person:bob, from.id person:bob, to.id post:envoy
			    node.id person:dora, from.id person:dora, to.id post:envoy`},
		{"node of a node is itself", nodes("Place").get("id", "node.id"), `id place:rome, node.id place:rome`},
		{"an edge refers to nodes", one("meeting:summit").below("participants", get("node.id", "capacity.name", "onBehalfOf.iso")), `
			-
			  participants:
			    node.id country:de, capacity.name null, onBehalfOf.iso null
			    node.id person:ann, capacity.name Minister of France, onBehalfOf.iso FR
			    node.id person:bob, capacity.name null, onBehalfOf.iso DE
			    node.id person:cid, capacity.name null, onBehalfOf.iso FR
			    node.id person:dora, capacity.name null, onBehalfOf.iso null`},
		{"what a reference leads to has lists", one("meeting:summit").below("participants", func(q *query) {
			q.where(is("capacity.id", graph.IsNull, false)).get("node.id").below("capacity.of", get("node.name"))
		}), `
			-
			  participants:
			    node.id person:ann
			      capacity.of: France`},
		{"a list of what a null reference leads to is null", one("meeting:lunch").below("participants", func(q *query) {
			q.get("node.id").below("capacity.of", get("node.name"))
		}), `
			-
			  participants:
			    node.id person:ann
			      capacity.of: null
			    node.id person:cid
			      capacity.of: null`},
		{"a piece of evidence refers to its source, its speaker, for whom that one speaks, and its occasion", one("meeting:talks").below("participants", func(q *query) {
			q.get("node.id").below("evidence", get("source.name", "saidBy.name", "saidFor.name", "saidAt.name"))
		}), `
			-
			  participants:
			    node.id person:ann
			      evidence: source.name herald, saidBy.name Bob Stone, saidFor.name Germany, saidAt.name Lunch
			    node.id person:bob
			      evidence: source.name herald, saidBy.name null, saidFor.name null, saidAt.name null
			    node.id person:dora
			      evidence: source.name herald, saidBy.name null, saidFor.name null, saidAt.name null`},
		{"a reference may follow a reference", one("meeting:summit").below("participants", func(q *query) {
			q.where(eq("node.id", "person:ann")).below("evidence", get("source.publisher", "source.published.year", "saidAt.when.edtf"))
		}), `
			-
			  participants:
			    -
			      evidence:
			        source.publisher null, source.published.year 2025, saidAt.when.edtf null
			        source.publisher The Herald, source.published.year 2025, saidAt.when.edtf null`},
	}
}

// one asks for a single node.
func one(id string) *query { return nodes().where(eq("id", id)) }

// oddIDs are texts that are not ids.
func oddIDs() []graph.Value {
	return []graph.Value{"", " ", "x", "0", "person", "person:", ":ann", "person: ann", "Person:ann", "person:ann\x00", "person:\xff",
		"evidence:", "evidence:courier", "HOLDS", "HOLDS person:ann", "HOLDS  ", "`", "' OR 1=1 //", "person:ann; DROP", "{id}", "$p0", "person:\U0001f600",
		"person:" + strings.Repeat("n", 300)}
}
