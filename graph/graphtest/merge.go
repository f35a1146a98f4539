package graphtest

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

// mergeChanges returns the changes that merge a node into another, or, with into "",
// take that back; at is the node that the moved statements and evidence rest on now.
func (f fixture) mergeChanges(id, into, at string) []graph.Change {
	f.Helper()
	resting, err := f.store.Snapshot().Dependents(context.Background(), at)
	if err != nil {
		f.Fatal(err)
	}
	changes, err := f.model.Move(graph.Merge{ID: id, Into: into}, resting)
	if err != nil {
		f.Fatal(err)
	}
	return changes
}

func (f fixture) merge(id, into string) {
	f.Helper()
	f.apply(f.mergeChanges(id, into, id)...)
}

func (f fixture) split(id, from string) {
	f.Helper()
	f.apply(f.mergeChanges(id, "", from)...)
}

// twins is an article that has one person under two ids.
func twins() *article {
	a := newArticle("source:twins", "2025-12-01")
	a.node("person:v", props{"name": "V", "aliases": []string{"The V"}})
	a.node("person:w", props{"name": "W", "aliases": []string{"The W"}, "description": "by the other name"})
	a.node("country:x", nil).node("meeting:m", nil).node("post:p", nil)
	a.fact("meeting:m", props{"status": "HELD"}, saidBy("person:w"), saidFor("person:w"))
	a.fact("PARTICIPATED_IN person:w meeting:m", props{"attendance": "ATTENDED", "onBehalfOf": "country:x"})
	a.fact("MEMBER_OF person:v country:x", props{"role": "envoy"})
	return a
}

// supporter is an article that has a person support a position.
func supporter(id, name string) *article {
	a := newArticle("source:b", "").node(id, props{"name": name}).node("position:p", nil)
	return a.fact("position:p", nil).fact("HOLDS "+id+" position:p", props{"stance": "SUPPORTS"})
}

