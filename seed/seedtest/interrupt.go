package seedtest

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/seed"
)

// batch is how many changes are made at once, so that an import takes many.
const batch = 20

// rows is data that is in memory. It counts down to a row at which the reader is
// interrupted.
type rows struct {
	name    string
	changes []graph.Change
	until   int
	stop    func()
}

func (d *rows) Rows(ctx context.Context, yield func(seed.Row) bool) error {
	for i, c := range d.changes {
		if d.until--; d.until == 0 {
			d.stop()
		}
		if err := graph.Ended(ctx, "rows"); err != nil {
			return err
		}
		if !yield(seed.Row{Changes: []graph.Change{c}, At: seed.Position{File: d.name, Line: i + 1, Column: 1}}) {
			break
		}
	}
	return nil
}

func (d *rows) importing() *seed.Import {
	open := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(d.name)), nil }
	return &seed.Import{Data: d, Digest: seed.DigestOf(open), Batch: batch}
}

// breaking is a store that fails at some Apply, in one of the ways that a store
// or its user may.
type breaking struct {
	graph.Store
	until int
	how   int
	stop  func()
}

// The ways.
const (
	wasDown   = iota // nothing was made
	replyLost        // all was made, and nobody was told
	cancelled        // the user went away
	ways
)

func (s *breaking) Apply(ctx context.Context, changes []graph.Change) (graph.Applied, error) {
	if s.until--; s.until != 0 {
		return s.Store.Apply(ctx, changes)
	}
	down := graph.Errorf(graph.Unavailable, "apply", "the store is down")
	switch s.how {
	case replyLost:
		if _, err := s.Store.Apply(ctx, changes); err != nil {
			return graph.Applied{}, err
		}
	case cancelled:
		s.stop()
		return s.Store.Apply(ctx, changes)
	}
	return graph.Applied{}, down
}

// Interrupt shows that an import over an earlier load of the same sources, broken
// off so many times at random and then made once more, ends as one that was not.
func Interrupt(t *testing.T, m *graph.Model, kind Store, times int) {
	start := graphtest.Seed(t)
	earlier := &rows{name: "earlier", changes: graphtest.MadeGraph(m, start)}
	later := &rows{name: "later", changes: graphtest.MadeGraph(m, start+1)}
	others := graphtest.NewRandom(m, start).Next()
	var want string
	t.Run("undisturbed", func(t *testing.T) {
		kind.with(t, m, func(s graph.Store) {
			apply(t, s, others)
			mustImport(t, m, s, earlier.importing())
			mustImport(t, m, s, later.importing())
			want = state(t, m, s)
		})
	})
	t.Run("interrupted", func(t *testing.T) {
		rng := rand.New(rand.NewPCG(start, 1))
		kind.with(t, m, func(s graph.Store) {
			apply(t, s, others)
			for _, data := range []*rows{earlier, later} {
				for range times / 2 {
					if err := interrupted(m, s, data, rng); err == nil {
						t.Fatal("an import that was broken off says that it is whole")
					}
				}
				data.until = 0
				mustImport(t, m, s, data.importing())
			}
			same(t, want, state(t, m, s))
			if applied := again(t, m, s, later.importing()); applied != "already loaded" {
				t.Errorf("importing it once more: %s", applied)
			}
		})
	})
}

// interrupted makes an import that is broken off somewhere.
func interrupted(m *graph.Model, s graph.Store, data *rows, rng *rand.Rand) error {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	applies := len(data.changes)/batch + 1
	broken := &breaking{Store: s, until: 1 + rng.IntN(applies), how: rng.IntN(ways), stop: stop}
	data.until, data.stop = 0, stop
	if rng.IntN(4) == 0 { // while reading, the first or the second time
		broken.until, data.until = 0, 1+rng.IntN(2*len(data.changes))
	}
	i := data.importing()
	i.Again = true // the reply that was lost may have been the last
	return imported(ctx, m, broken, i)
}

// again makes an import that is there already.
func again(t *testing.T, m *graph.Model, s graph.Store, i *seed.Import) string {
	t.Helper()
	checked, err := i.Check(t.Context(), m, s.Snapshot())
	if err != nil {
		t.Fatal(err)
	}
	if checked.Loaded {
		return "already loaded"
	}
	summary, err := checked.Apply(t.Context(), s)
	return fmt.Sprint(summary, err)
}
