package graphtest

import (
	"strings"

	"parley/graph"
)

// propositions is an article of what excludes and entails what:
//
//	position:p ─── position:q ─── position:r      claim:c ─── claim:d
//	     └──────────entails──────────►┘
func propositions() *article {
	a := newArticle("source:a", "")
	for _, id := range []string{"position:p", "position:q", "position:r", "claim:c", "claim:d"} {
		a.node(id, nil).fact(id, nil)
	}
	a.fact("EXCLUDES position:q position:p", nil)
	a.fact("EXCLUDES position:p position:q", nil, inferred)
	a.fact("EXCLUDES position:q position:r", nil)
	a.fact("EXCLUDES claim:d claim:c", nil)
	a.fact("ENTAILS position:p position:r", nil, inferred)
	return a
}

// testSymmetric shows an edge that says the same of both its ends.
func testSymmetric(f fixture) {
	f.load(propositions())
	f.on("it is one edge, whichever end is put first, and seen from both", func(f fixture) {
		f.expect(nodes("Position").get("id", "count(Position/excludes)").below("Position/excludes", func(q *query) {
			q.get("id", "node.id", "from.id", "to.id").below("evidence", get("basis"))
		}), `
			id position:p, count(excludes) 1
			  excludes:
			    id EXCLUDES position:p position:q, node.id position:q, from.id position:p, to.id position:q
			      evidence: STATED, INFERRED
			id position:q, count(excludes) 2
			  excludes:
			    id EXCLUDES position:p position:q, node.id position:p, from.id position:p, to.id position:q
			      evidence: STATED, INFERRED
			    id EXCLUDES position:q position:r, node.id position:r, from.id position:q, to.id position:r
			      evidence: STATED
			id position:r, count(excludes) 1
			  excludes:
			    id EXCLUDES position:q position:r, node.id position:q, from.id position:q, to.id position:r
			      evidence: STATED`)
	})
	f.on("its pages and filters look at the other end", func(f fixture) {
		f.expect(nodes().where(some("Position/excludes", eq("node.id", "position:r"))).get("id"), `position:q`)
		f.expect(nodes("Claim").where(all("Position/excludes", eq("node.id", "claim:c"))).get("id"), `claim:d`)
		f.expect(one("position:q").below("Position/excludes", func(q *query) {
			q.order("node.id desc").first(1).count().groupBy("node.kind").get("node.id")
		}), `
			-
			  excludes (2 in all, more):
			    by node.kind: Position (2)
			    position:r`)
	})
	f.on("neighbours have it at both ends, each with what it leads to", func(f fixture) {
		x := &graph.Expansion{Frontier: []string{"position:q", "claim:d"}, Edges: []*graph.Edge{f.model.Edge("EXCLUDES")}, PerNode: 9}
		if got, want := f.expand(f.store.Snapshot(), x), dedented(`
			position:q 2
			< EXCLUDES position:p position:q = position:p
			> EXCLUDES position:q position:r = position:r
			claim:d 1
			< EXCLUDES claim:c claim:d = claim:c`); got != want {
			f.Errorf("got\n%s\nwant\n%s", got, want)
		}
	})
	f.on("another has two ends, with a field at each", func(f fixture) {
		f.expect(nodes("Position").get("id").below("Position/entails", get("node.id")).below("Position/entailedBy", get("node.id")), `
			id position:p
			  entails: position:r
			  entailedBy: none
			id position:q
			  entails: none
			  entailedBy: none
			id position:r
			  entails: none
			  entailedBy: position:p`)
	})
	f.on("it goes by the id of either order", func(f fixture) {
		f.apply(graph.Retract{ID: "EXCLUDES claim:d claim:c"})
		f.expect(nodes("Claim").get("id", "count(Position/excludes)"), `
			id claim:c, count(excludes) 0
			id claim:d, count(excludes) 0`)
	})
}

// testMergedSymmetric shows that such an edge stays one when an end becomes another
// node, on whichever side of the other that is, and is given back as it was.
func testMergedSymmetric(f fixture) {
	a := propositions().node("position:z", nil).fact("position:z", nil).fact("EXCLUDES position:z position:q", nil)
	f.load(a)
	ask := one("position:q").below("Position/excludes", func(q *query) { q.get("id", "node.id", "count(evidence)") })
	before := f.answer(ask)
	f.merge("position:p", "position:z")
	f.expect(ask, `
		-
		  excludes:
		    id EXCLUDES position:q position:r, node.id position:r, count(evidence) 1
		    id EXCLUDES position:q position:z, node.id position:z, count(evidence) 3`)
	f.split("position:p", "position:z")
	f.expect(ask, before)
}

