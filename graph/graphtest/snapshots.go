package graphtest

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"parley/graph"
)

// step is an Apply of a test.
type step struct {
	name    string
	changes []graph.Change
}

// testSnapshots shows that a snapshot always reads the same, or, if the store is read
// committed, what is committed.
func (s *suite) testSnapshots(t *testing.T) {
	f := s.loaded(t)
	old, before := f.store.Snapshot(), f.dumpNow()
	steps := []step{
		{"another source", visit("source:b", "HELD", "ATTENDED").changes(f.model)},
		{"other values", amendments(f.model)},
		{"a source dropped", []graph.Change{graph.DropSource{Source: "source:herald"}}},
		{"all sources dropped", []graph.Change{graph.DropSource{Source: "source:courier"}, graph.DropSource{Source: "source:b"}}},
		{"others in their place", visit("source:herald", "HELD", "ATTENDED").changes(f.model)},
	}
	for _, step := range steps {
		f.apply(step.changes...)
		sees, want := "does not see ", before
		if s.readCommitted {
			sees, want = "sees ", f.dumpNow()
		}
		f.on("an old snapshot "+sees+step.name, func(f fixture) { f.same(want, f.dump(old)) })
	}
}

// testRevisions shows that each change changes the revision, and that reading does
// not.
func (s *suite) testRevisions(t *testing.T) {
	f := s.loaded(t)
	revision := func() string {
		r, err := f.store.Snapshot().Revision(t.Context())
		if err != nil || r == "" {
			t.Fatalf("%q %v", r, err)
		}
		return r
	}
	seen := map[string]string{revision(): "the sample"}
	for _, step := range []step{
		{"another source", visit("source:b", "HELD", "ATTENDED").changes(f.model)},
		{"other values", amendments(f.model)},
		{"a source dropped", []graph.Change{graph.DropSource{Source: "source:b"}}},
	} {
		f.apply(step.changes...)
		now := revision()
		if before := seen[now]; before != "" {
			t.Errorf("after %s the revision is that of %s", step.name, before)
		}
		seen[now] = step.name
		if _, err := f.store.Snapshot().LastLoad(t.Context(), "source:herald"); err != nil {
			t.Fatal(err)
		}
		if again := revision(); again != now {
			t.Errorf("after %s reading changes the revision", step.name)
		}
	}
}

// amendments returns changes to values of the sample.
func amendments(m *graph.Model) []graph.Change {
	a := newArticle("source:later", "2026")
	a.node("person:ann", props{"aliases": []string{"Ann of Rome"}})
	a.node("meeting:talks", nil)
	a.fact("meeting:talks", props{"status": "HELD"})
	a.fact("PARTICIPATED_IN person:ann meeting:talks", props{"attendance": "ATTENDED"})
	return a.changes(m)
}

// testContexts shows that a context that has ended ends the work.
func (s *suite) testContexts(t *testing.T) {
	f := s.loaded(t)
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	expired, stop := context.WithTimeout(context.Background(), -time.Second)
	defer stop()
	plan := nodes().get("id").plan(f.model)
	calls := map[string]func(context.Context) error{
		"Select": func(ctx context.Context) error { return errorOf(f.store.Snapshot().Select(ctx, plan)) },
		"Search": func(ctx context.Context) error {
			return errorOf(f.store.Snapshot().Search(ctx, &graph.Search{Words: "sea", Plan: *plan}))
		},
		"Expand": func(ctx context.Context) error {
			return errorOf(f.store.Snapshot().Expand(ctx, &graph.Expansion{Frontier: []string{"person:ann"}, PerNode: 5}))
		},
		"Apply": func(ctx context.Context) error {
			return errorOf(f.store.Apply(ctx, visit("source:b", "HELD", "ATTENDED").changes(f.model)))
		},
	}
	for name, call := range calls {
		f.on(name, func(f fixture) {
			defer f.unchanged()()
			if code := graph.CodeOf(call(cancelled)); code != graph.Cancelled {
				f.Errorf("cancelled: %q, not CANCELLED", code)
			}
			if code := graph.CodeOf(call(expired)); code != graph.Timeout {
				f.Errorf("out of time: %q, not TIMEOUT", code)
			}
		})
	}
}

