package main

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"parley/graph"
)

// loading is how far the store has come: whether what is to be served is in it.
type loading struct {
	store *kept
	done  atomic.Bool
	why   atomic.Pointer[graph.Error] // why the last attempt to fill it failed
}

func newLoading(store *kept) *loading { return &loading{store: store} }

// ready says why questions cannot be answered, or nothing.
func (l *loading) ready(ctx context.Context) error {
	if err := l.store.ready(ctx); err != nil {
		return err
	}
	return l.whole()
}

// whole returns why questions are not answered before the store was filled once.
func (l *loading) whole() error {
	if l.done.Load() {
		return nil
	}
	if why := l.why.Load(); why != nil {
		return graph.Errorf(graph.Unavailable, "load", "the sources are not loaded yet: %s", why.Message)
	}
	return graph.Errorf(graph.Unavailable, "load", "the sources are being loaded")
}

// once fills the store.
func (l *loading) once(fill func() error) error {
	if err := fill(); err != nil {
		var why *graph.Error
		errors.As(err, &why)
		l.why.Store(why)
		return err
	}
	l.done.Store(true)
	return nil
}

// retryEvery is how long a store that is down is left alone.
const retryEvery = 2 * time.Second

// until fills a store that may be down, as soon as it is up. It gives up only on
// what waiting does not mend.
func (l *loading) until(ctx context.Context, fill func() error, log *slog.Logger) error {
	for {
		err := l.once(fill)
		if err == nil || ctx.Err() != nil {
			return nil
		}
		if code := graph.CodeOf(err); code != graph.Unavailable && code != graph.Timeout {
			return err
		}
		log.Warn("the store is not ready; trying again", "why", err, "in", retryEvery)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(retryEvery):
		}
	}
}
