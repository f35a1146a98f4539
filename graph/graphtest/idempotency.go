package graphtest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"parley/graph"
)

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
