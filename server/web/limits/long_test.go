package limits

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"parley/graph"
)

// works has a request look at rows for a while, as an evaluation does, and returns
// how long that took.
func (l *LongWork) works(ctx context.Context, c Client, during time.Duration) time.Duration {
	began := time.Now()
	ctx, leave := l.Enter(ctx, c)
	defer leave()
	meter := graph.NewMeter(ctx, "test")
	for range during / time.Millisecond {
		time.Sleep(time.Millisecond)
		if !meter.Steps(1 << 10) {
			break
		}
	}
	return time.Since(began)
}

// TestLongWork has requests work for long at one place, beside others that are
// soon done.
func TestLongWork(t *testing.T) {
	tests := []struct {
		name      string
		places    int
		others    int // that work for long at the same time
		work      time.Duration
		min, most time.Duration
	}{
		{"alone, nobody waits", 1, 0, time.Second, time.Second, time.Second},
		{"what is soon done waits for none", 1, 5, 19 * time.Millisecond, 19 * time.Millisecond, 19 * time.Millisecond},
		{"two at one place take turns", 1, 1, time.Second, 1900 * time.Millisecond, 2 * time.Second},
		{"two at two places need not", 2, 1, time.Second, time.Second, time.Second},
		{"turns are short: a little work waits for little", 1, 2, 60 * time.Millisecond, 100 * time.Millisecond, 200 * time.Millisecond},
		{"without places nobody waits", 0, 5, time.Second, time.Second, time.Second},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := NewLongWork(test.places)
				ctx, stop := context.WithCancel(t.Context())
				var others sync.WaitGroup
				defer others.Wait()
				defer stop()
				for range test.others {
					others.Go(func() { l.works(ctx, numbered(2), time.Minute) })
				}
				if took := l.works(ctx, numbered(1), test.work); took < test.min || took > test.most {
					t.Errorf("%s of work took %s", test.work, took)
				}
			})
		})
	}
	t.Run("who has had a turn just now takes turns from the beginning", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			l := NewLongWork(1)
			short := func(c Client) time.Duration {
				l.places <- struct{}{}
				defer func() { <-l.places }()
				ctx, stop := context.WithTimeout(t.Context(), 100*time.Millisecond)
				defer stop()
				return l.works(ctx, c, 5*time.Millisecond)
			}
			l.works(t.Context(), numbered(1), 50*time.Millisecond)
			if took := short(numbered(1)); took < 100*time.Millisecond {
				t.Errorf("it waits for nobody: %s", took)
			}
			if took := short(numbered(2)); took > 5*time.Millisecond {
				t.Errorf("another client takes %s", took)
			}
			time.Sleep(justNow)
			if took := short(numbered(1)); took > 5*time.Millisecond {
				t.Errorf("a second later it takes %s", took)
			}
		})
	})
	t.Run("who waits goes when its context ends", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			l := NewLongWork(1)
			l.places <- struct{}{}
			ctx, stop := context.WithTimeout(t.Context(), 100*time.Millisecond)
			defer stop()
			if took := l.works(ctx, numbered(1), 50*time.Millisecond); took > 200*time.Millisecond {
				t.Errorf("it waited for %s", took)
			}
			if len(l.places) != 1 {
				t.Errorf("%d have a place", len(l.places))
			}
		})
	})
}
