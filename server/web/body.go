package web

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"
	"unicode/utf8"

	"parley/graph"
	"parley/server/web/limits"
)

// readBody reads a body of valid UTF-8. One that says that it is too large is
// not read.
func (s *site) readBody(w http.ResponseWriter, r *http.Request, held *limits.Claim) ([]byte, error) {
	if r.ContentLength > s.MaxRequest {
		return nil, s.unreadable(&http.MaxBytesError{Limit: s.MaxRequest})
	}
	text, err := held.Read(http.MaxBytesReader(w, r.Body, s.MaxRequest), r.ContentLength)
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
	switch {
	case errors.Is(err, limits.ErrBusy):
		return err
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
