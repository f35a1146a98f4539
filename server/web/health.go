package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"parley/graph"
	"parley/server/web/observe"
)

// readyTime is how long a look at the store may take.
const readyTime = 2 * time.Second

// live says that the process answers.
func live(w http.ResponseWriter, r *http.Request) {
	observe.Of(r).Probe = true
	fmt.Fprintln(w, "ok")
}

// readyz reports whether questions can be answered: 200, or 503 and why not.
func (s *site) readyz(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), readyTime)
	defer cancel()
	if s.Ready == nil {
		live(w, r)
		return
	}
	err := s.Ready(ctx)
	if err == nil {
		live(w, r)
		return
	}
	why := "something is wrong inside Parley; its log says what"
	var known *graph.Error
	if errors.As(err, &known) && known.Code != graph.Internal {
		why = known.Message
	}
	v := observe.Of(r)
	v.Outcome, v.Cause = graph.Unavailable, err
	w.WriteHeader(http.StatusServiceUnavailable)
	fmt.Fprintln(w, why)
}
