package graphtest

import "parley/graph"

func rootRules() []rule {
	return []rule{
		{"a root list has the nodes of its kind, by id", nodes("Person").get("id"), ``},
		{"of several kinds, by id across kinds", nodes("Person", "Country", "Organization").get("id"), ``},
		{"of all kinds", nodes().noRows().count().groupBy("kind"), ``},
		{"all evidence, by source and place there", facts().where(eq("fact.kind", "PARTICIPATED_IN"), eq("source.id", "source:courier")).get("source.id", "fact.id", "quote", "start"), ``},
		{"evidence with locators stands in the order of their numbers", facts().where(is("locator", graph.IsNull, false)).get("locator", "fact.id"), ``},
		{"a list has at most so many rows", nodes("Person").first(2).get("id"), ``},
		{"a property that a kind lacks is null", nodes("Country", "Topic").get("id", "iso", "classification"), ``},
		{"a slot for some kinds only is null on others", nodes("Country", "Topic").get("id", "name").only("Country"), ``},
		{"so is a list", nodes("Country", "Place").get("id").below("participants", get("id")).only("Country"), ``},
	}
}

func linkRules() []rule {
	return []rule{
		{"an edge leads from its beginning to its end", one("person:ann").below("meetings", get("node.id", "attendance")), ``},
		{"and from its end to its beginning", one("meeting:lunch").below("participants", get("node.id", "attendance")), ``},
		{"edges at a node stand in the order of their ids", one("person:ann").below("claims", get("id")), ``},
		{"edges in stand in the order of their ids", one("claim:leak").below("assertions", get("id")), ``},
		{"a kind that lacks a link has no rows", nodes("Topic", "Country").get("id").below("memberOf", get("node.id")), ``},
		{"lists hang below lists", one("place:rome").below("hosted", func(q *query) {
			q.get("node.name").below("node.participants", func(q *query) {
				q.get("node.name", "onBehalfOf.name").below("node.Person/posts", get("node.name"))
			})
		}), ``},
		{"a list below is filtered, ordered and cut", one("meeting:summit").below("participants", func(q *query) {
			q.where(eq("attendance", "ATTENDED")).order("node.name desc").first(2).get("node.name")
		}), ``},
		{"an edge has its evidence", one("person:cid").below("meetings", func(q *query) {
			q.where(eq("node.id", "meeting:summit")).get("attendance").below("evidence", get("quote", "act", "says"))
		}), ``},
		{"a node has its evidence", nodes("Meeting").get("id").below("evidence", get("act", "basis", "says")), ``},
		{"an editorial node has none", nodes("Country").get("id").below("evidence", get("quote")), ``},
		{"a source has what it says, in its order", one("source:courier").below("facts", func(q *query) {
			q.first(4).get("fact.id", "quote", "locator")
		}), ``},
		{"an actor has what sources have it saying", nodes("Person").get("id").below("said", get("act", "fact.label", "source.id")), ``},
	}
}

func referenceRules() []rule {
	return []rule{
		{"node is the far end, from and to are the ends", one("person:dora").below("Person/posts", get("node.id", "from.id", "to.id")), ``},
		{"so too against the edge's direction", one("post:envoy").below("Post/holders", get("node.id", "from.id", "to.id")), ``},
		{"node of a node is itself", nodes("Place").get("id", "node.id"), ``},
		{"an edge refers to nodes", one("meeting:summit").below("participants", get("node.id", "capacity.name", "onBehalfOf.iso")), ``},
		{"what a reference leads to has lists", one("meeting:summit").below("participants", func(q *query) {
			q.where(is("capacity.id", graph.IsNull, false)).get("node.id").below("capacity.of", get("node.name"))
		}), ``},
		{"a list of what a null reference leads to is null", one("meeting:lunch").below("participants", func(q *query) {
			q.get("node.id").below("capacity.of", get("node.name"))
		}), ``},
		{"an evidence refers to its source, its speaker and its occasion", one("meeting:talks").below("participants", func(q *query) {
			q.get("node.id").below("evidence", get("source.name", "saidBy.name", "saidAt.name"))
		}), ``},
		{"a reference may follow a reference", one("meeting:summit").below("participants", func(q *query) {
			q.where(eq("node.id", "person:ann")).below("evidence", get("source.publisher", "source.published.year", "saidAt.when.edtf"))
		}), ``},
	}
}

// one asks for a single node.
func one(id string) *query { return nodes().where(eq("id", id)) }
