package web

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"time"

	"parley/graph"
)

// queueTime is how long a request may wait for a slot behind others of its own
// client.
const queueTime = 500 * time.Millisecond

// work does what f does within a slot of a client, and within the time that is
// given for it.
func (s *site) work(ctx context.Context, c client, f func(context.Context) error) error {
	leave, err := s.slots.enter(ctx, c)
	if err != nil {
		return err
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, s.WorkTime)
	defer cancel()
	ctx, done := s.long.enter(ctx, c)
	defer done()
	return f(ctx)
}

// slots bound the work in flight, and share it out among clients. A client has
// all slots but one at most, so that whoever comes next finds one; where there is
// one alone, they take turns. Who finds no slot waits in a queue: those who wait
// for their first before those who have had one since they came, and these in
// turn, client by client (as flows do in RFC 8290, section 4.2). So a client that
// asks for much waits for itself.
//
// The queue holds a burst, and a few clients that ask as fast as they are
// answered. Where it is full, who has most in it makes room for who has less;
// else who comes is turned away at once. When many are turned away all the same,
// the queue would only make everybody wait, and shrinks to what makes those who
// are admitted wait half as long as the work takes. When most are, one slot more is
// left free: so a processor is left to turn them away, and for all else. Both are
// judged apart for those who ask for their first slot and for those who ask for
// more: what one client is turned away does not make others wait.
type slots struct {
	most     int           // how many there are
	patience time.Duration // how long a request may wait for the first slot of its client

	mu      sync.Mutex
	taken   int
	waiting int
	lanes   map[client]*lane // of the clients that hold a slot or wait for one
	fresh   []*lane          // that wait, and have had no slot since they came; the first to come first
	served  []*lane          // the others that wait; whose turn is next first

	coming, asking pressure // of those who ask for their first slot, and of those who ask for more
}

// lane is a client's requests.
type lane struct {
	client client
	held   int
	queue  []turn // the first to come first
}

// idle reports whether a client has nothing here.
func (l *lane) idle() bool { return l.held == 0 && len(l.queue) == 0 }

// turn tells a request that waits that it has a slot, or that it has lost its
// place.
type turn chan bool

// pressure is the share of late comers who were turned away.
type pressure float64

const (
	burst   = 16  // how many may wait at least: what some browsers ask at once
	perSlot = 2   // and for each slot
	comers  = 64  // how many make the pressure
	tooMuch = 0.3 // the pressure that makes the queue shrink
	farMore = 0.6 // the pressure that leaves a slot free
)

// note notes who came: turned away, or not.
func (p *pressure) note(turnedAway bool) {
	now := pressure(0)
	if turnedAway {
		now = 1
	}
	*p += (now - *p) / comers
}

// newSlots makes slots. For its first, a client waits as long as others may work
// on theirs.
func newSlots(most int, workTime time.Duration) *slots {
	return &slots{most: most, patience: max(queueTime, workTime), lanes: map[client]*lane{}}
}

// enter takes a slot for a client, or waits for one, and returns how it is given
// back. The error says that there is none, or that the context has ended.
func (s *slots) enter(ctx context.Context, c client) (leave func(), err error) {
	l, mine, patience := s.queue(c)
	if l == nil {
		return nil, busy()
	}
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case given := <-mine:
		return s.left(l, given)
	case <-late.C:
		err = busy()
	case <-ctx.Done():
		err = brokenOff(http.StatusServiceUnavailable, graph.Cancelled, ctx.Err())
	}
	if !s.unqueue(l, mine) { // it has been told meanwhile
		return s.left(l, <-mine)
	}
	return nil, err
}

// left returns how a slot is given back, if it was given.
func (s *slots) left(l *lane, given bool) (leave func(), err error) {
	if !given {
		return nil, busy()
	}
	return func() { s.leave(l) }, nil
}

// open turns away who would find no place, before anything is read of the
// request: when there is too much to do, saying so must not add to it.
func (s *slots) open(c client) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l := s.lane(c); !s.admits(l) {
		s.pressureOn(l).note(true)
		return busy()
	}
	return nil
}

// queue puts a request into its client's line, and returns how long it may wait
// there. It may have its slot already. The line is nil where there is no room.
func (s *slots) queue(c client) (*lane, turn, time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l, patience := s.lane(c), queueTime
	if l.idle() {
		patience = s.patience
	}
	admitted := s.admits(l)
	s.pressureOn(l).note(!admitted)
	if !admitted {
		return nil, nil, 0
	}
	mine := make(turn, 1)
	s.join(l, mine)
	s.share()
	if s.waiting > s.places() {
		s.displace()
	}
	return l, mine, patience
}

