package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"golang.org/x/net/netutil"

	"parley/graph"
)

// What a connection may take before it has asked for anything.
const (
	headerTime  = 5 * time.Second
	idleTime    = 2 * time.Minute
	headerBytes = 64 << 10
)

// patience is how long stopping takes, in three steps.
type patience struct {
	drain time.Duration // requests are still accepted, but /readyz says no and clients are told to leave
	stop  time.Duration // those accepted may end
	last  time.Duration // their work has been ended for them, and they may say so
}

// life is a server's from its start to its end.
type life struct {
	log      *slog.Logger
	stdout   io.Writer
	header   time.Duration // what a client may take to send the header of a request
	patience patience
	stopping atomic.Bool
}

func newLife(log *slog.Logger, stdout io.Writer) *life {
	return &life{log: log, stdout: stdout, header: headerTime, patience: patience{
		drain: 300 * time.Millisecond, stop: 20 * time.Second, last: 2 * time.Second,
	}}
}

// ready says no more than before, and no when the server stops.
func (l *life) ready(before func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error {
		if l.stopping.Load() {
			return graph.Errorf(graph.Unavailable, "serve", "the server is being stopped")
		}
		return before(ctx)
	}
}

// serve serves HTTP until ctx ends, then lets accepted requests finish.
func (l *life) serve(ctx context.Context, e clientLimits, handler http.Handler) error {
	listener, err := net.ListenTCP("tcp", e.at)
	if err != nil {
		return cannotListen(e.at.String(), err)
	}
	conns := newConns(e.connections)
	working, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	server := &http.Server{
		Handler: l.leaving(handler), ReadHeaderTimeout: l.header, IdleTimeout: idleTime, MaxHeaderBytes: headerBytes,
		ErrorLog:    slog.NewLogLogger(l.log.Handler(), slog.LevelWarn),
		BaseContext: func(net.Listener) context.Context { return working },
		ConnState:   conns.note,
	}
	at, err := reachable(listener.Addr().String())
	if err != nil {
		return err
	}
	greet(l.stdout, at, e.invitation)
	stopped := make(chan error, 1)
	go func() { stopped <- server.Serve(netutil.LimitListener(listener, e.connections)) }()
	select {
	case err := <-stopped:
		return err
	case <-ctx.Done():
	}
	l.stopping.Store(true)
	time.Sleep(l.patience.drain)
	conns.hurry(l.patience.drain)
	return l.shutdown(server, end)
}

// leaving tells the clients of a server that stops to use another connection
// next time. One that is closed under a client may just have got a request.
func (l *life) leaving(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if l.stopping.Load() {
			w.Header().Set("Connection", "close")
		}
		next.ServeHTTP(w, r)
	})
}

// shutdown accepts no more and waits for what was accepted. What takes too long
// is ended, and answers that it was.
func (l *life) shutdown(server *http.Server, end context.CancelFunc) error {
	err := within(l.patience.stop, server.Shutdown)
	if err == nil {
		return nil
	}
	end()
	if err := within(l.patience.last, server.Shutdown); err != nil {
		return errors.Join(fmt.Errorf("some requests did not end within %s: %w", l.patience.stop+l.patience.last, err), server.Close())
	}
	return nil
}

func within(d time.Duration, f func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	defer cancel()
	return f(ctx)
}

func cannotListen(addr string, err error) error {
	return fmt.Errorf("cannot listen on %s: %w; choose another address with -addr", addr, cause(err))
}

// cause returns the system's own words for an error.
func cause(err error) error {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return err
}
