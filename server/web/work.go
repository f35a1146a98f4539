package web

import (
	"context"
	"errors"
	"net/http"

	"parley/graph"
	"parley/server/web/limits"
)

// work does what f does within a slot of a client, and within the time that is
// given for it.
func (s *site) work(ctx context.Context, c limits.Client, f func(context.Context) error) error {
	leave, err := s.slots.Enter(ctx, c)
	switch {
	case errors.Is(err, limits.ErrBusy):
		return err
	case err != nil:
		return brokenOff(http.StatusServiceUnavailable, graph.Cancelled, err)
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, s.WorkTime)
	defer cancel()
	ctx, done := s.long.Enter(ctx, c)
	defer done()
	return f(ctx)
}

// clientOf returns whose request it is.
func (s *site) clientOf(r *http.Request) limits.Client {
	return limits.ClientOf(r, s.TrustedProxies)
}
