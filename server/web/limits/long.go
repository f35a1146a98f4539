package limits

import (
	"context"
	"maps"
	"sync"
	"time"

	"parley/graph"
)

// quantum is how long a request works before it has to take turns, and how long
// a turn is. Most requests are done long before.
const quantum = 20 * time.Millisecond

// LongWork has requests that work for long take turns at a few places, fewer than
// there are processors: so one is left for the requests that are soon done,
// whoever asks for much beside them. (A processor that is busy with another
// request makes a short one wait for several time slices of the kernel, since it
// is read, worked on and answered in turn.) Who has had a turn just now takes
// turns from the beginning of the next request. Requests that wait for a database
// instead of a processor need none of this.
type LongWork struct {
	places chan struct{} // nil: nobody takes turns

	mu     sync.Mutex
	recent map[Client]time.Time // who has had a turn, and when it ended
}

// justNow is how long a turn is remembered.
const justNow = time.Second

// NewLongWork returns so many places; where there is none, nobody takes turns.
func NewLongWork(places int) *LongWork {
	l := &LongWork{recent: map[Client]time.Time{}}
	if places > 0 {
		l.places = make(chan struct{}, places)
	}
	return l
}

// Enter returns a context for the work on a client's request, and how that ends.
func (l *LongWork) Enter(ctx context.Context, c Client) (context.Context, func()) {
	if l.places == nil {
		return ctx, func() {}
	}
	s := &stint{at: l, of: c, until: l.free(c)}
	return graph.WithPause(ctx, s.pause), s.leave
}

// free returns until when a client's new request works without a turn.
func (l *LongWork) free(c Client) time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if now.Sub(l.recent[c]) < justNow {
		return now
	}
	return now.Add(quantum)
}

// remember notes that a client has had a turn, and forgets those of long ago.
func (l *LongWork) remember(c Client) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if _, known := l.recent[c]; !known {
		maps.DeleteFunc(l.recent, func(_ Client, at time.Time) bool { return now.Sub(at) >= justNow })
	}
	l.recent[c] = now
}

// stint is one request's work.
type stint struct {
	at *LongWork
	of Client

	mu     sync.Mutex // its parts may work at once
	until  time.Time  // it needs a turn, or the next one, from then on
	placed bool       // it has a place
}

// pause waits for a turn, if the request needs one by now. Who has had a turn goes
// behind those who wait.
func (s *stint) pause(ctx context.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if time.Now().Before(s.until) {
		return
	}
	s.giveUp()
	select {
	case s.at.places <- struct{}{}:
		s.placed = true
	case <-ctx.Done():
	}
	s.until = time.Now().Add(quantum)
}

// leave ends the work.
func (s *stint) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.giveUp()
}

func (s *stint) giveUp() {
	if s.placed {
		<-s.at.places
		s.placed = false
		s.at.remember(s.of)
	}
}