// lane returns a client's line, which is a new one where it has nothing here.
func (s *slots) lane(c client) *lane {
	if l := s.lanes[c]; l != nil {
		return l
	}
	return &lane{client: c}
}

// pressureOn is the pressure that counts for a client's next request.
func (s *slots) pressureOn(l *lane) *pressure {
	if l.idle() {
		return &s.coming
	}
	return &s.asking
}

// size is how many slots may be taken.
func (s *slots) size() int {
	if s.coming > farMore {
		return max(1, s.most-1)
	}
	return s.most
}

// allowed is how many slots one client may have.
func (s *slots) allowed() int {
	n := s.size() - 1
	if s.asking > farMore {
		n--
	}
	return max(1, n)
}

// places is how many may wait.
func (s *slots) places() int { return max(burst, perSlot*s.most) }

// admits reports whether a request finds a slot or a place in the queue.
func (s *slots) admits(l *lane) bool {
	switch {
	case s.taken < s.size() && l.held < s.allowed():
		return true
	case l.idle() && s.coming > tooMuch:
		return len(s.fresh) < max(1, s.size()/2)
	case !l.idle() && s.asking > tooMuch && len(l.queue) >= s.allowed()/2:
		return false
	}
	return s.waiting < s.places() || len(s.longest().queue) > len(l.queue)+1
}

// join puts a request at the end of its client's line.
func (s *slots) join(l *lane, mine turn) {
	s.lanes[l.client] = l
	if len(l.queue) == 0 && l.held == 0 {
		s.fresh = append(s.fresh, l)
	} else if len(l.queue) == 0 {
		s.served = append(s.served, l)
	}
	l.queue = append(l.queue, mine)
	s.waiting++
}

// share returns the slots that are free to those whose turn it is.
func (s *slots) share() {
	for s.taken < s.size() {
		l := s.next()
		if l == nil {
			return
		}
		l.queue[0] <- true
		l.queue = l.queue[1:]
		s.waiting--
		l.held++
		s.taken++
		if len(l.queue) > 0 {
			s.served = append(s.served, l)
		}
	}
}

// next takes out of the queue the line whose turn it is, or returns nil.
func (s *slots) next() *lane {
	if len(s.fresh) > 0 {
		l := s.fresh[0]
		s.fresh = s.fresh[1:]
		return l
	}
	i := slices.IndexFunc(s.served, func(l *lane) bool { return l.held < s.allowed() })
	if i < 0 {
		return nil
	}
	l := s.served[i]
	s.served = slices.Delete(s.served, i, i+1)
	return l
}

// longest is the line in which most wait.
func (s *slots) longest() *lane {
	longest := &lane{}
	for _, l := range slices.Concat(s.fresh, s.served) {
		if len(l.queue) > len(longest.queue) {
			longest = l
		}
	}
	return longest
}

// displace takes its place from the last in the longest line.
func (s *slots) displace() {
	l := s.longest()
	last := len(l.queue) - 1
	l.queue[last] <- false
	l.queue = l.queue[:last]
	s.waiting--
	s.asking.note(true)
}

// unqueue takes a request out of its line, and reports whether it waited there.
func (s *slots) unqueue(l *lane, mine turn) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.Index(l.queue, mine)
	if i < 0 {
		return false
	}
	l.queue = slices.Delete(l.queue, i, i+1)
	s.waiting--
	if len(l.queue) == 0 {
		is := func(other *lane) bool { return other == l }
		s.fresh, s.served = slices.DeleteFunc(s.fresh, is), slices.DeleteFunc(s.served, is)
	}
	s.forget(l)
	return true
}

// leave returns a slot back.
func (s *slots) leave(l *lane) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l.held--
	s.taken--
	s.share()
	s.forget(l)
}

// forget lets go of a client that has nothing here any more: as many are known
// as hold a slot or wait.
func (s *slots) forget(l *lane) {
	if l.idle() {
		delete(s.lanes, l.client)
	}
}

// gauge returns how much there is of something, for the metrics.
func (s *slots) gauge(of func() int) func() float64 {
	return func() float64 {
		s.mu.Lock()
		defer s.mu.Unlock()
		return float64(of())
	}
}
