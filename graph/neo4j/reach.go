package neo4j

import (
	"context"
	"errors"
	"sync"
	"time"

	"parley/graph"
)

// condition is whether Neo4j can be used, and why not. All calls share it: where
// Neo4j is down, one goroutine knocks at its door, and calls are told at once what
// that one found.
type condition struct {
	sync.Mutex
	usable  bool
	why     error         // why it cannot be used, as far as that is known
	mending bool          // a goroutine tries to make it usable
	tries   int           // how often one has tried
	turned  chan struct{} // closed at the next change
}

// turn makes a change, and wakes those who wait for one.
func (c *condition) turn(change func(*condition)) {
	c.Lock()
	defer c.Unlock()
	change(c)
	close(c.turned)
	c.turned = make(chan struct{})
}

// How long calls and goroutines wait.
const (
	blip        = time.Second      // a call, for a server that is lost to come back
	beginTime   = 2 * time.Second  // a call, for its transaction to begin; longer where Neo4j is far
	knockEvery  = time.Second / 2  // between two knocks at the door of a server that is down
	lookEvery   = 5 * time.Second  // between two looks at what somebody has to mend
	signInEvery = 5 * time.Minute  // between two sign-ins that are refused: Neo4j locks out who tries often
	prepareTime = 10 * time.Minute // for the indexes to be made
)

// unreachable is the cause of an error: Neo4j did not answer.
type unreachable struct{ error }

// refused is the cause of an error: Neo4j does not let the user sign in.
type refused struct{ error }

// outdated is the cause of an error: the database is yet to be brought to the
// layout of this server.
type outdated struct{ error }

// overtaken is the cause of an error: the database was brought to a layout that is
// newer than this server.
type overtaken struct{ error }

// pauseAfter returns how long an error is left alone.
func pauseAfter(err error) time.Duration {
	switch {
	case err == nil, errors.As(err, new(outdated)):
		return 0
	case errors.As(err, new(unreachable)):
		return knockEvery
	case errors.As(err, new(refused)):
		return signInEvery
	}
	return lookEvery
}

// Prepare waits until the database was looked at, and was given what it lacks,
// and returns why it cannot be used, if it cannot.
func (s *Store) Prepare(ctx context.Context) error {
	return s.learn(ctx, "prepare", func(c *condition) bool { return c.usable || c.tries > 0 })
}

// usable returns why Neo4j cannot be used, if it cannot. Where nothing is known
// yet, as Neo4j was never called before, it waits for that.
func (s *Store) usable(ctx context.Context, op string) error {
	return s.learn(ctx, op, func(c *condition) bool { return c.usable || c.why != nil })
}

// learn waits until enough is known, and returns why Neo4j cannot be used.
func (s *Store) learn(ctx context.Context, op string, enough func(*condition) bool) error {
	for {
		s.mend(nil)
		s.condition.Lock()
		known, why, turned := enough(&s.condition), s.condition.why, s.condition.turned
		s.condition.Unlock()
		if known {
			return why
		}
		select {
		case <-turned:
		case <-ctx.Done():
			return notYet(ctx, op)
		}
	}
}

// notYet is the error of a call that ends before enough is known.
func notYet(ctx context.Context, op string) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return graph.Ended(ctx, op)
	}
	return &graph.Error{Code: graph.Unavailable, Op: op, Message: "Neo4j is not ready yet", Err: ctx.Err()}
}

// lose notes an error after which no other call need try, and lets a goroutine
// try to mend it. What that one found out before is the better reason.
func (s *Store) lose(err error) {
	if !concernsAll(err) {
		return
	}
	s.condition.turn(func(c *condition) {
		c.usable = false
		if !c.mending || c.why == nil {
			c.why = err
		}
	})
	s.mend(err)
}

// concernsAll reports whether an error is not of one call alone.
func concernsAll(err error) bool {
	return errors.As(err, new(unreachable)) || errors.As(err, new(refused)) || errors.As(err, new(outdated)) || errors.As(err, new(overtaken))
}

// mend starts the goroutine that makes Neo4j usable, unless it is, or there is
// one.
func (s *Store) mend(err error) {
	s.condition.Lock()
	defer s.condition.Unlock()
	if s.condition.usable || s.condition.mending || s.closed.Err() != nil {
		return
	}
	s.condition.mending = true
	s.running.Go(func() { s.mending(err) })
}

// mending tries until Neo4j can be used or the store is closed.
func (s *Store) mending(err error) {
	for again := true; again; {
		select {
		case <-time.After(pauseAfter(err)):
		case <-s.closed.Done():
			return
		}
		err = s.makeReady()
		s.condition.turn(func(c *condition) {
			again = err != nil
			c.usable, c.why, c.mending = !again, err, again
			c.tries++
		})
	}
}
