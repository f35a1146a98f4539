package web

import (
	"context"
	"net/http"
	"sync"
	"time"

	"parley/graph"
)

// queueTime is how long a request may wait for a slot.
const queueTime = 500 * time.Millisecond

// work does what f does within a slot, and within the time that is given for it.
func (s *site) work(ctx context.Context, f func(context.Context) error) error {
	if err := s.slots.enter(ctx); err != nil {
		return err
	}
	defer s.slots.leave()
	ctx, cancel := context.WithTimeout(ctx, s.WorkTime)
	defer cancel()
	return f(ctx)
}

// slots bound the work in flight. Who finds no free slot waits in a queue for a
// short while; who finds the queue full is turned away at once.
//
// The queue holds a burst, and a few clients that ask as fast as they are
// answered. When many are turned away all the same, it would only make everybody
// wait, and so it shrinks to what makes those who are admitted wait half as long
// as the work takes. When most are, one slot is withheld too: so a processor is
// left to turn them away, and for all else.
type slots struct {
	work chan struct{} // has an element for each slot that is taken or withheld

	mu       sync.Mutex
	withheld int // how many slots are: 0 or 1
	waiting  int
	pressure float64 // the share of late comers who were turned away
}

const (
	burst   = 16  // how many may wait at least: what some browsers ask at once
	perSlot = 2   // and for each slot
	comers  = 64  // how many make the pressure
	tooMuch = 0.3 // the pressure that makes the queue shrink
	farMore = 0.6 // the pressure that makes a slot be withheld
)

func newSlots(inFlight int) *slots { return &slots{work: make(chan struct{}, inFlight)} }

// enter takes a slot, in the order of coming. The error says that there is none,
// or that the context has ended.
func (s *slots) enter(ctx context.Context) error {
	select {
	case s.work <- struct{}{}:
		s.admitted()
		return nil
	default:
	}
	if !s.queue() {
		return busy()
	}
	defer s.unqueue()
	patience := time.NewTimer(queueTime)
	defer patience.Stop()
	select {
	case s.work <- struct{}{}:
		return nil
	case <-patience.C:
		return busy()
	case <-ctx.Done():
		return brokenOff(http.StatusServiceUnavailable, graph.Cancelled, ctx.Err())
	}
}

// leave gives the slot back, or withholds it.
func (s *slots) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pressure > farMore && s.withheld == 0 && cap(s.work) > 1 {
		s.withheld = 1
		return
	}
	<-s.work
}

// admitted notes one who came and found a free slot.
func (s *slots) admitted() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.press(0)
}

// press notes who came: 1 if turned away, else 0.
func (s *slots) press(turnedAway float64) {
	s.pressure += (turnedAway - s.pressure) / comers
	if s.withheld > 0 && s.pressure <= farMore {
		s.withheld = 0
		<-s.work
	}
}

// queue takes a place in the queue, if there is one.
func (s *slots) queue() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.full() {
		s.press(1)
		return false
	}
	s.press(0)
	s.waiting++
	return true
}

// full says whether all slots are taken and as many wait as may.
func (s *slots) full() bool {
	places := max(burst, perSlot*cap(s.work))
	if s.pressure > tooMuch {
		places = (cap(s.work) - s.withheld) / 2
	}
	return len(s.work) == cap(s.work) && s.waiting >= places
}

// open turns away who would find no place, before anything is read of the
// request: when there is too much to do, saying so must not add to it.
func (s *slots) open() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.full() {
		s.press(1)
		return busy()
	}
	return nil
}

func (s *slots) unqueue() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waiting--
}

// queued is how many wait.
func (s *slots) queued() float64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return float64(s.waiting)
}

// inFlight is how many are at work.
func (s *slots) inFlight() float64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return float64(len(s.work) - s.withheld)
}