func errorOf[T any](_ T, err error) error { return err }

// testBounds shows that an answer with more records than a plan allows, at any depth,
// is refused, and one with as many is not.
func (s *suite) testBounds(t *testing.T) {
	f := s.loaded(t)
	plan := nodes("Person").below("meetings", func(q *query) { q.get("id") }).plan(f.model)
	calls := map[string]func() (*graph.Rows, error){
		"Select": func() (*graph.Rows, error) { return f.store.Snapshot().Select(context.Background(), plan) },
		"Search": func() (*graph.Rows, error) {
			return f.store.Snapshot().Search(context.Background(), &graph.Search{Words: "a", Plan: *plan})
		},
	}
	for name, call := range calls {
		f.on(name, func(f fixture) {
			plan.Most = 0
			all, err := call()
			if err != nil || all.Records() <= all.Len {
				f.Fatalf("%v records, %v: it shows nothing", all, err)
			}
			plan.Most = all.Records()
			if _, err := call(); err != nil {
				f.Errorf("as many: %v", err)
			}
			plan.Most--
			if _, err := call(); graph.CodeOf(err) != graph.TooLarge {
				f.Errorf("one more: %v, not TOO_LARGE", err)
			}
		})
	}
}

// testReadersWhileWriting shows that readers see all or nothing of what a writer puts
// and takes away. It is for the race detector too.
func (s *suite) testReadersWhileWriting(t *testing.T) {
	f := s.loaded(t)
	const rounds = 30
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
					f.readCrowd(t, !s.readCommitted)
				}
			}
		})
	}
	for i := range rounds {
		f.apply(crowd(i).changes(f.model)...)
		if i%5 == 4 {
			f.apply(graph.DropSource{Source: "source:crowd"})
		}
	}
	close(done)
	readers.Wait()
}

// crowd returns a source with ten people at one meeting.
func crowd(load int) *article {
	a := newArticle("source:crowd", "")
	a.load = fmt.Sprint(load)
	a.node("meeting:crowd", props{"name": fmt.Sprint("Crowd ", load)})
	a.fact("meeting:crowd", props{"status": "HELD"})
	for i := range 10 {
		id := fmt.Sprintf("person:crowd%d", (load+i)%15)
		a.node(id, props{"name": fmt.Sprint("Guest ", load)})
		a.fact("PARTICIPATED_IN "+id+" meeting:crowd", props{"attendance": "ATTENDED"})
	}
	return a
}

// readCrowd reads the crowd in one Select, which sees one state of it whole, or, if
// the store is read committed, guests of two states.
func (f fixture) readCrowd(t *testing.T, whole bool) {
	p := one("meeting:crowd").below("participants", func(q *query) {
		q.count().get("node.name").below("evidence", get("quote"))
	}).plan(f.model)
	r := f.store.Snapshot()
	rows, err := r.Select(context.Background(), p)
	if err != nil {
		t.Error(err)
		return
	}
	for row := range rows.All() {
		crowd := row[0].(*graph.Rows)
		if most := 15; crowd.Len > most || whole && (crowd.Total != 10 || crowd.Len != 10) {
			t.Errorf("the meeting has %d participants, not 10:\n%s", crowd.Total, p.Root.Format(rows))
		}
	}
	if _, err := r.Search(context.Background(), &graph.Search{Words: "guest", Plan: *nodes().get("id", "count(met)").plan(f.model)}); err != nil {
		t.Error(err)
	}
	if _, err := r.Expand(context.Background(), &graph.Expansion{Frontier: []string{"meeting:crowd"}, PerNode: 3}); err != nil {
		t.Error(err)
	}
}
