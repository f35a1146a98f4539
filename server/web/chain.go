package web

import (
	"fmt"
	"net/http"
	"runtime/debug"

	"parley/graph"
	"parley/server/web/observe"
)

// middleware is something that stands before a handler.
type middleware func(http.Handler) http.Handler

// chain puts middlewares before a handler. The first sees a request first.
func chain(handler http.Handler, all ...middleware) http.Handler {
	for i := len(all) - 1; i >= 0; i-- {
		handler = all[i](handler)
	}
	return handler
}

// observed counts a request and has a line of it in the log.
func (s *site) observed(next http.Handler) http.Handler {
	return observe.Observed(s.Log, s.metrics, next)
}

// handle makes a handler of a function that says what went wrong: it is rendered
// here, and nowhere else.
func (s *site) handle(f func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := f(w, r); err != nil {
			refuse(w, r, refusalOf(err))
		}
	})
}

// recovered answers for a handler that panics. What it panicked with is for the
// log alone. Where some of an answer was sent already, the connection is broken
// off: with an error behind it, or nothing, it would look like a whole one.
func (s *site) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			fault := recover()
			if fault == nil {
				return
			}
			if fault == http.ErrAbortHandler {
				panic(fault)
			}
			v := observe.Of(r)
			s.Log.Error("panic", "id", v.ID, "fault", fmt.Sprint(fault), "stack", string(debug.Stack()))
			err := graph.Errorf(graph.Internal, "http", "panic: %v", fault)
			if v.Sent {
				v.Outcome, v.Cause = graph.Internal, err
				panic(http.ErrAbortHandler)
			}
			refuse(w, r, refusalOf(err))
		}()
		next.ServeHTTP(w, r)
	})
}
