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
// A burst from one page may wait. When there is more to do than can be done, a
// queue would only make everybody wait, and so it shrinks to what makes those
// who are admitted wait half as long as the work takes.
type slots struct {
	work chan struct{} // has an element for each request at work

	mu       sync.Mutex
	waiting  int
	pressure float64 // the share of late comers who found no free slot
}

const (
	burst  = 8   // how many may wait for each slot
	comers = 32  // how many comers make the pressure
	tooFew = 0.5 // the pressure from which on the slots are too few
)

func newSlots(inFlight int) *slots { return &slots{work: make(chan struct{}, inFlight)} }

// enter takes a slot, in the order of coming. The error says that there is none,
// or that the context has ended.
func (s *slots) enter(ctx context.Context) error {
	select {
	case s.work <- struct{}{}:
		s.came(0)
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
	case <-ctx.Done():
	}
	return busy()
}

// leave gives the slot back.
func (s *slots) leave() { <-s.work }

// came notes who came: 1 if there was no free slot, else 0.
func (s *slots) came(full float64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pressure += (full - s.pressure) / comers
}

// queue takes a place in the queue, if there is one.
func (s *slots) queue() bool {
	s.came(1)
	s.mu.Lock()
	defer s.mu.Unlock()
	places := cap(s.work) * burst
	if s.pressure > tooFew {
		places = (cap(s.work) + 1) / 2
	}
	if s.waiting >= places {
		return false
	}
	s.waiting++
	return true
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