// testThrough shows whom positions relate that an edge links.
func testThrough(f fixture) {
	a := propositions().node("position:s", nil).fact("position:s", nil)
	a.fact("ENTAILS position:r position:s", nil).fact("EXCLUDES position:p position:s", nil, quote("P rules out S."))
	holds := func(who, position, stance, edtf string) {
		says := props{"stance": stance}
		if edtf != "" {
			says["when"] = when(edtf)
		}
		a.node("person:"+who, nil).fact("HOLDS person:"+who+" position:"+position, says)
	}
	holds("a", "p", "SUPPORTS", "")
	holds("b", "q", "SUPPORTS", "2025/..")
	holds("c", "r", "SUPPORTS", "../2024")
	holds("d", "q", "OPPOSES", "")
	holds("e", "r", "SUPPORTS", "")
	holds("f", "s", "SUPPORTS", "")
	holds("f", "q", "SUPPORTS", "2030/2031")
	f.load(a)
	pairs := get("id", "count")
	f.on("those conflict who support what excludes what the other supports, at the same time", func(f fixture) {
		f.expect(nodes("Person").get("id", "count(conflictsWith(through=EXCLUDES))").below("conflictsWith(through=EXCLUDES)", pairs), `
			id person:a, count(conflictsWith(through EXCLUDES)) 2
			  conflictsWith(through EXCLUDES):
			    id person:b, count 1
			    id person:f, count 2
			id person:b, count(conflictsWith(through EXCLUDES)) 2
			  conflictsWith(through EXCLUDES):
			    id person:a, count 1
			    id person:e, count 1
			id person:c, count(conflictsWith(through EXCLUDES)) 0
			  conflictsWith(through EXCLUDES): none
			id person:d, count(conflictsWith(through EXCLUDES)) 0
			  conflictsWith(through EXCLUDES): none
			id person:e, count(conflictsWith(through EXCLUDES)) 2
			  conflictsWith(through EXCLUDES):
			    id person:b, count 1
			    id person:f, count 1
			id person:f, count(conflictsWith(through EXCLUDES)) 2
			  conflictsWith(through EXCLUDES):
			    id person:a, count 2
			    id person:e, count 1`)
	})
	f.on("those agree of whom one supports what the other's entails, in one step, whoever is asked", func(f fixture) {
		f.expect(nodes("Person").where(in("id", "person:a", "person:e", "person:f")).get("id").below("agreesWith(through=ENTAILS)", pairs), `
			id person:a
			  agreesWith(through ENTAILS):
			    id person:c, count 1
			    id person:e, count 1
			id person:e
			  agreesWith(through ENTAILS):
			    id person:a, count 1
			    id person:f, count 1
			id person:f
			  agreesWith(through ENTAILS):
			    id person:c, count 1
			    id person:e, count 1`)
	})
	f.on("unless asked, both speak of one position", func(f fixture) {
		f.expect(one("person:b").below("conflictsWith", func(q *query) { q.get("id").below("via", get("node.id", "link.id")) }), `
			-
			  conflictsWith:
			    id person:d
			      via: node.id position:q, link.id null`)
	})
	f.on("it rests on both positions, both stances and the edge between them", func(f fixture) {
		f.expect(one("person:f").below("conflictsWith(through=EXCLUDES)", func(q *query) {
			q.where(eq("node.id", "person:a")).below("hubs", get("id")).below("via", func(q *query) {
				q.count().get("node.id", "a.to.id", "b.to.id", "link.id").below("link.evidence", get("quote"))
			})
		}), `
			-
			  conflictsWith(through EXCLUDES):
			    -
			      hubs: position:p, position:q, position:s
			      via (2 in all):
			        node.id position:q, a.to.id position:q, b.to.id position:p, link.id EXCLUDES position:p position:q
			          link.evidence: Sentence 5., Sentence 6.
			        node.id position:s, a.to.id position:s, b.to.id position:p, link.id EXCLUDES position:p position:s
			          link.evidence: P rules out S.`)
	})
	f.on("it is filtered and paged as other lists", func(f fixture) {
		f.expect(nodes("Person").where(eq("id", "person:f")).below("conflictsWith(through=EXCLUDES)", func(q *query) {
			q.order("count desc", "node.id").first(1).count().get("id")
		}), `
			-
			  conflictsWith(through EXCLUDES) (2 in all, more): person:a`)
		f.expect(nodes("Person").where(some("conflictsWith(through=EXCLUDES)", eq("node.id", "person:b"))).get("id"), `person:a, person:e`)
	})
}

