package graphtest

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"parley/graph"
)

// testUpdates shows that what an Update has read still holds when its changes are
// made.
func (s *suite) testUpdates(t *testing.T) {
	ctx := context.Background()
	put := func(name string) graph.Change {
		return graph.PutNode{Source: "source:a", ID: "source:a", Props: props{"name": name}}
	}
	name := func(r graph.Reader) string {
		q := one("source:a").get("name")
		rows, err := r.Select(ctx, q.plan(s.model))
		if err != nil {
			t.Error(err)
			return ""
		}
		return q.plan(s.model).Root.Format(rows)
	}
	s.onEmpty(t, "many at once are made one after the other", func(f fixture) {
		f.apply(put("0"))
		const writers, times = 4, 5
		var all sync.WaitGroup
		for range writers {
			all.Go(func() {
				for range times {
					_, err := f.store.Update(ctx, nil, func(_ context.Context, from graph.Reader) ([]graph.Change, error) {
						var n int
						_, err := fmt.Sscan(name(from), &n)
						return []graph.Change{put(fmt.Sprint(n + 1))}, err
					})
					if err != nil {
						f.Error(err)
					}
				}
			})
		}
		all.Wait()
		f.expect(one("source:a").get("name"), fmt.Sprint(writers*times))
	})
	s.onEmpty(t, "an error of what compiles is the Update's, and changes nothing", func(f fixture) {
		f.apply(put("0"))
		before := f.dumpNow()
		why := graph.Errorf(graph.Ambiguous, "compile", "no")
		_, err := f.store.Update(ctx, nil, func(context.Context, graph.Reader) ([]graph.Change, error) {
			return []graph.Change{put("1")}, why
		})
		if graph.CodeOf(err) != graph.Ambiguous {
			f.Error(err)
		}
		f.same(before, f.dumpNow())
	})
	s.onEmpty(t, "what is compiled is held to what an Apply takes", func(f fixture) {
		before := f.dumpNow()
		for code, changes := range map[graph.Code][]graph.Change{
			graph.BadInput: {graph.PutNode{Source: "source:a", ID: "source:a"}},
			graph.NotFound: {graph.Sweep{Source: "source:a"}},
			graph.TooLarge: make([]graph.Change, graph.MaxChanges+1),
		} {
			_, err := f.store.Update(ctx, nil, func(context.Context, graph.Reader) ([]graph.Change, error) { return changes, nil })
			if graph.CodeOf(err) != code {
				f.Errorf("%v, not %s", err, code)
			}
		}
		f.same(before, f.dumpNow())
	})
	s.onEmpty(t, "one with a key is made once, and answers alike", func(f fixture) {
		once := &graph.IdempotencyKey{Key: "k", Digest: "1"}
		calls := 0
		compile := func(context.Context, graph.Reader) ([]graph.Change, error) {
			calls++
			return []graph.Change{put(fmt.Sprint(calls))}, nil
		}
		first, err := f.store.Update(ctx, once, compile)
		if err != nil {
			f.Fatal(err)
		}
		made := calls
		again, err := f.store.Update(ctx, once, compile)
		if err != nil || again != first || calls != made {
			f.Errorf("%+v, then %+v, %v, after %d more calls", first, again, err, calls-made)
		}
		_, err = f.store.Update(ctx, &graph.IdempotencyKey{Key: "k", Digest: "2"}, compile)
		if graph.CodeOf(err) != graph.Conflict {
			f.Errorf("%v, not %s", err, graph.Conflict)
		}
	})
}