// testMerging shows what becomes of two nodes that are merged.
func (s *suite) testMerging(t *testing.T) {
	onMerged := func(sentence string, test func(f fixture)) {
		s.onEmpty(t, sentence, func(f fixture) {
			f.load(twins())
			f.merge("person:w", "person:v")
			test(f)
		})
	}
	onMerged("what rests on the one rests on the other", func(f fixture) {
		f.expect(nodes("Person").get("id", "name", "aliases", "description"), "id person:v, name V, aliases [The V The W W], description by the other name")
		f.expect(one("person:v").below("meetings", get("id", "attendance")), "-\n  meetings: id PARTICIPATED_IN person:v meeting:m, attendance ATTENDED")
		f.expect(one("person:v").below("said", get("fact.id")), "-\n  said: meeting:m")
	})
	onMerged("the old id is asked for as if it were the new one", func(f fixture) {
		f.expect(one("person:w").get("id"), "person:v")
		f.expect(nodes("Person").where(in("id", "person:w", "person:v", "person:z")).get("id"), "person:v")
		for _, asked := range []cond{
			some("participants", eq("node.id", "person:w")),
			some("participants", eq("id", "PARTICIPATED_IN person:w meeting:m")),
			or(in("id", "meeting:z"), some("participants", in("node.id", "person:w", "person:z"))),
			not(some("participants", is("node.id", graph.Ne, "person:w"))),
			is("id", graph.Ne, "person:w"),
		} {
			f.expect(nodes("Meeting").where(asked).get("id"), "meeting:m")
		}
		f.expect(one("meeting:m").below("participants", func(q *query) { q.where(eq("node.id", "person:w")).get("id") }), "-\n  participants: PARTICIPATED_IN person:v meeting:m")
		f.expect(nodes("Person").where(is("id", graph.Ne, "person:w")).get("id"), "")
		got, err := f.store.Snapshot().Expand(context.Background(), &graph.Expansion{Frontier: []string{"person:w"}, PerNode: 10})
		if err != nil || len(got) != 1 || got[0].Degree != 2 {
			f.Errorf("%+v, %v", got, err)
		}
	})
	onMerged("the old id is put as if it were the new one", func(f fixture) {
		f.load(supporter("person:w", "Double U"))
		f.expect(nodes("Person").get("id", "name", "aliases"), "id person:v, name V, aliases [The V The W W Double U]")
		f.expect(one("person:v").below("positions", get("id")), "-\n  positions: HOLDS person:v position:p SUPPORTS")
	})
	onMerged("the same load again changes nothing", func(f fixture) {
		defer f.unchanged()()
		f.idle(twins().changes(f.model)...)
	})
	onMerged("a load that leaves the old id out takes its words away", func(f fixture) {
		a := newArticle("source:twins", "2025-12-01")
		a.load = "2"
		a.node("person:v", props{"name": "V", "aliases": []string{"The V"}})
		f.load(a)
		f.expect(nodes("Person").get("id", "name", "aliases"), "id person:v, name V, aliases [The V]")
		f.expect(one("person:w").get("id"), "person:v")
	})
	s.onEmpty(t, "taken back, all is as it was", func(f fixture) {
		f.load(twins())
		defer f.unchanged()()
		f.merge("person:w", "person:v")
		f.split("person:w", "person:v")
	})
	onMerged("taken back, each has what came under its id meanwhile", func(f fixture) {
		f.load(supporter("person:w", "W"))
		f.split("person:w", "person:v")
		f.expect(nodes("Person").get("id", "count(positions)"), "id person:v, count(positions) 0\nid person:w, count(positions) 1")
	})
	s.onEmpty(t, "merges may follow one another, and are taken back one by one", func(f fixture) {
		f.load(twins())
		f.load(newArticle("source:b", "").node("person:z", nil))
		defer f.unchanged()()
		f.merge("person:w", "person:v")
		between := f.dumpNow()
		f.merge("person:v", "person:z")
		f.expect(one("person:w").get("id", "count(meetings)", "count(memberOf)"), "id person:z, count(meetings) 1, count(memberOf) 1")
		f.split("person:v", "person:z")
		f.same(between, f.dumpNow())
		f.split("person:w", "person:v")
	})
	onMerged("what cannot be merged is refused", func(f fixture) {
		defer f.unchanged()()
		f.refused(graph.Conflict, graph.Merge{ID: "person:v", Into: "person:w"})
		f.refused(graph.Conflict, graph.Merge{ID: "person:w", Into: "person:z"})
		f.refused(graph.Conflict, graph.Merge{ID: "country:x", Into: "country:y"})
		f.refused(graph.BadInput, graph.Merge{ID: "person:v", Into: "person:v"})
		f.refused(graph.BadInput, graph.Merge{ID: "person:v", Into: "country:x"})
		f.refused(graph.BadInput, graph.Merge{ID: "source:twins", Into: "source:b"})
	})
	onMerged("an edge does not lead from a node to itself", func(f fixture) {
		b := newArticle("source:b", "")
		b.node("person:w", nil)
		b.fact("RELATED_TO person:v person:w", props{"relationship": "twin"})
		f.refused(graph.Conflict, b.changes(f.model)...)
	})
	s.onEmpty(t, "an edge takes its identity from what is meant", func(f fixture) {
		a := twins()
		a.node("post:q", nil)
		a.fact("PARTICIPATED_IN person:v meeting:m", props{"attendance": "ATTENDED", "capacity": "post:q"})
		f.load(a)
		f.merge("post:q", "post:p")
		f.expect(one("person:v").below("meetings", get("id", "capacity.id")), "-\n  meetings: id PARTICIPATED_IN person:v meeting:m post:p, capacity.id post:p")
		f.split("post:q", "post:p")
		f.expect(one("person:v").below("meetings", get("id", "capacity.id")), "-\n  meetings: id PARTICIPATED_IN person:v meeting:m post:q, capacity.id post:q")
	})
	t.Run("a merged graph is told as changes", func(t *testing.T) {
		var merge []graph.Change
		s.onEmpty(t, "the changes that merge", func(f fixture) {
			f.load(twins())
			merge = f.mergeChanges("person:w", "person:v", "person:w")
		})
		s.roundTrip(t, twins().changes(s.model), merge)
	})
	onMerged("what rests on a node is told with the ids that it was put with", func(f fixture) {
		resting, err := f.store.Snapshot().Dependents(context.Background(), "person:v")
		if err != nil {
			f.Fatal(err)
		}
		var named []string
		for _, c := range resting {
			switch c := c.(type) {
			case graph.PutNode:
				named = append(named, c.ID)
			case graph.PutEvidence:
				named = append(named, f.model.FactID(c.Fact))
			}
		}
		want := []string{"person:v", "person:w", "meeting:m", "PARTICIPATED_IN person:w meeting:m", "MEMBER_OF person:v country:x"}
		if diff := cmp.Diff(want, named); diff != "" {
			f.Errorf("(-want +got):\n%s", diff)
		}
	})
}
