package graphtest

import (
	"strings"
	"testing"

	"parley/graph"
)

// split takes an answer of one value a row apart.
func split(answer string) []string { return strings.Split(answer, ", ") }

// testConditions shows what an Apply may be made to depend on.
func (s *suite) testConditions(t *testing.T) {
	const edge = "PARTICIPATED_IN person:v meeting:v"
	renamed := func(name string) graph.Change {
		return graph.PutNode{Source: "source:a", Load: "1", ID: "person:v", Props: props{"name": name}}
	}
	version := func(f fixture, id string) string { return f.answer(one(id).get("version")) }

	t.Run("a version is that of the values", func(t *testing.T) {
		f := s.empty(t)
		f.load(visit("source:a", "SCHEDULED", "EXPECTED"))
		first := version(f, "person:v")
		f.apply(renamed("V the Second"))
		second := version(f, "person:v")
		f.apply(renamed("v"))
		if first == second || first != version(f, "person:v") {
			t.Errorf("%s, then %s, then %s", first, second, version(f, "person:v"))
		}
		f.expect(one("person:v").below("meetings", get("version")), "-\n  meetings: "+edgeVersion(f, "EXPECTED"))
		f.expect(one("meeting:v").get("version"), graph.Version(f.model.KindOf("meeting:v").Props(), func(p *graph.Property) graph.Value {
			return props{"name": "v", "status": "SCHEDULED"}[p.Name]
		}))
	})
	t.Run("an Apply passes at the version that it expects", func(t *testing.T) {
		f := s.empty(t)
		f.load(visit("source:a", "SCHEDULED", "EXPECTED"))
		f.apply(graph.Expect{ID: "person:v", Version: version(f, "person:v")}, graph.Expect{ID: edge, Version: edgeVersion(f, "EXPECTED")}, renamed("W"))
		f.expect(one("person:v").get("name"), "W")
	})
	t.Run("it is a conflict at any other", func(t *testing.T) {
		f := s.empty(t)
		f.load(visit("source:a", "SCHEDULED", "EXPECTED"))
		before := f.dumpNow()
		for _, e := range []graph.Expect{{ID: "person:v", Version: "0"}, {ID: "person:v"}, {ID: "person:x", Version: "0"}, {ID: edge, Version: "0"}, {ID: edge}} {
			f.refused(graph.Conflict, renamed("W"), e)
		}
		f.same(before, f.dumpNow())
	})
	t.Run("what the Apply itself puts does not count", func(t *testing.T) {
		f := s.empty(t)
		a := visit("source:a", "SCHEDULED", "EXPECTED")
		f.apply(append(a.changes(f.model), graph.Expect{ID: "person:v"}, graph.Expect{ID: edge})...)
		f.expect(one("person:v").get("name"), "v")
	})
	t.Run("an Apply with a key is made once", func(t *testing.T) {
		f := s.empty(t)
		a, b := visit("source:a", "SCHEDULED", "EXPECTED"), visit("source:a", "HELD", "ATTENDED")
		key := graph.Once{Key: "k", Digest: "1"}
		first := f.apply(append(a.changes(f.model), key)...)
		b.load = "2"
		f.load(b)
		before := f.dumpNow()
		if again := f.apply(append(a.changes(f.model), key)...); again != first {
			t.Errorf("first %+v, then %+v", first, again)
		}
		f.same(before, f.dumpNow())
	})
	t.Run("one with no effect is remembered too", func(t *testing.T) {
		f := s.empty(t)
		f.apply(graph.Once{Key: "k", Digest: "1"})
		a := visit("source:a", "HELD", "ATTENDED")
		if got := f.apply(append(a.changes(f.model), graph.Once{Key: "k", Digest: "1"})...); got.Any() {
			t.Errorf("%+v", got)
		}
	})
	t.Run("a key that was used for something else is a conflict", func(t *testing.T) {
		f := s.empty(t)
		f.apply(graph.Once{Key: "k", Digest: "1"})
		f.refused(graph.Conflict, graph.Once{Key: "k", Digest: "2"})
	})
	t.Run("an Apply that fails leaves its key free", func(t *testing.T) {
		f := s.empty(t)
		f.refused(graph.NotFound, graph.Once{Key: "k", Digest: "1"}, graph.PutNode{Source: "source:gone", ID: "person:x", Props: props{"name": "X"}})
		f.apply(graph.Once{Key: "k", Digest: "2"})
	})
	t.Run("an Apply has one key, of some length", func(t *testing.T) {
		f := s.empty(t)
		f.refused(graph.BadInput, graph.Once{Key: "k"}, graph.Once{Key: "l"})
		f.refused(graph.BadInput, graph.Once{})
		f.refused(graph.BadInput, graph.Once{Key: strings.Repeat("k", 257)})
	})
}

// edgeVersion is the version of an edge of a visit.
func edgeVersion(f fixture, attendance string) string {
	return graph.Version(f.model.Edge("PARTICIPATED_IN").Props(), func(p *graph.Property) graph.Value {
		return props{"attendance": attendance}[p.Name]
	})
}
