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

// memory bounds the bytes held for clients that are slow to send or to read.
// The first few of each client are free, so that one who takes much denies
// others no more than much.
type memory struct{ left *semaphore.Weighted }

const (
	maxHeld = 128 << 20 // bytes held at once beyond what is free
	free    = 64 << 10  // bytes for each; how many there are, the connections bound
)

func newMemory() *memory { return &memory{semaphore.NewWeighted(maxHeld)} }

// beyond gives how many of n bytes are not free.
func beyond(n int) int64 { return int64(max(0, n-free)) }

// hold takes bytes for a client who had some already, or says that they are not
// to be had.
func (m *memory) hold(had, n int) error {
	if !m.left.TryAcquire(beyond(had+n) - beyond(had)) {
		return busy()
	}
	return nil
}

func (m *memory) release(n int) { m.left.Release(beyond(n)) }

// metered counts what is read while it comes, so that a client that promises
// much and sends nothing takes nothing.
type metered struct {
	io.Reader
	memory *memory
	held   int
}

func (r *metered) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if full := r.memory.hold(r.held, n); full != nil {
		return 0, full
	}
	r.held += n
	return n, err
}

// readBody reads a body of valid UTF-8 and hands it to read. What was read is
// not kept.
func (s *site) readBody(w http.ResponseWriter, r *http.Request, read func([]byte) error) error {
	from := &metered{Reader: http.MaxBytesReader(w, r.Body, s.MaxRequest), memory: s.bodies}
	defer func() { s.bodies.release(from.held) }()
	text, err := io.ReadAll(from)
	if err != nil {
		return s.unreadable(err)
	}
	setRead(w, time.Time{})
	if !utf8.Valid(text) {
		return badRequest("the body is not valid UTF-8")
	}
	return read(text)
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
			message: fmt.Sprintf("the request is larger than %d bytes", s.MaxRequest),
		}
	case errors.Is(err, os.ErrDeadlineExceeded):
		return &refusal{
			status: http.StatusRequestTimeout, code: graph.Timeout, reason: "slow",
			message: fmt.Sprintf("the request did not arrive within %s", s.ReadTime), header: [2]string{"Connection", "close"},
		}
	}
	return &refusal{status: http.StatusBadRequest, code: graph.BadInput, reason: "broken_off", message: "the request broke off", err: err}
}

func badRequest(format string, args ...any) *refusal {
	return &refusal{
		status: http.StatusBadRequest, code: graph.BadInput, reason: "request", message: fmt.Sprintf(format, args...),
	}
}