// testOneKind shows what the ends of an edge between two of one kind may be.
func testOneKind(f fixture) {
	a := propositions()
	f.load(a)
	defer f.unchanged()()
	for _, edge := range []string{"EXCLUDES position:p claim:c", "ENTAILS claim:c position:p", "EXCLUDES position:p position:p", "ENTAILS person:x position:p"} {
		_, facts := newArticle("source:a", "").fact(edge, nil).write(f.model)
		f.refused(graph.BadInput, facts...)
		if _, err := f.model.Check(facts[0]); err == nil || !strings.Contains(err.Error(), strings.Fields(edge)[0]) {
			f.Errorf("%s: %v", edge, err)
		}
	}
}

// disputed is an article of meetings and stances of which some are denied:
//
//	meetings   quiet  denied by a spokesman        row   denied by no one, but b's attendance is
//	           plan   CANCELLED, and c's attendance only denied
//	stances    a, b and c support p, which c is said not to; a supports q, which excludes p
func disputed() *article {
	a := newArticle("source:a", "")
	for _, who := range []string{"a", "b", "c", "d", "spokesman"} {
		a.node("person:"+who, nil)
	}
	held, came := props{"status": "HELD"}, props{"attendance": "ATTENDED"}
	for _, meeting := range []string{"quiet", "row", "plan"} {
		a.node("meeting:"+meeting, nil)
	}
	a.fact("meeting:quiet", held).fact("meeting:quiet", held, denying...)
	a.fact("meeting:row", held).fact("meeting:row", held, confirming...)
	a.fact("meeting:plan", props{"status": "CANCELLED"})
	for _, edge := range []string{"a meeting:quiet", "b meeting:quiet", "a meeting:row", "b meeting:row", "c meeting:row", "d meeting:row"} {
		a.fact("PARTICIPATED_IN person:"+edge, came)
	}
	a.fact("PARTICIPATED_IN person:b meeting:row", came, denying...)
	for _, who := range []string{"a", "c"} {
		a.fact("PARTICIPATED_IN person:"+who+" meeting:row", came, confirming...)
	}
	a.fact("PARTICIPATED_IN person:a meeting:plan", nil).fact("PARTICIPATED_IN person:b meeting:plan", nil)
	a.fact("PARTICIPATED_IN person:c meeting:plan", nil, denying...)

	pro := props{"stance": "SUPPORTS"}
	for _, position := range []string{"position:p", "position:q"} {
		a.node(position, nil).fact(position, nil)
	}
	for _, edge := range []string{"a position:p", "b position:p", "c position:p", "a position:q"} {
		a.fact("HOLDS person:"+edge, pro)
	}
	a.fact("HOLDS person:c position:p", pro, denying...)
	a.fact("EXCLUDES position:p position:q", nil).fact("EXCLUDES position:p position:q", nil, denying...)

	a.node("organization:pact", nil)
	a.fact("MEMBER_OF person:a organization:pact", nil).fact("MEMBER_OF person:a organization:pact", nil, denying...)
	return a
}

// How a spokesman denies and confirms.
var (
	denying    = []func(*graph.Evidence){saidBy("person:spokesman"), acting("DENIED")}
	confirming = []func(*graph.Evidence){saidBy("person:spokesman"), acting("CONFIRMED")}
)

