// Package limits bounds what clients take, and shares it out among them: slots
// for the work on their requests (slots.go), turns of those that work for long
// (long.go), and bytes that are held for them (bytes.go). Whose a request is says
// clients.go.
package limits

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

// ErrBusy is the error for who finds no room because others are being served.
var ErrBusy = errors.New("others are being served")

// queueTime is how long a request may wait for a slot behind others of its own
// client.
const queueTime = 500 * time.Millisecond

// Slots bound the work in flight, and share it out among clients. A client has
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
type Slots struct {
	most     int           // how many there are
	patience time.Duration // how long a request may wait for the first slot of its client

	mu      sync.Mutex
	taken   int
	waiting int
	lanes   map[Client]*lane // of the clients that hold a slot or wait for one
	fresh   []*lane          // that wait, and have had no slot since they came; the first to come first
	served  []*lane          // the others that wait; whose turn is next first

	coming, asking pressure // of those who ask for their first slot, and of those who ask for more
}

// lane is a client's requests.
type lane struct {
	client Client
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

// NewSlots makes slots. For its first, a client waits as long as others may work
// on theirs.
func NewSlots(most int, workTime time.Duration) *Slots {
	return &Slots{most: most, patience: max(queueTime, workTime), lanes: map[Client]*lane{}}
}

// Enter takes a slot for a client, or waits for one, and returns how it is given
// back. The error says that there is none, or that the context has ended.
func (s *Slots) Enter(ctx context.Context, c Client) (leave func(), err error) {
	l, mine, patience := s.queue(c)
	if l == nil {
		return nil, ErrBusy
	}
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case given := <-mine:
		return s.left(l, given)
	case <-late.C:
		err = ErrBusy
	case <-ctx.Done():
		err = ctx.Err()
	}
	if !s.unqueue(l, mine) { // it has been told meanwhile
		return s.left(l, <-mine)
	}
	return nil, err
}

// left returns how a slot is given back, if it was given.
func (s *Slots) left(l *lane, given bool) (leave func(), err error) {
	if !given {
		return nil, ErrBusy
	}
	return func() { s.leave(l) }, nil
}

// Open turns away who would find no place, before anything is read of the
// request: when there is too much to do, saying so must not add to it.
func (s *Slots) Open(c Client) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l := s.lane(c); !s.admits(l) {
		s.pressureOn(l).note(true)
		return ErrBusy
	}
	return nil
}

// queue puts a request into its client's line, and returns how long it may wait
// there. It may have its slot already. The line is nil where there is no room.
func (s *Slots) queue(c Client) (*lane, turn, time.Duration) {
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
	if s.waiting > s.queueLength() {
		s.displace()
	}
	return l, mine, patience
}

// Patience returns how long a request may wait for the first slot of its client.
func (s *Slots) Patience() time.Duration { return s.patience }

// lane returns a client's line, which is a new one where it has nothing here.
func (s *Slots) lane(c Client) *lane {
	if l := s.lanes[c]; l != nil {
		return l
	}
	return &lane{client: c}
}

// pressureOn is the pressure that counts for a client's next request.
func (s *Slots) pressureOn(l *lane) *pressure {
	if l.idle() {
		return &s.coming
	}
	return &s.asking
}

// size is how many slots may be taken.
func (s *Slots) size() int {
	if s.coming > farMore {
		return max(1, s.most-1)
	}
	return s.most
}

// allowed is how many slots one client may have.
func (s *Slots) allowed() int {
	n := s.size() - 1
	if s.asking > farMore {
		n--
	}
	return max(1, n)
}

// queueLength is how many may wait.
func (s *Slots) queueLength() int { return max(burst, perSlot*s.most) }

// admits reports whether a request finds a slot or a place in the queue.
func (s *Slots) admits(l *lane) bool {
	switch {
	case s.taken < s.size() && l.held < s.allowed():
		return true
	case l.idle() && s.coming > tooMuch:
		return len(s.fresh) < max(1, s.size()/2)
	case !l.idle() && s.asking > tooMuch && len(l.queue) >= s.allowed()/2:
		return false
	}
	return s.waiting < s.queueLength() || len(s.longest().queue) > len(l.queue)+1
}

// join puts a request at the end of its client's line.
func (s *Slots) join(l *lane, mine turn) {
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
func (s *Slots) share() {
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
func (s *Slots) next() *lane {
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
func (s *Slots) longest() *lane {
	longest := &lane{}
	for _, l := range slices.Concat(s.fresh, s.served) {
		if len(l.queue) > len(longest.queue) {
			longest = l
		}
	}
	return longest
}

// displace takes its place from the last in the longest line.
func (s *Slots) displace() {
	l := s.longest()
	last := len(l.queue) - 1
	l.queue[last] <- false
	l.queue = l.queue[:last]
	s.waiting--
	s.asking.note(true)
}

// unqueue takes a request out of its line, and reports whether it waited there.
func (s *Slots) unqueue(l *lane, mine turn) bool {
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
func (s *Slots) leave(l *lane) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l.held--
	s.taken--
	s.share()
	s.forget(l)
}

// forget lets go of a client that has nothing here any more: as many are known
// as hold a slot or wait.
func (s *Slots) forget(l *lane) {
	if l.idle() {
		delete(s.lanes, l.client)
	}
}

// Taken returns how many slots are taken.
func (s *Slots) Taken() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.taken
}

// Waiting returns how many requests wait for a slot.
func (s *Slots) Waiting() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.waiting
}

// Clients returns how many clients hold a slot or wait for one.
func (s *Slots) Clients() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.lanes)
}
