package web

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"
	"unicode/utf8"

	"golang.org/x/sync/semaphore"

	"parley/graph"
)

// byteBudget bounds the bytes held for clients that are slow to send or to read, and
// for what they send. The first few of each client are free, so that one who
// takes much denies others no more than much.
type byteBudget struct{ left *semaphore.Weighted }

const (
	maxHeld = 128 << 20 // bytes held at once beyond what is free
	free    = 64 << 10  // bytes for each; how many there are, the connections bound
)

func newByteBudget() *byteBudget { return &byteBudget{semaphore.NewWeighted(maxHeld)} }

// beyond returns how many of n bytes are not free. A client that the flags allow
// more than there is takes all of it, and is served alone.
func beyond(n int) int64 { return int64(min(max(0, n-free), maxHeld)) }

// hold takes bytes for a client who had some already, or says that they are not
// to be had.
func (m *byteBudget) hold(had, n int) error {
	if !m.left.TryAcquire(beyond(had+n) - beyond(had)) {
		return busy()
	}
	return nil
}

func (m *byteBudget) release(n int) { m.left.Release(beyond(n)) }

// claim is what is held for one request.
type claim struct {
	of   *byteBudget
	held int
}

// take holds bytes beside those that are held.
func (c *claim) take(n int) error {
	if err := c.of.hold(c.held, n); err != nil {
		return err
	}
	c.held += n
	return nil
}

// drop ends the claim.
func (c *claim) drop() { c.of.release(c.held) }

// firstRoom is how many bytes a body is given room for before any has come.
const firstRoom = 4 << 10

// read reads a body whose length is announced, or -1. The room for it grows while
// it comes: a client that promises much and sends nothing takes next to nothing.
func (c *claim) read(from io.Reader, announced int64) ([]byte, error) {
	var text []byte
	for {
		if len(text) == cap(text) {
			room := max(2*cap(text), firstRoom)
			if int(announced) > cap(text) {
				room = min(room, int(announced))
			}
			if err := c.take(room - cap(text)); err != nil {
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

// readBody reads a body of valid UTF-8. One that says that it is too large is
// not read.
func (s *site) readBody(w http.ResponseWriter, r *http.Request, held *claim) ([]byte, error) {
	if r.ContentLength > s.MaxRequest {
		return nil, s.unreadable(&http.MaxBytesError{Limit: s.MaxRequest})
	}
	text, err := held.read(http.MaxBytesReader(w, r.Body, s.MaxRequest), r.ContentLength)
	if err != nil {
		return nil, s.unreadable(err)
	}
	setRead(w, time.Time{})
	if !utf8.Valid(text) {
		return nil, badRequest("the body is not valid UTF-8")
	}
	return text, nil
}

// unreadable says why a body could not be read.
func (s *site) unreadable(err error) error {
	var large *http.MaxBytesError
	var known *refusal
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &large):
		return &refusal{
			status: http.StatusRequestEntityTooLarge, code: graph.TooLarge, reason: "too_large",
			message: fmt.Sprintf("the request is larger than %d bytes", s.MaxRequest), header: [2]string{"Connection", "close"},
		}
	case errors.Is(err, os.ErrDeadlineExceeded):
		return &refusal{
			status: http.StatusRequestTimeout, code: graph.Timeout, reason: "slow",
			message: fmt.Sprintf("the request did not arrive within %s", s.ReadTime), header: [2]string{"Connection", "close"},
		}
	}
	return brokenOff(http.StatusBadRequest, graph.BadInput, err)
}

// brokenOff is for the log: the client has left.
func brokenOff(status int, code graph.Code, err error) *refusal {
	return &refusal{status: status, code: code, reason: "broken_off", message: "the request broke off", err: err}
}

func badRequest(format string, args ...any) *refusal {
	return &refusal{
		status: http.StatusBadRequest, code: graph.BadInput, reason: "request", message: fmt.Sprintf(format, args...),
	}
}
