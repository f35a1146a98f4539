package web

import (
	"context"
	"sync"
	"time"
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
// as the work takes. When most are, one slot less is given out too: so a
// processor is left for those at work, and to turn the others away.
type slots struct {
	work chan struct{} // has an element for each request at work

	mu       sync.Mutex
	waiting  int
	pressure float64 // the share of late comers who were turned away
}

const (
	burst   = 16  // how many may wait at least: what some browsers ask at once
	perSlot = 2   // and for each slot
	comers  = 64  // how many make the pressure
	tooMuch = 0.3 // the pressure that makes the queue shrink
	farMore = 0.6 // the pressure that makes the slots fewer
)

func newSlots(inFlight int) *slots { return &slots{work: make(chan struct{}, inFlight)} }

// enter takes a slot, in the order of coming. The error says that there is none,
// or that the context has ended.
func (s *slots) enter(ctx context.Context) error {
	if s.take() {
		return nil
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
	case <-ctx.Done():
	}
	return busy()
}

// leave gives the slot back.
func (s *slots) leave() { <-s.work }

// take takes a slot that is free, if one is.
func (s *slots) take() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.work) >= s.room() {
		return false
	}
	select {
	case s.work <- struct{}{}:
		s.press(0)
		return true
	default:
		return false
	}
}

// room is how many may be at work, by the pressure.
func (s *slots) room() int {
	if s.pressure > farMore {
		return max(1, cap(s.work)-1)
	}
	return cap(s.work)
}

// press notes who came: 1 if turned away, else 0.
func (s *slots) press(turnedAway float64) { s.pressure += (turnedAway - s.pressure) / comers }

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
	room := s.room()
	places := max(burst, perSlot*room)
	if s.pressure > tooMuch {
		places = room / 2
	}
	return len(s.work) >= room && s.waiting >= places
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
func (s *slots) inFlight() float64 { return float64(len(s.work)) }
