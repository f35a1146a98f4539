package web

import (
	"context"
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

// slots bound the work in flight. A few may wait for a slot, for a short while;
// who comes when they all do is turned away at once, so that those who are
// admitted are served as if nobody else were there.
type slots struct {
	work  chan struct{} // has an element for each request at work
	queue chan struct{} // and for each that waits
}

// newSlots makes slots for so many at work, and half as many waiting.
func newSlots(inFlight int) *slots {
	return &slots{work: make(chan struct{}, inFlight), queue: make(chan struct{}, (inFlight+1)/2)}
}

// enter takes a slot, in the order of coming. The error says that there is none,
// or that the context has ended.
func (s *slots) enter(ctx context.Context) error {
	select {
	case s.work <- struct{}{}:
		return nil
	default:
	}
	select {
	case s.queue <- struct{}{}:
		defer func() { <-s.queue }()
	default:
		return busy()
	}
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
