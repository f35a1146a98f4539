package web

import (
	"errors"
	"net/http"
	"strconv"

	"parley/graph"
	"parley/server/web/observe"
)

// whole lets requests through once all that is to be served is in the store:
// until then an answer would be null, or half of one, where a little later there
// is a whole one.
func (s *site) whole(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := s.notWhole(); err != nil {
			refuse(w, r, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// wholePage is whole for a page that people look at.
func (s *site) wholePage(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := s.notWhole()
		if err == nil {
			next.ServeHTTP(w, r)
			return
		}
		v := observe.Of(r)
		v.Outcome, v.Reason, v.Cause = err.code, err.reason, err.err
		w.Header().Set(err.header[0], err.header[1])
		http.Error(w, err.message, err.status)
	})
}

// notWhole returns why a request is turned away, if it is.
func (s *site) notWhole() *refusal {
	if s.Whole == nil {
		return nil
	}
	err := s.Whole()
	if err == nil {
		return nil
	}
	message := "the sources are being loaded"
	var known *graph.Error
	if errors.As(err, &known) && known.Code != graph.Internal {
		message = known.Message
	}
	return &refusal{
		status: http.StatusServiceUnavailable, code: graph.Unavailable, reason: "loading", message: message,
		header: [2]string{"Retry-After", strconv.Itoa(retryAfter)}, err: err,
	}
}
