package limits

import (
	"errors"
	"io"

	"golang.org/x/sync/semaphore"
)

// ByteBudget bounds the bytes held for clients that are slow to send or to read, and
// for what they send. The first few of each client are free, so that one who
// takes much denies others no more than much.
type ByteBudget struct{ left *semaphore.Weighted }

// The size of a budget.
const (
	MaxHeld = 128 << 20 // bytes held at once beyond what is free
	Free    = 64 << 10  // bytes for each; how many there are, the connections bound
)

// NewByteBudget returns a budget of which nothing is held.
func NewByteBudget() *ByteBudget { return &ByteBudget{semaphore.NewWeighted(MaxHeld)} }

// beyond returns how many of n bytes are not free. A client that the flags allow
// more than there is takes all of it, and is served alone.
func beyond(n int) int64 { return int64(min(max(0, n-Free), MaxHeld)) }

// hold takes bytes for a client who had some already, or says that they are not
// to be had.
func (m *ByteBudget) hold(had, n int) error {
	if !m.left.TryAcquire(beyond(had+n) - beyond(had)) {
		return ErrBusy
	}
	return nil
}

func (m *ByteBudget) release(n int) { m.left.Release(beyond(n)) }

// Claim is what is held for one request.
type Claim struct {
	of   *ByteBudget
	held int
}

// Claim returns a claim to the budget, of nothing yet.
func (m *ByteBudget) Claim() *Claim { return &Claim{of: m} }

// Held returns how many bytes are held.
func (c *Claim) Held() int { return c.held }

// Take holds bytes beside those that are held.
func (c *Claim) Take(n int) error {
	if err := c.of.hold(c.held, n); err != nil {
		return err
	}
	c.held += n
	return nil
}

// Drop ends the claim.
func (c *Claim) Drop() { c.of.release(c.held) }

// firstRoom is how many bytes a body is given room for before any has come.
const firstRoom = 4 << 10

// Read reads a body whose length is announced, or -1. The room for it grows while
// it comes: a client that promises much and sends nothing takes next to nothing.
func (c *Claim) Read(from io.Reader, announced int64) ([]byte, error) {
	var text []byte
	for {
		if len(text) == cap(text) {
			room := max(2*cap(text), firstRoom)
			if int(announced) > cap(text) {
				room = min(room, int(announced))
			}
			if err := c.Take(room - cap(text)); err != nil {
				return nil, err
			}
			text = append(make([]byte, 0, room), text...)
		}
		n, err := from.Read(text[len(text):cap(text)])
		text = text[:len(text)+n]
		if errors.Is(err, io.EOF) {
			return text, nil
		}
		if err != nil {
			return nil, err
		}
	}
}