// testDisputed shows which ties count where somebody denies what they rest on.
func testDisputed(f fixture) {
	f.load(disputed())
	pairs := get("node.id", "count", "verification")
	f.on("nobody has met by a meeting or an attendance that somebody denies; a tie is as sure as the weakest of what it rests on", func(f fixture) {
		f.expect(nodes("Person").where(not(eq("id", "person:spokesman"))).get("id", "count(met)").below("met", pairs), `
			id person:a, count(met) 2
			  met:
			    node.id person:c, count 1, verification CONFIRMED
			    node.id person:d, count 1, verification UNVERIFIED
			id person:b, count(met) 0
			  met: none
			id person:c, count(met) 2
			  met:
			    node.id person:a, count 1, verification CONFIRMED
			    node.id person:d, count 1, verification UNVERIFIED
			id person:d, count(met) 2
			  met:
			    node.id person:a, count 1, verification UNVERIFIED
			    node.id person:c, count 1, verification UNVERIFIED`)
	})
	f.on("CONTESTED are those of which some part is contested, and none denied", func(f fixture) {
		f.expect(one("person:a").below("met(verification=CONTESTED)", func(q *query) {
			q.get("node.id", "verification").below("via", get("node.id", "a.verification", "b.verification"))
		}), `
			-
			  met(verification CONTESTED):
			    node.id person:b, verification CONTESTED
			      via:
			        node.id meeting:quiet, a.verification UNVERIFIED, b.verification UNVERIFIED
			        node.id meeting:row, a.verification CONFIRMED, b.verification CONTESTED`)
	})
	f.on("DENIED are those of which some part is only denied", func(f fixture) {
		f.expect(nodes("Person").where(in("id", "person:a", "person:c")).get("id").below("met(CANCELLED verification=DENIED)", pairs).below("met(CANCELLED)", pairs), `
			id person:a
			  met(CANCELLED, verification DENIED): node.id person:c, count 1, verification DENIED
			  met(CANCELLED): node.id person:b, count 1, verification UNVERIFIED
			id person:c
			  met(CANCELLED, verification DENIED):
			    node.id person:a, count 1, verification DENIED
			    node.id person:b, count 1, verification DENIED
			  met(CANCELLED): none`)
	})
	f.on("of several things that a pair rests on, the best tells", func(f fixture) {
		f.expect(one("person:a").below("met(HELD,CANCELLED verification=CONTESTED,UNVERIFIED)", pairs), `
			-
			  met(HELD, CANCELLED, verification CONTESTED or UNVERIFIED):
			    node.id person:b, count 3, verification UNVERIFIED
			    node.id person:d, count 1, verification UNVERIFIED`)
	})
	f.on("nobody agrees by a stance that somebody denies", func(f fixture) {
		f.expect(one("person:a").below("agreesWith", pairs).below("agreesWith(verification=CONTESTED)", pairs), `
			-
			  agreesWith: node.id person:b, count 1, verification UNVERIFIED
			  agreesWith(verification CONTESTED): node.id person:c, count 1, verification CONTESTED`)
	})
	f.on("a tie through an edge rests on that edge too", func(f fixture) {
		f.expect(one("person:b").below("conflictsWith(through=EXCLUDES)", pairs).below("conflictsWith(verification=CONTESTED through=EXCLUDES)", pairs), `
			-
			  conflictsWith(through EXCLUDES): none
			  conflictsWith(verification CONTESTED, through EXCLUDES): node.id person:a, count 1, verification CONTESTED`)
	})
	f.on("who represents does so, and it is told where somebody denies it", func(f fixture) {
		f.expect(one("person:a").below("represents", pairs), `
			-
			  represents: node.id organization:pact, count 1, verification CONTESTED`)
		f.expect(nodes("Organization").get("id").below("representatives", pairs), `
			id organization:pact
			  representatives: node.id person:a, count 1, verification CONTESTED`)
	})
	f.on("pairs are filtered, ordered and grouped by it", func(f fixture) {
		f.expect(one("person:a").below("met", func(q *query) {
			q.where(eq("verification", "CONFIRMED")).groupBy("verification").get("node.id")
		}), `
			-
			  met:
			    by verification: CONFIRMED (1)
			    person:c`)
		f.expect(one("person:a").below("met(verification=CONTESTED,UNVERIFIED,CONFIRMED)", func(q *query) {
			q.order("verification desc").get("node.id")
		}), `
			-
			  met(verification CONTESTED or UNVERIFIED or CONFIRMED): person:d, person:b, person:c`)
		f.expect(nodes("Person").where(some("met(verification=CONTESTED)", eq("verification", "CONTESTED"))).get("id"), `person:a, person:b, person:c, person:d`)
	})
}
