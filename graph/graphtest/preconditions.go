package graphtest

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

// split returns the values of an answer with one value a row.
func split(answer string) []string { return strings.Split(answer, ", ") }

// testPreconditions shows the versions of nodes and edges, and that an Apply may
// depend on them.
func (s *suite) testPreconditions(t *testing.T) {
	const edge = "PARTICIPATED_IN person:v meeting:v"
	renamed := func(name string) graph.Change {
		return graph.PutNode{Source: "source:a", Load: "1", ID: "person:v", Props: props{"name": name}}
	}
	version := func(f fixture, id string) string { return f.answer(one(id).get("version")) }

	s.onEmpty(t, "a version is that of the values and the evidence", func(f fixture) {
		a := visit("source:a", "SCHEDULED", "EXPECTED")
		f.load(a)
		first := version(f, "person:v")
		f.apply(renamed("V the Second"))
		second := version(f, "person:v")
		f.apply(renamed("v"))
		if first == second || first != version(f, "person:v") {
			f.Errorf("%s, then %s, then %s", first, second, version(f, "person:v"))
		}
		f.expect(one("person:v").below("meetings", get("version")), "-\n  meetings: "+edgeVersion(f, "EXPECTED"))
		f.expect(one("meeting:v").get("version"), graph.Version(f.model.KindOf("meeting:v").Props(), func(p *graph.Property) graph.Value {
			return props{"name": "v", "status": "SCHEDULED"}[p.Name]
		}, evidenceOf(f, a, 0)))
	})
	s.onEmpty(t, "it changes with evidence that changes no value, and back again", func(f fixture) {
		f.load(visit("source:a", "SCHEDULED", "EXPECTED"))
		meeting, attending := version(f, "meeting:v"), edgeVersion(f, "EXPECTED")
		more := visit("source:b", "SCHEDULED", "EXPECTED")
		f.load(more)
		f.expect(one("person:v").below("meetings", get("attendance")), "-\n  meetings: EXPECTED")
		if version(f, "meeting:v") == meeting {
			f.Error("the version of the meeting is that without the evidence")
		}
		f.refused(graph.Conflict, graph.Precondition{ID: edge, Version: attending})
		f.apply(graph.DropSource{Source: "source:b"})
		f.apply(graph.Precondition{ID: edge, Version: attending}, graph.Precondition{ID: "meeting:v", Version: meeting})
	})
	s.onEmpty(t, "an Apply passes at the version that it expects", func(f fixture) {
		f.load(visit("source:a", "SCHEDULED", "EXPECTED"))
		f.apply(graph.Precondition{ID: "person:v", Version: version(f, "person:v")}, graph.Precondition{ID: edge, Version: edgeVersion(f, "EXPECTED")}, renamed("W"))
		f.expect(one("person:v").get("name"), "W")
	})
	s.onEmpty(t, "it is a conflict at any other", func(f fixture) {
		f.load(visit("source:a", "SCHEDULED", "EXPECTED"))
		defer f.unchanged()()
		for _, e := range []graph.Precondition{{ID: "person:v", Version: "0"}, {ID: "person:v"}, {ID: "person:x", Version: "0"}, {ID: edge, Version: "0"}, {ID: edge}} {
			f.refused(graph.Conflict, renamed("W"), e)
		}
	})
	s.onEmpty(t, "what the Apply itself puts does not count", func(f fixture) {
		a := visit("source:a", "SCHEDULED", "EXPECTED")
		f.apply(append(a.changes(f.model), graph.Precondition{ID: "person:v"}, graph.Precondition{ID: edge})...)
		f.expect(one("person:v").get("name"), "v")
	})
}

// edgeVersion returns the version of the edge of a visit of source:a.
func edgeVersion(f fixture, attendance string) string {
	return graph.Version(f.model.Edge("PARTICIPATED_IN").Props(), func(p *graph.Property) graph.Value {
		return props{"attendance": attendance}[p.Name]
	}, evidenceOf(f, visit("source:a", "SCHEDULED", attendance), 1))
}

// evidenceOf yields the id of an article's i-th piece of evidence.
func evidenceOf(f fixture, a *article, i int) iter.Seq[string] {
	var facts []graph.PutEvidence
	for _, c := range a.puts(f.model) {
		if e, ok := c.(graph.PutEvidence); ok {
			facts = append(facts, e)
		}
	}
	return slices.Values([]string{f.model.EvidenceIDOf(facts[i])})
}

// testIdempotency shows that an Apply or an Update with a key is made once.
func (s *suite) testIdempotency(t *testing.T) {
	s.onEmpty(t, "an Apply with a key is made once", func(f fixture) {
		a, b := visit("source:a", "SCHEDULED", "EXPECTED"), visit("source:a", "HELD", "ATTENDED")
		key := graph.IdempotencyKey{Key: "k", Digest: "1"}
		first := f.apply(append(a.changes(f.model), key)...)
		b.load = "2"
		f.load(b)
		defer f.unchanged()()
		if again := f.apply(append(a.changes(f.model), key)...); again != first {
			f.Errorf("first %+v, then %+v", first, again)
		}
	})
	s.onEmpty(t, "one with no effect is remembered too", func(f fixture) {
		f.apply(graph.IdempotencyKey{Key: "k", Digest: "1"})
		a := visit("source:a", "HELD", "ATTENDED")
		f.idle(append(a.changes(f.model), graph.IdempotencyKey{Key: "k", Digest: "1"})...)
	})
	s.onEmpty(t, "a key that was used for something else is a conflict", func(f fixture) {
		f.apply(graph.IdempotencyKey{Key: "k", Digest: "1"})
		f.refused(graph.Conflict, graph.IdempotencyKey{Key: "k", Digest: "2"})
	})
	s.onEmpty(t, "an Apply that fails leaves its key free", func(f fixture) {
		f.refused(graph.NotFound, graph.IdempotencyKey{Key: "k", Digest: "1"}, graph.PutNode{Source: "source:gone", ID: "person:x", Props: props{"name": "X"}})
		f.apply(graph.IdempotencyKey{Key: "k", Digest: "2"})
	})
	s.onEmpty(t, "an Apply has one key, of some length", func(f fixture) {
		f.refused(graph.BadInput, graph.IdempotencyKey{Key: "k"}, graph.IdempotencyKey{Key: "l"})
		f.refused(graph.BadInput, graph.IdempotencyKey{})
		f.refused(graph.BadInput, graph.IdempotencyKey{Key: strings.Repeat("k", 257)})
	})
	s.onEmpty(t, "an Update with a key is made once, and answers alike", func(f fixture) {
		once := &graph.IdempotencyKey{Key: "k", Digest: "1"}
		calls := 0
		compile := func(context.Context, graph.Reader) ([]graph.Change, error) {
			calls++
			return []graph.Change{graph.PutNode{Source: "source:a", ID: "source:a", Props: props{"name": fmt.Sprint(calls)}}}, nil
		}
		first, err := f.store.Update(context.Background(), once, compile)
		if err != nil {
			f.Fatal(err)
		}
		made := calls
		again, err := f.store.Update(context.Background(), once, compile)
		if err != nil || again != first || calls != made {
			f.Errorf("%+v, then %+v, %v, after %d more calls", first, again, err, calls-made)
		}
		_, err = f.store.Update(context.Background(), &graph.IdempotencyKey{Key: "k", Digest: "2"}, compile)
		if graph.CodeOf(err) != graph.Conflict {
			f.Errorf("%v, not %s", err, graph.Conflict)
		}
	})
}
